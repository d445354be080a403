package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/rights"
	"tongchuang/server/wire"
)

// call does a request by somebody's token that has to succeed.
func call(t *testing.T, n *apptest.Node, by apptest.Person, method, path string, in, out any) {
	t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(method, n.URL+path, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+by.Token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d %s (%v)", method, path, answer.StatusCode, body, err)
	}
	if out != nil {
		if err := json.Unmarshal(body, out); err != nil {
			t.Fatal(err)
		}
	}
}

// eventually asks the database until its answer is yes: what a job does comes a moment later.
func eventually(t *testing.T, pool *pgxpool.Pool, what, sql string, args ...any) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var yes bool
		if err := pool.QueryRow(ctx, sql, args...).Scan(&yes); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if yes {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("it never came to be: %s", what)
		}
	}
}

func TestRule19APersonErasedAfterABackupStaysErasedWhenItIsRestored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ledger, file := filepath.Join(dir, "erasures.jsonl"), filepath.Join(dir, "backup.dump")
	databaseURL := postgrestest.URL(t)
	settings := func(c *config.Config) { c.ErasureLedger, c.DataDir = ledger, dir }
	n := apptest.Join(t, databaseURL, settings)
	w := apptest.Seed(t, n.Pool)
	coordinator := w.Person("Ms Coordinator", access.Coordinator, &w.Columbus)
	rename := func(p apptest.Person, name string) {
		if _, err := n.Pool.Exec(t.Context(), `update person set display_name = $2 where id = $1`, p.ID, name); err != nil {
			t.Fatal(err)
		}
	}
	rename(w.Student, "Quillfeather")
	say := func(by apptest.Person, text string) wire.PostStored {
		var stored wire.PostStored
		call(t, n, by, "POST", "/api/posts", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: text}, &stored)
		return stored
	}
	say(w.Student, "Kestrelwords of the one who goes")
	taken := say(w.StudentHefei, "Heronwords taken back")
	say(w.Teacher, "Wrenwords that stay")
	epoch := epochOf(t, n.Pool)

	// The backup is made while the server runs.
	to := config.Config{DatabaseURL: databaseURL, DataDir: dir, ErasureLedger: ledger}
	if err := (backup{Config: to, File: file}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := (backup{Config: to, File: file}).Run(t.Context()); err == nil {
		t.Error("a backup was written over another")
	}

	// Then one student is erased, another takes a line back, a third one's consent is withdrawn.
	call(t, n, w.Teacher, "POST", "/api/rights/requests", wire.AskRights{Person: &w.Student.ID, Kind: "delete", Posts: "delete"}, nil)
	var all wire.Rights
	call(t, n, coordinator, "POST", "/api/rights/requests/"+openRequest(t, n.Pool).String()+"/decide", wire.DecideRights{Grant: true}, &all)
	call(t, n, w.StudentHefei, "DELETE", "/api/posts/"+taken.ID.String(), nil, nil)
	eventually(t, n.Pool, "the erasure is done", `select exists (select from erasure where kind = 'person' and subject = $1 and done_at is not null)`, w.Student.ID)
	if err := n.WriteLedger(t.Context()); err != nil { // the server does so every minute
		t.Fatal(err)
	}
	n.Stop()

	for _, place := range []struct {
		name, url string
		replace   bool
	}{{"an empty database", postgrestest.Empty(t), false}, {"the database it came from", databaseURL, true}} {
		t.Run(place.name, func(t *testing.T) {
			to := config.Config{DatabaseURL: place.url, DataDir: dir, ErasureLedger: ledger, PublicURL: "http://127.0.0.1"}
			if place.replace {
				if err := (restore{Config: to, File: file}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--replace") {
					t.Fatalf("a database with something in it was replaced: %v", err)
				}
			}
			if err := (restore{Config: to, File: file, Replace: place.replace}).Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			pool, err := postgres.Open(t.Context(), place.url, postgres.PoolConfig{MaxConns: 2})
			if err != nil {
				t.Fatal(err)
			}
			defer pool.Close()
			restoredIsSafe(t, pool, w, epoch, taken.ID)
			again := apptest.Join(t, place.url, settings)
			defer again.Stop()
			if answer, err := http.Get(again.URL + "/readyz"); err != nil || answer.StatusCode != http.StatusOK {
				t.Errorf("a restored server is not ready: %v", err)
			}
		})
	}
}

