// Package limit bounds how often somebody does something: a token bucket for each key, kept in memory and forgotten
// when it is full again.
package limit

import (
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"
)

// forgetEvery is how often full buckets are thrown away.
const forgetEvery = time.Minute

// Buckets holds a bucket for each person. Safe for concurrent use.
type Buckets struct {
	perSecond rate.Limit
	burst     int

	mu      sync.Mutex
	buckets map[uuid.UUID]*rate.Limiter // guarded by mu
	swept   time.Time                   // guarded by mu
}

// New makes Buckets that refill with perSecond tokens a second up to burst.
func New(perSecond float64, burst int) *Buckets {
	return &Buckets{perSecond: rate.Limit(perSecond), burst: burst, buckets: map[uuid.UUID]*rate.Limiter{}}
}

// Allow takes a token of the person's bucket; false when it is empty.
func (b *Buckets) Allow(person uuid.UUID) bool {
	now := time.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.swept) > forgetEvery {
		b.swept = now
		for k, l := range b.buckets {
			if l.TokensAt(now) >= float64(b.burst) {
				delete(b.buckets, k)
			}
		}
	}
	l := b.buckets[person]
	if l == nil {
		l = rate.NewLimiter(b.perSecond, b.burst)
		b.buckets[person] = l
	}
	return l.AllowN(now, 1)
}
