package socket_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
	"tongchuang/server/postgrestest"
	"tongchuang/server/wire"
)

// sender posts one text after another until the connection ends.
type sender struct {
	client *apptest.Client
	token  string
	acked  map[uuid.UUID]int64 // seq by client id
	open   wire.CreatePost     // sent, and not answered
	ended  error
}

func (x *sender) run(chat uuid.UUID, each func()) {
	for i := 0; ; i++ {
		x.open = wire.CreatePost{Thread: chat, ClientID: uuid.New(), Body: fmt.Sprint("line ", i)}
		in, _ := json.Marshal(x.open) // a plain struct cannot fail
		frame := fmt.Sprintf(`{"id":"%d","do":"post.create","in":%s}`, i, in)
		if x.ended = x.client.Socket().WriteMessage(websocket.TextMessage, []byte(frame)); x.ended != nil {
			for x.ended != nil { // the reason is still to be read
				if _, err := x.client.Read(); err != nil {
					x.ended = err
					return
				}
			}
		}
		for {
			f, err := x.client.Read()
			if err != nil {
				x.ended = err
				return
			}
			if f.ID == nil || *f.ID != fmt.Sprint(i) {
				continue
			}
			var stored wire.PostStored
			if f.Error != nil || json.Unmarshal(f.OK, &stored) != nil {
				x.ended = fmt.Errorf("refused: %s", f.Raw)
				return
			}
			x.acked[x.open.ClientID] = stored.Seq
			each()
			break
		}
	}
}

func TestANodeThatStopsUnderLoadLosesNothing(t *testing.T) {
	t.Parallel()
	url := postgrestest.URL(t)
	n := apptest.Join(t, url, loose)
	s := &stage{t, n, apptest.Seed(t, n.Pool)}
	var senders []*sender
	for range 3 {
		for _, p := range []apptest.Person{s.world.Student, s.world.StudentHefei, s.world.Teacher, s.world.TeacherHefei} {
			senders = append(senders, &sender{client: apptest.Hello(t, n, p.Token), token: p.Token, acked: map[uuid.UUID]int64{}})
		}
	}
	reader := apptest.Hello(t, n, s.world.Student.Token)
	sub := decode[wire.Subscribed](t, reader.Do("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}))

	enough, first := make(chan struct{}), make(chan struct{})
	var running sync.WaitGroup
	var mu sync.Mutex
	acks, once := 0, sync.Once{}
	for _, x := range senders {
		running.Go(func() {
			x.run(s.world.Chat, func() {
				mu.Lock()
				defer mu.Unlock()
				if acks++; acks == 200 {
					close(enough)
				}
			})
			once.Do(func() { close(first) })
		})
	}
	<-enough
	running.Go(n.Stop)
	<-first // by now the node must say of itself that it leaves, and others are still connected
	plain := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if answer, err := plain.Get(n.URL + "/readyz"); err != nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("readiness while it leaves: %v %v", answer, err)
	} else {
		_, _ = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
	if _, answer, err := websocket.DefaultDialer.Dial(apptest.SocketURL(n), nil); err == nil || answer == nil || answer.StatusCode != 503 || answer.Header.Get("Retry-After") == "" {
		t.Errorf("a handshake while it leaves: %v %v", answer, err)
	}
	running.Wait()
	for _, x := range senders {
		closed, ok := x.ended.(*websocket.CloseError) //nolint:errorlint // it is not wrapped
		var hint struct {
			RetryAfter int `json:"retry_after"`
		}
		if !ok || closed.Code != 1012 || json.Unmarshal([]byte(closed.Text), &hint) != nil || hint.RetryAfter <= 0 {
			t.Errorf("ended with %v", x.ended)
		}
	}

	// A new node on the same database: who resumes gets everything, once, in order.
	next := apptest.Join(t, url, loose)
	again := apptest.Dial(t, next, s.world.Student.Token)
	var welcome wire.Welcome
	again.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, &welcome)
	if welcome.Epoch != sub.Epoch {
		t.Error("a restart is not another log")
	}
	var head int64
	if err := next.Pool.QueryRow(t.Context(), `select head from topic where name = $1`, s.world.ClassTopic).Scan(&head); err != nil {
		t.Fatal(err)
	}
	since := max(0, head-1000)
	resumed := decode[wire.Subscribed](t, again.Do("subscribe", wire.Subscribe{Topic: s.world.ClassTopic, Since: &since, Epoch: welcome.Epoch}))
	if resumed.Reset != "" {
		t.Fatalf("%+v", resumed)
	}
	seen := map[uuid.UUID]int64{}
	for seq := since + 1; seq <= head; seq++ {
		f := again.Event(s.world.ClassTopic)
		var p wire.Post
		if err := json.Unmarshal(f.Data, &p); err != nil || f.Seq != seq {
			t.Fatalf("want %d: %s %v", seq, f.Raw, err)
		}
		if _, twice := seen[*p.ClientID]; twice {
			t.Errorf("twice: %s", f.Raw)
		}
		seen[*p.ClientID] = seq
	}
	for _, x := range senders {
		for id, seq := range x.acked {
			if seen[id] != seq && seq > since {
				t.Errorf("%s was acknowledged as %d and is %d", id, seq, seen[id])
			}
		}
		// What was open is sent again under its id, and is there once.
		c := apptest.Hello(t, next, x.token)
		stored := decode[wire.PostStored](t, c.Do("post.create", x.open))
		if was, there := seen[x.open.ClientID]; there && was != stored.Seq {
			t.Errorf("%s was stored as %d, and again as %d", x.open.ClientID, was, stored.Seq)
		}
	}
	var twice int
	if err := next.Pool.QueryRow(t.Context(), `select count(*) - count(distinct client_id) from post`).Scan(&twice); err != nil || twice != 0 {
		t.Errorf("%d twice, %v", twice, err)
	}
}

func TestANodeWithNobodyConnectedStopsAtOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	c.Socket().Close()
	s.node.Stop()
	if _, err := http.Get(strings.Replace(s.node.URL, "localhost", "127.0.0.1", 1) + "/livez"); err == nil {
		t.Error("it still answers")
	}
}
