package redis_test

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/bus/redis"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
	"tongchuang/server/topic"
)

// node is a hub with its log and bus: what a server has of them.
type node struct {
	*hub.Hub
	bus *redis.Bus
	log *topic.Log
}

func newNode(t *testing.T, pool *pgxpool.Pool, url string, reconcile time.Duration) *node {
	t.Helper()
	h := hub.New(hub.Config{Log: topic.NewLog(pool, nil), Reconcile: reconcile})
	bus := newQuickBus(t, url, h.Receive, h.Reconcile)
	h.Connect(bus)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return &node{h, bus, topic.NewLog(pool, h)}
}

func (n *node) say(t *testing.T, name topic.Name, times int) {
	t.Helper()
	for i := range times {
		err := n.log.InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
			_, err := tx.Append(topic.Entry{Topic: name, Kind: "test.said", Data: jsontext.Value(strconv.Itoa(i))})
			return err
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// ear keeps the numbers of what it is sent.
type ear struct {
	mu   sync.Mutex
	seqs []int64
}

func (e *ear) Send(f *hub.Frame) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seqs = append(e.seqs, f.Seq)
	return true
}

func (e *ear) mustHear(t *testing.T, n int64) {
	t.Helper()
	var want []int64
	for seq := range n {
		want = append(want, seq+1)
	}
	eventually(t, "event "+strconv.FormatInt(n, 10), func() bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		return int64(len(e.seqs)) >= n
	})
	if !slices.Equal(e.seqs, want) {
		t.Fatalf("heard %v", e.seqs)
	}
}

func (n *node) listen(t *testing.T, name topic.Name) *ear {
	t.Helper()
	e := &ear{}
	m, err := n.Join(t.Context(), name, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Leave)
	if err := m.CatchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	return e
}

// What happens only after an hour does not happen in a test: then only Redis carries.
const never = time.Hour

// Promises 4 and 8 of the guarantees: whatever happens to Redis, posts go on and arrive, and when it is back it
// carries again.
func TestWhateverHappensToRedisEventsGoOnAndArrive(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]struct{ harm, heal func(*redistest.Private) }{
		"killed":    {(*redistest.Private).Kill, (*redistest.Private).Restart},
		"stopped":   {(*redistest.Private).Stop, (*redistest.Private).Restart},
		"restarted": {(*redistest.Private).Restart, func(*redistest.Private) {}},
		"frozen":    {(*redistest.Private).Freeze, (*redistest.Private).Thaw},
		"flushed":   {(*redistest.Private).Flush, func(*redistest.Private) {}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool, server := postgrestest.New(t), redistest.Start(t)
			one, other := newNode(t, pool, server.URL(), 50*time.Millisecond), newNode(t, pool, server.URL(), 50*time.Millisecond)
			topic := topic.Of("test", uuid.New())
			here, there := one.listen(t, topic), other.listen(t, topic)
			one.say(t, topic, 5)
			there.mustHear(t, 5)
			fault.harm(server)
			one.say(t, topic, 5)
			other.say(t, topic, 5)
			late := one.listen(t, newTopicWith(t, other)) // opened while Redis is away
			for _, e := range []*ear{here, there} {
				e.mustHear(t, 15)
			}
			fault.heal(server)
			eventually(t, "health", func() bool { return one.bus.Healthy() && other.bus.Healthy() })
			before := one.bus.Received()
			eventually(t, "Redis to carry", func() bool {
				other.say(t, topic, 1)
				return one.bus.Received() > before
			})
			head, err := one.log.Head(t.Context(), topic)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range []*ear{here, there} {
				e.mustHear(t, head)
			}
			late.mustHear(t, 1)
		})
	}
}

func newTopicWith(t *testing.T, n *node) topic.Name {
	t.Helper()
	name := topic.Of("test", uuid.New())
	n.say(t, name, 1)
	return name
}

// The hub compares with the log only when the bus tells it to.
func TestTheHubIsToldToLookAfterRedisWasAway(t *testing.T) {
	t.Parallel()
	pool, server := postgrestest.New(t), redistest.Start(t)
	one, other := newNode(t, pool, server.URL(), never), newNode(t, pool, server.URL(), never)
	name := topic.Of("test", uuid.New())
	e := other.listen(t, name)
	one.say(t, name, 1)
	e.mustHear(t, 1)
	server.Kill()
	one.say(t, name, 9)
	eventually(t, "loss", func() bool { return one.bus.Dropped() >= 9 })
	gaps := other.bus.Gaps()
	server.Restart()
	e.mustHear(t, 10)
	if other.bus.Gaps() == gaps {
		t.Error("no gap was told")
	}
}

