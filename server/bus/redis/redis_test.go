package redis_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tongchuang/server/bus/bustest"
	"tongchuang/server/bus/redis"
	"tongchuang/server/hub"
	"tongchuang/server/redistest"
)

func TestMain(m *testing.M) {
	// go-redis looks for a server that was away once a second, and notices only then that its pool was closed.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// joining gives nodes on the Redis at url.
func joining(url string) func(*testing.T) bustest.Join {
	return func(t *testing.T) bustest.Join {
		return func(receive func(string, []byte)) hub.Bus { return newBus(t, url, receive, func() {}) }
	}
}

func newBus(t *testing.T, url string, receive func(string, []byte), onGap func()) *redis.Bus {
	t.Helper()
	b, err := redis.New(t.Context(), url, receive, onGap)
	return started(t, b, err)
}

// newQuickBus notices after a fifth of the usual time that Redis is away.
func newQuickBus(t *testing.T, url string, receive func(string, []byte), onGap func()) *redis.Bus {
	t.Helper()
	b, err := redis.Open(t.Context(), url, receive, onGap, 5)
	return started(t, b, err)
}

func started(t *testing.T, b *redis.Bus, err error) *redis.Bus {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func ignore(string, []byte) {}

// eventually asks again and again until the answer is yes.
func eventually(t *testing.T, what string, yes func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !yes() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("waited in vain: ", what)
		}
	}
}

func TestTheBusOverRedisIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, joining(redistest.New(t).URL))
}

func TestDatabasesOfOneRedisDoNotHearEachOther(t *testing.T) {
	t.Parallel()
	url := strings.TrimSuffix(redistest.New(t).URL, "/0")
	heard := make(chan string, 10)
	hear := func(_ string, m []byte) { heard <- string(m) }
	one, other := newBus(t, url+"/1", hear, func() {}), newBus(t, url+"/2", hear, func() {})
	third := newBus(t, url+"/2", ignore, func() {})
	for _, b := range []*redis.Bus{one, other} {
		if err := b.Follow(t.Context(), "test:x"); err != nil {
			t.Fatal(err)
		}
	}
	newBus(t, url+"/3", ignore, func() {}).Publish("test:x", []byte("from a third"))
	third.Publish("test:x", []byte("from the second"))
	if got := <-heard; got != "from the second" {
		t.Error(got)
	}
}

func TestAnAddressThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "localhost:6379", "http://localhost", "redis://localhost/x"} {
		if _, err := redis.New(t.Context(), url, ignore, func() {}); err == nil {
			t.Errorf("%q was taken", url)
		}
	}
}
