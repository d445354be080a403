package redis

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	// maxQueued bounds what waits for Redis, in bytes: some seconds of a busy node.
	maxQueued = 8 << 20
	// maxMessage bounds one message. A post's event is far below; Redis would hold larger ones for every subscriber.
	maxMessage = 1 << 20
	// maxPipeline bounds the messages that are sent before their answers are read.
	maxPipeline = 512
)

type item struct {
	name    string
	payload []byte
	beat    *lane // where the bus speaks to itself; nil for messages
}

// outbox holds what waits to be published. Safe for concurrent use.
type outbox struct {
	ready              chan struct{} // capacity 1
	published, dropped atomic.Int64

	mu    sync.Mutex
	items []item // guarded by mu, as all below
	bytes int
}

func newOutbox() *outbox { return &outbox{ready: make(chan struct{}, 1)} }

// Publish implements hub.Bus: it queues, or drops.
func (b *Bus) Publish(name string, message []byte) {
	payload := make([]byte, 0, idLength+len(message))
	payload = append(payload, b.id[:]...)
	b.out.put(item{name: name, payload: append(payload, message...)})
}

func (o *outbox) put(i item) {
	o.mu.Lock()
	defer o.mu.Unlock()
	size := len(i.name) + len(i.payload)
	if size > maxMessage || o.bytes+size > maxQueued {
		o.dropped.Add(1)
		return
	}
	o.items = append(o.items, i)
	o.bytes += size
	select {
	case o.ready <- struct{}{}:
	default:
	}
}

func (o *outbox) take() []item {
	o.mu.Lock()
	defer o.mu.Unlock()
	taken := o.items[:min(maxPipeline, len(o.items))]
	o.items = o.items[len(taken):]
	for _, i := range taken {
		o.bytes -= len(i.name) + len(i.payload)
	}
	if len(o.items) == 0 {
		o.items = nil // gives a burst's memory back
	}
	return taken
}

// publish sends what is queued, in order, until ctx is done, and then once more.
func (b *Bus) publish(ctx context.Context, client redis.UniversalClient, sharded bool) {
	beat := time.NewTicker(b.timing.beat)
	defer beat.Stop()
	b.beat()
	for {
		select {
		case <-b.out.ready:
		case <-beat.C:
			b.beat()
		case <-ctx.Done():
			b.send(ctx, client, sharded, b.out.take())
			return
		}
		b.flush(ctx, client, sharded)
	}
}

// beat makes the bus say something to itself.
func (b *Bus) beat() {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, l := range b.lanes {
		b.out.put(item{name: l.own, payload: b.id[:], beat: l})
	}
}

func (b *Bus) flush(ctx context.Context, client redis.UniversalClient, sharded bool) {
	for items := b.out.take(); len(items) > 0; items = b.out.take() {
		b.send(ctx, client, sharded, items)
	}
}

func (b *Bus) send(ctx context.Context, client redis.UniversalClient, sharded bool, items []item) {
	if len(items) == 0 {
		return
	}
	// What has begun is not interrupted by Close.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.timing.answer)
	defer cancel()
	pipe := client.Pipeline()
	for _, i := range items {
		if channel := b.channel(i); sharded {
			pipe.SPublish(ctx, channel, i.payload)
		} else {
			pipe.Publish(ctx, channel, i.payload)
		}
	}
	commands, _ := pipe.Exec(ctx) // the error is that of one of the commands
	for i, c := range commands {
		switch {
		case items[i].beat != nil:
		case c.Err() != nil:
			b.out.dropped.Add(1)
		default:
			b.out.published.Add(1)
		}
	}
}

func (b *Bus) channel(i item) string {
	if i.beat != nil {
		return i.beat.prefix + i.name
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.lane(i.name).prefix + i.name
}
