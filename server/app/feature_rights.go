package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/config"
	"tongchuang/server/postgres"
	"tongchuang/server/rights"
	"tongchuang/server/topic"
)

func (a *App) newRights(f *features) *rights.Service {
	limits, err := rights.ParseLimits(a.config.Retention)
	if err != nil {
		panic(err) // Open has refused it
	}
	return rights.New(rights.Deps{
		Pool: a.pool, Log: f.log, Policy: f.policy, Posts: f.posts, PublicURL: a.public, Limits: limits, Ledger: LedgerPath(a.config), Names: f.filter.Filter,
	})
}

// LedgerPath is the file outside of the database that remembers what was erased; "" where there is no place for it.
func LedgerPath(c config.Config) string {
	dir := c.DataDir
	switch {
	case c.ErasureLedger != "":
		return c.ErasureLedger
	case dir == "" && c.DatabaseURL != "":
		return ""
	case dir == "":
		dir = postgres.DefaultDataDir()
	}
	return filepath.Join(dir, "erasures.jsonl")
}

// WriteLedger brings the file up to what the database knows: before a backup takes the database's place.
func (a *App) WriteLedger(ctx context.Context) error {
	_, err := rights.WriteLedger(ctx, a.pool, LedgerPath(a.config))
	return err
}

// endAll: what was ended since the backup is not known, so that everybody signs in again, and scripts get new tokens.
var endAll = []string{
	`delete from session`,
	`update login set ended_at = now() where ended_at is null`,
	`update access_token set revoked_at = now() where revoked_at is null`,
	`delete from one_time_link`,
}

// Restored makes a database that was just restored fit to be served: what was erased since the backup is erased again,
// the log gets a new epoch, every login ends, and what has outlived its time goes. It may be repeated.
func (a *App) Restored(ctx context.Context, w io.Writer) error {
	path := LedgerPath(a.config)
	ledger, err := rights.ReadLedger(path)
	if err != nil {
		return err
	}
	if len(ledger) == 0 {
		slog.WarnContext(ctx, "there is no ledger of erasures: what was erased since the backup is back", "file", path)
	}
	again, err := rights.EraseAgain(ctx, a.pool, ledger)
	if err != nil {
		return err
	}
	err = postgres.InTx(ctx, a.pool, func(ctx context.Context, tx pgx.Tx) error {
		for _, sql := range endAll {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return fmt.Errorf("ending logins: %w", err)
			}
		}
		return topic.NewEpoch(ctx, tx)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "erased again: %d\n", again)
	return a.Retain(ctx, w)
}

// Retain erases what has outlived its time, and tells w.
func (a *App) Retain(ctx context.Context, w io.Writer) error {
	f, err := a.parts(ctx)
	if err != nil {
		return err
	}
	gone, err := f.rights.Retain(ctx)
	printGone(w, gone)
	return err
}

// RetainDry tells w what has outlived its time, and erases nothing.
func (a *App) RetainDry(ctx context.Context, w io.Writer) error {
	limits, err := rights.ParseLimits(a.config.Retention)
	if err != nil {
		return err
	}
	due, err := rights.Due(ctx, a.pool, limits)
	printGone(w, due)
	return err
}

func printGone(w io.Writer, all []rights.Gone) {
	for _, g := range all {
		fmt.Fprintf(w, "%-16s %4d days %8d\n", g.Key, g.Days, g.Count)
	}
}

// Affected writes the people whom a breach affects to w, for a spreadsheet.
func (a *App) Affected(ctx context.Context, w io.Writer, b rights.Breach) error {
	list, err := rights.AffectedBy(ctx, a.pool, b)
	if err != nil {
		return err
	}
	return rights.WriteCSV(w, list)
}
