package metrics_test

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/wire"
)

// page reads the figures as a stranger would.
func page(t *testing.T, n *apptest.Node) (int, string) {
	t.Helper()
	answer, err := http.Get(n.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func TestFiguresTellWhatANodeDid(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t, func(c *config.Config) { c.Metrics = "public" })
	world := apptest.Seed(t, n.Pool)
	c := apptest.Hello(t, n, world.Teacher.Token)
	c.Must("subscribe", wire.Subscribe{Topic: world.ClassTopic}, nil)
	c.Must("post.create", wire.CreatePost{Thread: world.Chat, ClientID: world.Class, Body: "Good morning!"}, nil)
	c.Event(world.ClassTopic)
	c.Refused("fly", wire.Empty{}, "command.unknown")
	outsider := apptest.Hello(t, n, world.Outsider.Token)
	outsider.Refused("subscribe", wire.Subscribe{Topic: world.ClassTopic}, "not_found")

	_, text := page(t, n)
	for _, want := range []string{
		`tongchuang_socket_connections 2`, `tongchuang_socket_subscriptions 1`, `tongchuang_posts_committed_total 1`,
		`tongchuang_command_seconds_count{command="post.create",outcome="ok"} 1`,
		`tongchuang_command_seconds_count{command="unknown",outcome="command.unknown"} 1`,
		`tongchuang_access_denials_total{action="class.read",code="not_found"} 1`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the figures lack %s", want)
		}
	}
}

func TestFiguresAreNotPublicUnasked(t *testing.T) {
	t.Parallel()
	if status, text := page(t, apptest.Start(t)); status == http.StatusOK && strings.Contains(text, "tongchuang_posts") {
		t.Error("figures were shown to a stranger")
	}
}

func TestEveryFigureIsDescribedForTheOperator(t *testing.T) {
	t.Parallel()
	manual, err := os.ReadFile("../../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	n := apptest.Start(t, func(c *config.Config) { c.Metrics = "public" })
	_, text := page(t, n)
	for _, m := range regexp.MustCompile(`(?m)^# HELP tongchuang_(\S+)`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(string(manual), m[1]) {
			t.Errorf("docs/operating.md does not tell what %s is", m[1])
		}
	}
}
