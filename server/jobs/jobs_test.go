package jobs_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"go.uber.org/goleak"

	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const bound = 30 * time.Second

type greet struct {
	Name string `json:"name"`
}

func (greet) Kind() string { return "test_greet" }

type greeter struct {
	river.WorkerDefaults[greet]
	work func(context.Context, string) error
}

func (g *greeter) Work(ctx context.Context, job *river.Job[greet]) error {
	return g.work(ctx, job.Args.Name)
}

func ready(t *testing.T) (context.Context, *pgxpool.Pool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), bound)
	t.Cleanup(cancel)
	pool := postgrestest.New(t)
	if err := jobs.Migrate(ctx, pool); err != nil {
		t.Fatal(err)
	}
	return ctx, pool
}

func start(t *testing.T, ctx context.Context, pool *pgxpool.Pool, parts ...jobs.Part) *jobs.Queue {
	t.Helper()
	q, err := jobs.New(pool, parts...)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Start(ctx); err != nil {
		t.Fatal(err)
	}
	return q
}

func insert(t *testing.T, ctx context.Context, pool *pgxpool.Pool, name string, then error) {
	t.Helper()
	err := postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		if err := jobs.Insert(ctx, tx, greet{name}); err != nil {
			return err
		}
		return then
	})
	if !errors.Is(err, then) {
		t.Fatal(err)
	}
}

func next(t *testing.T, ctx context.Context, names <-chan string) string {
	t.Helper()
	select {
	case name := <-names:
		return name
	case <-ctx.Done():
		t.Fatal("no job was done in time")
		return ""
	}
}

func TestAJobIsDoneWhenItsTransactionCommitsAndOnlyThen(t *testing.T) {
	t.Parallel()
	ctx, pool := ready(t)
	done := make(chan string, 10)
	q := start(t, ctx, pool, jobs.Work(&greeter{work: func(_ context.Context, name string) error {
		done <- name
		return nil
	}}))
	insert(t, ctx, pool, "rolled back", errors.New("no"))
	insert(t, ctx, pool, "committed", nil)
	if got := next(t, ctx, done); got != "committed" {
		t.Errorf("done: %q", got)
	}
	if err := q.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM river_job WHERE state <> 'completed'").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d jobs are left, %v", left, err)
	}
}

func TestAJobThatFailsIsTriedAgainAndOneThatCannotSucceedIsNot(t *testing.T) {
	t.Parallel()
	ctx, pool := ready(t)
	var tries, hopeless atomic.Int32
	done := make(chan string, 1)
	q := start(t, ctx, pool,
		jobs.RetryAfter(func(int) time.Duration { return time.Millisecond }),
		jobs.Work(&greeter{work: func(_ context.Context, name string) error {
			if name == "hopeless" {
				hopeless.Add(1)
				return jobs.Never(errors.New("no such thing"))
			}
			if tries.Add(1) < 3 {
				return errors.New("not yet")
			}
			done <- name
			return nil
		}}))
	insert(t, ctx, pool, "hopeless", nil)
	insert(t, ctx, pool, "stubborn", nil)
	next(t, ctx, done)
	if err := q.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	if tries.Load() != 3 || hopeless.Load() != 1 {
		t.Errorf("%d and %d tries, want 3 and 1", tries.Load(), hopeless.Load())
	}
}

func TestStoppingWaitsForAJobAndIsBounded(t *testing.T) {
	t.Parallel()
	ctx, pool := ready(t)
	begun, cancelled := make(chan string, 1), make(chan string, 1)
	q := start(t, ctx, pool, jobs.Work(&greeter{work: func(ctx context.Context, name string) error {
		begun <- name
		<-ctx.Done()
		cancelled <- name
		return ctx.Err()
	}}))
	insert(t, ctx, pool, "endless", nil)
	next(t, ctx, begun)
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if err := q.Stop(short); err != nil {
		t.Fatal(err)
	}
	next(t, ctx, cancelled)
	var state string
	if err := pool.QueryRow(ctx, "SELECT state FROM river_job").Scan(&state); err != nil || state == "completed" || state == "discarded" {
		t.Errorf("the job that was cut off is %q, %v", state, err)
	}
}

func TestARecurringJobRunsWhenTheQueueStarts(t *testing.T) {
	t.Parallel()
	ctx, pool := ready(t)
	done := make(chan string, 10)
	q := start(t, ctx, pool, jobs.Every(time.Hour, greet{"hourly"}, &greeter{work: func(_ context.Context, name string) error {
		done <- name
		return nil
	}}))
	if got := next(t, ctx, done); got != "hourly" {
		t.Error(got)
	}
	if err := q.Stop(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestNodesThatStartAtOnceMigrateOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), bound)
	defer cancel()
	pool := postgrestest.New(t)
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if err := jobs.Migrate(ctx, pool); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
