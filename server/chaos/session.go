package chaos

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/wire"
)

// Event is one entry of a topic's log, as it came.
type Event struct {
	Seq  int64
	Kind string
	Data json.RawMessage
}

// Ending says how a connection ended and what to do now.
type Ending struct {
	Code  int           // of the WebSocket close, or HTTP's of a refused handshake
	Final bool          // do not come back
	After time.Duration // come back after that, spread at random
	text  string
}

func (e *Ending) Error() string { return fmt.Sprintf("%d %s", e.Code, e.text) }

// How long a client waits before it tries another node, and before it tries the same thing again.
const (
	dialTimeout   = 3 * time.Second
	answerTimeout = 10 * time.Second // for an answer on a connection that seems to live
	silence       = wire.HeartbeatSeconds * time.Second
	pingTimeout   = 10 * time.Second
)

// session is one connection. One goroutine reads, one writes.
type session struct {
	client  *Client
	node    string
	ws      *websocket.Conn
	greeted atomic.Bool
	heardAt atomic.Int64 // Unix nanoseconds of the last frame or ping

	mu       sync.Mutex
	flying   *Send // guarded by mu, as all below; sent and not answered
	flyingAt time.Time
	notUntil time.Time       // the outbox rests
	again    map[string]bool // topics to subscribe to once more
	epoch    string
	commands chan command // to the writer
}

type command struct {
	ID string `json:"id"`
	Do string `json:"do"`
	In any    `json:"in,omitempty"`
}

// frame is any frame of the server.
type frame struct {
	ID     string          `json:"id"`
	OK     json.RawMessage `json:"ok"`
	Error  *wire.Problem   `json:"error"`
	Topic  string          `json:"topic"`
	Seq    int64           `json:"seq"`
	Event  string          `json:"event"`
	Data   json.RawMessage `json:"data"`
	Closed *wire.Problem   `json:"closed"`
}

// The ids of our commands; a post's is its client id, a subscription's this and the topic.
const (
	helloID     = "hello"
	pingID      = "ping"
	subscribeID = "s "
)

func (c *Client) connect(ctx context.Context, node string) (*session, error) {
	dialer := websocket.Dialer{HandshakeTimeout: dialTimeout, NetDialContext: c.config.Dial}
	header := http.Header{}
	if c.config.Token != "" {
		header.Set("Authorization", "Bearer "+c.config.Token)
	}
	ws, answer, err := dialer.DialContext(ctx, node, header)
	if err != nil {
		if answer != nil {
			final := answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden
			return nil, &Ending{Code: answer.StatusCode, Final: final, text: "handshake refused"}
		}
		return nil, fmt.Errorf("connecting: %w", err)
	}
	s := &session{client: c, node: node, ws: ws, again: map[string]bool{}, commands: make(chan command, len(c.config.Topics)+8)}
	s.heardAt.Store(time.Now().UnixNano())
	pong := ws.PingHandler()
	ws.SetPingHandler(func(data string) error {
		s.heardAt.Store(time.Now().UnixNano())
		return pong(data)
	})
	return s, nil
}

// run ends with the connection.
func (s *session) run(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { s.ws.Close() })
	defer stop()
	ended, written := make(chan struct{}), make(chan struct{})
	go func() { s.write(ended); close(written) }()
	s.commands <- command{helloID, "hello", wire.Hello{Protocol: wire.ProtocolVersion}}
	err := s.read()
	close(ended)
	s.ws.Close()
	<-written
	return err
}

func (s *session) read() error {
	for {
		_, raw, err := s.ws.ReadMessage()
		if err != nil {
			return ending(err)
		}
		s.heardAt.Store(time.Now().UnixNano())
		var f frame
		if err := json.Unmarshal(raw, &f); err != nil {
			return fmt.Errorf("reading a frame: %w", err)
		}
		switch {
		case f.Event != "":
			s.client.heard(f.Topic, Event{f.Seq, f.Event, f.Data})
		case f.Closed != nil:
			s.closed(f.Topic, *f.Closed)
		case f.ID != "":
			if err := s.answered(f); err != nil {
				return err
			}
		}
	}
}

func ending(err error) error {
	var ce *websocket.CloseError
	if !errors.As(err, &ce) {
		return err
	}
	e := &Ending{Code: ce.Code, text: ce.Text}
	switch ce.Code {
	case 4000, 4001, websocket.CloseUnsupportedData, websocket.CloseMessageTooBig:
		e.Final = true
	case 4003:
		e.After = 10 * time.Second
	case websocket.CloseServiceRestart:
		var hint struct {
			RetryAfter int `json:"retry_after"` // milliseconds
		}
		_ = json.Unmarshal([]byte(ce.Text), &hint) // without a hint, at once
		e.After = time.Duration(hint.RetryAfter) * time.Millisecond
	}
	return e
}

