package app_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestRule03AClassOpensOnlyAfterBothSchoolsConsented(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	w := apptest.Seed(t, n.Pool)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := n.Pool.Exec(context.Background(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	// The schools begin anew: the class is there, and the pairing that it had is over.
	exec(`update school set verified_at = now()`)
	exec(`update pairing set ended_at = now()`)
	grace, guan := w.Person("Grace", access.Coordinator, &w.Columbus), w.Person("关主任", access.Coordinator, &w.Hefei)
	ask := func(by apptest.Person, method, path string, body any, page *wire.PairingPage) {
		t.Helper()
		if got := call(t, method, n.URL+"/api/pairings"+path, by.Token, body, page); got != http.StatusOK {
			t.Fatalf("%s %s %s: %d", by.Name, method, path, got)
		}
	}
	student := apptest.Hello(t, n, w.Student.Token)
	closed := func(when string) {
		t.Helper()
		if f := student.Do("subscribe", wire.Subscribe{Topic: w.ClassTopic}); f.Error == nil || f.Error.Code != "not_open" {
			t.Errorf("%s: %s", when, f.Raw)
		}
		if got := call(t, http.MethodPost, n.URL+"/api/posts", w.Student.Token, wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello"}, nil); got != http.StatusForbidden {
			t.Errorf("%s a student writes: %d", when, got)
		}
		if got := call(t, http.MethodGet, n.URL+"/api/classes/"+w.Class.String(), w.Student.Token, nil, nil); got != http.StatusForbidden {
			t.Errorf("%s a student reads: %d", when, got)
		}
		if got := call(t, http.MethodGet, n.URL+"/api/classes/"+w.Class.String(), w.Teacher.Token, nil, nil); got != http.StatusOK {
			t.Errorf("%s a teacher reads: %d", when, got)
		}
	}
	var page wire.PairingPage
	ask(w.Teacher, http.MethodPost, "", wire.ProposePairing{School: w.Hefei, Message: "Shall we?"}, &page)
	at := "/" + page.Pairing.ID.String()
	exec(`update class set pairing_id = $1`, page.Pairing.ID)
	closed("proposed")
	ask(grace, http.MethodPost, at+"/accept", map[string]any{}, &page)
	ask(guan, http.MethodPost, at+"/accept", map[string]any{}, &page)
	closed("accepted by both")
	ask(grace, http.MethodPut, at+"/consents/chat", nil, &page)
	ask(grace, http.MethodPut, at+"/consents/pictures", nil, &page)
	ask(guan, http.MethodPut, at+"/consents/publishing", nil, &page)
	closed("with the consent of one school, and to other things of both")
	ask(guan, http.MethodPut, at+"/consents/chat", nil, &page)
	student.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)

	// Consent is for a year: when it is over, so is the class, without anybody's doing.
	exec(`update consent set expires_at = now() where school_id = $1 and purpose = 'chat' and pairing_id = $2`, w.Hefei, page.Pairing.ID)
	student.Refused("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello"}, "not_open")
	ask(guan, http.MethodPut, at+"/consents/chat", nil, &page)
	student.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello again"}, nil)
}

func TestRule03AWithdrawnConsentClosesTheClassOnOpenSocketsOfAllNodes(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	guan := w.Person("关主任", access.Coordinator, &w.Hefei)
	student, teacher := apptest.Hello(t, b, w.Student.Token), apptest.Hello(t, b, w.Teacher.Token)
	for _, c := range []*apptest.Client{student, teacher} {
		c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	}
	at := a.URL + "/api/pairings/" + w.Pairing.String()
	ends := func(what, path string) {
		t.Helper()
		begun := time.Now()
		if got := call(t, http.MethodPost, at+path, guan.Token, map[string]string{"reason": "The school board decided"}, nil); got != http.StatusOK {
			t.Fatalf("withdrawing the %s: %d", what, got)
		}
		if code, took := closedOn(student, w.ClassTopic, begun); code != "not_open" || took > promptly {
			t.Errorf("the %s withdrawn: the student's socket was closed for the class by %s after %v", what, code, took)
		}
		student.Refused("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello?"}, "not_open")
		teacher.Must("thread.history", wire.HistoryIn{Thread: w.Chat, Before: 1_000_000}, nil)
	}
	ends("consent", "/consents/chat/withdraw")
	if got := call(t, http.MethodPut, at+"/consents/chat", guan.Token, nil, nil); got != http.StatusOK {
		t.Fatalf("giving it again: %d", got)
	}
	student.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	ends("pairing", "/withdraw")
}
