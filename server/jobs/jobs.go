// Package jobs does durable work later: what is inserted in a transaction is done after its commit, at least once,
// on any node, and again with growing pauses when it fails. It is River on the program's own Postgres; a worker must
// bear being run twice for the same job. Everything in it is safe for concurrent use.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

const (
	// workersPerNode bounds the jobs that run at once on a node: they wait for mail servers and engines more than
	// they compute, and each may hold one of the pool's 16 connections.
	workersPerNode = 8
	// jobTimeout is how long one attempt may take unless its worker says otherwise.
	jobTimeout = time.Minute
	// pollInterval is how late a job may be found when its notification was lost.
	pollInterval = 2 * time.Second
)

// Part is one kind of work, or one thing that recurs. A feature gives its parts to the app, which lists them all.
type Part func(*river.Config) error

// Work is the Part of a worker.
func Work[T river.JobArgs](worker river.Worker[T]) Part {
	return func(c *river.Config) error { return river.AddWorkerSafely(c.Workers, worker) }
}

// Every is the Part of a job that recurs, with its worker. One node inserts it, when it starts to lead and then every
// interval; a node that dies in between may make it late or double.
func Every[T river.JobArgs](interval time.Duration, args T, worker river.Worker[T]) Part {
	return func(c *river.Config) error {
		c.PeriodicJobs = append(c.PeriodicJobs, river.NewPeriodicJob(river.PeriodicInterval(interval),
			func() (river.JobArgs, *river.InsertOpts) { return args, nil },
			&river.PeriodicJobOpts{RunOnStart: true}))
		return river.AddWorkerSafely(c.Workers, worker)
	}
}

// RetryAfter is the Part that sets the pause before an attempt is repeated; River's own is attempt⁴ seconds.
func RetryAfter(pause func(attempt int) time.Duration) Part {
	return func(c *river.Config) error { c.RetryPolicy = retryPolicy(pause); return nil }
}

type retryPolicy func(attempt int) time.Duration

func (p retryPolicy) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(p(len(job.Errors) + 1))
}

// Queue works on jobs while it is started.
type Queue struct{ client *river.Client[pgx.Tx] }

// New makes a Queue of the given parts. The pool must stay open until Stop has returned. An error is a mistake of the
// program: the same kind of job twice.
func New(pool *pgxpool.Pool, parts ...Part) (*Queue, error) {
	config := &river.Config{
		Workers:           river.NewWorkers(),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workersPerNode}},
		JobTimeout:        jobTimeout,
		FetchPollInterval: pollInterval,
		Logger:            slog.New(quiet{slog.Default().Handler()}),
		ErrorHandler:      reporter{},
	}
	for _, part := range parts {
		if err := part(config); err != nil {
			return nil, fmt.Errorf("jobs: %w", err)
		}
	}
	client, err := river.NewClient(riverpgxv5.New(pool), config)
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Queue{client}, nil
}

// Start begins to work. It returns when the queue runs; ctx bounds only the start.
func (q *Queue) Start(ctx context.Context) error {
	// River stops when the context of its start ends; ours is stopped by Stop alone.
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start the jobs: %w", err)
	}
	return nil
}

// Stop takes no new jobs and waits for those that run. When ctx ends first, they are cancelled (and will be done
// again) and get abandonTimeout to return.
func (q *Queue) Stop(ctx context.Context) error {
	err := q.client.Stop(ctx)
	if err == nil || ctx.Err() == nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), abandonTimeout)
	defer cancel()
	if err := q.client.StopAndCancel(ctx); err != nil {
		return fmt.Errorf("stop the jobs: %w", err)
	}
	return nil
}

const abandonTimeout = 5 * time.Second

// Finished gives a channel of the kinds of jobs that end, with or without success, and a function that ends the
// subscription. It is for tests and figures: a slow reader misses some.
func (q *Queue) Finished() (<-chan *river.Event, func()) {
	return q.client.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed, river.EventKindJobCancelled)
}

// inserter has no pool: it can insert in a transaction, and needs to know no workers.
var inserter = func() *river.Client[pgx.Tx] {
	c, err := river.NewClient(riverpgxv5.New(nil), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		panic(err) // a configuration without any setting
	}
	return c
}()

// Insert adds a job in tx: it exists when and only when tx commits. How often it is tried and when may be said by the
// arguments' own method InsertOpts.
func Insert(ctx context.Context, tx pgx.Tx, args river.JobArgs) error {
	if _, err := inserter.InsertTx(ctx, tx, args, nil); err != nil {
		return fmt.Errorf("insert a job %s: %w", args.Kind(), err)
	}
	return nil
}

// Never marks an error as one that another attempt cannot cure: the job ends with it.
func Never(err error) error { return river.JobCancel(err) }

// reporter logs what a job failed of. Arguments are not logged: they may be private.
type reporter struct{}

func (reporter) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	if !errors.Is(err, context.Canceled) {
		slog.WarnContext(ctx, "a job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "of", job.MaxAttempts, "error", err)
	}
	return nil
}

func (reporter) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "a job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", value, "trace", trace)
	return nil
}

// quiet lets only warnings of River pass; it tells of every start and stop of its parts.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}
func (q quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(a)} }
func (q quiet) WithGroup(g string) slog.Handler      { return quiet{q.Handler.WithGroup(g)} }
