package postgres_test

import (
	"context"
	"errors"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

func withTable(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := emptyPool(t, postgrestest.Empty(t))
	if _, err := pool.Exec(t.Context(), "CREATE TABLE seat (n int CONSTRAINT seat_once UNIQUE)"); err != nil {
		t.Fatal(err)
	}
	return pool
}

func insert(n int) func(context.Context, pgx.Tx) error {
	return func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO seat VALUES ($1)", n)
		return err
	}
}

func seats(t *testing.T, pool *pgxpool.Pool) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM seat").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestATransactionStandsOnlyIfAllOfItSucceeds(t *testing.T) {
	t.Parallel()
	pool := withTable(t)
	if err := postgres.InTx(t.Context(), pool, insert(1)); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	err := postgres.InTx(t.Context(), pool, func(ctx context.Context, tx pgx.Tx) error {
		return errors.Join(insert(2)(ctx, tx), refused)
	})
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = postgres.InTx(t.Context(), pool, func(ctx context.Context, tx pgx.Tx) error {
			_ = insert(3)(ctx, tx)
			panic("broken")
		})
	}()
	if n := seats(t, pool); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
	if held := pool.Stat().AcquiredConns(); held != 0 {
		t.Errorf("%d connections were not given back", held)
	}
}

func TestATransactionOfAnEndedContextGivesItsConnectionBack(t *testing.T) {
	t.Parallel()
	pool := withTable(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		_ = insert(1)(ctx, tx)
		cancel()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || postgres.IsUnavailable(err) {
		t.Error(err)
	}
	if n := seats(t, pool); n != 0 {
		t.Errorf("%d rows, want none", n)
	}
	if made := pool.Stat().NewConnsCount(); made != 1 {
		t.Errorf("%d connections were made, want 1 that is used on", made)
	}
}

func TestAUniqueViolationIsToldByItsConstraint(t *testing.T) {
	t.Parallel()
	pool := withTable(t)
	if err := postgres.InTx(t.Context(), pool, insert(1)); err != nil {
		t.Fatal(err)
	}
	err := postgres.InTx(t.Context(), pool, insert(1))
	if !postgres.IsUniqueViolation(err, "seat_once") || !postgres.IsUniqueViolation(err, "") {
		t.Error(err)
	}
	if postgres.IsUniqueViolation(err, "another") || postgres.IsUniqueViolation(nil, "") || postgres.IsUnavailable(err) {
		t.Error("mistaken")
	}
}

func TestAPostgresThatDiesMeansUnavailableUntilItIsBack(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	pool := emptyPool(t, cluster.URL())
	one := func(ctx context.Context) error {
		return postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "SELECT 1")
			return err
		})
	}
	if err := one(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := postgres.InTx(t.Context(), pool, func(ctx context.Context, tx pgx.Tx) error {
		var backend int
		if err := tx.QueryRow(ctx, "SELECT pg_backend_pid()").Scan(&backend); err != nil {
			t.Fatal(err)
		}
		cluster.Kill()
		// A process that outlives its Postgres for a moment still commits.
		if err := syscall.Kill(backend, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Fatal(err)
		}
		return nil
	})
	if !postgres.IsUnavailable(err) {
		t.Error("cut during a transaction: ", err)
	}
	began := time.Now()
	if err := one(t.Context()); !postgres.IsUnavailable(err) {
		t.Error("without a server: ", err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the error took %v", took)
	}
	cluster.Restart()
	if err := one(t.Context()); err != nil {
		t.Error("after the restart: ", err)
	}
	// An orderly restart ends the pool's idle connections: the first use may notice, the second works.
	cluster.Restart()
	if err := one(t.Context()); err != nil && !postgres.IsUnavailable(err) {
		t.Error(err)
	}
	if err := one(t.Context()); err != nil {
		t.Error("after the orderly restart: ", err)
	}
}

func TestAnExhaustedPoolMeansUnavailable(t *testing.T) {
	t.Parallel()
	pool, err := postgres.Open(t.Context(), postgrestest.Empty(t), postgres.PoolConfig{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	held, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer held.Release()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := pool.Exec(ctx, "SELECT 1"); !postgres.IsUnavailable(err) {
		t.Error(err)
	}
}

func TestWhatMeansUnavailable(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"57P01": true, "57P02": true, "57P03": true, "53300": true, "53100": true, "08006": true, "57014": true,
		"23505": false, "42P01": false, "22P02": false, "40001": false,
	} {
		if got := postgres.IsUnavailable(&pgconn.PgError{Code: code}); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
	if postgres.IsUnavailable(nil) || postgres.IsUnavailable(context.Canceled) || postgres.IsUnavailable(pgx.ErrNoRows) {
		t.Error("mistaken")
	}
}
