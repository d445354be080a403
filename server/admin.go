package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/app"
	"tongchuang/server/config"
	"tongchuang/server/postgres"
	"tongchuang/server/rights"
)

type administration struct {
	Link      admin     `cmd:"" default:"withargs" help:"Print a one-time link that makes the first administrator (the default)."`
	Appoint   appoint   `cmd:"" help:"Make somebody who has registered a moderator or an administrator, or end that."`
	Affected  affected  `cmd:"" help:"List the people whom a breach affects, as CSV. A server may run meanwhile."`
	Retention retention `cmd:"" help:"Erase what has outlived its time, as the server does once a day."`
}

type appoint struct {
	config.Config `embed:""`
	Name          string `arg:"" help:"The account's address, or its sign-in name."`
	As            string `required:"" enum:"moderator,administrator,citizen" help:"moderator, administrator, or citizen to end either."`
}

// Run appoints. The person is told, and signs in again.
func (c appoint) Run(ctx context.Context) error {
	slog.SetDefault(c.Logger())
	a, err := app.Open(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.Appoint(ctx, c.Name, access.Role(c.As)); err != nil {
		return err
	}
	fmt.Println(c.Name, "is", c.As, "now, and signs in again.")
	return nil
}

type affected struct {
	config.Config `embed:""`
	Since         string `required:"" help:"When it began, as 2026-05-01 or 2026-05-01T08:00:00Z."`
	Until         string `help:"When it ended. Default: now."`
	Class         string `help:"Only the members of this class, by its id."`
	School        string `help:"Only the people of this school, by its id."`
}

// Run prints the list. It changes nothing, not even the tables of an older version.
func (c affected) Run(ctx context.Context) error {
	slog.SetDefault(c.Logger())
	b, err := c.breach(time.Now())
	if err != nil {
		return err
	}
	address, stop, err := database(ctx, c.Config)
	if err != nil {
		return err
	}
	defer stop()
	pool, err := postgres.Open(ctx, address, postgres.PoolConfig{MaxConns: 1, ApplicationName: "affected"})
	if err != nil {
		return err
	}
	defer pool.Close()
	list, err := rights.AffectedBy(ctx, pool, b)
	if err != nil {
		return err
	}
	return rights.WriteCSV(os.Stdout, list)
}

func (c affected) breach(now time.Time) (rights.Breach, error) {
	b := rights.Breach{Until: now}
	var err error
	if b.Since, err = moment(c.Since); err != nil {
		return b, err
	}
	if c.Until != "" {
		if b.Until, err = moment(c.Until); err != nil {
			return b, err
		}
	}
	for text, into := range map[string]**uuid.UUID{c.Class: &b.Class, c.School: &b.School} {
		if text == "" {
			continue
		}
		id, err := uuid.Parse(text)
		if err != nil {
			return b, fmt.Errorf("%q is not an id", text)
		}
		*into = &id
	}
	return b, nil
}

func moment(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a moment, as 2026-05-01 or 2026-05-01T08:00:00Z", s)
}

type retention struct {
	config.Config `embed:""`
	DryRun        bool `help:"Only count what would go."`
}

// Run erases, or counts.
func (c retention) Run(ctx context.Context) error {
	slog.SetDefault(c.Logger())
	a, err := app.Open(ctx, c.Config)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.DryRun {
		return a.RetainDry(ctx, os.Stdout)
	}
	return a.Retain(ctx, os.Stdout)
}
