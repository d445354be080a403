package promises_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// hidings are the posts whose hiding a node has sent out.
type hidings struct {
	mu   sync.Mutex
	gone map[uuid.UUID]bool // guarded by mu
}

func (h *hidings) add(id uuid.UUID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gone[id] = true
}

func (h *hidings) known() map[uuid.UUID]bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := make(map[uuid.UUID]bool, len(h.gone))
	for id := range h.gone {
		known[id] = true
	}
	return known
}

// Promise 7. Posts are hidden while they are fanned out and while others resume over them, on two nodes. Whoever heard
// of a hiding hears the text no more; whoever comes to a node after it has sent out the hiding never gets the text.
func TestAHiddenPostIsNeverSentAfterTheHide(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 2)
	const posts = 60
	var running sync.WaitGroup
	over := make(chan struct{})
	for i, n := range in.nodes {
		gone := &hidings{gone: map[uuid.UUID]bool{}}
		live := apptest.Hello(t, n, in.world.TeacherHefei.Token)
		live.Must("subscribe", wire.Subscribe{Topic: in.world.ClassTopic}, nil)
		running.Go(func() { hearLive(t, live, gone, posts) })
		comer := apptest.Dial(t, n, in.world.StudentHefei.Token)
		var welcome wire.Welcome
		comer.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, &welcome)
		running.Go(func() {
			for round := 0; ; round++ {
				select {
				case <-over:
					return
				default:
					comeAgain(t, comer, in.world.ClassTopic, welcome.Epoch, gone, i == 0 && round%4 == 0)
				}
			}
		})
	}
	writer := apptest.Hello(t, in.nodes[0], in.world.Student.Token)
	keeper := apptest.Hello(t, in.nodes[1], in.world.Teacher.Token)
	for i := range posts {
		var stored wire.PostStored
		writer.Must("post.create", wire.CreatePost{Thread: in.world.Chat, ClientID: uuid.New(), Body: fmt.Sprintf("secret %d", i)}, &stored)
		keeper.Must("post.hide", wire.HidePost{Post: stored.ID, Clause: "private"}, nil)
	}
	close(over)
	running.Wait()
	var left int
	if err := in.pool.QueryRow(t.Context(), `select count(*) from event where data::text like '%secret%'`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d texts are left in the log (%v)", left, err)
	}
}

// hearLive follows until all posts are hidden.
func hearLive(t *testing.T, c *apptest.Client, gone *hidings, posts int) {
	mine := map[uuid.UUID]bool{}
	for len(mine) < posts {
		f, err := c.Read()
		if err != nil {
			t.Errorf("after %d hidings: %v", len(mine), err)
			return
		}
		switch f.Event {
		case "post.created":
			if p := decode[wire.Post](t, f.Data); mine[p.ID] && strings.Contains(string(f.Raw), "secret") {
				t.Errorf("a text came after its hiding: %s", f.Raw)
			}
		case "post.hidden":
			id := decode[wire.PostGone](t, f.Data).ID
			mine[id] = true
			gone.add(id)
		}
	}
}

// comeAgain subscribes, from some earlier event or with a snapshot, and looks at what comes first.
func comeAgain(t *testing.T, c *apptest.Client, name, epoch string, gone *hidings, fresh bool) {
	known := gone.known()
	sub := wire.Subscribe{Topic: name, Epoch: epoch}
	since := int64(rand.IntN(2*len(known) + 1))
	if !fresh {
		sub.Since = &since
	}
	answer := c.Do("subscribe", sub)
	if answer.Error != nil || fresh && len(known) > 0 && containsText(answer.Raw, known, t) {
		t.Errorf("subscribing: %s", answer.Raw)
	}
	c.Must("unsubscribe", wire.Unsubscribe{Topic: name}, nil)
	// What came before the answer to unsubscribe was kept.
	for _, f := range c.Kept() {
		if f.Event != "post.created" || !strings.Contains(string(f.Raw), "secret") {
			continue
		}
		if p := decode[wire.Post](t, f.Data); known[p.ID] {
			t.Errorf("a resume from %d brought a text that was hidden before: %s", since, f.Raw)
		}
	}
}

func containsText(snapshot []byte, known map[uuid.UUID]bool, t *testing.T) bool {
	answer := decode[struct {
		OK struct{ Snapshot wire.ClassPage }
	}](t, snapshot)
	for _, p := range answer.OK.Snapshot.Posts {
		if known[p.ID] && p.Body+p.HTML != "" {
			return true
		}
	}
	return false
}
