package hub_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
)

// unreliable is a bus that loses a tenth of the messages, repeats a tenth, and sends the rest in disorder.
type unreliable struct {
	hub.Bus
	mu      sync.Mutex
	random  *rand.Rand
	waiting []said
}

type said struct {
	name    string
	message []byte
}

func unreliably(seed uint64) busOf {
	return func(b hub.Bus) hub.Bus { return &unreliable{Bus: b, random: rand.New(rand.NewPCG(seed, 1))} }
}

func (u *unreliable) Publish(name string, message []byte) {
	for _, s := range u.disorder(said{name, message}) {
		u.Bus.Publish(s.name, s.message)
	}
}

func (u *unreliable) disorder(s said) (now []said) {
	u.mu.Lock()
	defer u.mu.Unlock()
	switch u.random.IntN(10) {
	case 0:
	case 1:
		u.waiting = append(u.waiting, s, s)
	default:
		u.waiting = append(u.waiting, s)
	}
	for len(u.waiting) > u.random.IntN(8) {
		i := u.random.IntN(len(u.waiting))
		now = append(now, u.waiting[i])
		u.waiting = append(u.waiting[:i], u.waiting[i+1:]...)
	}
	return now
}

// Promise 4 of the guarantees.
func TestEveryListenerHearsEverythingOnceInOrderThoughTheBusLosesRepeatsAndShuffles(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		pool, exchange := postgrestest.New(t), new(memory.Exchange)
		var nodes []*node
		for i := range uint64(3) {
			c := hub.Config{Reconcile: 50 * time.Millisecond, Patience: 2 * time.Millisecond}
			nodes = append(nodes, newNode(t, pool, exchange, c, unreliably(seed*3+i)))
		}
		names := []topic.Name{newName(), newName()}
		ears := map[topic.Name][]*ear{}
		for _, name := range names {
			for _, n := range nodes {
				e, _ := n.listen(t, name, nil)
				ears[name] = append(ears[name], e)
			}
		}
		const each = 60
		var writing sync.WaitGroup
		for _, n := range nodes {
			for _, name := range names {
				writing.Go(func() { n.say(t.Context(), t, name, each) })
			}
		}
		writing.Wait()
		for _, name := range names {
			for _, e := range ears[name] {
				e.mustHear(t, 0, int64(each*len(nodes)))
			}
		}
	}
}

// mute is a bus that says nothing: Redis is gone.
type mute struct{ hub.Bus }

func (mute) Publish(string, []byte)               {}
func (mute) Follow(context.Context, string) error { return context.DeadlineExceeded }

func TestWithoutAnyMessageEverythingStillComesFromTheLog(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{Reconcile: 10 * time.Millisecond}
	silent := func(b hub.Bus) hub.Bus { return mute{b} }
	one, other := newNode(t, pool, exchange, c, silent), newNode(t, pool, exchange, c, silent)
	name := newName()
	e, _ := other.listen(t, name, nil)
	one.say(t.Context(), t, name, 20)
	e.mustHear(t, 0, 20)
}

func TestALastEventThatNoMessageToldIsFoundWhenTheHubIsAskedToCompare(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	one := newNode(t, pool, exchange, hub.Config{Reconcile: never}, func(b hub.Bus) hub.Bus { return mute{b} })
	other := newNode(t, pool, exchange, hub.Config{Reconcile: never}, nil)
	name := newName()
	e, _ := other.listen(t, name, nil)
	one.say(t.Context(), t, name, 3)
	other.Reconcile()
	e.mustHear(t, 0, 3)
}

// lossy loses the messages whose number (from 1) is in the set.
type lossy struct {
	hub.Bus
	mu   sync.Mutex
	n    int
	lost map[int]bool
}

func (l *lossy) Publish(name string, message []byte) {
	l.mu.Lock()
	l.n++
	lost := l.lost[l.n]
	l.mu.Unlock()
	if !lost {
		l.Bus.Publish(name, message)
	}
}

