package app_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestRule06NoPublicDoorEverShowsAStudent(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	const name = "Quillfeather"
	w.exec(`update person set display_name = $2 where id = $1`, w.Outsider.ID, name)
	w.exec(`update school set public_posting = true where id = $1`, w.Columbus)

	// Whoever follows the board and the thread live must not see it either.
	visitor := apptest.Hello(t, w.node, "")
	var board wire.BoardPage
	w.must(nobody, "GET", "/api/boards/welcome", nil, &board)
	boardTopic := "board:" + board.Board.ID.String()
	visitor.Must("subscribe", wire.Subscribe{Topic: boardTopic}, nil)

	var thread wire.Thread
	w.must(w.Outsider, "POST", "/api/threads", wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "From a student", Body: "Good morning"}, &thread)
	seen := [][]byte{visitor.Event(boardTopic).Raw}
	visitor.Must("subscribe", wire.Subscribe{Topic: thread.Topic}, nil)
	var stored wire.PostStored
	w.must(w.Outsider, "POST", "/api/posts", wire.CreatePost{Thread: thread.ID, ClientID: uuid.New(), Body: "And again"}, &stored)
	seen = append(seen, visitor.Event(thread.Topic).Raw)
	w.must(w.Outsider, "PUT", "/api/posts/"+stored.ID.String(), map[string]any{"revision": 1, "body": "And again, corrected"}, nil)
	seen = append(seen, visitor.Event(thread.Topic).Raw)
	w.must(w.Citizen, "POST", "/api/posts", wire.CreatePost{Thread: thread.ID, Parent: &stored.ID, ClientID: uuid.New(), Body: "Welcome"}, nil)
	late := apptest.Hello(t, w.node, w.Citizen.Token)
	zero := int64(0)
	for _, topic := range []string{boardTopic, thread.Topic} {
		late.Send("subscribe", wire.Subscribe{Topic: topic, Since: &zero, Epoch: board.Epoch})
	}
	late.Must("ping", struct{}{}, nil)
	for _, f := range late.Kept() {
		seen = append(seen, f.Raw)
	}

	id := thread.ID.String()
	for _, path := range []string{
		"/", "/forum", "/boards/welcome", "/boards/welcome/feed.atom", "/threads/" + id, "/boards/welcome?lang=zh-Hant", "/threads/" + id + "?lang=zh-Hans",
		"/sitemap.xml", "/robots.txt", "/about", "/standard",
		"/api/boards", "/api/boards/welcome", "/api/threads/" + id, "/api/threads/" + id + "/posts?before=1000000",
		"/api/posts/" + stored.ID.String(), "/api/posts/" + stored.ID.String() + "/history", "/api/cities", "/api/retention",
		"/api/people/" + w.Outsider.ID.String(), "/people/" + w.Outsider.ID.String(),
	} {
		for _, by := range []apptest.Person{nobody, w.Citizen, w.TeacherHefei, w.StudentHefei} {
			status, raw := w.ask(by, http.MethodGet, path, nil, nil)
			if status >= 500 {
				t.Errorf("%s: %d", path, status)
			}
			seen = append(seen, append([]byte(path+" by "+by.Name+": "), raw...))
		}
	}
	// In the doors that name a school, the student's is not beside what the student said.
	for _, raw := range seen {
		for _, mark := range []string{name, w.Columbus.String()} {
			if i := bytes.Index(raw, []byte(mark)); i >= 0 {
				t.Errorf("a public door shows %q of a student: %.120s … %s", mark, raw, raw[max(0, i-200):min(len(raw), i+60)])
			}
		}
	}
	var page wire.ThreadPage
	raw := w.must(nobody, "GET", "/api/threads/"+id, nil, &page)
	if len(page.Posts) != 3 || page.Posts[0].Author.Name != "" || page.Posts[0].Author.Role != "student" {
		t.Errorf("the thread's posts are %s", raw)
	}
	if !json.Valid(raw) {
		t.Error("no JSON")
	}
}
