// Package hub knows who listens to which topic on this node, and gives each listener every event of it once, in order.
//
// What was committed arrives by Publish (this node) and by the bus (other nodes); both may lose, repeat and reorder.
// A stream per topic puts events in the order of their numbers; a gap that does not close by itself, and a last event
// that never came, are read from the log. The hub knows no feature and no protocol beyond frames.
package hub

import (
	"context"
	"fmt"
	"hash/maphash"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/metrics"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Log is what the hub needs of the log of topics.
type Log interface {
	Head(ctx context.Context, name topic.Name) (int64, error)
	Heads(ctx context.Context, names []topic.Name) (map[topic.Name]int64, error)
	Read(ctx context.Context, name topic.Name, after, upto int64, most int) ([]topic.Event, error)
}

// Bus carries messages between nodes. It may lose, delay, repeat and reorder them.
type Bus interface {
	// Publish gives the message to all other nodes that follow the topic. It never blocks and never fails: what
	// cannot be sent is lost.
	Publish(name string, message []byte)
	// Follow begins the receipt of a topic's messages; those published after it returns will arrive, if any do.
	Follow(ctx context.Context, name string) error
	// Unfollow ends it.
	Unfollow(name string)
}

// Listener is a connection. Its methods are called with locks held: they must return at once and never call the hub.
type Listener interface {
	// Send queues a frame. False means that the listener is full or closed; it gets nothing any more.
	Send(f *Frame) bool
}

// Forwarder is a Listener that looks at nothing, so that it takes a run of events at once, and that has a reader, who may
// need time.
type Forwarder interface {
	// Forward queues a frame whose Encoded may be several events that follow each other; Seq is that of the last one.
	Forward(run *Frame) Outcome
	// Room waits until n more bytes fit. Errors: ctx's, and that the listener is closing. It is called without locks.
	Room(ctx context.Context, n int) error
	// TooSlow ends the listener: its reader had time enough.
	TooSlow()
}

// Outcome is what became of a frame.
type Outcome int

// The outcomes.
const (
	Taken Outcome = iota
	Full          // not now: it waits in the log until there is Room
	Gone          // the listener is closed and gets nothing any more
)

// Config tunes a Hub.
type Config struct {
	Node string
	Log  Log
	// Reconcile is how often heads are compared with the log, which finds what no message told. One second leaves a
	// second of the two that guarantees.md allows without Redis.
	Reconcile time.Duration
	// Patience is how long a gap may close by itself before the log is read.
	Patience time.Duration
	// PresenceEvery is how often a node repeats whom it has.
	PresenceEvery time.Duration
	// PresenceLasts is after how long a node that was silent is gone, with all of its people.
	PresenceLasts time.Duration
	// LagLasts is how long a reader may take over what waits for it in the log.
	LagLasts time.Duration
	// Figures counts what happens; nil: nobody looks.
	Figures *metrics.Figures
}

// openTimeout bounds the opening of a topic's stream, for all who wait for it.
const openTimeout = 3 * time.Second

// Hub is safe for concurrent use. Start it with Run.
type Hub struct {
	config   Config
	bus      Bus
	seed     maphash.Seed
	shards   [64]shard
	gaps     chan *stream
	presence presence
	wake     chan struct{}
	behind   laggards
}

type shard struct {
	mu      sync.RWMutex
	streams map[topic.Name]*stream // guarded by mu
}

// New makes a Hub. Before anything else call Join with a bus through Connect.
func New(c Config) *Hub {
	if c.Reconcile == 0 {
		c.Reconcile = time.Second
	}
	if c.Patience == 0 {
		c.Patience = 20 * time.Millisecond
	}
	if c.PresenceEvery == 0 {
		c.PresenceEvery = 5 * time.Second
	}
	if c.PresenceLasts == 0 {
		c.PresenceLasts = 3 * c.PresenceEvery
	}
	if c.LagLasts == 0 {
		c.LagLasts = time.Minute
	}
	if c.Figures == nil {
		c.Figures = metrics.New()
	}
	if c.Node == "" {
		c.Node = uuid.NewString()[:8]
	}
	h := &Hub{config: c, seed: maphash.MakeSeed(), gaps: make(chan *stream, 1024), wake: make(chan struct{}, 1)}
	h.presence.init()
	h.behind.init()
	for i := range h.shards {
		h.shards[i].streams = map[topic.Name]*stream{}
	}
	return h
}

// Connect gives the hub its bus, which calls Receive. It comes once, before Run.
func (h *Hub) Connect(b Bus) { h.bus = b }

func (h *Hub) shard(name topic.Name) *shard {
	return &h.shards[maphash.String(h.seed, string(name))%uint64(len(h.shards))]
}

func (h *Hub) find(name topic.Name) *stream {
	s := h.shard(name)
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.streams[name]
}

// Publish implements topic.Publisher: committed events go to this node's listeners and to the other nodes.
func (h *Hub) Publish(events []topic.Event) {
	if len(events) == 1 {
		f := frameOf(&events[0])
		h.deliver(f)
		h.bus.Publish(string(f.Topic), f.message())
		return
	}
	byTopic := map[topic.Name][]*Frame{}
	for i := range events {
		byTopic[events[i].Topic] = append(byTopic[events[i].Topic], frameOf(&events[i]))
	}
	for name, frames := range byTopic {
		if s := h.find(name); s != nil && s.offerAll(frames) {
			h.reportGap(s)
		}
		for _, f := range frames {
			h.bus.Publish(string(name), f.message())
		}
	}
}

// Receive takes a message from another node.
func (h *Hub) Receive(name string, message []byte) {
	if len(message) == 0 {
		return
	}
	n := topic.Name(name)
	switch message[0] {
	case saysEvent:
		if f, ok := parseEvent(n, message); ok {
			h.deliver(f)
		}
	case saysSignal:
		if speaksOf(n, message[1:]) {
			h.deliverSignal(n, newSignal(message[1:]))
		}
	case saysPresence:
		h.heardPresence(n, message[1:])
	case asksPresence:
		h.announce(n)
	}
}

func (h *Hub) deliver(f *Frame) {
	if s := h.find(f.Topic); s != nil && s.offer(f) {
		h.reportGap(s)
	}
}

// Signal tells everyone who listens to the topic something that is stored nowhere.
func (h *Hub) Signal(name topic.Name, frame []byte) {
	h.deliverSignal(name, newSignal(frame))
	h.bus.Publish(string(name), append([]byte{saysSignal}, frame...))
}

func (h *Hub) deliverSignal(name topic.Name, f *Frame) {
	if s := h.find(name); s != nil {
		s.signal(f)
	}
}

// Membership is one listener's place in one topic's stream.
type Membership struct {
	hub    *Hub
	stream *stream
	listen Listener
	bulk   Forwarder    // listen, where it is one
	person *wire.Person // shown to others, where not nil

	// The following are guarded by stream.mu.
	index    int      // in stream.members; -1: not there
	position int64    // number of the last event sent
	catching bool     // live events wait in held until CatchUp has sent what came before
	lagging  bool     // catching, and live events wait in the log alone
	held     []*Frame // in order
	attends  bool     // Join is over: signals, too, wait until CatchUp has ended
	heard    []*Frame // those signals
	left     bool
}

// Join makes l a listener of the topic. Nothing is sent before CatchUp. A person makes it present to the others.
func (h *Hub) Join(ctx context.Context, name topic.Name, l Listener, person *wire.Person) (*Membership, error) {
	for {
		s, err := h.open(ctx, name)
		if err != nil {
			return nil, err
		}
		m := &Membership{hub: h, stream: s, listen: l, person: person, catching: true}
		m.bulk, _ = l.(Forwarder)
		if !s.add(m) {
			continue // it was closed in between
		}
		if person != nil {
			h.came(name, *person)
		}
		s.attend(m) // from here on: what Present tells after Join goes together with the signals that follow
		return m, nil
	}
}

// open gives the topic's stream, following it on the bus and reading its head first when it is new. Others may wait for
// the one who opens: it goes on when that one is cancelled.
func (h *Hub) open(ctx context.Context, name topic.Name) (*stream, error) {
	sh := h.shard(name)
	sh.mu.Lock()
	s, found := sh.streams[name]
	if !found {
		s = newStream(name, h.config.Figures)
		sh.streams[name] = s
	}
	sh.mu.Unlock()
	if found {
		select {
		case <-s.ready:
			if s.failed != nil {
				return nil, s.failed
			}
			return s, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), openTimeout)
	defer cancel()
	err := h.bus.Follow(ctx, string(name))
	if err != nil {
		// Without the bus the reconciliation still finds every event.
		slog.WarnContext(ctx, "following a topic on the bus failed", "topic", name, "error", err)
	}
	head, err := h.config.Log.Head(ctx, name)
	if err != nil {
		s.failed = fmt.Errorf("opening the stream of a topic: %w", err)
		h.forget(s)
	} else if s.begin(head) {
		h.reportGap(s)
	}
	close(s.ready)
	return s, s.failed
}

// forget takes a stream without members out of the hub.
func (h *Hub) forget(s *stream) {
	sh := h.shard(s.name)
	sh.mu.Lock()
	if sh.streams[s.name] == s {
		delete(sh.streams, s.name)
		h.bus.Unfollow(string(s.name))
	}
	sh.mu.Unlock()
}

// Leave ends the membership; nothing is sent after it returns. It may be called twice.
func (m *Membership) Leave() {
	last, was := m.stream.remove(m)
	if last {
		m.hub.forget(m.stream)
	}
	if was && m.person != nil {
		m.hub.went(m.stream.name, m.person.ID)
	}
}

// Streams is how many topics have listeners on this node; for the figures.
func (h *Hub) Streams() int {
	n := 0
	for i := range h.shards {
		h.shards[i].mu.RLock()
		n += len(h.shards[i].streams)
		h.shards[i].mu.RUnlock()
	}
	return n
}
