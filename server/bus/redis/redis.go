// Package redis is the bus between nodes over Redis's publish and subscribe. It promises little, as hub.Bus allows:
// Redis may lose what it carries, and what cannot be sent is dropped and counted. After every interruption the hub is
// told (onGap), and finds in the log what it missed. It is safe for concurrent use.
//
// A topic is the channel `tongchuang:<topic>` (`tongchuang:<db>:<topic>` where the URL names another database than 0,
// because Redis's channels know no databases). In a Redis Cluster channels are sharded ones, in sixteen slots; where they
// are is asked again when a slot has moved or a master is gone.
package redis

import (
	"context"
	"crypto/rand"
	"hash/fnv"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// timing is what tests shorten.
type timing struct {
	follow time.Duration // how long Follow waits for Redis
	answer time.Duration // how long Redis may take for a connection, a write, or an answer
	beat   time.Duration // how often the bus speaks to itself through Redis
	sick   time.Duration // after how long without hearing itself it is not healthy
	renew  time.Duration // after how long it gives up the connection it listens on: one that is dead and does not say so
}

var usual = timing{follow: time.Second, answer: 2 * time.Second, beat: time.Second, sick: 3 * time.Second, renew: 6 * time.Second}

// busConnections is how many connections the bus may have to each server besides those that listen.
const busConnections = 2

// clusterLanes is over how many slots a cluster's channels are spread: each costs every node one connection.
const clusterLanes = 16

// idLength is that of the sender's id before each message.
const idLength = 16

// Bus satisfies hub.Bus. Close it.
type Bus struct {
	id      [idLength]byte
	server  *server
	prefix  string
	receive func(name string, message []byte)
	onGap   func()
	timing  timing
	out     *outbox
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu      sync.RWMutex
	follows map[string]*follow // guarded by mu, as all below
	lanes   []*lane            // none before the first answer of Redis
	// vain is when a Follow last gave up waiting, by lane; at nil, before there were lanes.
	vain map[*lane]time.Time
	// counting is the client for scripts; nil before the first answer of Redis.
	counting redis.UniversalClient
	closed   bool

	locating sync.Mutex
	located  time.Time // guarded by locating: when a cluster was last asked who has which slot

	received, ignored, gaps atomic.Int64
}

// follow is a topic that the hub listens to. Its fields are guarded by Bus.mu.
type follow struct {
	done      chan struct{} // closed when Redis has confirmed the subscription
	confirmed bool
	late      bool // Follow has given up waiting
}

// New makes a Bus and begins to connect; it does not fail when Redis is away, only when the URL is none. receive gets
// each message of another node, in order per sender and topic, and onGap is called whenever messages may have been
// missed; neither may block. ctx bounds nothing that goes on after New.
func New(ctx context.Context, url string, receive func(name string, message []byte), onGap func()) (*Bus, error) {
	return open(ctx, url, receive, onGap, usual)
}

func open(ctx context.Context, url string, receive func(string, []byte), onGap func(), t timing) (*Bus, error) {
	server, err := parse(url, t)
	if err != nil {
		return nil, err
	}
	b := &Bus{
		server: server, prefix: "tongchuang:", receive: receive, onGap: onGap, timing: t,
		out: newOutbox(), follows: map[string]*follow{}, vain: map[*lane]time.Time{},
	}
	if db := server.options.DB; db != 0 {
		b.prefix += strconv.Itoa(db) + ":"
	}
	_, _ = rand.Read(b.id[:]) // never fails
	ctx, b.cancel = context.WithCancel(context.WithoutCancel(ctx))
	b.running.Go(func() { b.run(ctx) })
	return b, nil
}

// run waits for the first answer of Redis, which tells what it is, and then sends and listens until ctx is done.
func (b *Bus) run(ctx context.Context) {
	if !b.server.meet(ctx, b.timing.beat/2) {
		return
	}
	client, clustered := b.server.client(busConnections), b.server.clustered
	defer client.Close()
	counting := b.server.client(0)
	defer counting.Close()
	n := 1
	if clustered {
		n = clusterLanes
	}
	lanes := make([]*lane, n)
	for i := range lanes {
		lanes[i] = newLane(b, client, clustered, i)
	}
	b.mu.Lock()
	b.lanes, b.counting = lanes, counting
	for name := range b.follows {
		b.change(name)
	}
	b.mu.Unlock()
	var running sync.WaitGroup
	for _, l := range lanes {
		running.Go(func() { l.run(ctx) })
	}
	running.Go(func() { b.publish(ctx, client, clustered) })
	running.Wait()
}

// Healthy tells whether what this node says comes back to it through Redis.
func (b *Bus) Healthy() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, l := range b.lanes {
		if l.silent() > b.timing.sick {
			return false
		}
	}
	return len(b.lanes) > 0 && !b.closed
}

// Close sends what is queued, as far as Redis takes it in the time of one answer, and ends.
func (b *Bus) Close() error {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.cancel()
	b.running.Wait()
	return nil
}

// Published is how many messages Redis took.
func (b *Bus) Published() int64 { return b.out.published.Load() }

// Dropped is how many messages were lost here, because Redis was away or slow.
func (b *Bus) Dropped() int64 { return b.out.dropped.Load() }

// Received is how many messages of other nodes came.
func (b *Bus) Received() int64 { return b.received.Load() }

// Ignored is how many messages came that no node of ours can have sent.
func (b *Bus) Ignored() int64 { return b.ignored.Load() }

// Gaps is how often the hub was told that it may have missed something.
func (b *Bus) Gaps() int64 { return b.gaps.Load() }

// change tells the topic's lane that what it should listen to has changed. Called with mu held.
func (b *Bus) change(name string) {
	if l := b.lane(name); l != nil {
		l.changed[name] = struct{}{}
		l.nudge()
	}
}

// lane is where a topic belongs; nil before Redis has answered. Called with mu held.
func (b *Bus) lane(name string) *lane {
	if len(b.lanes) == 0 {
		return nil
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return b.lanes[h.Sum32()%uint32(len(b.lanes))]
}
