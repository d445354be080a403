package redis

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// ErrClosed: the bus was closed.
var ErrClosed = errors.New("redis: the bus is closed")

// errVain: somebody has waited in vain, and Redis was not heard since.
var errVain = errors.New("it does not answer")

// Follow implements hub.Bus. It waits until Redis has confirmed, at most a second; after an error the topic is
// followed nevertheless as soon as Redis allows, and onGap is called then. Once somebody has waited in vain nobody else
// does until Redis answers again: a class that comes while Redis hangs opens a topic for each of its people.
func (b *Bus) Follow(ctx context.Context, name string) error {
	f := &follow{done: make(chan struct{})}
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return ErrClosed
	}
	b.follows[name] = f
	b.change(name)
	f.late = b.inVain(name)
	late := f.late
	b.mu.Unlock()
	if late {
		return fmt.Errorf("following %s: Redis has not confirmed it: %w", name, errVain)
	}
	waiting, cancel := context.WithTimeout(ctx, b.timing.follow)
	defer cancel()
	select {
	case <-f.done:
		return nil
	case <-waiting.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if f.confirmed {
		return nil
	}
	f.late = true
	if ctx.Err() == nil {
		b.vain[b.lane(name)] = time.Now()
	}
	return fmt.Errorf("following %s: Redis has not confirmed it: %w", name, waiting.Err())
}

// inVain tells whether to wait for Redis would be: others have, and nothing came from it since. Called with mu held.
func (b *Bus) inVain(name string) bool {
	l := b.lane(name)
	since, waited := b.vain[l]
	return waited && (l == nil || since.UnixNano() > l.heard.Load())
}

// Unfollow implements hub.Bus. It returns at once.
func (b *Bus) Unfollow(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.follows, name)
	b.change(name)
}

// lane is one connection that listens: all topics, or in a cluster those of one slot.
type lane struct {
	bus    *Bus
	client redis.UniversalClient
	shards bool
	prefix string
	own    string        // the channel in which the bus speaks to itself; no topic's name begins so
	wake   chan struct{} // capacity 1
	heard  atomic.Int64  // Unix nanoseconds of when the bus last heard itself here

	// The following are guarded by Bus.mu.
	changed   map[string]struct{} // names whose following has changed
	confirmed map[string]bool     // what Redis has confirmed on this connection
}

func newLane(b *Bus, client redis.UniversalClient, clustered bool, number int) *lane {
	l := &lane{
		bus: b, client: client, shards: clustered, prefix: b.prefix, own: "!" + hex.EncodeToString(b.id[:]), wake: make(chan struct{}, 1),
		changed: map[string]struct{}{}, confirmed: map[string]bool{},
	}
	if clustered {
		l.prefix += "{" + strconv.Itoa(number) + "}:" // what stands in braces decides over the slot
	}
	return l
}

func (l *lane) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *lane) silent() time.Duration { return time.Since(time.Unix(0, l.heard.Load())) }

// run listens on one connection after another: one that breaks, is dead without saying so, or leads where the lane's
// slot is not any more, is given up, and everything asked for anew. (go-redis would ask again by itself, but of a cluster
// at the node that it believes to be right, and what it is answered it keeps to itself.)
func (l *lane) run(ctx context.Context) {
	for l.listen(ctx); ctx.Err() == nil; l.listen(ctx) {
		select {
		case <-time.After(l.bus.timing.beat / 4):
		case <-ctx.Done():
			return
		}
		l.bus.locate(ctx, l.client)
	}
}

// locate asks a cluster who has which slot now. Many lanes fail together: they ask once.
func (b *Bus) locate(ctx context.Context, client redis.UniversalClient) {
	cluster, ok := client.(*redis.ClusterClient)
	if !ok {
		return
	}
	b.locating.Lock()
	defer b.locating.Unlock()
	if time.Since(b.located) < b.timing.beat/4 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, b.timing.answer)
	defer cancel()
	// Of all that go-redis offers only this waits for the new state. An error is no news: the next listening has it too.
	_ = cluster.ForEachMaster(ctx, func(context.Context, *redis.Client) error { return nil })
	b.located = time.Now()
}

