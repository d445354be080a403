package account

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"tongchuang/server/account/accountdb"
)

const (
	cleanInterval = time.Hour
	// endedHolds is how long an ended login or token is kept for someone who asks what happened.
	endedHolds = 30 * 24 * time.Hour
)

type clean struct{}

// Kind is the job's name in the database.
func (clean) Kind() string { return "account_clean" }

type cleaner struct {
	river.WorkerDefaults[clean]
	db *accountdb.Queries
}

// Work takes out what nobody needs any more.
func (c *cleaner) Work(ctx context.Context, _ *river.Job[clean]) error {
	before := time.Now().Add(-endedHolds)
	for _, step := range []func() error{
		func() error { return c.db.DropExpiredSessions(ctx) },
		func() error { return c.db.DropExpiredLinks(ctx) },
		func() error { return c.db.DropExpiredRegistrations(ctx) },
		func() error { return c.db.DropExpiredSteps(ctx) },
		func() error { return c.db.DropExpiredVisits(ctx) },
		func() error { return c.db.DropOldLogins(ctx, before) },
		func() error { return c.db.DropOldTokens(ctx, before) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("clean up accounts: %w", err)
		}
	}
	return nil
}
