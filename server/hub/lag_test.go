package hub_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
)

// reader is an ear with room for a few frames that wait to be read.
type reader struct {
	*ear
	room    int           // guarded by ear.mu, as all below
	waiting int           // frames
	read    chan struct{} // closed and renewed when something was read
	slow    bool
}

func newReader(room int) *reader {
	return &reader{ear: newEar(), room: room, read: make(chan struct{})}
}

// Forward implements hub.Forwarder.
func (r *reader) Forward(f *hub.Frame) hub.Outcome {
	r.mu.Lock()
	if r.waiting == r.room {
		r.mu.Unlock()
		return hub.Full
	}
	r.waiting++
	r.mu.Unlock()
	if !r.Send(f) {
		return hub.Gone
	}
	return hub.Taken
}

// Room implements hub.Forwarder.
func (r *reader) Room(ctx context.Context, _ int) error {
	for {
		r.mu.Lock()
		read, slow, fits := r.read, r.slow, r.waiting < r.room
		r.mu.Unlock()
		switch {
		case slow:
			return errors.New("closing")
		case fits:
			return nil
		}
		select {
		case <-read:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// TooSlow implements hub.Forwarder.
func (r *reader) TooSlow() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.slow = true
	r.changed.Broadcast()
}

// reads takes everything that waits.
func (r *reader) reads() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = 0
	close(r.read)
	r.read = make(chan struct{})
}

// readsAlways reads until the test ends.
func (r *reader) readsAlways(t *testing.T) {
	tick := time.NewTicker(time.Millisecond)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				r.reads()
			case <-t.Context().Done():
				return
			}
		}
	}()
	t.Cleanup(func() { <-done })
}

// unheard tells nobody: what another node said while no message came through.
type unheard struct{}

func (unheard) Publish([]topic.Event) {}

// missing is a node with a reader that has room for few, and many events in the log that the node has not heard of.
func missing(t *testing.T, room, events int, c hub.Config) (n *node, name topic.Name, r *reader, m *hub.Membership) {
	t.Helper()
	pool := postgrestest.New(t)
	c.Reconcile = never
	n = newNode(t, pool, new(memory.Exchange), c, nil)
	name, r = newName(), newReader(room)
	m, err := n.Join(t.Context(), name, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Leave)
	if err := m.CatchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	err = topic.NewLog(pool, unheard{}).InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
		for range events {
			if _, err := tx.Append(topic.Entry{Topic: name, Kind: "test.said", Data: []byte("1")}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n, name, r, m
}

func TestWhatANodeMissedComesAsFastAsItIsReadAndNoFaster(t *testing.T) {
	t.Parallel()
	n, name, r, _ := missing(t, 7, 500, hub.Config{})
	n.Reconcile()
	r.wait(t, "as much as fits", func() bool { return len(r.seqs) == 7 })
	n.say(t.Context(), t, name, 3) // while it lags: that waits in the log with the rest
	r.readsAlways(t)
	r.mustHear(t, 0, 503)
	n.say(t.Context(), t, name, 200) // it is live again, and nothing is held back from it
	r.mustHear(t, 0, 703)
	if r.slow {
		t.Error("it was ended as slow")
	}
}

func TestWhoTakesTooLongOverWhatWaitsIsSlow(t *testing.T) {
	t.Parallel()
	n, _, r, _ := missing(t, 7, 500, hub.Config{LagLasts: 50 * time.Millisecond})
	n.Reconcile()
	r.wait(t, "the end", func() bool { return r.slow })
	if len(r.seqs) != 7 {
		t.Errorf("heard %v where 7 fit", r.seqs)
	}
}

func TestWhoLeavesWhileLaggingHearsNothingMore(t *testing.T) {
	t.Parallel()
	n, name, r, m := missing(t, 7, 500, hub.Config{})
	n.Reconcile()
	r.wait(t, "as much as fits", func() bool { return len(r.seqs) == 7 })
	m.Leave()
	r.reads()
	n.say(t.Context(), t, name, 3)
	n.end() // waits for all that still follows the log
	if len(r.seqs) != 7 || r.slow {
		t.Errorf("heard %v after leaving, slow: %v", r.seqs, r.slow)
	}
}

func TestAReaderThatClosesWhileLaggingIsLeftOut(t *testing.T) {
	t.Parallel()
	n, _, r, m := missing(t, 7, 500, hub.Config{})
	n.Reconcile()
	r.wait(t, "as much as fits", func() bool { return len(r.seqs) == 7 })
	r.TooSlow()
	r.reads()
	m.Leave()
	n.end()
	if len(r.seqs) != 7 {
		t.Errorf("heard %v after its end", r.seqs)
	}
}

// keeper is a reader that keeps what it was sent.
type keeper struct {
	*reader
	frames []string // guarded by ear.mu
}

// Forward implements hub.Forwarder.
func (k *keeper) Forward(f *hub.Frame) hub.Outcome {
	outcome := k.reader.Forward(f)
	if outcome == hub.Taken {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.frames = append(k.frames, string(f.Bytes))
	}
	return outcome
}

// counting is a log that counts how often it is read.
type counting struct {
	*topic.Log
	reads atomic.Int64
}

func (c *counting) Read(ctx context.Context, name topic.Name, after, upto int64, most int) ([]topic.Event, error) {
	defer c.reads.Add(1)
	return c.Log.Read(ctx, name, after, upto, most)
}

// Promise 7 of the guarantees, and 11: nothing lies in memory for who has no room for it, however long that lasts.
func TestWhatIsHiddenWhileItWaitsForAReaderIsNotSentAnyMore(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log := &counting{Log: topic.NewLog(pool, nil)}
	n := newNode(t, pool, new(memory.Exchange), hub.Config{Log: log, Reconcile: never}, nil)
	name, hidden, k := newName(), uuid.New(), &keeper{reader: newReader(7)}
	m, err := n.Join(t.Context(), name, k, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Leave)
	if err := m.CatchUp(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	say := func(times int) {
		for range times {
			err := n.log.InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
				_, err := tx.Append(topic.Entry{Topic: name, Kind: "test.said", Subject: hidden, Data: []byte(`"secret"`)})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	say(20)
	k.reads() // so that it has met the log, and lags again
	k.wait(t, "as much as fits", func() bool { return len(k.seqs) == 14 })
	for before := int64(-1); before != log.reads.Load(); { // until nothing more is read for it
		before = log.reads.Load()
		say(5)
	}
	err = n.log.InTx(t.Context(), []topic.Name{name}, func(ctx context.Context, tx *topic.Tx) error {
		if err := tx.Redact(ctx, name, hidden, []byte(`"gone"`)); err != nil {
			return err
		}
		_, err := tx.Append(topic.Entry{Topic: name, Kind: "test.hidden", Data: []byte("1")})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	k.readsAlways(t)
	k.wait(t, "the hiding", func() bool { return k.kinds[len(k.kinds)-1] == "test.hidden" })
	k.mustHear(t, 0, k.seqs[len(k.seqs)-1])
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, f := range k.frames {
		if i >= 14 && strings.Contains(f, "secret") {
			t.Errorf("event %d was sent after it was hidden: %s", i+1, f)
		}
	}
}
