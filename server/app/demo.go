package app

import (
	"context"
	"fmt"
	"io"

	"tongchuang/server/demo"
)

// When says whether the example data are wanted.
type When int

// OnlyWhenExample leaves a database alone in which there are people who are no examples; Always loads whatever is there.
const (
	OnlyWhenExample When = iota
	Always
)

// LoadDemo loads the example data, completes a load that was cut off, and tells w who can sign in.
func (a *App) LoadDemo(ctx context.Context, w io.Writer, when When) error {
	if when == OnlyWhenExample {
		var others bool
		const anybodyElse = `select exists (select from person where not example) and not exists (select from person where example)`
		if err := a.pool.QueryRow(ctx, anybodyElse).Scan(&others); err != nil {
			return fmt.Errorf("looking for people: %w", err)
		}
		if others {
			return nil
		}
	}
	summary, err := demo.Load(ctx, demo.Deps{Pool: a.pool})
	if err != nil {
		return fmt.Errorf("loading the example data: %w", err)
	}
	return summary.Print(w)
}

// PrintAdministratorLink prints the one-time link that makes the first administrator, while there is none.
func (a *App) PrintAdministratorLink(ctx context.Context, w io.Writer) error {
	f, err := a.parts(ctx)
	if err != nil {
		return err
	}
	return printLink(ctx, f, w)
}

func printLink(ctx context.Context, f *features, w io.Writer) error {
	link, err := f.accounts.FirstAdministratorLink(ctx)
	if err != nil {
		return err
	}
	if link != "" {
		fmt.Fprintf(w, "\n  The first administrator is made by this link, once:\n  %s\n", link)
	}
	return nil
}

// Greet tells whoever started the server where it is and what to do next.
func (a *App) Greet(ctx context.Context, w io.Writer) error {
	fmt.Fprintf(w, "\n  Tongchuang 同窗 is open at %s\n", a.public)
	if err := printLink(ctx, a.features, w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	return nil
}