func TestAGapIsFilledWithoutWaitingForTheNextComparison(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{Reconcile: never, Patience: time.Millisecond}
	one := newNode(t, pool, exchange, c, func(b hub.Bus) hub.Bus {
		return &lossy{Bus: b, lost: map[int]bool{1: true, 2: true, 4: true, 7: true, 8: true, 9: true}}
	})
	other := newNode(t, pool, exchange, c, nil)
	name := newName()
	e, _ := other.listen(t, name, nil)
	one.say(t.Context(), t, name, 10)
	e.mustHear(t, 0, 10)
}

// hooked is a log that lets a test act right after a head was read.
type hooked struct {
	*topic.Log
	afterHead func()
}

func (l hooked) Head(ctx context.Context, name topic.Name) (int64, error) {
	head, err := l.Log.Head(ctx, name)
	l.afterHead()
	return head, err
}

func TestAGapAtTheVeryBeginningOfAStreamIsFilled(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{Reconcile: never, Patience: time.Millisecond}
	one := newNode(t, pool, exchange, c, func(b hub.Bus) hub.Bus { return &lossy{Bus: b, lost: map[int]bool{1: true}} })
	name := newName()
	var once sync.Once
	c.Log = hooked{topic.NewLog(pool, nil), func() { once.Do(func() { one.say(t.Context(), t, name, 2) }) }}
	other := newNode(t, pool, exchange, c, nil)
	e, _ := other.listen(t, name, nil)
	e.mustHear(t, 0, 2)
}

func TestPoisonedMessagesHarmNobody(t *testing.T) {
	t.Parallel()
	pool, exchange := postgrestest.New(t), new(memory.Exchange)
	c := hub.Config{Reconcile: never, Patience: time.Millisecond}
	n := newNode(t, pool, exchange, c, nil)
	lossily := newNode(t, pool, exchange, c, func(b hub.Bus) hub.Bus { return &lossy{Bus: b, lost: map[int]bool{2: true}} })
	name := newName()
	e, _ := n.listen(t, name, nil)
	event := func(seq byte, frame string) []byte {
		return append([]byte{'e', 0, 0, 0, 0, 0, 0, 0, seq, 1, 'k'}, frame...)
	}
	far := append([]byte{'e', 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 'k'},
		`{"topic":"`+string(name)+`","seq":9223372036854775807,"event":"k","at":"2026-01-01T00:00:00Z","data":{}}`...)
	for _, message := range [][]byte{
		nil, {}, {0}, {'?'}, {'e'}, {'e', 0, 0, 0, 0, 0, 0, 0, 1, 255}, make([]byte, 100), far,
		event(1, "{}"), event(1, "not JSON"), event(0, "{}"), event(255, "{}"),
		event(1, `{"topic":"`+string(name)+`","seq":2,"event":"k","at":"","data":{}}`),
		event(1, `{"topic":"`+string(name)+`","seq":1,"event":"k","at":"","data":{`),
		event(1, `{"topic":"test:other","seq":1,"event":"k","at":"","data":{}}`),
		{'s'}, []byte("s{"), []byte(`s{"topic":"test:other","signal":"typing"}`), []byte(`s{"topic":"` + string(name) + `","signal":`),
		{'p'}, []byte("p{"), []byte(`p{"node":"","people":[{"name":"ghost"}]}`), []byte(`p{"node":"x","people":7}`), {'a'}, []byte("a~~~"),
	} {
		n.Receive(string(name), message)
		n.Receive("", message)
		n.Receive("no topic", message)
	}
	// What is true still comes, and gaps are still filled.
	lossily.say(t.Context(), t, name, 3)
	e.mustHear(t, 0, 3)
	if slices.Contains(e.kinds, "k") {
		t.Error("a forged event was heard")
	}
	if people := n.Present(name); len(people) != 0 || len(e.signals) != 0 {
		t.Errorf("present: %v, signals: %v", people, e.signals)
	}
}
