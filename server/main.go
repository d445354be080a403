// Command tongchuang serves Tongchuang 同窗: a bilingual forum and classroom for sister cities and paired schools.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	_ "time/tzdata" // zones on machines that have none

	"github.com/alecthomas/kong"

	"tongchuang/server/app"
	"tongchuang/server/config"
)

// version is set by the linker.
var version = "unknown"

type commands struct {
	Serve   serve          `cmd:"" default:"withargs" help:"Start the server (the default)."`
	Migrate migrate        `cmd:"" help:"Bring the database's tables up to date, and end."`
	Demo    loadDemo       `cmd:"" help:"Load the example data; harmless when it is there already."`
	Admin   administration `cmd:"" help:"What whoever runs the server can do: the first administrator's link, the people a breach affects, retention."`
	Backup  backup         `cmd:"" help:"Write the whole database into a file. A server may run meanwhile."`
	Restore restore        `cmd:"" help:"Put a backup in place; what was erased since is erased again."`
	Health  health         `cmd:"" help:"Ask the server on this machine whether it is ready; for health checks."`
	Load    loadTest       `cmd:"" help:"Connect many clients and measure how fast what they post arrives: how many classes does this machine hold?"`
	Version struct {
	} `cmd:"" help:"Print the version."`
}

func main() {
	var c commands
	parser := kong.Must(&c, kong.Name("tongchuang"), kong.UsageOnError(),
		kong.Description("Tongchuang 同窗: a bilingual forum and classroom for sister cities and paired schools. Every setting is a flag or an environment variable; none is needed."))
	k, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	if k.Command() == "version" {
		fmt.Println(version)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	k.BindTo(ctx, (*context.Context)(nil))
	if err := k.Run(); err != nil && !errors.Is(err, context.Canceled) {
		// One line, however many causes.
		fmt.Fprintln(os.Stderr, "tongchuang:", strings.Join(strings.Fields(err.Error()), " "))
		os.Exit(1)
	}
}

type serve struct {
	config.Config `embed:""`
}

// Run serves until a signal comes or the node fails.
func (s serve) Run(ctx context.Context) error {
	slog.SetDefault(s.Logger())
	listener, err := app.Listen(s.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	a, err := app.Open(ctx, s.Config)
	if err != nil {
		return err
	}
	defer a.Stop()
	if s.WantsDemo() {
		if err := a.LoadDemo(ctx, os.Stdout, app.OnlyWhenExample); err != nil {
			return err
		}
	}
	if err := a.Serve(ctx, listener); err != nil {
		return err
	}
	if err := a.Greet(ctx, os.Stdout); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		slog.Info("stopping")
		return nil
	case err := <-a.Failed():
		return err
	}
}

type migrate struct {
	config.Config `embed:""`
}

// Run opens the database, which migrates it.
func (m migrate) Run(ctx context.Context) error {
	slog.SetDefault(m.Logger())
	a, err := app.Open(ctx, m.Config)
	if err != nil {
		return err
	}
	a.Close()
	return nil
}

type loadDemo struct {
	config.Config `embed:""`
}

// Run loads the example data.
func (d loadDemo) Run(ctx context.Context) error {
	slog.SetDefault(d.Logger())
	a, err := app.Open(ctx, d.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.LoadDemo(ctx, os.Stdout, app.Always)
}

type admin struct {
	config.Config `embed:""`
	ForgetTwoStep string `help:"Instead: take two-step sign-in from the account with this address or sign-in name, whose owner lost phone and recovery codes." placeholder:"NAME"`
}

// Run prints the link.
func (c admin) Run(ctx context.Context) error {
	slog.SetDefault(c.Logger())
	a, err := app.Open(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.ForgetTwoStep != "" {
		if err := a.ForgetTwoStep(ctx, c.ForgetTwoStep); err != nil {
			return err
		}
		fmt.Println("Two-step sign-in is off for", c.ForgetTwoStep+"; the password is still asked for.")
		return nil
	}
	return a.PrintAdministratorLink(ctx, os.Stdout)
}

type health struct {
	Addr string `help:"Address that the server listens on." env:"ADDR" default:":8080"`
}

// Run asks once. It fails when the server is not ready.
func (h health) Run(ctx context.Context) error {
	host, port, err := net.SplitHostPort(h.Addr)
	if err != nil {
		return fmt.Errorf("ADDR %q is not an address like :8080", h.Addr)
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", answer.Status)
	}
	return nil
}
