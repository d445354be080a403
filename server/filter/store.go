package filter

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/filter/filterdb"
)

// askEvery is how soon a change made on another node is known here. The question is one row by its key.
const askEvery = 3 * time.Second

// Follow keeps the lists as the database has them until ctx is done. While that does not answer, the lists stay.
func (f *Filter) Follow(ctx context.Context, pool *pgxpool.Pool) {
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	for {
		if err := f.Refresh(ctx, pool); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "reading the filter's lists failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Refresh reads the operator's list when it has changed.
func (f *Filter) Refresh(ctx context.Context, pool *pgxpool.Pool) error {
	f.refreshing.Lock()
	defer f.refreshing.Unlock()
	db := filterdb.New(pool)
	version, err := db.Version(ctx)
	if err != nil {
		return fmt.Errorf("asking whether the filter's list changed: %w", err)
	}
	if version == f.version {
		return nil
	}
	// A change in between is read now, and once more the next time.
	rows, err := db.Words(ctx)
	if err != nil {
		return fmt.Errorf("reading the filter's list: %w", err)
	}
	own := make([]Entry, len(rows))
	for i, r := range rows {
		own[i] = Entry{Pattern: r.Pattern, Language: r.Language, Tier: Tier(r.Tier), Kind: r.Kind, Allow: r.Allow}
	}
	f.use(own)
	f.version = version
	return nil
}
