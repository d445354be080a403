package socket_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// stage is a node with the small world in it.
type stage struct {
	t     testing.TB
	node  *apptest.Node
	world *apptest.World
}

func newStage(t testing.TB, change ...func(*config.Config)) *stage {
	t.Helper()
	n := apptest.Start(t, change...)
	return &stage{t, n, apptest.Seed(t, n.Pool)}
}

// loose lets everybody say as much as a test wants.
func loose(c *config.Config) {
	c.PostsPerSecond, c.PostsBurst, c.FramesPerSecond, c.FrameBurst = 100_000, 100_000, 100_000, 100_000
}

// follow connects somebody who follows the class from where its chat is now.
func (s *stage) follow(token string) *apptest.Client {
	s.t.Helper()
	c := apptest.Hello(s.t, s.node, token)
	c.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, nil)
	return c
}

func (s *stage) post(body string) wire.CreatePost {
	return wire.CreatePost{Thread: s.world.Chat, ClientID: uuid.New(), Body: body}
}

// says posts as a client should: what was not answered, or with “unavailable”, is sent again under its id.
func says(c *apptest.Client, posts ...wire.CreatePost) {
	for len(posts) > 0 {
		ids := make([]string, len(posts))
		for i, in := range posts {
			ids[i] = c.Send("post.create", in)
		}
		var again []wire.CreatePost
		for i, id := range ids {
			switch f := c.Answer(id); {
			case f.Error == nil:
			case f.Error.Code == "unavailable": // a machine under load
				again = append(again, posts[i])
			default:
				panic(fmt.Sprintf("refused: %s", f.Raw))
			}
		}
		posts = again
	}
}

// witness follows the class while another client does its worst.
type witness struct {
	*stage
	speaker, listener *apptest.Client
	last              int64
}

func (s *stage) witness() *witness {
	s.t.Helper()
	w := &witness{stage: s, speaker: apptest.Hello(s.t, s.node, s.world.TeacherHefei.Token), listener: apptest.Hello(s.t, s.node, s.world.Teacher.Token)}
	var begin wire.Subscribed
	w.listener.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, &begin)
	w.last = begin.Seq
	return w
}

// undisturbed is the second half of every row of guarantees.md: nothing at all for everybody else. What is said now is
// the next thing that is heard.
func (w *witness) undisturbed() {
	w.t.Helper()
	in := w.post("all is well")
	says(w.speaker, in)
	f := w.listener.Event(w.world.ClassTopic)
	var heard wire.Post
	if err := json.Unmarshal(f.Data, &heard); err != nil {
		w.t.Fatal(err)
	}
	if f.Seq != w.last+1 || heard.Body != in.Body || heard.ClientID == nil || *heard.ClientID != in.ClientID {
		w.t.Fatalf("after %d the others heard %s", w.last, f.Raw)
	}
	w.last = f.Seq
}

// unheard is a topic.Publisher that tells nobody: what another node wrote while the bus lost it.
type unheard struct{}

func (unheard) Publish([]topic.Event) {}

// appends writes an event past the node, which finds it in the log.
func (s *stage) appends(name, kind string, data any) {
	s.t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		s.t.Fatal(err)
	}
	n := topic.Name(name)
	err = topic.NewLog(s.node.Pool, unheard{}).InTx(context.Background(), []topic.Name{n}, func(_ context.Context, tx *topic.Tx) error {
		_, err := tx.Append(topic.Entry{Topic: n, Kind: kind, Data: raw})
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stage) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.node.Pool.Exec(context.Background(), sql, args...); err != nil {
		s.t.Fatal(err)
	}
}

// knock tries a handshake and gives the status of the answer, and its body where it is no socket.
func (s *stage) knock(header http.Header) (int, string) {
	s.t.Helper()
	return knock(s.t, apptest.SocketURL(s.node), header)
}

func knock(t testing.TB, url string, header http.Header) (int, string) {
	t.Helper()
	ws, answer, err := websocket.DefaultDialer.Dial(url, header)
	if err == nil {
		ws.Close()
		return answer.StatusCode, ""
	}
	if answer == nil {
		t.Fatalf("no answer to a handshake: %v", err)
	}
	body, _ := io.ReadAll(answer.Body) // the dialer keeps the first bytes
	return answer.StatusCode, string(body)
}

// headers makes a header of pairs.
func headers(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func bearer(token string) http.Header { return headers("Authorization", "Bearer "+token) }

// mustBe fails unless a connection was closed with code.
func mustBe(t testing.TB, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: closed with %d, want %d", what, got, want)
	}
}

func textOf(n int) string { return fmt.Sprintf("%0*d", n, 0) }

// decode reads the answer of a command that succeeded.
func decode[T any](t testing.TB, f apptest.Frame) (out T) {
	t.Helper()
	if f.Error != nil {
		t.Fatalf("refused: %s", f.Raw)
	}
	if err := json.Unmarshal(f.OK, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
