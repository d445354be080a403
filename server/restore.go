package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"

	"tongchuang/migrations"
	"tongchuang/server/app"
	"tongchuang/server/config"
	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/rights"
)

type restore struct {
	config.Config `embed:""`
	File          string `arg:"" help:"Backup to read." type:"existingfile"`
	Replace       bool   `help:"Let it take the place of what is in the database."`
}

// errNotEmpty: a database is only replaced by somebody who says so.
var errNotEmpty = errors.New("the database is not empty: --replace lets the backup take the place of what is there")

// errInUse: what is restored under a running server is half old in its memory.
var errInUse = errors.New("a server uses the database: stop it first")

// Run puts a backup in place, all of it or nothing; then what was erased since is erased again, what has outlived its
// time goes, and every client starts over.
func (r restore) Run(ctx context.Context) error {
	slog.SetDefault(r.Logger())
	if err := r.putInPlace(ctx); err != nil {
		return err
	}
	a, err := app.Open(ctx, r.Config) // brings the tables of an older backup up to date
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Restored(ctx, os.Stdout)
}

func (r restore) putInPlace(ctx context.Context) error {
	address, stop, err := r.own(ctx)
	if err != nil {
		return err
	}
	defer stop()
	if err := r.mayReplace(ctx, address); err != nil {
		return err
	}
	file, err := os.Open(r.File)
	if err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	defer file.Close()
	if postgres.IsTables(file) {
		return r.tables(ctx, address, file)
	}
	script, err := r.script(ctx, address)
	if err != nil {
		return err
	}
	defer os.Remove(script.Name())
	defer script.Close()
	major, err := postgres.ServerMajor(ctx, address)
	if err != nil {
		return err
	}
	psql, err := postgres.FindTool(ctx, "psql", major)
	if err != nil {
		return err
	}
	cmd, err := psql.Command(ctx, address, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output="+os.DevNull)
	if err != nil {
		return err
	}
	cmd.Stdin = io.MultiReader(strings.NewReader(emptySchema), script)
	if err := run(cmd); err != nil {
		return fmt.Errorf("restoring the backup; the database is as it was: %w", err)
	}
	return nil
}

// tables puts a backup in place that was written without PostgreSQL's client programs; it needs none of them either.
func (r restore) tables(ctx context.Context, address string, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	backup, err := postgres.ReadTables(file, info.Size())
	if err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	if err := backup.Restore(ctx, address, migrations.Files, jobs.Migrate, emptySchema); err != nil {
		return fmt.Errorf("restoring the backup; the database is as it was: %w", err)
	}
	return nil
}

// own is database, but not one that somebody else has started.
func (r restore) own(ctx context.Context) (string, func(), error) {
	dir := r.DataDir
	if dir == "" {
		dir = postgres.DefaultDataDir()
	}
	if _, running := postgres.RunningURL(ctx, dir); r.DatabaseURL == "" && running {
		return "", nil, errInUse
	}
	return database(ctx, r.Config)
}

// script writes the backup as SQL into a file: whether it can be read shows before anything is touched.
func (r restore) script(ctx context.Context, address string) (*os.File, error) {
	tool, err := postgres.FindTool(ctx, "pg_restore", postgres.MinMajor)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(r.File), ".restore-*") // 0600
	if err != nil {
		return nil, fmt.Errorf("reading the backup: %w", err)
	}
	cmd, err := tool.Command(ctx, address)
	if err == nil {
		// Not into a database: --dbname is left out.
		cmd.Args = []string{cmd.Args[0], "--no-owner", "--no-privileges", "--file=-", r.File}
		cmd.Stdout = f
		err = run(cmd)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, fmt.Errorf("reading the backup: %w", err)
	}
	return f, nil
}

// mayReplace looks at what is in the database. What is there and will be replaced gives its ledger to the file first.
func (r restore) mayReplace(ctx context.Context, address string) error {
	pool, err := postgres.Open(ctx, address, postgres.PoolConfig{MaxConns: 2, ApplicationName: "restore"})
	if err != nil {
		return err
	}
	defer pool.Close()
	var tables, servers int
	var ledger bool
	err = pool.QueryRow(ctx, `select (select count(*) from pg_tables where schemaname = 'public'),
		(select count(*) from pg_stat_activity where datname = current_database() and application_name like 'tongchuang %'),
		to_regclass('public.erasure') is not null`).Scan(&tables, &servers, &ledger)
	switch {
	case err != nil:
		return fmt.Errorf("looking into the database: %w", err)
	case servers > 0:
		return errInUse
	case tables == 0:
		return nil
	case !r.Replace:
		return errNotEmpty
	case !ledger:
		return nil
	}
	if _, err := rights.WriteLedger(ctx, pool, app.LedgerPath(r.Config)); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	return nil
}

// emptySchema drops what is in the schema public, and not the schema: its rights are the operator's.
const emptySchema = `
do $$
declare thing record;
begin
  for thing in select c.relkind, c.oid, c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') loop
    if exists (select from pg_class c where c.oid = thing.oid) then -- not gone with what it hung on
      execute format('drop %s if exists %s cascade', case thing.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, thing.name);
    end if;
  end loop;
  for thing in select c.oid::regclass as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' loop
    execute format('drop sequence if exists %s cascade', thing.name);
  end loop;
  for thing in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') loop
    execute format('drop routine if exists %s cascade', thing.name);
  end loop;
  for thing in select t.typname as name, t.typtype from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd') loop
    execute format('drop type if exists public.%I cascade', thing.name);
  end loop;
end $$;
`
