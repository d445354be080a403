package app_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
)

func TestAnAdministratorWithoutTheSecondStepHasNoPowerByAnyDoor(t *testing.T) {
	t.Parallel()
	w := newTableWorld(t)
	ada := w.Person("Ada", access.Administrator, nil)
	w.exec(`update person set two_step_at = null where id = $1`, ada.ID)
	a := &actor{column: "half", person: ada, opens: true, world: w}
	a.cookie, _ = w.login(ada)
	shown := w.say(w.open, w.bystander, "stays")
	for _, ask := range []struct {
		method, path string
		body         any
		want         string
	}{
		{http.MethodGet, "/api/outbox", nil, "403 two_step_needed"},
		{http.MethodPost, "/api/posts/" + shown.String() + "/deed", fields{"kind": "warn", "clause": "attacks", "note": "because of this"}, "403 two_step_needed"},
		{http.MethodPost, "/api/posts", aNewPost(object{thread: w.open}), "403 two_step_needed"},
		{http.MethodPost, "/api/access-tokens", fields{"name": "x", "scope": "read"}, "403 two_step_needed"},
		{http.MethodGet, "/api/threads/" + w.buried.String(), nil, "404 not_found"}, // reads as everybody does
		{http.MethodGet, "/api/threads/" + w.open.String(), nil, "200 "},
		{http.MethodGet, "/api/me", nil, "200 "},
		{http.MethodPost, "/api/two-step/begin", fields{"password": ""}, "200 "},
	} {
		got := a.http(ask.method, ask.path, ask.body)
		if is := fmt.Sprintf("%d %s", got.status, got.code); is != ask.want {
			t.Errorf("%s %s: want %s, got %s", ask.method, ask.path, ask.want, got)
		}
	}
	script := &actor{column: "half", person: ada, opens: true, world: w, token: ada.Token}
	if got := script.http(http.MethodGet, "/api/outbox", nil); got.code != "two_step_needed" {
		t.Errorf("by an access token of before: %s", got)
	}
	if got := a.onSocket("post.create", object{thread: w.open}); got.code != "two_step_needed" {
		t.Errorf("over the socket: %s", got)
	}
	w.exec(`update person set two_step_at = now() where id = $1`, ada.ID)
	if got := a.http(http.MethodGet, "/api/outbox", nil); got.status != http.StatusOK {
		t.Errorf("with the second step: %s", got)
	}
}

func TestTheSettingTwoStepAsksMoreRolesForIt(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t, func(c *config.Config) { c.TwoStep = []string{"teacher"} })
	w := apptest.Seed(t, n.Pool)
	teacher, student := apptest.Hello(t, n, w.Teacher.Token), apptest.Hello(t, n, w.Student.Token)
	post := func() any {
		return map[string]any{"thread": w.Chat, "client_id": uuid.NewString(), "body": "你好 hello"}
	}
	teacher.Refused("post.create", post(), "two_step_needed")
	teacher.Refused("subscribe", map[string]string{"topic": w.ClassTopic}, "two_step_needed")
	student.Must("post.create", post(), nil)
	if _, err := n.Pool.Exec(t.Context(), `update person set two_step_at = now() where id = $1`, w.Teacher.ID); err != nil {
		t.Fatal(err)
	}
	teacher.Must("post.create", post(), nil)
}
