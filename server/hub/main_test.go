package hub_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// never is longer than any test: what happens only then does not happen.
const never = time.Hour

// patience bounds the waiting for what must happen.
const patience = 20 * time.Second

// node is one server's hub and the log that publishes to it.
type node struct {
	*hub.Hub
	log *topic.Log
	end func() // kill -9, as far as others can see
}

// busOf may wrap a node's bus with faults; nil leaves it as it is.
type busOf func(hub.Bus) hub.Bus

func newNode(t *testing.T, pool *pgxpool.Pool, exchange *memory.Exchange, c hub.Config, wrap busOf) *node {
	t.Helper()
	if c.Log == nil {
		c.Log = topic.NewLog(pool, nil)
	}
	h := hub.New(c)
	var bus hub.Bus = exchange.Node(h.Receive)
	if wrap != nil {
		bus = wrap(bus)
	}
	h.Connect(bus)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.Run(ctx) })
	end := func() { cancel(); running.Wait() }
	t.Cleanup(end)
	return &node{h, topic.NewLog(pool, h), end}
}

func newName() topic.Name { return topic.Of("test", uuid.New()) }

// say appends n events.
func (n *node) say(ctx context.Context, t *testing.T, name topic.Name, times int) {
	t.Helper()
	for i := range times {
		err := n.log.InTx(ctx, []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
			_, err := tx.Append(topic.Entry{Topic: name, Kind: "test.said", Data: jsontext.Value(strconv.Itoa(i))})
			return err
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// ear is a connection that keeps what it is sent. full makes it refuse.
type ear struct {
	mu      sync.Mutex
	changed *sync.Cond
	seqs    []int64
	kinds   []string
	signals []wire.Signal
	full    bool
	refused int
}

func newEar() *ear {
	e := &ear{}
	e.changed = sync.NewCond(&e.mu)
	return e
}

// Send implements hub.Listener.
func (e *ear) Send(f *hub.Frame) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.changed.Broadcast()
	if e.full {
		e.refused++
		return false
	}
	if f.Seq > 0 {
		e.seqs, e.kinds = append(e.seqs, f.Seq), append(e.kinds, f.Kind)
		return true
	}
	var s wire.Signal
	if err := json.Unmarshal(f.Bytes, &s); err != nil {
		panic(err)
	}
	e.signals = append(e.signals, s)
	return true
}

// wait returns when done says so of the ear, and fails the test when it never does.
func (e *ear) wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	late := time.AfterFunc(patience, e.changed.Broadcast)
	defer late.Stop()
	until := time.Now().Add(patience)
	e.mu.Lock()
	defer e.mu.Unlock()
	for !done() {
		if time.Now().After(until) {
			t.Fatalf("waited in vain for %s; heard %v and %d signals", what, e.seqs, len(e.signals))
		}
		e.changed.Wait()
	}
}

// mustHear waits until event n was heard and fails unless exactly after+1 … n were, in order.
func (e *ear) mustHear(t *testing.T, after, n int64) {
	t.Helper()
	e.wait(t, fmt.Sprintf("event %d", n), func() bool { return len(e.seqs) > 0 && e.seqs[len(e.seqs)-1] >= n || after == n })
	var want []int64
	for seq := after + 1; seq <= n; seq++ {
		want = append(want, seq)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if !slices.Equal(e.seqs, want) {
		t.Fatalf("heard %v, want %d to %d", e.seqs, after+1, n)
	}
}

// listen joins and is live from the beginning.
func (n *node) listen(t *testing.T, name topic.Name, person *wire.Person) (*ear, *hub.Membership) {
	t.Helper()
	e := newEar()
	m, err := n.Join(t.Context(), name, e, person)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Leave)
	if err := m.CatchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	return e, m
}
