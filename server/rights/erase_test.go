package rights

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// A backup's ledger is called complete by what is done: an erasure whose job still deletes texts is not.
func TestAnErasureIsNotCalledDoneWhileAJobIsAtIt(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	ctx := t.Context()
	if err := jobs.Migrate(ctx, pool); err != nil {
		t.Fatal(err)
	}
	s := New(Deps{Pool: pool})
	var atWork, byItsOwner uuid.UUID
	for _, p := range []*uuid.UUID{&atWork, &byItsOwner} {
		*p = uuid.Must(uuid.NewV7())
		if _, err := pool.Exec(ctx, `insert into person (id, role, display_name, language, time_zone) values ($1, 'citizen', 'Somebody', 'en', 'UTC')`, *p); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pool.Exec(ctx, `update person set deleted_at = now() where id in ($1, $2)`, atWork, byItsOwner); err != nil {
		t.Fatal(err)
	}
	if err := postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		return jobs.Insert(ctx, tx, erasePerson{atWork, true})
	}); err != nil {
		t.Fatal(err)
	}
	done := func(p uuid.UUID) (yes bool) {
		t.Helper()
		if err := s.KeepLedger(ctx); err != nil {
			t.Fatal(err)
		}
		if err := pool.QueryRow(ctx, `select done_at is not null from erasure where subject = $1`, p).Scan(&yes); err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if done(atWork) {
		t.Error("an erasure is called done while its job has yet to run")
	}
	if !done(byItsOwner) {
		t.Error("an erasure that no job is at was not finished")
	}
	if _, err := pool.Exec(ctx, `update river_job set state = 'completed', finalized_at = now()`); err != nil {
		t.Fatal(err)
	}
	if !done(atWork) {
		t.Error("an erasure whose job has ended was not finished")
	}
}

// Who said something beside what was reported about another goes out of that evidence, with what was deleted of theirs.
func TestAnErasedPersonStandsNoLongerInTheEvidenceAboutOthers(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	erased, other, accused := uuid.New(), uuid.New(), uuid.New()
	thread, deleted, kept, others, reported := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`insert into person (id, role, display_name) values ($1, 'citizen', 'June'), ($2, 'citizen', 'Theo'), ($3, 'citizen', 'Ruth')`, erased, other, accused)
	exec(`with top as (insert into topic (name) values ('thread:x') returning id)
		insert into thread (id, board_id, topic_id, title, language) select $1, (select id from board limit 1), id, 'x', 'en' from top`, thread)
	said := []map[string]any{}
	for i, p := range []struct{ id, author uuid.UUID }{{deleted, erased}, {kept, erased}, {others, other}} {
		exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language, deleted_at)
			values ($1, $2, $3, $4, gen_random_uuid(), '\x00', 'words', '<p>words</p>', 'en', case when $1::uuid = $5::uuid then now() end)`, p.id, thread, i+1, p.author, deleted)
		said = append(said, map[string]any{"id": p.id, "author": map[string]any{"id": p.author, "name": "Somebody"}, "body": "words", "html": "<p>words</p>"})
	}
	exec(`insert into moderation_case (id, object, object_id, person_id) values ($1, 'post', $1, $2)`, reported, accused)
	exec(`insert into report (id, case_id, object, object_id, reporter_id, reason, evidence) values ($1, $1, 'post', $1, $2, 'attack', $3)`,
		reported, other, map[string]any{"post": map[string]any{"body": "reported"}, "around": said})
	// What they appealed against, of moderators: that is undecided does not keep their words.
	exec(`insert into moderation_action (id, actor_id, kind, object, object_id, person_id, clause, note) values ($1, $2, 'warn', 'person', $3, $3, 'attacks', 'why')`, reported, other, erased)
	exec(`insert into appeal (id, action_id, person_id, body) values ($1, $1, $2, 'I am June')`, reported, erased)
	for range 2 {
		if err := eraseIn(t.Context(), pool, erased); err != nil {
			t.Fatal(err)
		}
	}
	var evidence struct {
		Post   struct{ Body string }
		Around []struct {
			ID         uuid.UUID
			Author     struct{ Name string }
			Body, HTML string
		}
	}
	if err := pool.QueryRow(t.Context(), `select evidence from report`).Scan(&evidence); err != nil {
		t.Fatal(err)
	}
	var appeal string
	if err := pool.QueryRow(t.Context(), `select body from appeal`).Scan(&appeal); err != nil || appeal != "" {
		t.Errorf("their appeal says %q, %v", appeal, err)
	}
	if len(evidence.Around) != 3 || evidence.Post.Body != "reported" {
		t.Fatalf("%+v", evidence)
	}
	for i, want := range []struct{ name, body string }{{"", ""}, {"", "words"}, {"Somebody", "words"}} {
		if got := evidence.Around[i]; got.Author.Name != want.name || got.Body != want.body || (got.HTML == "") != (want.body == "") {
			t.Errorf("%d: %+v", i, got)
		}
	}
}
