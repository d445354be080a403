package post_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// What guarantees.md allows an error (2 s) and a recovery (5 s), and as much again: other tests use the machine too.
const (
	errorBound    = 4 * time.Second
	recoveryBound = 10 * time.Second
)

// Promises 1 and 9 of the guarantees.
func TestNothingAcknowledgedIsMissingAfterPostgresWasKilled(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	pool, err := postgres.Open(t.Context(), cluster.URL(), postgres.PoolConfig{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	p := furnish(t, pool)
	type send struct {
		in    wire.CreatePost
		acked wire.PostStored
	}
	var mu sync.Mutex
	var sends []send
	var ended atomic.Bool
	var written atomic.Int64
	enough := make(chan struct{}, 1000)
	var running sync.WaitGroup
	for w := range 8 {
		running.Go(func() {
			for i := 0; !ended.Load(); i++ {
				s := send{in: text(p.thread, fmt.Sprintf("%d.%d", w, i))}
				// An outbox: again under the same id until it is answered.
				for {
					began := time.Now()
					var err error
					s.acked, err = p.Create(context.Background(), p.citizen, s.in)
					if took := time.Since(began); took > errorBound {
						t.Errorf("an answer took %v", took)
					}
					if err == nil {
						break
					}
					if code := problem.Of(err).Code; code != "unavailable" {
						t.Errorf("not honest: %v", err)
						return
					}
				}
				mu.Lock()
				sends = append(sends, s)
				mu.Unlock()
				if written.Add(1)%100 == 0 {
					select {
					case enough <- struct{}{}:
					default:
					}
				}
			}
		})
	}
	for range 3 {
		<-enough
		cluster.Kill()
		cluster.Restart()
		back := time.Now()
		for len(enough) > 0 {
			<-enough
		}
		<-enough
		if took := time.Since(back); took > recoveryBound {
			t.Errorf("a hundred posts after the restart took %v", took)
		}
	}
	ended.Store(true)
	running.Wait()

	if n := p.count(t, "select count(*) from post"); n != len(sends) {
		t.Errorf("%d posts are stored, %d were acknowledged", n, len(sends))
	}
	p.events(t, p.thread)
	for _, s := range sends {
		if n := p.count(t, "select count(*) from post where id = $1 and seq = $2 and client_id = $3 and body = $4",
			s.acked.ID, s.acked.Seq, s.in.ClientID, s.in.Body); n != 1 {
			t.Errorf("%s was acknowledged and is missing", s.in.Body)
		}
	}
	if n := p.count(t, "select count(*) from event where kind = 'post.created'"); n != len(sends) {
		t.Errorf("%d events for %d posts", n, len(sends))
	}
}

// The database is there and does not answer: somebody holds the lock of the thread.
func TestAPostThatCannotBeStoredInTimeIsToldInTime(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	tx, err := p.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.Background())
	if _, err := tx.Exec(t.Context(), "select from topic where name = $1 for update", string(name(p.thread))); err != nil {
		t.Fatal(err)
	}
	in := text(p.thread, "x")
	var running sync.WaitGroup
	for range 3 {
		running.Go(func() {
			began := time.Now()
			_, err := p.Create(t.Context(), p.citizen, in)
			mustBe(t, err, "unavailable")
			if took := time.Since(began); took > errorBound {
				t.Errorf("that took %v", took)
			}
		})
	}
	running.Wait()
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Create(t.Context(), p.citizen, in); err != nil {
		t.Error(err)
	}
	if events := p.events(t, p.thread); len(events) != 1 {
		t.Errorf("%d events", len(events))
	}
}

func TestPostsThatWaitWhenTheServerStopsAreStored(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	stopping := *p
	ctx, stop := context.WithCancel(context.Background())
	stopping.openWith(ctx, t, unlimited{})
	var waits []func(context.Context) (wire.PostStored, error)
	for range 100 {
		wait, err := stopping.Begin(t.Context(), p.citizen, text(p.thread, "x"))
		if err != nil {
			t.Fatal(err)
		}
		waits = append(waits, wait)
	}
	stop()
	for _, wait := range waits {
		if _, err := wait(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if events := p.events(t, p.thread); len(events) != 100 {
		t.Errorf("%d events", len(events))
	}
}
