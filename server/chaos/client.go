// Package chaos proves docs/guarantees.md on real processes: some nodes, a Postgres and a Redis behind proxies that can
// fail, and many clients that post and listen while faults happen at random. A ledger notes what was sent, acknowledged
// and heard, and compares it with the database at the end.
//
// Client is also the reference for whoever writes a client of their own: all that docs/protocol.md asks of one is here
// and in session.go.
package chaos

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// Send is a post on its way. Its ClientID is made up once and kept over every try: that makes a retry harmless.
type Send struct {
	wire.CreatePost
	Queued time.Time
	// Tries is how often it was sent. To be read in ClientConfig.Answered.
	Tries int
}

// Observer hears what a client learns. Its methods are called from one goroutine and must not call the client.
type Observer interface {
	// Began: the topic is followed from s.Seq on. With a snapshot, forget what was known of the topic before.
	Began(topic string, s wire.Subscribed)
	// Heard is called for each event, in the order in which they came.
	Heard(topic string, e Event)
	// Ended: the topic is not followed any more, and the client does not ask again.
	Ended(topic string, why wire.Problem)
}

// ClientConfig says who a client is and what it does.
type ClientConfig struct {
	// Node gives the address of a node's socket (ws://…) for the next try; failed is the one that just failed, or "".
	Node   func(failed string) string
	Token  string
	Topics []string
	// FromStart asks for every event since the first; otherwise a newcomer gets a snapshot.
	FromStart bool
	Observer  Observer
	// Answered is told the outcome of each send: it is stored, or refused for good. It may be nil.
	Answered func(s *Send, stored wire.PostStored, refused *wire.Problem)
	// Sent is told of each try, when its frame is on its way. It may be nil.
	Sent func(s *Send)
	// Failed is told what ended a connection. It may be nil.
	Failed func(err error)
	// Dial connects; nil is the usual way.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// LongestWait bounds the wait between two tries; 0 is docs/protocol.md's 20 s.
	LongestWait time.Duration
}

// Client follows topics and sends posts over any number of connections, one after another. What it knows outlives a
// connection: the position in each topic, and the outbox. Its methods are safe for concurrent use.
type Client struct {
	config ClientConfig
	wake   chan struct{} // capacity 1: the outbox has something new

	mu        sync.Mutex
	positions map[string]*position // guarded by mu, as all below
	outbox    []*Send
	current   *session
}

// position is how far a topic is known.
type position struct {
	known bool // there is a state to resume from
	seq   int64
	epoch string
	ended bool
}

// Waits between tries (docs/protocol.md, Closing): full jitter below a bound that doubles.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 20 * time.Second
)

// NewClient makes a Client; Run makes it live.
func NewClient(c ClientConfig) *Client {
	if c.LongestWait == 0 {
		c.LongestWait = longestWait
	}
	client := &Client{config: c, wake: make(chan struct{}, 1), positions: map[string]*position{}}
	for _, t := range c.Topics {
		client.positions[t] = &position{}
	}
	return client
}

// Post puts a text into the outbox, from where it is sent until it is answered, in order.
func (c *Client) Post(thread uuid.UUID, body string) *Send {
	s := &Send{CreatePost: wire.CreatePost{Thread: thread, ClientID: uuid.New(), Body: body}, Queued: time.Now()}
	c.mu.Lock()
	c.outbox = append(c.outbox, s)
	c.mu.Unlock()
	c.nudge()
	return s
}

// Oldest is when the first post of the outbox was put there; the zero time when it is empty.
func (c *Client) Oldest() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.outbox) == 0 {
		return time.Time{}
	}
	return c.outbox[0].Queued
}

// Forget makes the client a newcomer: what it knew of its topics is gone at the next connection, the outbox is not.
func (c *Client) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.positions {
		p.known = false
	}
	c.config.FromStart = false
}

// Node is the node of the present connection, "" without one.
func (c *Client) Node() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current == nil {
		return ""
	}
	return c.current.node
}

func (c *Client) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// Run keeps a connection until ctx is done, or until the server says not to come back: that is the error.
func (c *Client) Run(ctx context.Context) error {
	failed, tries := "", 0
	for ctx.Err() == nil {
		node := c.config.Node(failed)
		failed = node
		s, err := c.connect(ctx, node)
		if err == nil {
			c.set(s)
			err = s.run(ctx)
			c.set(nil)
			if s.greeted.Load() {
				tries = 0
			}
		}
		if ctx.Err() != nil {
			break
		}
		if c.config.Failed != nil {
			c.config.Failed(err)
		}
		var end *Ending
		after := time.Duration(0)
		if errors.As(err, &end) {
			if end.Final {
				return err
			}
			after = end.After
		}
		bound := min(firstWait<<min(tries, 10), c.config.LongestWait)
		tries++
		select {
		case <-time.After(after + rand.N(bound)):
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

func (c *Client) set(s *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current = s
}

// next gives the send that is to be tried: always the oldest, so that one's own posts keep their order.
func (c *Client) next() *Send {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.outbox) == 0 {
		return nil
	}
	return c.outbox[0]
}

// done takes an answered send out of the outbox.
func (c *Client) done(s *Send, stored wire.PostStored, refused *wire.Problem) {
	c.mu.Lock()
	if len(c.outbox) > 0 && c.outbox[0] == s {
		c.outbox = c.outbox[1:]
	}
	c.mu.Unlock()
	if c.config.Answered != nil {
		c.config.Answered(s, stored, refused)
	}
}

// subscription is what to ask for: with a position that is known, what came since.
func (c *Client) subscription(topic, epoch string) (in wire.Subscribe, wanted bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.positions[topic]
	in.Topic = topic
	switch {
	case p == nil || p.ended:
		return in, false
	case p.known:
		seq := p.seq
		in.Since, in.Epoch = &seq, p.epoch
	case c.config.FromStart:
		in.Since, in.Epoch = new(int64), epoch
	}
	return in, true
}

func (c *Client) began(s wire.Subscribed) {
	c.mu.Lock()
	p := c.positions[s.Topic]
	p.known, p.seq, p.epoch = true, s.Seq, s.Epoch
	c.mu.Unlock()
	c.config.Observer.Began(s.Topic, s)
}

func (c *Client) heard(topic string, e Event) {
	c.mu.Lock()
	if p := c.positions[topic]; p != nil {
		p.seq = max(p.seq, e.Seq)
	}
	c.mu.Unlock()
	c.config.Observer.Heard(topic, e)
}

func (c *Client) ended(topic string, why wire.Problem) {
	c.mu.Lock()
	if p := c.positions[topic]; p != nil {
		p.ended = true
	}
	c.mu.Unlock()
	c.config.Observer.Ended(topic, why)
}
