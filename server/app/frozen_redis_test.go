package app_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
	"tongchuang/server/wire"
)

// frozenWithin is promise 8's bound, of an answer and of what is heard on the other node, and a little for a machine
// under load.
const frozenWithin = 2*time.Second + 500*time.Millisecond

// frozenFor is longer than the bus needs to find itself sick (3 s) and to give up its connection (6 s).
const frozenFor = 8 * time.Second

// writer posts in the class's chat and hears it, each event once and in order.
type writer struct {
	*apptest.Client
	t     *testing.T
	world *apptest.World
	last  int64
}

func newWriter(t *testing.T, n *apptest.Node, w *apptest.World, p apptest.Person) *writer {
	t.Helper()
	c := apptest.Hello(t, n, p.Token)
	var sub wire.Subscribed
	c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, &sub)
	return &writer{c, t, w, sub.Seq}
}

// says posts so many at once and gives how long the last answer took.
func (w *writer) says(posts int) time.Duration {
	w.t.Helper()
	began := time.Now()
	var ids []string
	for i := range posts {
		ids = append(ids, w.Send("post.create", wire.CreatePost{Thread: w.world.Chat, ClientID: uuid.New(), Body: fmt.Sprintf("post %d", i)}))
	}
	for _, id := range ids {
		if f := w.Answer(id); f.Error != nil {
			w.t.Fatalf("refused: %s", f.Raw)
		}
	}
	return time.Since(began)
}

// hears waits for so many events, and fails when one is missing, comes twice, or before its predecessor.
func (w *writer) hears(events int) time.Duration {
	w.t.Helper()
	began := time.Now()
	for range events {
		f := w.Event(w.world.ClassTopic)
		if f.Seq != w.last+1 {
			w.t.Fatalf("heard %d after %d", f.Seq, w.last)
		}
		w.last = f.Seq
	}
	return time.Since(began)
}

// present asks who is in the class, as a newcomer on the node sees it.
func present(t *testing.T, n *apptest.Node, w *apptest.World, token string) (names []string) {
	t.Helper()
	c := apptest.Hello(t, n, token)
	defer c.Socket().Close()
	var sub wire.Subscribed
	c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, &sub)
	for _, p := range sub.Present {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

// figure reads a number of the node's figures.
func figure(t *testing.T, n *apptest.Node, name string) (value float64) {
	t.Helper()
	answer, err := http.Get(n.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(all)) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			if _, err := fmt.Sscan(rest, &value); err != nil {
				t.Fatal(err)
			}
			return value
		}
	}
	t.Fatalf("there is no figure %s", name)
	return 0
}

// eventually asks again and again until the answer is yes.
func eventually(t *testing.T, what string, yes func() bool) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !yes() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("waited in vain: ", what)
		}
	}
}

// classmates are new students of Columbus in the class.
func classmates(t *testing.T, n *apptest.Node, w *apptest.World, count int) (all []apptest.Person) {
	t.Helper()
	for i := range count {
		p := w.Person(fmt.Sprintf("Classmate %d", i), access.Student, &w.Columbus)
		if _, err := n.Pool.Exec(t.Context(), `insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, w.Class, p.ID); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// Promise 8 at its hardest: a Redis that takes every connection and answers nothing.
func TestWhileRedisIsFrozenEverythingGoesOnInItsTime(t *testing.T) { // not parallel: it measures
	redis, database := redistest.Start(t), postgrestest.URL(t)
	over := func(c *config.Config) {
		c.RedisURL, c.Metrics, c.PostsPerSecond, c.PostsBurst = redis.URL(), "public", 1000, 1000
	}
	a, b := apptest.Join(t, database, over), apptest.Join(t, database, over)
	w := apptest.Seed(t, a.Pool)
	here, there := newWriter(t, a, w, w.Teacher), newWriter(t, b, w, w.StudentHefei)
	leaving := newWriter(t, b, w, w.TeacherHefei)
	eventually(t, "the nodes to know each other's people", func() bool { return len(present(t, a, w, w.Teacher.Token)) == 3 })
	everybody := []*writer{here, there}
	exchange := func() (answered, heard time.Duration) {
		for _, speaker := range everybody {
			answered = max(answered, speaker.says(5))
			for _, listener := range everybody {
				heard = max(heard, listener.hears(5))
			}
		}
		return answered, heard
	}
	exchange()
	goroutines := runtime.NumGoroutine()

	redis.Freeze()
	leaving.Socket().Close()
	come := newWriter(t, b, w, w.Student) // seen on its own node at once, and on the other one later
	if got := present(t, b, w, w.Student.Token); !slices.Contains(got, w.Student.Name) {
		t.Errorf("on their own node are %v", got)
	}
	for frozen := time.Now(); time.Since(frozen) < frozenFor; {
		if answered, heard := exchange(); answered > frozenWithin || heard > frozenWithin {
			t.Errorf("%s frozen, answered after %s, heard on the other node after %s", time.Since(frozen), answered, heard)
		}
		come.hears(10)
		began := time.Now()
		signIn(t, a) // counted in Redis, too
		if took := time.Since(began); took > frozenWithin {
			t.Errorf("%s frozen, a try to sign in took %s", time.Since(frozen), took)
		}
	}
	if more := runtime.NumGoroutine() - goroutines; more > 30 {
		t.Errorf("%d more goroutines after %s", more, frozenFor)
	}
	for _, n := range []*apptest.Node{a, b} {
		if figure(t, n, "tongchuang_bus_healthy") != 0 {
			t.Error("the bus says that it is healthy")
		}
	}

	// A class comes back to one node, with a topic of its own for each of its people.
	const classSize = 60
	mates := classmates(t, a, w, classSize)
	began := time.Now()
	var coming sync.WaitGroup
	for _, p := range mates {
		coming.Go(func() {
			c := apptest.Hello(t, b, p.Token)
			c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
			c.Socket().Close()
		})
	}
	coming.Wait()
	if took := time.Since(began); took > 6*time.Second {
		t.Errorf("%d people needed %s to come", classSize, took)
	}

	redis.Thaw()
	healed := time.Now()
	for _, n := range []*apptest.Node{a, b} {
		eventually(t, "the bus to be healthy", func() bool { return figure(t, n, "tongchuang_bus_healthy") == 1 })
		received := figure(t, n, "tongchuang_bus_received_total")
		eventually(t, "Redis to carry again", func() bool {
			exchange()
			come.hears(10)
			return figure(t, n, "tongchuang_bus_received_total") > received
		})
	}
	t.Logf("back to normal after %s", time.Since(healed))
	want := []string{w.Student.Name, w.StudentHefei.Name, w.Teacher.Name}
	slices.Sort(want)
	for _, n := range []*apptest.Node{a, b} {
		eventually(t, "presence to be true", func() bool { return slices.Equal(present(t, n, w, w.Teacher.Token), want) })
	}
	t.Logf("presence true after %s", time.Since(healed))
	eventually(t, "all goroutines to end", func() bool { return runtime.NumGoroutine() <= goroutines+30 })
}

// signIn tries a password that is wrong.
func signIn(t *testing.T, n *apptest.Node) {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"name": "nobody", "password": "not the right one"})
	answer, err := http.Post(n.URL+"/api/sign-in", "application/json", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusUnprocessableEntity && answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("signing in: %s", answer.Status)
	}
}