func (s *session) answered(f frame) error {
	switch topic, isSubscription := strings.CutPrefix(f.ID, subscribeID); {
	case f.ID == helloID && f.Error != nil:
		return &Ending{Code: f.Error.Status, Final: true, text: f.Error.Code}
	case f.ID == helloID:
		var w wire.Welcome
		if err := json.Unmarshal(f.OK, &w); err != nil {
			return fmt.Errorf("reading the welcome: %w", err)
		}
		s.mu.Lock()
		s.epoch = w.Epoch
		s.mu.Unlock()
		s.greeted.Store(true)
		for _, t := range s.client.config.Topics {
			s.subscribe(t)
		}
		s.client.nudge()
	case isSubscription && f.Error != nil:
		s.closed(topic, *f.Error)
	case isSubscription:
		var sub wire.Subscribed
		if err := json.Unmarshal(f.OK, &sub); err != nil {
			return fmt.Errorf("reading what was subscribed to: %w", err)
		}
		s.client.began(sub)
	case f.ID != pingID:
		return s.posted(f)
	}
	return nil
}

func (s *session) subscribe(topic string) {
	s.mu.Lock()
	epoch := s.epoch
	s.mu.Unlock()
	if in, wanted := s.client.subscription(topic, epoch); wanted {
		s.commands <- command{subscribeID + topic, "subscribe", in}
	}
}

// passing tells whether the same request may succeed a moment later.
func passing(p wire.Problem) bool {
	return p.Status >= http.StatusInternalServerError || p.Status == http.StatusTooManyRequests
}

// closed: a topic is not followed. The writer asks again where that makes sense.
func (s *session) closed(topic string, why wire.Problem) {
	if !passing(why) {
		s.client.ended(topic, why)
		return
	}
	s.mu.Lock()
	s.again[topic] = true
	s.mu.Unlock()
}

func (s *session) posted(f frame) error {
	s.mu.Lock()
	sent := s.flying
	if sent == nil || f.ID != sent.ClientID.String() {
		s.mu.Unlock()
		return nil
	}
	if f.Error != nil && passing(*f.Error) {
		wait := time.Duration(max(f.Error.RetryAfter, 1)) * time.Second
		s.flying, s.notUntil = nil, time.Now().Add(wait/2+rand.N(wait/2))
		s.mu.Unlock()
		return nil
	}
	s.mu.Unlock()
	var stored wire.PostStored
	if f.Error == nil {
		if err := json.Unmarshal(f.OK, &stored); err != nil {
			return fmt.Errorf("reading a post's answer: %w", err)
		}
	}
	s.client.done(sent, stored, f.Error) // first out of the outbox, so that it is not sent once more
	s.mu.Lock()
	s.flying = nil
	s.mu.Unlock()
	s.client.nudge()
	return nil
}

// write sends commands, the outbox's posts one at a time, and pings.
func (s *session) write(ended <-chan struct{}) {
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	var pinged time.Time
	for {
		var err error
		select {
		case <-ended:
			return
		case c := <-s.commands:
			err = s.say(c)
		case <-s.client.wake:
			err = s.post()
		case <-tick.C:
			err = errors.Join(s.post(), s.renew(), s.heartbeat(&pinged))
		}
		if err != nil {
			s.ws.Close() // ends the reader, which ends us
			<-ended
			return
		}
	}
}

func (s *session) say(c command) error {
	if err := s.ws.SetWriteDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	return s.ws.WriteJSON(c)
}

var errNoAnswer = errors.New("no answer in time")

func (s *session) post() error {
	next := s.client.next()
	s.mu.Lock()
	if s.flying != nil && time.Since(s.flyingAt) > answerTimeout {
		s.mu.Unlock()
		return errNoAnswer
	}
	if next == nil || s.flying != nil || !s.greeted.Load() || time.Now().Before(s.notUntil) {
		s.mu.Unlock()
		return nil
	}
	next.Tries++
	s.flying, s.flyingAt = next, time.Now()
	s.mu.Unlock()
	if err := s.say(command{next.ClientID.String(), "post.create", next.CreatePost}); err != nil {
		return err
	}
	if s.client.config.Sent != nil {
		s.client.config.Sent(next)
	}
	return nil
}

// renew subscribes again, one topic at a time and not all clients at once.
func (s *session) renew() error {
	s.mu.Lock()
	var topic string
	for t := range s.again {
		topic = t
	}
	if topic == "" || rand.IntN(3) > 0 {
		s.mu.Unlock()
		return nil
	}
	delete(s.again, topic)
	epoch := s.epoch
	s.mu.Unlock()
	in, wanted := s.client.subscription(topic, epoch)
	if !wanted {
		return nil
	}
	return s.say(command{subscribeID + topic, "subscribe", in})
}

func (s *session) heartbeat(pinged *time.Time) error {
	heard := time.Unix(0, s.heardAt.Load())
	if time.Since(heard) < silence {
		return nil
	}
	if pinged.Before(heard) {
		*pinged = time.Now()
		return s.say(command{ID: pingID, Do: "ping"})
	}
	if time.Since(*pinged) > pingTimeout {
		return errNoAnswer
	}
	return nil
}
