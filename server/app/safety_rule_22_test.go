package app_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestRule22AWithdrawnConsentHidesTheStudentsContributionsAtOnce(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	const secret = "what the student said"
	student, classmate := apptest.Hello(t, b, w.Student.Token), apptest.Hello(t, b, w.StudentHefei.Token)
	for _, c := range []*apptest.Client{student, classmate} {
		c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	}
	said := map[uuid.UUID]bool{}
	var all []uuid.UUID
	for range 3 {
		var stored wire.PostStored
		student.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: secret}, &stored)
		said[stored.ID], all = true, append(all, stored.ID)
		classmate.Event(w.ClassTopic)
	}
	var other wire.PostStored
	classmate.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "what another said"}, &other)

	at := a.URL + "/api/classes/" + w.Class.String() + "/students/" + w.Student.ID.String()
	if got := call(t, http.MethodPost, at+"/withdraw-consent", w.StudentHefei.Token, map[string]string{"reason": "I wish it"}, nil); got != http.StatusForbidden {
		t.Errorf("a student withdraws the consent for another: %d", got)
	}
	begun := time.Now()
	if got := call(t, http.MethodPost, at+"/withdraw-consent", w.Teacher.Token, map[string]string{"reason": "The guardian asked"}, nil); got != http.StatusOK {
		t.Fatalf("withdrawing: %d", got)
	}
	// What was said disappears from the classmates' open pages, and the student is out.
	for len(said) > 0 {
		f := classmate.Until("a hidden post", func(f apptest.Frame) bool { return f.Event == "post.hidden" })
		var gone wire.PostGone
		if err := json.Unmarshal(f.Data, &gone); err != nil || !said[gone.ID] || strings.Contains(string(f.Raw), secret) {
			t.Fatalf("%s (%v)", f.Raw, err)
		}
		delete(said, gone.ID)
	}
	if took := time.Since(begun); took > promptly {
		t.Errorf("it took %v until all was hidden", took)
	}
	if code, took := closedOn(student, w.ClassTopic, begun); code != "not_found" || took > promptly {
		t.Errorf("the student's socket was closed for the class by %s after %v", code, took)
	}
	student.Refused("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello?"}, "not_found")
	// No door shows it any more: the page, the history, a newcomer's snapshot, a resumed log.
	var page string
	for _, path := range []string{"/api/classes/" + w.Class.String(), "/api/threads/" + w.Chat.String(), "/api/threads/" + w.Chat.String() + "/history?before=1000000"} {
		if got := call(t, http.MethodGet, b.URL+path, w.StudentHefei.Token, nil, &page); got != http.StatusOK || strings.Contains(page, secret) || !strings.Contains(page, "what another said") {
			t.Errorf("%s: %d %s", path, got, page)
		}
	}
	var state wire.ClassPage
	if got := call(t, http.MethodGet, a.URL+"/api/classes/"+w.Class.String(), w.StudentHefei.Token, nil, &state); got != http.StatusOK {
		t.Fatalf("the class: %d", got)
	}
	for _, late := range []wire.Subscribe{{Topic: w.ClassTopic}, {Topic: w.ClassTopic, Since: new(int64), Epoch: state.Epoch}} {
		c := apptest.Hello(t, a, w.StudentHefei.Token)
		subscribed := c.Do("subscribe", late)
		c.Must("ping", wire.Empty{}, nil)
		for _, f := range append(c.Kept(), subscribed) {
			if strings.Contains(string(f.Raw), secret) {
				t.Errorf("a newcomer gets %s", f.Raw)
			}
		}
	}
	// The record is kept, and the teachers of both schools read it (rule 2).
	for _, id := range all {
		var evidence string
		if got := call(t, http.MethodGet, b.URL+"/api/posts/"+id.String()+"/evidence", w.TeacherHefei.Token, nil, &evidence); got != http.StatusOK || !strings.Contains(evidence, secret) {
			t.Errorf("the evidence: %d %s", got, evidence)
		}
	}

	// Given again, the student is back; what was hidden comes back when it is asked for.
	if got := call(t, http.MethodPost, at+"/give-consent", w.Teacher.Token, map[string]bool{"show": true}, nil); got != http.StatusOK {
		t.Fatalf("giving it again: %d", got)
	}
	student.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	if got := call(t, http.MethodGet, b.URL+"/api/classes/"+w.Class.String(), w.StudentHefei.Token, nil, &page); got != http.StatusOK || strings.Count(page, secret) < 3 {
		t.Errorf("shown again: %d %s", got, page)
	}
}
