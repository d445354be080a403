package apptest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/wire"
)

// patience is how long a test waits for a frame that must come; a machine under load is slow, not wrong.
const patience = 20 * time.Second

// Client is one connection to a node's socket. It belongs to one goroutine.
type Client struct {
	t       testing.TB
	ws      *websocket.Conn
	lastID  int
	waiting []Frame // read while waiting for something else
}

// Frame is any frame from the server.
type Frame struct {
	ID     *string         `json:"id"`
	OK     json.RawMessage `json:"ok"`
	Error  *wire.Problem   `json:"error"`
	Topic  string          `json:"topic"`
	Seq    int64           `json:"seq"`
	Event  string          `json:"event"`
	At     time.Time       `json:"at"`
	Data   json.RawMessage `json:"data"`
	Signal string          `json:"signal"`
	Closed *wire.Problem   `json:"closed"`
	Raw    []byte          `json:"-"`
}

// Post is the post that an event tells of, whole (docs/protocol.md, “Posts in events”); thread is its topic's own, or its
// class's. What was hidden since has its id and state.
func (f Frame) Post(t testing.TB, thread uuid.UUID) wire.Post {
	t.Helper()
	var gone wire.Post
	if err := json.Unmarshal(f.Data, &gone); err != nil {
		t.Fatal(err)
	}
	if gone.State != "" {
		return gone
	}
	var said wire.PostSaid
	if err := json.Unmarshal(f.Data, &said); err != nil {
		t.Fatal(err)
	}
	return said.Whole(thread, f.Seq, f.At)
}

// Dial connects; token "" is a visitor.
func Dial(t testing.TB, n *Node, token string) *Client {
	t.Helper()
	header := http.Header{}
	if token != "" {
		header.Set("Authorization", "Bearer "+token)
	}
	return DialWith(t, n, header)
}

// DialWith connects with given headers.
func DialWith(t testing.TB, n *Node, header http.Header) *Client {
	t.Helper()
	ws, answer, err := websocket.DefaultDialer.Dial(SocketURL(n), header)
	if err != nil {
		t.Fatalf("connecting: %v (%v)", err, answer)
	}
	t.Cleanup(func() { ws.Close() })
	return &Client{t: t, ws: ws}
}

// SocketURL is the address of the node's socket.
func SocketURL(n *Node) string { return "ws" + strings.TrimPrefix(n.URL, "http") + "/api/socket" }

// Hello connects and says hello.
func Hello(t testing.TB, n *Node, token string) *Client {
	t.Helper()
	c := Dial(t, n, token)
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
	return c
}

// Socket gives the connection itself.
func (c *Client) Socket() *websocket.Conn { return c.ws }

// SendRaw sends a frame as it stands.
func (c *Client) SendRaw(frame string) {
	c.t.Helper()
	if err := c.ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
		c.t.Fatalf("sending: %v", err)
	}
}

// Send sends a command and gives its id.
func (c *Client) Send(do string, in any) string {
	c.t.Helper()
	c.lastID++
	id := strconv.Itoa(c.lastID)
	b, err := json.Marshal(map[string]any{"id": id, "do": do, "in": in})
	if err != nil {
		c.t.Fatal(err)
	}
	c.SendRaw(string(b))
	return id
}

// Read gives the next frame, or the error that ended the connection.
func (c *Client) Read() (Frame, error) {
	if len(c.waiting) > 0 {
		f := c.waiting[0]
		c.waiting = c.waiting[1:]
		return f, nil
	}
	return c.read()
}

func (c *Client) read() (Frame, error) {
	var f Frame
	if err := c.ws.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return f, err
	}
	_, raw, err := c.ws.ReadMessage()
	if err != nil {
		return f, err
	}
	f.Raw = raw
	return f, json.Unmarshal(raw, &f)
}

// Kept gives, once, the frames that came while something else was waited for.
func (c *Client) Kept() []Frame {
	kept := c.waiting
	c.waiting = nil
	return kept
}

// Until reads until a frame fits and keeps the others for later reads.
func (c *Client) Until(what string, fits func(Frame) bool) Frame {
	c.t.Helper()
	for i, f := range c.waiting {
		if fits(f) {
			c.waiting = append(c.waiting[:i:i], c.waiting[i+1:]...)
			return f
		}
	}
	for {
		f, err := c.read()
		if err != nil {
			c.t.Fatalf("waiting for %s: %v", what, err)
		}
		if fits(f) {
			return f
		}
		c.waiting = append(c.waiting, f)
	}
}

// Answer waits for the answer to a command.
func (c *Client) Answer(id string) Frame {
	c.t.Helper()
	return c.Until("the answer to "+id, func(f Frame) bool { return f.ID != nil && *f.ID == id })
}

// Do sends a command and waits for its answer.
func (c *Client) Do(do string, in any) Frame {
	c.t.Helper()
	return c.Answer(c.Send(do, in))
}

// Must is Do for a command that has to succeed; out may be nil.
func (c *Client) Must(do string, in, out any) {
	c.t.Helper()
	f := c.Do(do, in)
	if f.Error != nil {
		c.t.Fatalf("%s: %+v", do, *f.Error)
	}
	if out != nil {
		if err := json.Unmarshal(f.OK, out); err != nil {
			c.t.Fatalf("%s: %v", do, err)
		}
	}
}

// Refused is Do for a command that has to be refused with a code.
func (c *Client) Refused(do string, in any, code string) wire.Problem {
	c.t.Helper()
	f := c.Do(do, in)
	if f.Error == nil || f.Error.Code != code {
		c.t.Fatalf("%s: want the error %s, got %s", do, code, f.Raw)
	}
	return *f.Error
}

// Event waits for the next event of a topic.
func (c *Client) Event(topic string) Frame {
	c.t.Helper()
	return c.Until("an event of "+topic, func(f Frame) bool { return f.Topic == topic && f.Event != "" })
}

// CloseCode waits for the end of the connection and gives its code; 0 when it broke without one.
func (c *Client) CloseCode() int {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		if ce, ok := err.(*websocket.CloseError); ok {
			return ce.Code
		}
		return 0
	}
}
