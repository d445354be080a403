package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

const versionTable = "schema_migration"

// A node waits for another one's migration by asking every second, for as long as a large index may take to build.
const (
	migrationLockPeriod = 1    // s
	migrationLockTries  = 1800 // half an hour
)

// Migrate brings the database to the newest version in migrations (numbered SQL files in goose's form). Nodes that
// start at once may all call it: a lock in the database lets one work while the others wait.
//
// A database with a version that migrations do not have is refused with ErrDatabaseNewer, and is not touched.
func Migrate(ctx context.Context, pool *pgxpool.Pool, migrations fs.FS) error {
	return migrate(ctx, pool, migrations, goose.MaxVersion)
}

// migrate brings the database to the newest version that is not above upto.
func migrate(ctx context.Context, pool *pgxpool.Pool, migrations fs.FS, upto int64) error {
	// A connection of its own: a migration may take longer than a statement of the running server is allowed to.
	config := pool.Config().ConnConfig
	for _, timeout := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} {
		config.RuntimeParams[timeout] = "0"
	}
	db := stdlib.OpenDB(*config)
	defer db.Close()

	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(migrationLockPeriod, migrationLockTries))
	if err != nil {
		return fmt.Errorf("make migration lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations,
		goose.WithSessionLocker(locker),
		goose.WithTableName(versionTable),
		goose.WithDisableGlobalRegistry(true),
		goose.WithSlog(slog.New(slog.DiscardHandler)),
	)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	sources := provider.ListSources()
	newest := sources[len(sources)-1].Version

	if err := refuseNewer(ctx, db, newest); err != nil {
		return err
	}
	if _, err := provider.UpTo(ctx, upto); err != nil {
		var partial *goose.PartialError
		if errors.As(err, &partial) && partial.Failed != nil {
			return fmt.Errorf("migrate database: %s: %w", partial.Failed.Source.Path, partial.Err)
		}
		return fmt.Errorf("migrate database: %w", err)
	}
	// A node of a newer version may have held the lock while this one waited.
	return refuseNewer(ctx, db, newest)
}

// refuseNewer asks without goose, which would create its table.
func refuseNewer(ctx context.Context, db *sql.DB, newest int64) error {
	var exists bool
	if err := db.QueryRowContext(ctx, "SELECT to_regclass($1) IS NOT NULL", versionTable).Scan(&exists); err != nil {
		return fmt.Errorf("look for the database's version: %w", err)
	}
	if !exists {
		return nil
	}
	var version int64
	query := "SELECT coalesce(max(version_id), 0) FROM " + versionTable
	if err := db.QueryRowContext(ctx, query).Scan(&version); err != nil {
		return fmt.Errorf("read the database's version: %w", err)
	}
	if version > newest {
		return fmt.Errorf("%w: it is at version %d and this program knows %d; run the newer program", ErrDatabaseNewer, version, newest)
	}
	return nil
}