func restoredIsSafe(t *testing.T, pool *pgxpool.Pool, w *apptest.World, before uuid.UUID, taken uuid.UUID) {
	t.Helper()
	if after := epochOf(t, pool); after == before {
		t.Error("the log has the epoch of before: clients would take its numbers for those that they know")
	}
	is := func(what, sql string, args ...any) {
		t.Helper()
		var yes bool
		if err := pool.QueryRow(t.Context(), sql, args...).Scan(&yes); err != nil || !yes {
			t.Errorf("not so: %s (%v)", what, err)
		}
	}
	is("the person is erased", `select deleted_at is not null and display_name = '' and school_id is null from person where id = $1`, w.Student.ID)
	is("what was taken back is deleted", `select deleted_at is not null from post where id = $1`, taken)
	is("the class's count has only what is left", `select post_count = 1 from thread where id = $1`, w.Chat)
	is("what stays is there", `select exists (select from post where body = 'Wrenwords that stay' and deleted_at is null)`)
	is("nobody is signed in", `select not exists (select from access_token where revoked_at is null) and not exists (select from session)`)
	// The text of what was taken back may be read by its teachers for its time; of the erased nothing is anywhere.
	rows, err := pool.Query(t.Context(), `select tablename::text from pg_tables where schemaname = 'public' and tablename not like 'river%' and tablename <> 'audit_entry'`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		is(name+" has nothing of the erased", `select not exists (select from `+pgx.Identifier{name}.Sanitize()+` x where x::text like '%Quillfeather%' or x::text like '%Kestrelwords%')`)
	}
	is("the log does not say again what was taken back", `select not exists (select from event where data::text like '%Heronwords%')`)
}

func epochOf(t *testing.T, pool *pgxpool.Pool) (id uuid.UUID) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), `select id from epoch`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func openRequest(t *testing.T, pool *pgxpool.Pool) (id uuid.UUID) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), `select id from rights_request where state = 'open'`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAFileThatIsNoBackupLeavesTheDatabaseAsItWas(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	file := filepath.Join(t.TempDir(), "nonsense")
	for _, nonsense := range []string{"no backup", "PK\x03\x04", ""} {
		if err := os.WriteFile(file, []byte(nonsense), 0o600); err != nil {
			t.Fatal(err)
		}
		before := epochOf(t, pool)
		err := restore{Config: config.Config{DatabaseURL: pool.Config().ConnString(), DataDir: t.TempDir()}, File: file, Replace: true}.putInPlace(t.Context())
		if err == nil || epochOf(t, pool) != before {
			t.Errorf("nonsense was restored: %v", err)
		}
	}
}

// A machine that has PostgreSQL and none of its client programs, as with npm's: a folder with nothing but postgres in it.
func TestABackupNeedsNoProgramOfPostgreSQL(t *testing.T) {
	empty := t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, "postgres"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(postgres.BinDirVariable, empty)
	t.Setenv("PATH", empty)
	pool := postgrestest.New(t)
	w := apptest.Seed(t, pool)
	dir := t.TempDir()
	file := filepath.Join(dir, "backup")
	from := config.Config{DatabaseURL: pool.Config().ConnString(), DataDir: dir}
	if err := (backup{Config: from, File: file}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup is open to others: %v (%v)", info.Mode(), err)
	}
	to := config.Config{DatabaseURL: postgrestest.Empty(t), DataDir: dir, PublicURL: "http://127.0.0.1"}
	if err := (restore{Config: to, File: file}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	restored, err := postgres.Open(t.Context(), to.DatabaseURL, postgres.PoolConfig{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	if epochOf(t, restored) == epochOf(t, pool) {
		t.Error("the log has the epoch of before")
	}
	eventually(t, restored, "who was there is there", `select exists (select from person where id = $1 and role = 'student')`, w.Student.ID)
}

func TestALedgerThatACrashCutOffIsReadAndGoesOn(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	w := apptest.Seed(t, pool)
	path := filepath.Join(t.TempDir(), "erasures.jsonl")
	if err := os.WriteFile(path, []byte(`{"id":"01a`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), `update person set deleted_at = now() where id = $1`, w.Student.ID); err != nil {
		t.Fatal(err)
	}
	for want := range 2 { // the second time there is nothing to write
		n, err := rights.WriteLedger(t.Context(), pool, path)
		if err != nil || n != 1-want {
			t.Errorf("%d lines were written (%v)", n, err)
		}
	}
	lines, err := rights.ReadLedger(path)
	if err != nil || len(lines) != 1 || lines[0].Subject != w.Student.ID {
		t.Errorf("the ledger is %+v (%v)", lines, err)
	}
}
