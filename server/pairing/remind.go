package pairing

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"tongchuang/server/pairing/pairingdb"
)

const (
	// remindEvery is how often it is looked for who is to be reminded: the days below are not exact to the hour.
	remindEvery = time.Hour
	// SilentFor is how long a side may leave the other waiting before it is reminded, and the pause between two reminders.
	// Partners that drop off silently are what teachers complain of most; a week is one teaching week and a weekend.
	SilentFor = 7 * 24 * time.Hour
)

// consentDays is how many days before its end a school is reminded of a consent. The last reminder comes first: one that
// is due makes the earlier one needless.
var consentDays = []int32{7, 30}

// Remind reminds every side that has been silent for SilentFor, and every school one of whose consents ends soon.
func (s *Service) Remind(ctx context.Context, now time.Time) error {
	silent, err := s.db.SilentSides(ctx, now.Add(-SilentFor))
	if err != nil {
		return fmt.Errorf("looking for silent sides: %w", err)
	}
	for _, side := range silent {
		if err := s.remindSide(ctx, side, now); err != nil {
			return err
		}
	}
	for _, days := range consentDays {
		ending, err := s.db.EndingConsents(ctx, days)
		if err != nil {
			return fmt.Errorf("looking for consents that end: %w", err)
		}
		for _, c := range ending {
			if err := s.remindConsent(ctx, c, days); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) remindSide(ctx context.Context, side pairingdb.SilentSidesRow, now time.Time) error {
	return s.do(ctx, side.PairingID, func(ctx context.Context, d *deed) error {
		// Asked again under the lock: another node, or an answer, may have come first.
		still, err := d.db.SilentSides(ctx, now.Add(-SilentFor))
		if err != nil {
			return fmt.Errorf("looking for silent sides: %w", err)
		}
		if !within([]pairingdb.SilentSidesRow{side}, still) {
			return nil
		}
		other := d.row.SchoolA
		if other == side.SchoolID {
			other = d.row.SchoolB
		}
		if _, err := d.step(ctx, nil, pairingdb.InsertStepParams{Pairing: side.PairingID, Kind: reminded, School: &side.SchoolID, At: &now}); err != nil {
			return err
		}
		return d.tell(ctx, told{kind: "pairing.reminder", pairing: side.PairingID, only: side.SchoolID, about: other, mail: true})
	})
}

func (s *Service) remindConsent(ctx context.Context, c pairingdb.EndingConsentsRow, days int32) error {
	return s.do(ctx, c.PairingID, func(ctx context.Context, d *deed) error {
		n, err := d.db.ConsentReminded(ctx, days, c.ID)
		if err != nil {
			return fmt.Errorf("noting a reminder: %w", err)
		}
		if n == 0 {
			return nil
		}
		_, err = d.step(ctx, nil, pairingdb.InsertStepParams{
			Pairing: c.PairingID, Kind: consentReminded, School: &c.SchoolID, Purpose: &c.Purpose, Until: &c.ExpiresAt,
		})
		if err != nil {
			return err
		}
		other := d.row.SchoolA
		if other == c.SchoolID {
			other = d.row.SchoolB
		}
		return d.tell(ctx, told{kind: "pairing.consent_ends", pairing: c.PairingID, only: c.SchoolID, about: other, purpose: c.Purpose, mail: true})
	})
}

type remind struct{}

// Kind is the job's name in the database.
func (remind) Kind() string { return "pairing_remind" }

type reminder struct {
	river.WorkerDefaults[remind]
	service *Service
}

// Work reminds.
func (w *reminder) Work(ctx context.Context, _ *river.Job[remind]) error {
	return w.service.Remind(ctx, time.Now())
}
