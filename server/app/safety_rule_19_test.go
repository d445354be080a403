package app_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/wire"
)

func TestRule19WrittenLimitsRunByThemselvesAndDeletionReachesTheWholeDatabase(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	var limits wire.Retention
	w.must(nobody, "GET", "/api/retention", nil, &limits)
	days := map[string]int{}
	for _, l := range limits.Limits {
		days[l.Key] = l.Days
	}
	if days["deleted_posts"] != 30 || days["ended_classes"] != 365 || days["evidence"] != 365 {
		t.Errorf("the written limits are %v", days)
	}

	fresh, old := w.say(w.Student, "Freshwords taken back"), w.say(w.Student, "Oldwords taken back")
	edited := wire.EditPost{Post: old, Revision: 1, Body: "Oldwords, edited"}
	w.must(w.Student, "PUT", "/api/posts/"+old.String(), map[string]any{"revision": 1, "body": edited.Body}, nil)
	for _, id := range []uuid.UUID{fresh, old} {
		w.must(w.Student, "DELETE", "/api/posts/"+id.String(), nil, nil)
	}
	w.exec(`update post set deleted_at = now() - interval '31 days' where id = $1`, old)
	w.exec(`insert into login (id, person_id, user_agent, created_at, seen_at) values ($1, $2, 'Oldbrowser', now() - interval '91 days', now())`, uuid.New(), w.Student.ID)
	w.exec(`insert into notice (id, person_id, kind, data, created_at) values ($1, $2, 'old', '{"x": "Oldnotice"}', now() - interval '366 days')`, uuid.New(), w.Student.ID)
	w.exec(`insert into outbox_mail (id, recipient, subject, body, created_at) values ($1, 'old@example.org', 'Oldletter', '', now() - interval '31 days')`, uuid.New())

	// An ended class: told a month before, and then its texts.
	w.exec(`update class set archived_at = now() - interval '400 days' where id = $1`, w.Class)
	w.exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language) values (gen_random_uuid(), $1, 900, $2, gen_random_uuid(), '', 'Classwords', 'Classwords', 'en')`, w.Chat, w.Teacher.ID)
	if err := w.node.Retain(t.Context(), discard{}); err != nil {
		t.Fatal(err)
	}
	w.nowhere("Oldwords", "Oldbrowser", "Oldnotice", "Oldletter")
	w.soon("what was just deleted is there for its teachers", `select body <> '' from post where id = $1`, fresh)
	w.soon("the class's texts wait until its teachers were told", `select exists (select from post where body = 'Classwords')`)
	w.soon("its teachers were told", `select exists (select from notice where kind = 'rights.class_erasing' and person_id = $1)`, w.Teacher.ID)

	w.exec(`update class set erasing_told_at = now() - interval '31 days' where id = $1`, w.Class)
	for range 2 { // it may be repeated
		if err := w.node.Retain(t.Context(), discard{}); err != nil {
			t.Fatal(err)
		}
	}
	w.nowhere("Classwords", "Freshwords")
}

func TestRule19AClassThatClosedWithItsPairingIsErasedAYearLaterToo(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	w.say(w.Student, "Classwords of an ended pairing")
	w.exec(`update pairing set ended_at = now() - interval '400 days' where id = (select pairing_id from class where id = $1)`, w.Class)
	if err := w.node.Retain(t.Context(), discard{}); err != nil {
		t.Fatal(err)
	}
	w.soon("its teachers were told", `select exists (select from notice where kind = 'rights.class_erasing' and person_id = $1)`, w.Teacher.ID)
	w.exec(`update class set erasing_told_at = now() - interval '31 days' where id = $1`, w.Class)
	if err := w.node.Retain(t.Context(), discard{}); err != nil {
		t.Fatal(err)
	}
	w.nowhere("Classwords of an ended pairing")
	w.soon("nothing is left to go on with", `select archived_at is not null and erased_at is not null from class where id = $1`, w.Class)
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// tables gives every row of every table as text, but of the audit log, which is only ever added to, and of River's own.
func tables(t *testing.T, pool *pgxpool.Pool, look func(table, text string)) {
	t.Helper()
	ctx := context.Background()
	rows, err := pool.Query(ctx, `select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'audit_entry' and tablename not like 'river%'`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		rows, err := pool.Query(ctx, `select x::text from `+pgx.Identifier{name}.Sanitize()+` x`)
		if err != nil {
			t.Fatal(err)
		}
		texts, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			look(name, text)
		}
	}
}
