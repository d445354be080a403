package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/rights"
	"tongchuang/server/wire"
)

// tablesWith are the tables of the database that hold a word, in whichever column: texts, JSON, and what is kept as bytes.
func (w *rightsWorld) tablesWith(word string) []string {
	w.t.Helper()
	rows, err := w.node.Pool.Query(w.t.Context(), `select table_name::text from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`)
	if err != nil {
		w.t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 40 {
		w.t.Fatalf("%d tables (%v)", len(tables), err)
	}
	var found []string
	for _, table := range tables {
		if countRows(w.t, w.node, `select count(*) from `+pgx.Identifier{table}.Sanitize()+` t where t::text ilike '%' || $1::text || '%'`, word) > 0 {
			found = append(found, table)
		}
	}
	return found
}

// An adult deletes their own account and all that they wrote: nothing of it is left in the database, in no table, whatever
// had become of it before: what was said and edited, what waits, what was hidden, what was deleted, the log that clients
// resume from, and what somebody reported, as soon as that is decided.
func TestNothingIsLeftOfWhatAnAdultDeletesWithTheirAccount(t *testing.T) {
	t.Parallel()
	const word = "qzsecretword"
	w := newRightsWorld(t)
	reader, moderator := w.Person("Rita", access.Citizen, nil), w.Person("Nora", access.Moderator, nil)
	for _, p := range []apptest.Person{w.Citizen, reader} {
		w.exec(`update person set adult_at = now() where id = $1`, p.ID)
	}
	var thread wire.Thread
	w.must(w.Citizen, "POST", "/api/threads", wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "About the " + word, Body: "First: " + word}, &thread)
	say := func(text string) string {
		t.Helper()
		var stored wire.PostStored
		w.must(w.Citizen, "POST", "/api/posts", wire.CreatePost{Thread: thread.ID, ClientID: uuid.New(), Body: text}, &stored)
		return "/api/posts/" + stored.ID.String()
	}
	edited, hidden, reported, deleted := say("To be edited: "+word), say("To be hidden: "+word), say("To be reported: "+word), say("To be deleted: "+word)
	say("Write to me: " + word + "@example.org") // waits
	w.must(w.Citizen, "PUT", edited, map[string]any{"body": "Another " + word, "revision": 1}, nil)
	w.must(w.Citizen, "DELETE", deleted, nil, nil)
	w.must(moderator, "POST", hidden+"/deed", map[string]any{"kind": "hide", "clause": "own", "note": "Not here"}, nil)
	w.must(reader, "POST", "/api/reports", wire.CreateReport{Object: "post", ID: uuid.MustParse(strings.TrimPrefix(reported, "/api/posts/")), Reason: "spam", Note: "Look"}, nil)
	for _, table := range []string{"event", "post", "post_revision", "report", "thread"} {
		if before := w.tablesWith(word); !slices.Contains(before, table) {
			t.Fatalf("it stands in %v to begin with, and not in %s", before, table)
		}
	}

	sessions := &tableWorld{World: w.World, t: t, node: w.node}
	adult := &actor{column: "x", person: w.Citizen, opens: true, world: sessions}
	adult.cookie, _ = sessions.login(w.Citizen)
	if got := adult.http("POST", "/api/me/delete", fields{"password": "", "posts": "delete"}); got.status != 200 {
		t.Fatalf("deleting the account: %s", got)
	}
	w.soon("the posts are taken away", `select not exists (select from river_job where state <> 'completed' and args::text like '%' || $1::uuid::text || '%')`, w.Citizen.ID)
	eachMinute := func() {
		t.Helper()
		if err := rights.New(rights.Deps{Pool: w.node.Pool}).KeepLedger(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	eachMinute()
	w.soon("the erasure is done", `select done_at is not null from erasure where kind = 'person' and subject = $1`, w.Citizen.ID)
	// What is not decided yet stays for whoever decides (rule 9), and goes with the decision.
	if left := w.tablesWith(word); len(left) > 1 || len(left) == 1 && left[0] != "report" {
		t.Errorf("after the deletion it stands in %v", left)
	}
	var open uuid.UUID
	if err := w.node.Pool.QueryRow(t.Context(), `select id from moderation_case where object_id = $1 and closed_at is null`, strings.TrimPrefix(reported, "/api/posts/")).Scan(&open); err != nil {
		t.Fatal(err)
	}
	w.must(moderator, "POST", "/api/moderation/cases/"+open.String()+"/deed", map[string]any{"kind": "dismiss", "clause": "none", "note": "The account is gone"}, nil)
	eachMinute()
	if left := w.tablesWith(word); len(left) > 0 {
		t.Errorf("after the decision it stands in %v", left)
	}
	// And no door finds it.
	for _, path := range []string{"/api/threads/" + thread.ID.String(), reported, edited} {
		if _, raw := w.ask(reader, "GET", path, nil, nil); strings.Contains(string(raw), word) {
			t.Errorf("%s: %s", path, raw)
		}
	}
}
