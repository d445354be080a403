package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Snapshotter begins transactions with options: a pool.
type Snapshotter interface {
	BeginTx(ctx context.Context, options pgx.TxOptions) (pgx.Tx, error)
}

// InSnapshot runs f in a read-only transaction that sees the database as of one moment, however many questions it asks.
func InSnapshot(ctx context.Context, db Snapshotter, f func(ctx context.Context, tx pgx.Tx) error) error {
	return InTx(ctx, snapshot{db}, f)
}

type snapshot struct{ db Snapshotter }

// Begin implements Beginner.
func (s snapshot) Begin(ctx context.Context) (pgx.Tx, error) {
	return s.db.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
}
