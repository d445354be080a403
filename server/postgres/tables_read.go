package postgres

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// restoring is where a backup is built up, beside what it will take the place of.
const restoring = "tongchuang_restoring"

// Tables is a backup that WriteTables wrote.
type Tables struct {
	files *zip.Reader
	tables
}

// IsTables tells by a file's first bytes whether WriteTables wrote it.
func IsTables(f io.ReaderAt) bool {
	first := make([]byte, 4)
	_, err := f.ReadAt(first, 0)
	return err == nil && bytes.Equal(first, []byte("PK\x03\x04"))
}

// ReadTables reads what is in a backup. The error is ErrNoTables.
func ReadTables(f io.ReaderAt, size int64) (*Tables, error) {
	files, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNoTables, err)
	}
	t := &Tables{files: files}
	list, err := files.Open(tablesList)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNoTables, err)
	}
	defer list.Close()
	if err := json.NewDecoder(list).Decode(&t.tables); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNoTables, err)
	}
	if t.Form != tablesForm {
		return nil, fmt.Errorf("%w: its form is %d, and this program reads %d", ErrNoTables, t.Form, tablesForm)
	}
	return t, nil
}

// Restore puts the backup into the schema public of the database at address, all of it or nothing: it is built up in a
// schema of its own, by the migrations as they were then and by what more makes (the jobs' tables), and takes the place
// of what is there in one transaction, which runs empty first. Errors: ErrDatabaseNewer (a newer program wrote it),
// ErrNoTables.
func (t *Tables) Restore(ctx context.Context, address string, migrations fs.FS, more func(context.Context, *pgxpool.Pool) error, empty string) error {
	public, err := Open(ctx, address, PoolConfig{MaxConns: 2, ApplicationName: "restore"})
	if err != nil {
		return err
	}
	defer public.Close()
	drop := func(ctx context.Context) error {
		_, err := public.Exec(ctx, "drop schema if exists "+restoring+" cascade")
		return err
	}
	if err := drop(ctx); err != nil { // what another attempt left
		return fmt.Errorf("make room for the backup: %w", err)
	}
	if _, err := public.Exec(ctx, "create schema "+restoring); err != nil {
		return fmt.Errorf("make room for the backup: %w", err)
	}
	defer func() { _ = drop(context.WithoutCancel(ctx)) }() // the next attempt begins with it, too
	if err := t.build(ctx, address, migrations, more); err != nil {
		return err
	}
	return InTx(ctx, public, func(ctx context.Context, tx pgx.Tx) error {
		if err := withoutTimeouts(ctx, tx); err != nil {
			return err
		}
		for what, sql := range []string{empty, moveSchema} {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return fmt.Errorf("put the backup in place (%d): %w", what+1, err)
			}
		}
		return nil
	})
}

// build makes the tables of the backup's version and fills them.
func (t *Tables) build(ctx context.Context, address string, migrations fs.FS, more func(context.Context, *pgxpool.Pool) error) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrDatabaseURL, invalidURLReason(address, err))
	}
	query := u.Query()
	query.Set("search_path", restoring)
	u.RawQuery = query.Encode()
	pool, err := Open(ctx, u.String(), PoolConfig{MaxConns: 4, ApplicationName: "restore"})
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := migrate(ctx, pool, migrations, t.Version); err != nil {
		return err
	}
	var made int64
	if err := pool.QueryRow(ctx, "select max(version_id) from "+versionTable).Scan(&made); err != nil {
		return fmt.Errorf("read the version: %w", err)
	}
	if made < t.Version {
		return fmt.Errorf("%w: the backup is at version %d and this program knows %d; run the newer program", ErrDatabaseNewer, t.Version, made)
	}
	if err := more(ctx, pool); err != nil {
		return err
	}
	return InTx(ctx, pool, t.fill)
}

// fill loads the rows into what the migrations made. Triggers and references wait meanwhile: the rows had both already,
// and references are proved again when they come back.
func (t *Tables) fill(ctx context.Context, tx pgx.Tx) error {
	if err := withoutTimeouts(ctx, tx); err != nil {
		return err
	}
	references, err := dropReferences(ctx, tx)
	if err != nil {
		return err
	}
	for _, one := range t.Tables {
		name := pgx.Identifier{one.Name}.Sanitize()
		if _, err := tx.Exec(ctx, "alter table "+name+" disable trigger user; truncate "+name); err != nil {
			return fmt.Errorf("empty the table %s: %w", one.Name, err)
		}
		rows, err := t.files.Open(one.file())
		if err != nil {
			return fmt.Errorf("%w: %v", ErrNoTables, err)
		}
		_, err = tx.Conn().PgConn().CopyFrom(ctx, rows, "copy "+one.named()+" from stdin")
		rows.Close()
		if err != nil {
			return fmt.Errorf("fill the table %s: %w", one.Name, err)
		}
		if _, err := tx.Exec(ctx, "alter table "+name+" enable trigger user"); err != nil {
			return fmt.Errorf("fill the table %s: %w", one.Name, err)
		}
	}
	for _, s := range t.Sequences {
		if _, err := tx.Exec(ctx, "select setval($1::regclass, $2)", pgx.Identifier{s.Name}.Sanitize(), s.Value); err != nil {
			return fmt.Errorf("set the sequence %s: %w", s.Name, err)
		}
	}
	for _, sql := range references {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return fmt.Errorf("prove the references: %w", err)
		}
	}
	_, err = tx.Exec(ctx, "analyze")
	return err
}

// dropReferences gives the SQL that brings them back.
func dropReferences(ctx context.Context, tx pgx.Tx) ([]string, error) {
	rows, err := tx.Query(ctx, `select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
		from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("list the references: %w", err)
	}
	var drop, add []string
	var of, name, is string
	_, err = pgx.ForEachRow(rows, []any{&of, &name, &is}, func() error {
		drop = append(drop, "alter table "+of+" drop constraint "+name)
		add = append(add, "alter table "+of+" add constraint "+name+" "+is)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the references: %w", err)
	}
	for _, sql := range drop {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return nil, fmt.Errorf("set the references aside: %w", err)
		}
	}
	return add, nil
}

// moveSchema takes everything from where it was built up into the schema public.
const moveSchema = `
do $$
declare thing record;
begin
  for thing in select c.relkind, c.oid::regclass as name from pg_class c
    where c.relnamespace = '` + restoring + `'::regnamespace and (c.relkind in ('r', 'p', 'v', 'm')
      or c.relkind = 'S' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))) loop
    execute format('alter %s %s set schema public',
      case thing.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, thing.name);
  end loop;
  for thing in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = '` + restoring + `'::regnamespace loop
    execute format('alter routine %s set schema public', thing.name);
  end loop;
  for thing in select t.oid::regtype as name from pg_type t where t.typnamespace = '` + restoring + `'::regnamespace and t.typtype in ('e', 'd') loop
    execute format('alter type %s set schema public', thing.name);
  end loop;
end $$;
drop schema ` + restoring
