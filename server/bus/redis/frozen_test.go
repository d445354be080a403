package redis_test

import (
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"tongchuang/server/redistest"
)

// A class that comes to a node while Redis is frozen opens a topic for each of its people, a few at a time: waiting the
// usual time for each would send most of them away.
func TestWhoFollowsWhileRedisDoesNotAnswerWaitsForItOnceAndNotEachTime(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]struct{ harm, heal func(*redistest.Private) }{
		"frozen": {(*redistest.Private).Freeze, (*redistest.Private).Thaw},
		"killed": {(*redistest.Private).Kill, (*redistest.Private).Restart},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := redistest.Start(t)
			var heard, gaps atomic.Int64
			b := newBus(t, server.URL(), func(string, []byte) { heard.Add(1) }, func() { gaps.Add(1) })
			eventually(t, "health", b.Healthy)
			fault.harm(server)
			const topics = 40
			goroutines := runtime.NumGoroutine()
			began := time.Now()
			for i := range topics {
				if err := b.Follow(t.Context(), "test:"+strconv.Itoa(i)); err == nil {
					t.Error("followed without Redis")
				}
			}
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("following %d topics took %v", topics, took)
			}
			if more := runtime.NumGoroutine() - goroutines; more > 50 { // other tests have some, too
				t.Errorf("%d more goroutines", more)
			}
			fault.heal(server)
			other := newBus(t, server.URL(), ignore, func() {})
			eventually(t, "health", func() bool { return b.Healthy() && other.Healthy() })
			eventually(t, "all gaps to be told", func() bool { return gaps.Load() >= topics })
			for i := range topics {
				other.Publish("test:"+strconv.Itoa(i), []byte("hello"))
			}
			eventually(t, "every topic to be heard", func() bool { return heard.Load() == topics })
			// Now one waits for Redis again, and is followed when that is over.
			if err := b.Follow(t.Context(), "test:after"); err != nil {
				t.Error(err)
			}
		})
	}
}
