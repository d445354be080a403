// Package limit bounds how often somebody does something. Buckets are for what is done often (posts): a bucket of tokens
// for each person. Pauses are for what should be tried seldom (passwords): each try too many asks for a longer pause.
// Both count on one node; SharedBuckets and SharedPauses count for all nodes in Redis, and on the node alone while
// Redis is away.
package limit

import (
	"context"
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
func (b *Buckets) Allow(_ context.Context, person uuid.UUID) bool {
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
