package app_test

import (
	"net/http"
	"testing"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
)

func TestAGuestsOpenSocketHearsOfTheEndAtOnce(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	guest := r.Person("A guest speaker", access.Citizen, nil)
	r.exec(`update person set sign_in_name = 'guest-speaker', adult_at = now() where id = $1`, guest.ID)
	until := time.Now().Add(3 * time.Second)
	if status, code := r.ask(r.Teacher, http.MethodPost, "/api/classes/"+r.Class.String()+"/guests", map[string]any{"name": "guest-speaker", "until": until}, nil); status >= 300 {
		t.Fatal(status, code)
	}
	if status, code := r.ask(guest, http.MethodPost, "/api/classes/"+r.Class.String()+"/invitation", map[string]any{"accept": true}, nil); status >= 300 {
		t.Fatal(status, code)
	}
	socket := apptest.Hello(t, r.node, guest.Token)
	socket.Must("subscribe", map[string]string{"topic": r.ClassTopic}, nil)
	// Without the job nobody would ask again before a minute has passed.
	socket.Until("the end of the class's topic", func(f apptest.Frame) bool { return f.Topic == r.ClassTopic && f.Closed != nil })
	if since := time.Since(until); since < 0 || since > time.Second { // 15 ms on a quiet machine; promised are 2 s
		t.Errorf("told %v after the end", since)
	} else {
		t.Logf("told %v after the end", since)
	}
}
