// Package redis is the bus between nodes over Redis's publish and subscribe. It promises little, as hub.Bus allows:
// Redis may lose what it carries, and what cannot be sent is dropped and counted. After every interruption the hub is
// told (onGap), and finds in the log what it missed. It is safe for concurrent use.
//
// A topic is the channel `tongchuang:<topic>` (`tongchuang:<db>:<topic>` where the URL names another database than 0,
// because Redis's channels know no databases). In a Redis Cluster channels are sharded ones, in sixteen slots.
package redis

import (
	"context"
	"crypto/rand"
	"fmt"
	"hash/fnv"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
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

// clusterLanes is over how many slots a cluster's channels are spread: each costs every node one connection.
const clusterLanes = 16

// idLength is that of the sender's id before each message.
const idLength = 16

// Bus satisfies hub.Bus. Close it.
type Bus struct {
	id      [idLength]byte
	options *redis.Options
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
	closed  bool

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
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL is not a Redis address: %w", err)
	}
	tune(options, t)
	b := &Bus{
		options: options, prefix: "tongchuang:", receive: receive, onGap: onGap, timing: t,
		out: newOutbox(), follows: map[string]*follow{},
	}
	if options.DB != 0 {
		b.prefix += strconv.Itoa(options.DB) + ":"
	}
	_, _ = rand.Read(b.id[:]) // never fails
	ctx, b.cancel = context.WithCancel(context.WithoutCancel(ctx))
	b.running.Go(func() { b.run(ctx) })
	return b, nil
}

// tune sets what the URL does not say: no attempt is repeated, for the hub repeats better.
func tune(o *redis.Options, t timing) {
	o.MaxRetries, o.DialerRetries = -1, 1
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = t.answer, t.answer, t.answer, t.answer
	o.ContextTimeoutEnabled = true
	o.PoolSize = 2
	o.Protocol = 2
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// run waits for the first answer of Redis, which tells what it is, and then sends and listens until ctx is done.
func (b *Bus) run(ctx context.Context) {
	client, clustered := b.meet(ctx)
	if client == nil {
		return
	}
	defer client.Close()
	n := 1
	if clustered {
		n = clusterLanes
	}
	lanes := make([]*lane, n)
	for i := range lanes {
		lanes[i] = newLane(b, client, clustered, i)
	}
	b.mu.Lock()
	b.lanes = lanes
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

// meet connects for the first time. The client is nil when ctx is done before.
func (b *Bus) meet(ctx context.Context) (client redis.UniversalClient, clustered bool) {
	one := redis.NewClient(b.options)
	for try := 0; ctx.Err() == nil; try++ {
		info, err := one.Info(ctx, "server").Result()
		if err == nil && strings.Contains(info, "redis_mode:cluster") {
			one.Close()
			return redis.NewClusterClient(b.clusterOptions()), true
		}
		if err == nil {
			return one, false
		}
		if try == 0 {
			slog.WarnContext(ctx, "Redis does not answer; nodes hear of each other's events later", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(b.timing.beat / 2):
		}
	}
	one.Close()
	return nil, false
}

func (b *Bus) clusterOptions() *redis.ClusterOptions {
	o := b.options
	return &redis.ClusterOptions{
		Addrs: []string{o.Addr}, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig,
		MaxRetries: -1, DialerRetries: 1, DialTimeout: o.DialTimeout, ReadTimeout: o.ReadTimeout, WriteTimeout: o.WriteTimeout,
		PoolTimeout: o.PoolTimeout, ContextTimeoutEnabled: true, PoolSize: o.PoolSize, Protocol: 2, DisableIdentity: true,
		MaintNotificationsConfig: o.MaintNotificationsConfig,
	}
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
