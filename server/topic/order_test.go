package topic_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
)

// Promise 3 of the guarantees: whoever reads `seq > last` again and again sees 1..n, each once, in order, however the
// writers' commits fall.
func TestFiftyWritersWithPausesMakeOneOrderWithoutGaps(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, heard := newLog(t, pool)
	name := newName()
	const writers, each = 50, 6

	reading, stop := context.WithCancel(t.Context())
	var readers, writing sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			var last int64
			for ended := false; !ended; {
				ended = reading.Err() != nil // once more after the last commit
				events, err := log.Read(t.Context(), name, last, 1<<62, 100_000)
				if err != nil {
					t.Error(err)
					return
				}
				for _, e := range events {
					if e.Seq != last+1 {
						t.Errorf("a reader at %d was given %d", last, e.Seq)
						return
					}
					last = e.Seq
				}
			}
			if last != writers*each {
				t.Errorf("a reader ended at %d of %d", last, writers*each)
			}
		})
	}
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				err := log.InTx(t.Context(), []topic.Name{name}, func(ctx context.Context, tx *topic.Tx) error {
					if _, err := tx.Append(entry(name, strconv.Itoa(w*each+i))); err != nil {
						return err
					}
					// The pause is the fault: a writer that takes its number early and commits late.
					_, err := tx.Exec(ctx, "select pg_sleep($1)", rand.Float64()*0.004)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	stop()
	readers.Wait()
	if got := heard.seqs(name); !slices.Equal(got, numbers(writers*each)) {
		t.Errorf("published: %v", got)
	}
}

func TestTransactionsWithOverlappingTopicsNeverWaitForEachOther(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, heard := newLog(t, pool)
	names := []topic.Name{newName(), newName(), newName(), newName(), newName()}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var running sync.WaitGroup
	var said [5]atomic.Int64
	for range 16 {
		running.Go(func() {
			for range 15 {
				order := rand.Perm(len(names))[:2+rand.IntN(3)]
				some := make([]topic.Name, len(order))
				for i, n := range order {
					some[i] = names[n]
				}
				if err := say(ctx, log, "x", some...); err != nil {
					t.Error(err)
					return
				}
				for _, n := range order {
					said[n].Add(1)
				}
			}
		})
	}
	running.Wait()
	for i, n := range names {
		events := read(t, log, n, 0)
		mustBeGapless(t, events, 0)
		if want := said[i].Load(); int64(len(events)) != want || len(heard.seqs(n)) != int(want) {
			t.Errorf("%d events stored, %d published, %d said", len(events), len(heard.seqs(n)), want)
		}
	}
}

// New topics are where locks could be taken out of order: everyone makes the same ones at the same time.
func TestTopicsThatManyMakeAtOnceAreMadeOnce(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, _ := newLog(t, pool)
	for range 20 {
		names := []topic.Name{newName(), newName(), newName()}
		var running sync.WaitGroup
		const writers = 9
		for w := range writers {
			running.Go(func() {
				some := slices.Clone(names)
				some = slices.Delete(some, w%3, w%3+1)
				if err := say(t.Context(), log, "x", some...); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		for _, n := range names {
			events := read(t, log, n, 0)
			mustBeGapless(t, events, 0)
			if len(events) != writers*2/3 {
				t.Errorf("%d events", len(events))
			}
		}
	}
}

// The order in which this used to end in a deadlock: a topic is made by one transaction while another, that has locked
// a topic with a later id, wants to make the first one too.
func TestMakingATopicUnderTheLockOfALaterOneIsNoDeadlock(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, _ := newLog(t, pool)
	early, late := topic.Name("test:a"), topic.Name("test:b")

	// A transaction elsewhere has made `early` (the smaller id) and not committed it; `late` is there.
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.Background())
	if _, err := tx.Exec(t.Context(), "insert into topic (name) values ($1)", string(early)); err != nil {
		t.Fatal(err)
	}
	if err := say(t.Context(), log, "x", late); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- say(t.Context(), log, "y", early, late) }()
	waitForWaiting(t, pool.Config().ConnConfig, 1)
	// It waits for us; we must be able to lock `late` nevertheless.
	if _, err := tx.Exec(t.Context(), "select from topic where name = $1 for update nowait", string(late)); err != nil {
		t.Error("the later topic is locked by one who waits for the earlier: ", err)
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	mustBeGapless(t, read(t, log, early, 0), 0)
}

// waitForWaiting returns when n connections of the database wait for a lock.
func waitForWaiting(t *testing.T, config *pgx.ConnConfig, n int) {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for {
		var waiting int
		err := conn.QueryRow(t.Context(), `select count(*) from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`).Scan(&waiting)
		if err != nil {
			t.Fatal(err)
		}
		if waiting >= n {
			return
		}
	}
}
