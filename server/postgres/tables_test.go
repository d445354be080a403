package postgres_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/migrations"
	"tongchuang/server/apptest"
	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// contents is every row of every table, sorted, and how the tables are made.
func contents(t *testing.T, pool *pgxpool.Pool) map[string]string {
	t.Helper()
	rows, err := pool.Query(t.Context(), `select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
		and (c.relname not like 'river\_%' or c.relname = 'river_job') and c.relname <> 'schema_migration'`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	ask := func(what, sql string, args ...any) {
		var text string
		if err := pool.QueryRow(t.Context(), sql, args...).Scan(&text); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		all[what] = text
	}
	for _, name := range names {
		ask(name, fmt.Sprintf(`select coalesce(string_agg(x::text, E'\n' order by x::text), '') from %s x`, pgx.Identifier{name}.Sanitize()))
	}
	for what, sql := range map[string]string{
		"the constraints": `select string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), E'\n' order by conrelid::regclass::text, conname) from pg_constraint where connamespace = 'public'::regnamespace`,
		"the indexes":     `select string_agg(indexdef, E'\n' order by indexdef) from pg_indexes where schemaname = 'public'`,
		"the triggers":    `select string_agg(tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text || ' ' || tgfoid::regproc, E'\n' order by tgrelid::regclass::text, tgname) from pg_trigger where not tgisinternal`,
		"the routines":    `select string_agg(oid::regprocedure || md5(prosrc), E'\n' order by oid::regprocedure::text) from pg_proc where pronamespace = 'public'::regnamespace`,
		"the views":       `select string_agg(viewname || definition, E'\n' order by viewname) from pg_views where schemaname = 'public'`,
		"the columns":     `select string_agg(table_name || ' ' || column_name || ' ' || data_type || ' ' || coalesce(column_default, ''), E'\n' order by table_name, column_name) from information_schema.columns where table_schema = 'public'`,
		"the sequences":   `select coalesce(string_agg(sequencename || ' ' || coalesce(last_value, 0), E'\n' order by sequencename), '') from pg_sequences where schemaname = 'public' and sequencename not like 'schema_migration%'`,
	} {
		ask(what, sql)
	}
	return all
}

func poolOf(t *testing.T, url string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(t.Context(), url, postgres.PoolConfig{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// written is a backup of a small world, and the pool of its database.
func written(t *testing.T) (*pgxpool.Pool, []byte) {
	t.Helper()
	pool := postgrestest.New(t)
	if err := jobs.Migrate(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	w := apptest.Seed(t, pool)
	// What a text form could get wrong.
	_, err := pool.Exec(t.Context(), `update person set display_name = E'tab\t, line\n, \\N, \\. and 陈' where id = $1`, w.Student.ID)
	if err == nil {
		_, err = pool.Exec(t.Context(), `insert into audit_entry (id, action, reason, school_ids) values ($1, 'test', '', array[$2]::uuid[])`, uuid.New(), w.Columbus)
	}
	if err == nil {
		_, err = pool.Exec(t.Context(), `insert into river_job (args, kind, max_attempts, scheduled_at, state, queue) values ('{"x":1}', 'waits', 3, now() + interval '1 day', 'scheduled', 'default')`)
	}
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := postgres.WriteTables(t.Context(), pool, &file); err != nil {
		t.Fatal(err)
	}
	return pool, file.Bytes()
}

func put(ctx context.Context, file []byte, url, empty string) error {
	f := bytes.NewReader(file)
	backup, err := postgres.ReadTables(f, f.Size())
	if err != nil {
		return err
	}
	return backup.Restore(ctx, url, migrations.Files, jobs.Migrate, empty)
}

func TestABackupOfTablesIsTheSameDatabaseAgain(t *testing.T) {
	t.Parallel()
	pool, file := written(t)
	if !postgres.IsTables(bytes.NewReader(file)) || postgres.IsTables(strings.NewReader("PGDMP")) {
		t.Error("a backup is not known by its first bytes")
	}
	url := postgrestest.Empty(t)
	if err := put(t.Context(), file, url, "select 1"); err != nil {
		t.Fatal(err)
	}
	restored := poolOf(t, url)
	was, is := contents(t, pool), contents(t, restored)
	for what, text := range was {
		if is[what] != text {
			t.Errorf("%s: was\n%s\nis\n%s", what, text, is[what])
		}
	}
	if len(is) != len(was) {
		t.Errorf("%d parts, were %d", len(is), len(was))
	}
	// It lives: the log refuses a change, the next job has the next number, and a second migration has nothing to do.
	if _, err := restored.Exec(t.Context(), "delete from audit_entry"); err == nil {
		t.Error("the log of a restored database can be changed")
	}
	if err := errors.Join(postgres.Migrate(t.Context(), restored, migrations.Files), jobs.Migrate(t.Context(), restored)); err != nil {
		t.Error(err)
	}
	var left int
	if err := restored.QueryRow(t.Context(), "select count(*) from pg_namespace where nspname = 'tongchuang_restoring'").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d leftovers (%v)", left, err)
	}
}

func TestABackupOfTablesThatIsNotWholeChangesNothing(t *testing.T) {
	t.Parallel()
	pool, file := written(t)
	before := contents(t, pool)
	bent := bytes.Clone(file)
	at := bytes.Index(bent, []byte("tables/thread.copy"))
	bent[at+40] ^= 0xff
	newer := rewritten(t, file, `"version":`, `"version":9`)
	for what, one := range map[string][]byte{"cut off": file[:len(file)/2], "nothing": []byte("PK\x03\x04"), "bent": bent, "newer": newer} {
		if err := put(t.Context(), one, pool.Config().ConnString(), "drop table post cascade"); err == nil {
			t.Errorf("%s: it was taken", what)
		}
	}
	for what, text := range contents(t, pool) {
		if before[what] != text {
			t.Errorf("%s has changed", what)
		}
	}
}

// rewritten is the same ZIP with another list.
func rewritten(t *testing.T, file []byte, old, now string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		if f.Name != "backup.json" {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(from); err != nil {
			t.Fatal(err)
		}
		into, err := w.Create(f.Name)
		if err == nil {
			_, err = into.Write([]byte(strings.Replace(text.String(), old, now, 1)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