// listen listens on one connection until that is no good any more, or ctx is done.
func (l *lane) listen(ctx context.Context) {
	sub := l.subscription(ctx)
	asked := map[string]bool{}
	l.bus.mu.Lock()
	clear(l.confirmed)
	for name := range l.bus.follows {
		if l.bus.lane(name) == l {
			l.changed[name] = struct{}{}
		}
	}
	l.bus.mu.Unlock()
	l.ask(ctx, sub, true, l.own)
	over := make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(over)
		l.read(ctx, sub)
	})
	defer reading.Wait()
	defer sub.Close()
	tick := time.NewTicker(l.bus.timing.beat)
	defer tick.Stop()
	l.nudge()
	since := time.Now()
	for {
		select {
		case <-l.wake:
			l.follow(ctx, sub, asked)
		case <-tick.C:
			if min(l.silent(), time.Since(since)) > l.bus.timing.renew {
				return
			}
		case <-over:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (l *lane) subscription(ctx context.Context) *redis.PubSub {
	if l.shards {
		return l.client.SSubscribe(ctx)
	}
	return l.client.Subscribe(ctx)
}

// follow asks Redis for what has changed. asked is what was asked for on this connection.
func (l *lane) follow(ctx context.Context, sub *redis.PubSub, asked map[string]bool) {
	var begin, end []string
	gap := false
	l.bus.mu.Lock()
	for name := range l.changed {
		f := l.bus.follows[name]
		switch {
		case f != nil && !asked[name]:
			asked[name] = true
			begin = append(begin, name)
		case f != nil && l.confirmed[name]:
			gap = !f.confirm() || gap // it had not been given up yet
		case f == nil && asked[name]:
			delete(asked, name)
			delete(l.confirmed, name)
			end = append(end, name)
		}
	}
	clear(l.changed)
	l.bus.mu.Unlock()
	if gap {
		l.bus.missed()
	}
	l.ask(ctx, sub, false, end...)
	l.ask(ctx, sub, true, begin...)
}

// ask subscribes or unsubscribes. An error is none to us: reading meets it too, and ends the connection.
func (l *lane) ask(ctx context.Context, sub *redis.PubSub, begin bool, names ...string) {
	if len(names) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, l.bus.timing.answer)
	defer cancel()
	channels := make([]string, len(names))
	for i, n := range names {
		channels[i] = l.prefix + n
	}
	switch {
	case begin && l.shards:
		_ = sub.SSubscribe(ctx, channels...)
	case begin:
		_ = sub.Subscribe(ctx, channels...)
	case l.shards:
		_ = sub.SUnsubscribe(ctx, channels...)
	default:
		_ = sub.Unsubscribe(ctx, channels...)
	}
}

// read takes what comes until the connection is no good. What is not understood, a refusal say, is as bad as an end:
// of what was asked for it is not known any more what is granted.
func (l *lane) read(ctx context.Context, sub *redis.PubSub) {
	for {
		message, err := sub.Receive(ctx)
		if err != nil {
			return
		}
		switch m := message.(type) {
		case *redis.Subscription:
			name, ours := strings.CutPrefix(m.Channel, l.prefix)
			switch {
			case !ours:
			case m.Kind == "subscribe" || m.Kind == "ssubscribe":
				l.began(name)
			case name == l.own:
				return // nobody has asked for that: the slot belongs to another master now
			}
		case *redis.Message:
			if name, ours := strings.CutPrefix(m.Channel, l.prefix); ours {
				l.take(name, m.Payload)
			}
		}
	}
}

// began: Redis sends a topic's messages from now on. What was missed before is a gap, unless a Follow still waits.
func (l *lane) began(name string) {
	l.bus.mu.Lock()
	delete(l.bus.vain, l)
	f := l.bus.follows[name]
	gap := f != nil && !f.confirm()
	if f != nil {
		l.confirmed[name] = true
	}
	l.bus.mu.Unlock()
	if gap {
		l.bus.missed()
	}
}

func (b *Bus) missed() {
	b.gaps.Add(1)
	b.onGap()
}

// confirm tells the waiting Follow; false: it was told before, or does not wait any more. Called with Bus.mu held.
func (f *follow) confirm() bool {
	first := !f.confirmed
	if first {
		f.confirmed = true
		close(f.done)
	}
	return first && !f.late
}

func (l *lane) take(name, payload string) {
	b := l.bus
	switch {
	case len(payload) < idLength:
		b.ignored.Add(1)
		return
	case payload[:idLength] == string(b.id[:]):
		if name == l.own {
			l.heard.Store(time.Now().UnixNano())
		}
		return
	}
	b.mu.RLock()
	followed := b.follows[name] != nil
	b.mu.RUnlock()
	if followed {
		b.received.Add(1)
		b.receive(name, []byte(payload[idLength:]))
	}
}
