package limit

import (
	"context"
	"math"
	"sync"
	"time"
)

// Bound says how tries of one kind are slowed down. Tries fill a bucket that leaks one every Leak; while it holds no
// more than Free, they cost nothing; each one beyond asks for twice the pause of the one before, from First up to Most.
type Bound struct {
	Free        int
	Leak        time.Duration
	First, Most time.Duration
}

// maxBuckets bounds the memory of Pauses, to some 20 MB.
const maxBuckets = 100_000

// Pauses counts on this node alone.
type Pauses struct {
	now func() time.Time

	mu      sync.Mutex // guards the following
	buckets map[string]*filling
}

type filling struct {
	level float64 // tries in it, at the moment `at`
	leak  time.Duration
	at    time.Time // of the last try or forgiveness
	last  time.Time // of the last try
}

// NewPauses makes an empty one.
func NewPauses() *Pauses {
	return &Pauses{now: time.Now, buckets: map[string]*filling{}}
}

// Try counts one try.
func (m *Pauses) Try(_ context.Context, key string, b Bound) (time.Duration, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	k, ok := m.buckets[key]
	if !ok {
		m.makeRoom(now)
		k = &filling{leak: b.Leak, at: now}
		m.buckets[key] = k
	}
	k.leakUntil(now)
	if over := k.level - float64(b.Free) + 1; over > 0 {
		pause := time.Duration(min(float64(b.Most), float64(b.First)*math.Exp2(math.Ceil(over)-1)))
		if wait := pause - now.Sub(k.last); wait > 0 {
			return wait, nil
		}
	}
	k.level++
	k.last = now
	return 0, nil
}

// Forgive takes one try back.
func (m *Pauses) Forgive(_ context.Context, key string, _ Bound) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k, ok := m.buckets[key]; ok {
		k.leakUntil(m.now())
		if k.level = max(0, k.level-1); k.level == 0 {
			delete(m.buckets, key)
		}
	}
	return nil
}

func (k *filling) leakUntil(now time.Time) {
	k.level = max(0, k.level-float64(now.Sub(k.at))/float64(k.leak))
	k.at = now
}

// makeRoom forgets the empty buckets, and where none is empty some others: memory comes before patience.
func (m *Pauses) makeRoom(now time.Time) {
	if len(m.buckets) < maxBuckets {
		return
	}
	for key, k := range m.buckets {
		if k.leakUntil(now); k.level == 0 {
			delete(m.buckets, key)
		}
	}
	for key := range m.buckets {
		if len(m.buckets) < maxBuckets*9/10 {
			break
		}
		delete(m.buckets, key)
	}
}
