package post

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// A plan is kept for an hour, and may have been made when there was nothing yet: a thousand posts later, one more must
// not read them all.
func TestAPostReadsNoOthersThoughItsPlanWasMadeWhenThereWereNone(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	author, thread, name := uuid.New(), uuid.New(), topic.Name("test:x")
	prepare(t, pool, author, thread, name)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec("alter table post set (autovacuum_enabled = false)") // which would have it planned anew
	exec(`insert into person (id, role, display_name) select gen_random_uuid(), 'citizen', 'example' from generate_series(1, 500)`)
	exec("analyze")
	w := newWriter(topic.NewLog(pool, silent{}), access.New(pool), newKnown())
	line := w.log.NewLine(w.warm)
	t.Cleanup(line.Close)
	if err := line.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	const many, few = 1000, 10
	exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language)
		select gen_random_uuid(), $1, n, $2, gen_random_uuid(), '\x00', 'x', '<p>x</p>', 'en' from generate_series(1, $3::int) n`, thread, author, many)
	exec("update topic set head = $1 where name = $2", many, string(name))
	var parent uuid.UUID
	if err := pool.QueryRow(t.Context(), "select id from post limit 1").Scan(&parent); err != nil {
		t.Fatal(err)
	}
	group := make([]*pending, few)
	for i := range group {
		p, err := new(Service).draft(wire.CreatePost{Thread: thread, Parent: &parent, ClientID: uuid.New(), Body: "x"}, wire.Person{ID: author}, "en", Place{})
		if err != nil {
			t.Fatal(err)
		}
		p.topic, p.actor = name, access.Actor{Person: author}
		group[i] = p
	}
	var read int
	err := line.Commit(t.Context(), topic.Group{
		Topics: []topic.Name{name},
		Ask:    func(b *pgx.Batch) { w.ask(b, group) },
		Decide: func(heads *topic.Heads, b *pgx.Batch) error {
			rows := newRows(few)
			for _, p := range group {
				if _, err := p.place(heads); err != nil {
					return err
				}
				rows.add(p)
			}
			rows.queue(b, time.Now())
			b.Queue(`select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'post'`).QueryRow(func(row pgx.Row) error { return row.Scan(&read) })
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if read == 0 || read > few*10 {
		t.Errorf("%d answers read %d posts", few, read)
	}
}
