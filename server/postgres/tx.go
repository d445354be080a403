package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Beginner begins transactions: a *pgxpool.Pool, a *pgx.Conn, or a pgx.Tx (then it is a savepoint).
type Beginner interface {
	Begin(ctx context.Context) (pgx.Tx, error)
}

// A rollback is a courtesy to the connection, which is thrown away if it does not answer in this time.
const rollbackTimeout = time.Second

// InTx runs do in a transaction: commits when it returns nil, rolls back when it returns an error, panics, or when ctx
// ends. Errors of do come back unchanged.
//
// It never tries again. When the connection is cut during the commit, the error (IsUnavailable) leaves open whether
// the transaction stands; only the caller knows whether doing it twice is harmless.
func InTx(ctx context.Context, db Beginner, do func(ctx context.Context, tx pgx.Tx) error) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	ended := false
	defer func() {
		if !ended { // an error or a panic of do
			rollback(ctx, tx)
		}
	}()
	if err := do(ctx, tx); err != nil {
		return err
	}
	ended = true
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("commit transaction: %w", err)
	}
	return nil
}

// rollback works for a context that has ended, too: the connection would be lost to the pool otherwise.
func rollback(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
	defer cancel()
	// An error here closes the connection, and Postgres rolls back by itself.
	_ = tx.Rollback(ctx)
}
