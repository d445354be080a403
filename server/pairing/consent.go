package pairing

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

const (
	// consentYears is for how long a consent holds: renewed yearly (safety.md, rule 3).
	consentYears = 1
	// renewFrom is how long before its end a consent can be renewed: twice the first reminder, so that whoever is reminded
	// can, and a second click is not a second year.
	renewFrom = 60 * 24 * time.Hour
)

// purposeKeys are the purposes, and the catalogs' words for them.
var purposeKeys = map[string]string{
	"chat": "pairing.purpose_chat", "pictures": "pairing.purpose_pictures", "recording": "pairing.purpose_recording", "publishing": "pairing.purpose_publishing",
}

// NotYetOpen: both schools have to accept the pairing first.
func NotYetOpen() *problem.Error { return problem.New(http.StatusConflict, "pairing.not_open") }

func renewable(until, now time.Time) bool { return until.Before(now.Add(renewFrom)) }

// GiveConsent gives the consent of the actor's school to one purpose for a year. While a consent stands that does not end
// soon it changes nothing.
func (s *Service) GiveConsent(ctx context.Context, actor access.Actor, in wire.PairingPurpose) (wire.PairingPage, error) {
	return s.changeConsent(ctx, actor, in, func(ctx context.Context, d *deed, by wire.Person, school uuid.UUID) error {
		switch {
		case d.row.EndedAt != nil:
			return access.PairingEnded()
		case d.row.OpenedAt == nil:
			return NotYetOpen()
		}
		until, err := d.db.StandingConsent(ctx, in.Pairing, school, in.Purpose)
		if err != nil {
			return fmt.Errorf("reading a consent: %w", err)
		}
		now := time.Now()
		if !renewable(until, now) {
			return nil
		}
		if until.Before(now) {
			until = now
		}
		until = until.AddDate(consentYears, 0, 0)
		err = d.db.GiveConsent(ctx, pairingdb.GiveConsentParams{
			ID: uuid.Must(uuid.NewV7()), PairingID: in.Pairing, SchoolID: school, Purpose: in.Purpose, GivenBy: by.ID, ExpiresAt: until,
		})
		if err != nil {
			return fmt.Errorf("giving a consent: %w", err)
		}
		return d.consentStep(ctx, by, consentGiven, in, school, "", &until)
	})
}

// WithdrawConsent takes the consent of the actor's school back. It takes effect at once, on open connections too.
func (s *Service) WithdrawConsent(ctx context.Context, actor access.Actor, in wire.WithdrawPairingConsent) (wire.PairingPage, error) {
	var why string
	return s.changeConsent(ctx, actor, in.PairingPurpose, func(ctx context.Context, d *deed, by wire.Person, school uuid.UUID) error {
		var err error
		if why, err = checkedText("reason", in.Reason, maxReason); err != nil {
			return err
		}
		n, err := d.db.WithdrawConsent(ctx, pairingdb.WithdrawConsentParams{
			Person: &by.ID, Reason: why, Pairing: in.Pairing, School: school, Purpose: in.Purpose,
		})
		if err != nil {
			return fmt.Errorf("withdrawing a consent: %w", err)
		}
		if n == 0 {
			return nil
		}
		return d.consentStep(ctx, by, consentWithdrawn, in.PairingPurpose, school, why, nil)
	})
}

func (s *Service) changeConsent(ctx context.Context, actor access.Actor, in wire.PairingPurpose, f func(context.Context, *deed, wire.Person, uuid.UUID) error) (wire.PairingPage, error) {
	if err := s.Policy.Check(ctx, actor, access.KeepConsent, access.Pairing(in.Pairing)); err != nil {
		return wire.PairingPage{}, err
	}
	if purposeKeys[in.Purpose] == "" {
		return wire.PairingPage{}, problem.BadRequest()
	}
	by, who, err := whoIs(ctx, s.db, actor.Person)
	if err != nil {
		return wire.PairingPage{}, err
	}
	if err := s.do(ctx, in.Pairing, func(ctx context.Context, d *deed) error { return f(ctx, d, by, *who.SchoolID) }); err != nil {
		return wire.PairingPage{}, err
	}
	return s.Page(ctx, actor, wire.PairingRef{Pairing: in.Pairing})
}

// consentStep records a change of consent, and makes it hold on every open connection of the pairing's classes.
func (d *deed) consentStep(ctx context.Context, by wire.Person, kind string, in wire.PairingPurpose, school uuid.UUID, why string, until *time.Time) error {
	_, err := d.step(ctx, &by, pairingdb.InsertStepParams{
		Pairing: in.Pairing, Kind: kind, School: &school, Purpose: &in.Purpose, Reason: why, Until: until,
	})
	if err != nil {
		return err
	}
	if err := d.record(ctx, access.KeepConsent, in.Pairing, by.ID, why, map[string]any{"school": school, "purpose": in.Purpose, "step": kind}); err != nil {
		return err
	}
	if err := d.tellClasses(ctx); err != nil {
		return err
	}
	return d.tell(ctx, told{kind: "pairing." + kind, pairing: in.Pairing, not: by.ID, about: school, purpose: in.Purpose, mail: kind == consentWithdrawn})
}
