// Package demo fills an installation with example data: the sister cities, two paired schools with a class, people who
// can sign in, discussions on the public boards and a class chat. Loading it again changes and duplicates nothing, and
// completes what was begun; what a person has changed, hidden or deleted since then stays so. Texts go the product's
// own way, through forum and post, so that their events, language and HTML are what they would be had somebody typed
// them.
package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/account/password"
	"tongchuang/server/postgres"
)

// Password is that of every example account. It is no secret: it is printed at the start and stands in this file.
// Example accounts exist only where the demo was loaded.
const Password = "share a window"

// Deps are what Load works with.
type Deps struct {
	// Pool needs two connections at least: one holds the lock while others write.
	Pool *pgxpool.Pool
	// Hasher hashes the accounts' password; nil means one with password.Standard.
	Hasher *password.Hasher
	// Now tells the time before which everything was said; nil means time.Now.
	Now func() time.Time
}

const (
	// loadLock numbers the advisory lock under which one node loads at a time; any number that is used nowhere else.
	loadLock = 7_203_002
	// patience is how long a node waits for another one that is loading: many times what that takes.
	patience = "60s"
)

// namespace of the ids of everything here, so that every installation and every run gives the same ones.
var namespace = uuid.MustParse("6b0f5c0e-2f0b-5b57-9d4c-0a3c1f5f7e11")

func idOf(kind, name string) uuid.UUID { return uuid.NewSHA1(namespace, []byte(kind+"/"+name)) }

// Load brings the example data in, whatever of it is there already. Safe to be called on several nodes at once: one
// loads, the others wait and find it done. Errors are the database's.
func Load(ctx context.Context, d Deps) (Summary, error) {
	if d.Hasher == nil {
		d.Hasher = password.NewHasher(password.Standard, 0)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	discussions, err := readTexts()
	if err != nil {
		return Summary{}, err
	}
	var made int
	err = alone(ctx, d.Pool, func(ctx context.Context) error {
		before, err := addPlacesAndPeople(ctx, d)
		if err != nil {
			return err
		}
		if made, err = say(ctx, d.Pool, discussions); err != nil {
			return err
		}
		return spread(ctx, d.Pool, discussions, before)
	})
	if err != nil {
		return Summary{}, fmt.Errorf("loading the example data: %w", err)
	}
	return summary(discussions, made), nil
}

// alone runs f while no other node runs it. The lock is a transaction's, so that it ends with the connection.
func alone(ctx context.Context, pool *pgxpool.Pool, f func(context.Context) error) error {
	return postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		for _, command := range []string{
			"set local lock_timeout = '" + patience + "'",
			"set local statement_timeout = '" + patience + "'",
			"set local idle_in_transaction_session_timeout = 0", // it is idle while the texts are written
			fmt.Sprintf("select pg_advisory_xact_lock(%d)", loadLock),
		} {
			if _, err := tx.Exec(ctx, command); err != nil {
				return fmt.Errorf("waiting for the turn to load: %w", err)
			}
		}
		return f(ctx)
	})
}

// addPlacesAndPeople stores everything that is not text, all or nothing. The texts of a first run and of the one that
// completes it belong to the same days: before is the end of those, kept as the age of the class.
func addPlacesAndPeople(ctx context.Context, d Deps) (before time.Time, err error) {
	hash, err := hashForNew(ctx, d)
	if err != nil {
		return before, err
	}
	today := d.Now().UTC().Truncate(24 * time.Hour)
	err = postgres.InTx(ctx, d.Pool, func(ctx context.Context, tx pgx.Tx) error {
		began := today.Add(-classAge)
		if err := addPlaces(ctx, tx, began); err != nil {
			return err
		}
		if err := addPeople(ctx, tx, hash, began); err != nil {
			return err
		}
		began, err = addClass(ctx, tx, began)
		before = began.UTC().Add(classAge)
		return err
	})
	return before, err
}
