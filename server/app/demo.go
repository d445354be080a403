package app

import (
	"context"
	"fmt"
	"io"
)

// PrintAdministratorLink prints the one-time link that makes the first administrator, while there is none.
func (a *App) PrintAdministratorLink(ctx context.Context, w io.Writer) error {
	f, err := a.build(ctx)
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
