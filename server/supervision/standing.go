package supervision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/wire"
)

// muchLater: who is muted until then is so until a teacher ends it.
var muchLater = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

// Standing tells how the actor stands in a class: access decides; what stands beside its word is for the page.
func (s *Service) Standing(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassStanding, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadClass, access.Class(in.Class)); err != nil {
		return wire.ClassStanding{}, err
	}
	about, err := s.about(ctx, in.Class)
	if err != nil {
		return wire.ClassStanding{}, err
	}
	row, err := s.db.Standing(ctx, in.Class, actor.Person)
	if errors.Is(err, pgx.ErrNoRows) {
		return wire.ClassStanding{}, problem.NotFound()
	} else if err != nil {
		return wire.ClassStanding{}, fmt.Errorf("reading how somebody stands in a class: %w", err)
	}
	out := wire.ClassStanding{MayWrite: true, Waits: int(row.Waits), ChangesAt: changesAt(row, time.Now()), Lock: lockOf(about)}
	err = s.Policy.Check(ctx, actor, access.CreatePost, access.Thread(about.Chat))
	var refusal *problem.Error
	switch {
	case err == nil:
	case errors.As(err, &refusal) && refusal.Status < 500:
		out.MayWrite, out.Why, out.Until = false, refusal.Code, until(row, refusal.Code)
	default:
		return wire.ClassStanding{}, err
	}
	return out, nil
}

// until is when a refusal ends by itself, where that is known.
func until(row supervisiondb.StandingRow, code string) *time.Time {
	switch {
	case code == access.Muted().Code && row.MutedUntil != nil && row.MutedUntil.Before(muchLater):
		return row.MutedUntil
	case code == access.QuietHours().Code && row.HasQuiet:
		return &row.QuietEnds
	}
	return nil
}

// changesAt is the next time at which the clock alone changes how somebody stands; nil: never.
func changesAt(row supervisiondb.StandingRow, now time.Time) *time.Time {
	var next *time.Time
	consider := func(at time.Time) {
		if at.After(now) && at.Before(muchLater) && (next == nil || at.Before(*next)) {
			next = &at
		}
	}
	if row.MutedUntil != nil {
		consider(*row.MutedUntil)
	}
	if row.HasQuiet {
		consider(row.QuietBegins)
		consider(row.QuietEnds)
	}
	return next
}
