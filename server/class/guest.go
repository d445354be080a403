package class

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
)

// endGuest is the job that ends a guest's membership when the day has passed: access refuses from that moment on by
// itself; this tells everybody concerned, and the guest's open connections, within milliseconds.
type endGuest struct {
	Class  uuid.UUID `json:"class"`
	Person uuid.UUID `json:"person"`
	Until  time.Time `json:"until"`
}

// Kind is the job's name in the database.
func (endGuest) Kind() string { return "class_end_guest" }

// guestLead is how long before the end the job begins to wait for it: a queue is asked now and then, a clock runs. It is
// more than the queue's own lateness (package jobs), and little enough not to keep its workers from others' work.
const guestLead = 3 * time.Second

// InsertOpts says when.
func (e endGuest) InsertOpts() river.InsertOpts {
	return river.InsertOpts{ScheduledAt: e.Until.Add(-guestLead)}
}

type guestEnder struct {
	river.WorkerDefaults[endGuest]
	service *Service
}

// Work ends it when its time has come, unless it was made longer meanwhile.
func (w *guestEnder) Work(ctx context.Context, job *river.Job[endGuest]) error {
	wait, err := w.service.until(ctx, job.Args.Until)
	if err != nil {
		return err
	}
	if wait > 0 {
		end := time.NewTimer(min(wait, 2*guestLead))
		defer end.Stop()
		select {
		case <-end.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return w.service.endGuest(ctx, job.Args.Class, job.Args.Person)
}

// until is how long it is to a moment by the clock that access asks, and a millisecond more: nobody comes too early.
func (s *Service) until(ctx context.Context, at time.Time) (time.Duration, error) {
	var now time.Time
	if err := s.pool.QueryRow(ctx, "select clock_timestamp()").Scan(&now); err != nil {
		return 0, fmt.Errorf("asking for the time: %w", err)
	}
	return at.Sub(now) + time.Millisecond, nil
}

// endGuests recurs: it ends what no job was made for, or whose job was lost.
type endGuests struct{}

// Kind is the job's name in the database.
func (endGuests) Kind() string { return "class_end_guests" }

// guestInterval is how late a guest's end is told at the latest.
const guestInterval = time.Minute

type guestsEnder struct {
	river.WorkerDefaults[endGuests]
	service *Service
}

// Work runs once a minute on one node.
func (w *guestsEnder) Work(ctx context.Context, _ *river.Job[endGuests]) error {
	return w.service.EndGuests(ctx)
}

// EndGuests ends the memberships of the guests whose day has passed, and forgets the invitations to such days.
func (s *Service) EndGuests(ctx context.Context) error {
	if err := s.db.DropOldInvitations(ctx); err != nil {
		return fmt.Errorf("forgetting old invitations: %w", err)
	}
	rows, err := s.db.GuestsOver(ctx)
	if err != nil {
		return fmt.Errorf("looking for guests whose day has passed: %w", err)
	}
	for _, r := range rows {
		if err := s.endGuest(ctx, r.ClassID, r.PersonID); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) endGuest(ctx context.Context, class, person uuid.UUID) error {
	teachers, err := s.db.TeachersOf(ctx, class)
	if err != nil {
		return fmt.Errorf("listing a class's teachers: %w", err)
	}
	people := append(slices.Clone(teachers), person)
	return s.changingAny(ctx, access.Actor{}, class, people, func(ctx context.Context, c *change) error {
		guest, err := c.db.GuestOver(ctx, class, person)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a guest: %w", err)
		}
		if err := c.end(ctx, person); err != nil {
			return err
		}
		if err := c.write(ctx, "class.guest_over", person, "", nil); err != nil {
			return err
		}
		told := notice.Notice{Person: person, Kind: "class.guest_over", Data: map[string]string{"Class": c.name}, Link: "/classes"}
		if err := notice.Tell(ctx, c.Tx, told); err != nil {
			return err
		}
		for _, teacher := range teachers {
			if err := c.tell(ctx, teacher, "class.guest_gone", map[string]string{"Name": guest.DisplayName}); err != nil {
				return err
			}
		}
		return notice.AccessChanged(c.Tx, person)
	})
}

// end ends a membership.
func (c *change) end(ctx context.Context, person uuid.UUID) error {
	if err := c.db.Leave(ctx, c.class, person); err != nil {
		return fmt.Errorf("leaving a class: %w", err)
	}
	if err := c.db.LeaveGroup(ctx, c.class, person); err != nil {
		return fmt.Errorf("leaving a group: %w", err)
	}
	return nil
}

// endsLater sees to it that a guest's membership ends when it is to.
func (c *change) endsLater(ctx context.Context, person uuid.UUID, until *time.Time) error {
	if until == nil {
		return nil
	}
	return jobs.Insert(ctx, c.Tx.Tx, endGuest{c.class, person, *until})
}

// guestJobs are the parts of the feature's work that end guests' memberships.
func (s *Service) guestJobs() []jobs.Part {
	return []jobs.Part{jobs.Work(&guestEnder{service: s}), jobs.Every(guestInterval, endGuests{}, &guestsEnder{service: s})}
}
