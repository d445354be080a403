package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"strings"

	"tongchuang/server/app"
	"tongchuang/server/config"
	"tongchuang/server/postgres"
)

type backup struct {
	config.Config `embed:""`
	File          string `arg:"" help:"File to write; it must not be there yet." type:"path"`
}

// Run writes the whole database, as of one moment, into a file: in pg_dump's custom form, or, where this machine has no
// pg_dump (npm's PostgreSQL brings none), as a ZIP of its tables. A server may run meanwhile.
func (b backup) Run(ctx context.Context) error {
	slog.SetDefault(b.Logger())
	if _, err := os.Stat(b.File); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already: name another file", b.File)
	}
	address, stop, err := database(ctx, b.Config)
	if err != nil {
		return err
	}
	defer stop()
	if err := dump(ctx, address, b.File); err != nil {
		return err
	}
	fmt.Printf("%s is written. Keep the file of erasures beside it, never inside: %s\n", b.File, orNone(app.LedgerPath(b.Config)))
	return nil
}

func orNone(path string) string {
	if path == "" {
		return "there is none; set ERASURE_LEDGER"
	}
	return path
}

// database gives the address of the installation's database: DATABASE_URL, the private Postgres that runs, or one that
// is started for now. stop ends what was started.
func database(ctx context.Context, c config.Config) (address string, stop func(), err error) {
	if c.DatabaseURL != "" {
		return c.DatabaseURL, func() {}, nil
	}
	dir := c.DataDir
	if dir == "" {
		dir = postgres.DefaultDataDir()
	}
	if address, ok := postgres.RunningURL(ctx, dir); ok {
		return address, func() {}, nil
	}
	cluster, err := postgres.StartCluster(ctx, postgres.ClusterConfig{DataDir: dir})
	if err != nil {
		return "", nil, err
	}
	return cluster.URL(), func() {
		if err := cluster.Stop(context.WithoutCancel(ctx)); err != nil {
			slog.Error("stopping the private Postgres", "error", err)
		}
	}, nil
}

// dump writes the database at address into path, which appears when it is complete.
func dump(ctx context.Context, address, path string) error {
	major, err := postgres.ServerMajor(ctx, address)
	if err != nil {
		return err
	}
	write := writeTables
	tool, err := postgres.FindTool(ctx, "pg_dump", major)
	switch {
	case err == nil:
		write = func(ctx context.Context, address string, f *os.File) error { return writeDump(ctx, tool, address, f) }
	case !errors.Is(err, postgres.ErrNoTool):
		return err
	}
	unfinished := path + ".unfinished"
	f, err := os.OpenFile(unfinished, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // it holds everything: for its owner alone
	if err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	defer os.Remove(unfinished) // nothing is there any more after the rename
	err = write(ctx, address, f)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	if err := os.Rename(unfinished, path); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	return nil
}

func writeDump(ctx context.Context, tool postgres.Tool, address string, f *os.File) error {
	cmd, err := tool.Command(ctx, address, "--format=custom", "--no-owner", "--no-privileges")
	if err != nil {
		return err
	}
	cmd.Stdout = f
	return run(cmd)
}

func writeTables(ctx context.Context, address string, f *os.File) error {
	pool, err := postgres.Open(ctx, address, postgres.PoolConfig{MaxConns: 1, ApplicationName: "backup"})
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.WriteTables(ctx, pool, f)
}

// run runs cmd; its error tells what the program said.
func run(cmd *exec.Cmd) error {
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(said.String()))
	}
	return nil
}
