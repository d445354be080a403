package hub_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
)

// Promises 5 and 6 of the guarantees: whoever joins at any moment, from any position, gets everything after it.
func TestNothingFallsBetweenASnapshotAndWhatComesLive(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	for seed := range uint64(12) {
		exchange, random := new(memory.Exchange), rand.New(rand.NewPCG(seed, 2))
		c := hub.Config{Reconcile: 30 * time.Millisecond, Patience: time.Millisecond}
		one := newNode(t, pool, exchange, c, unreliably(seed))
		other := newNode(t, pool, exchange, c, unreliably(seed+100))
		name := newName()
		const events = 60
		type listening struct {
			ear   *ear
			after int64
		}
		var mu sync.Mutex
		var all []listening
		var running sync.WaitGroup
		running.Go(func() { one.say(t.Context(), t, name, events/2) })
		running.Go(func() { other.say(t.Context(), t, name, events/2) })
		for range 12 {
			n, pause, back := []*node{one, other}[random.IntN(2)], random.IntN(20), random.Int64N(10)
			running.Go(func() {
				for range pause { // spread over the writing, by questions that take the time of a write
					_, _ = n.log.Head(t.Context(), name)
				}
				e := newEar()
				m, err := n.Join(t.Context(), name, e, nil)
				if err != nil {
					t.Error(err)
					return
				}
				t.Cleanup(m.Leave)
				// The snapshot's position, or a resume from some events before it.
				head, err := n.log.Head(t.Context(), name)
				after := max(0, head-back)
				if err == nil {
					err = m.CatchUp(t.Context(), after)
				}
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				all = append(all, listening{e, after})
			})
		}
		running.Wait()
		for _, l := range all {
			l.ear.mustHear(t, l.after, events)
		}
	}
}

func TestALongResumeComesInPagesAndCompletely(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	n := newNode(t, pool, new(memory.Exchange), hub.Config{}, nil)
	name := newName()
	err := n.log.InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
		for range hub.MaxCatchUp {
			if _, err := tx.Append(topic.Entry{Topic: name, Kind: "test.said", Data: []byte("{}")}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	e, _ := n.listen(t, name, nil)
	e.mustHear(t, 0, hub.MaxCatchUp)
}

func TestWhoeverTakesLongToCatchUpGetsWhatWasSaidMeanwhile(t *testing.T) {
	t.Parallel()
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{}, nil)
	name, e := newName(), newEar()
	n.say(t.Context(), t, name, 10)
	m, err := n.Join(t.Context(), name, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Leave)
	n.say(t.Context(), t, name, 1500) // more than a hub keeps for who is still reading the log
	if err := m.CatchUp(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	n.say(t.Context(), t, name, 5)
	e.mustHear(t, 3, 1515)
}

func TestASlowListenerIsLeftOutAndTheOthersDoNotNotice(t *testing.T) {
	t.Parallel()
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{Reconcile: never}, nil)
	name := newName()
	slow, membership := n.listen(t, name, nil)
	quick, _ := n.listen(t, name, nil)
	n.say(t.Context(), t, name, 2)
	slow.mu.Lock()
	slow.full = true
	slow.mu.Unlock()
	n.say(t.Context(), t, name, 5)
	quick.mustHear(t, 0, 7)
	if slow.refused != 1 {
		t.Errorf("a full listener was sent to %d times", slow.refused)
	}
	slow.full = false
	n.say(t.Context(), t, name, 1)
	quick.mustHear(t, 0, 8)
	slow.mustHear(t, 0, 2) // and nothing with a hole before it
	membership.Leave()
	membership.Leave()
	again := newEar()
	m, err := n.Join(t.Context(), name, again, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Leave()
	if err := m.CatchUp(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	again.mustHear(t, 2, 8)
}

func TestAListenerThatIsFullDuringItsResumeIsTold(t *testing.T) {
	t.Parallel()
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{Reconcile: never}, nil)
	name := newName()
	n.say(t.Context(), t, name, 3)
	e := newEar()
	e.full = true
	m, err := n.Join(t.Context(), name, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Leave()
	if err := m.CatchUp(t.Context(), 0); !errors.Is(err, hub.ErrFull) {
		t.Error(err)
	}
}

func TestListenersMayComeAndGoWhileEventsFall(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{Reconcile: 20 * time.Millisecond, Patience: time.Millisecond}
	nodes := []*node{newNode(t, pool, exchange, c, nil), newNode(t, pool, exchange, c, nil)}
	name := newName()
	var ended atomic.Bool
	var writing, listening sync.WaitGroup
	for _, n := range nodes {
		writing.Go(func() { n.say(t.Context(), t, name, 80) })
		for range 6 {
			listening.Go(func() {
				for !ended.Load() {
					e := newEar()
					m, err := n.Join(t.Context(), name, e, nil)
					if err != nil {
						t.Error(err)
						return
					}
					head, err := n.log.Head(t.Context(), name)
					if err == nil {
						err = m.CatchUp(t.Context(), head)
					}
					if err != nil {
						t.Error(err)
					}
					m.Leave()
					e.mu.Lock()
					for i, seq := range e.seqs {
						if seq != head+int64(i)+1 {
							t.Errorf("after %d came %v", head, e.seqs)
							break
						}
					}
					e.full = true
					refused := e.refused
					e.mu.Unlock()
					if e.refused != refused {
						t.Error("something was sent after the end")
					}
				}
			})
		}
	}
	writing.Wait()
	ended.Store(true)
	listening.Wait()
	for _, n := range nodes {
		if open := n.Streams(); open != 0 {
			t.Errorf("%d streams are open with nobody listening", open)
		}
	}
}

// gate is a bus whose Follow waits.
type gate struct {
	hub.Bus
	entered chan struct{} // capacity 1
	open    chan struct{}
}

func (g gate) Follow(ctx context.Context, name string) error {
	select {
	case g.entered <- struct{}{}:
	default:
	}
	select {
	case <-g.open:
		return g.Bus.Follow(ctx, name)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestWhoGivesUpOpeningATopicDoesNotSpoilItForThoseWhoWait(t *testing.T) {
	t.Parallel()
	g := gate{entered: make(chan struct{}, 1), open: make(chan struct{})}
	n := newNode(t, postgrestest.New(t), new(memory.Exchange), hub.Config{Reconcile: never}, func(b hub.Bus) hub.Bus {
		g.Bus = b
		return g
	})
	name := newName()
	leaving, leave := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if m, err := n.Join(leaving, name, newEar(), nil); err == nil {
			m.Leave()
		}
	})
	<-g.entered
	running.Go(func() {
		m, err := n.Join(t.Context(), name, newEar(), nil)
		if err != nil {
			t.Error(err)
			return
		}
		m.Leave()
	})
	leave()
	close(g.open)
	running.Wait()
	if n.Streams() != 0 {
		t.Error("a stream is left")
	}
}
