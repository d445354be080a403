package jobs

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// Numbers the lock that lets one node migrate while the others wait; any would do.
const migrationLock = 7_203_010

// Migrate makes or renews River's tables. Nodes that start at once may all call it: a lock in the database lets one
// work while the others wait, for as long as ctx lasts.
func Migrate(ctx context.Context, pool *pgxpool.Pool) error {
	// A connection of its own holds the lock: River's versions are transactions of their own (Postgres lets a value
	// of an enum be used only after the commit that adds it).
	config := pool.Config().ConnConfig
	for _, timeout := range []string{"statement_timeout", "lock_timeout"} {
		config.RuntimeParams[timeout] = "0"
	}
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("migrate the jobs' tables: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx)) // which releases the lock
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return fmt.Errorf("wait for another node's migration of the jobs: %w", err)
	}
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return fmt.Errorf("migrate the jobs' tables: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the jobs' tables: %w", err)
	}
	return nil
}