func TestANodeThatStartsWithoutRedisFindsItLater(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	server.Kill()
	var gaps atomic.Int64
	heard := make(chan string, 10)
	b := newQuickBus(t, server.URL(), func(_ string, m []byte) { heard <- string(m) }, func() { gaps.Add(1) })
	began := time.Now()
	if err := b.Follow(t.Context(), "test:x"); err == nil {
		t.Error("followed without Redis")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("that took %v", took)
	}
	if b.Healthy() {
		t.Error("healthy without Redis")
	}
	server.Restart()
	eventually(t, "the gap to be told", func() bool { return gaps.Load() == 1 })
	newBus(t, server.URL(), ignore, func() {}).Publish("test:x", []byte("hello"))
	if got := <-heard; got != "hello" {
		t.Error(got)
	}
	eventually(t, "health", b.Healthy)
}

func TestFollowGivesUpWithItsContext(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	b := newBus(t, server.URL(), ignore, func() {})
	eventually(t, "health", b.Healthy)
	server.Freeze()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	if err := b.Follow(ctx, "test:x"); err == nil || time.Since(began) > time.Second/2 {
		t.Error(err, time.Since(began))
	}
	server.Thaw()
}

func TestPublishingNeverWaitsForRedis(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	b := newQuickBus(t, server.URL(), ignore, func() {})
	eventually(t, "health", b.Healthy)
	server.Freeze()
	message := make([]byte, 100<<10)
	const count = 3 * redis.MaxQueued / (100 << 10)
	began := time.Now()
	for range count {
		b.Publish("test:x", message)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("publishing took %v", took)
	}
	if b.Dropped() == 0 {
		t.Error("nothing was dropped: what waits has no bound")
	}
	eventually(t, "sickness to show", func() bool { return !b.Healthy() })
	server.Thaw()
	eventually(t, "every message sent or counted as dropped", func() bool { return b.Dropped()+b.Published() == count })
	eventually(t, "health", b.Healthy)
}

func TestMessagesThatNoNodeSentHarmNobody(t *testing.T) {
	t.Parallel()
	pool, server := postgrestest.New(t), redistest.Start(t)
	one, other := newNode(t, pool, server.URL(), never), newNode(t, pool, server.URL(), never)
	name := topic.Of("test", uuid.New())
	e := other.listen(t, name)
	client, channel := server.Client(), "tongchuang:"+string(name)
	id := "0123456789abcdef"
	for _, poison := range []string{
		"", "x", id, id + "e", id + "?", id + "e\x00\x00\x00\x00\x00\x00\x00\x01\x01k{}", id + "s{", id + "p[]",
		id + `s{"topic":"other"}`, string(make([]byte, 1<<20)),
	} {
		for _, c := range []string{channel, "tongchuang:", "tongchuang:" + poison} {
			if err := client.Publish(t.Context(), c, poison).Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
	one.say(t, name, 3)
	e.mustHear(t, 3)
	if other.bus.Ignored() == 0 {
		t.Error("nothing was counted as ignored")
	}
}

func TestAClosedBusIsNotUsed(t *testing.T) {
	t.Parallel()
	b, err := redis.New(t.Context(), redistest.New(t).URL, ignore, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	b.Publish("test:x", []byte("x"))
	b.Unfollow("test:x")
	if err := b.Follow(t.Context(), "test:x"); err == nil || b.Healthy() {
		t.Error("it goes on")
	}
}

func TestWhatWasPublishedBeforeCloseIsSent(t *testing.T) {
	t.Parallel()
	url := redistest.New(t).URL
	var heard atomic.Int64
	listening := newBus(t, url, func(string, []byte) { heard.Add(1) }, func() {})
	name := "test:" + uuid.NewString()
	if err := listening.Follow(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	leaving := newBus(t, url, ignore, func() {})
	eventually(t, "health", leaving.Healthy)
	for range 100 {
		leaving.Publish(name, []byte("going"))
	}
	if err := leaving.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "all of it", func() bool { return heard.Load() == 100 })
}
