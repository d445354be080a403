package app_test

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// Promise 12: nothing is accepted from the moment of the commit. What somebody sent before they were suspended, and what
// waited in line behind others since, is refused when its turn comes.
func TestWhatWaitedItsTurnWhileItsAuthorWasSuspendedIsRefused(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	var thread wire.Thread
	begin := func(title string) wire.CreateThread {
		return wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: title, Body: "Who sings?"}
	}
	r.must(r.Citizen, http.MethodPost, "/api/threads", begin("Choir"), &thread)
	var said wire.PostStored
	r.must(r.Citizen, http.MethodPost, "/api/posts", line(thread.ID, "an even word"), &said)
	path := "/api/posts/" + said.ID.String()

	ctx := context.Background()
	line, err := r.node.Pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = line.Rollback(ctx) }()
	if _, err := line.Exec(ctx, `select from topic where name in (select $1 union select 'board:' || id::text from board where slug = 'welcome') for update`, thread.Topic); err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	type answer struct {
		status int
		code   string
	}
	answers := make([]answer, 3)
	for i, send := range []func() (int, string){
		func() (int, string) {
			return r.ask(r.Citizen, http.MethodPut, path, fields{"revision": 1, "body": "a last word"}, nil)
		},
		func() (int, string) { return r.ask(r.Citizen, http.MethodDelete, path, nil, nil) },
		func() (int, string) {
			return r.ask(r.Citizen, http.MethodPost, "/api/threads", begin("One more thing"), nil)
		},
	} {
		running.Go(func() { answers[i].status, answers[i].code = send() })
	}
	for waiting := 0; waiting < len(answers); {
		err := r.node.Pool.QueryRow(ctx, `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
	}
	r.exec(`update person set suspended_until = now() + interval '1 day' where id = $1`, r.Citizen.ID)
	if err := line.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	running.Wait()
	for i, what := range []string{"an edit", "a deletion", "a new discussion"} {
		if answers[i] != (answer{http.StatusForbidden, "suspended"}) {
			t.Errorf("%s is answered %+v", what, answers[i])
		}
	}
	var p wire.Post
	r.must(r.Moderator, http.MethodGet, path, nil, &p)
	if p.Body != "an even word" || p.State != wire.PostVisible {
		t.Errorf("readers see %+v", p)
	}
}
