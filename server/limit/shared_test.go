package limit

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"tongchuang/server/redistest"
)

func TestAPersonHasOneBucketOnAllNodes(t *testing.T) {
	t.Parallel()
	share := redistest.New(t)
	a, b := NewSharedBuckets(share.Client, 0.001, 4), NewSharedBuckets(share.Client, 0.001, 4)
	a.prefix, b.prefix = share.Prefix, share.Prefix
	person, taken := uuid.New(), 0
	for range 5 {
		for _, node := range []*SharedBuckets{a, b} {
			if node.Allow(context.Background(), person) {
				taken++
			}
		}
	}
	if taken != 4 {
		t.Errorf("%d tokens of 4 were taken on two nodes", taken)
	}
	if !a.Allow(context.Background(), uuid.New()) {
		t.Error("another person's bucket is empty")
	}
}

func TestPausesInRedisAreThoseInMemory(t *testing.T) {
	t.Parallel()
	share := redistest.New(t)
	p := NewSharedPauses(share.Client)
	p.prefix = share.Prefix
	// Pauses so long that the test's own time does not count beside them.
	b := Bound{Free: 2, Leak: 1000 * time.Hour, First: 100 * time.Hour, Most: 300 * time.Hour}
	ctx := context.Background()
	for i, want := range []time.Duration{0, 0, 100 * time.Hour, 100 * time.Hour} {
		got, err := p.Try(ctx, "k", b)
		if err != nil || got > want || got < want-time.Minute {
			t.Errorf("try %d: wait %s (%v), want %s", i, got, err, want)
		}
	}
	if err := p.Forgive(ctx, "k", b); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Try(ctx, "k", b); got != 0 || err != nil {
		t.Errorf("after forgiving one: wait %s (%v)", got, err)
	}
	for range 2 {
		if err := p.Forgive(ctx, "k", b); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := share.Client.Exists(ctx, share.Prefix+"k").Result(); n != 0 || err != nil {
		t.Errorf("an empty bucket is kept (%v)", err)
	}
}

func TestANodeCountsAloneWhileRedisIsAway(t *testing.T) {
	t.Parallel()
	client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1", MaxRetries: -1})
	t.Cleanup(func() { client.Close() })
	b, person, taken := NewSharedBuckets(client, 0.001, 3), uuid.New(), 0
	for range 6 {
		if b.Allow(context.Background(), person) {
			taken++
		}
	}
	if taken != 3 {
		t.Errorf("%d tokens of 3", taken)
	}
}
