package pairing

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// HasCoordinator: the school has a coordinator, who alone accepts for it.
func HasCoordinator() *problem.Error {
	return problem.New(http.StatusConflict, "pairing.has_coordinator")
}

// Accept accepts for a school; when both have accepted, the pairing is open. Accepting again changes nothing.
func (s *Service) Accept(ctx context.Context, actor access.Actor, in wire.AcceptPairing) (wire.PairingPage, error) {
	if err := s.Policy.Check(ctx, actor, access.AcceptPairing, access.Pairing(in.Pairing)); err != nil {
		return wire.PairingPage{}, err
	}
	by, who, err := whoIs(ctx, s.db, actor.Person)
	if err != nil {
		return wire.PairingPage{}, err
	}
	// Who keeps a school's consent is its coordinator; who may accept and does not is an administrator.
	err = s.Policy.Check(ctx, actor, access.KeepConsent, access.Pairing(in.Pairing))
	administrator := errors.Is(err, problem.Forbidden())
	if err != nil && !administrator {
		return wire.PairingPage{}, err
	}
	school := in.School
	if !administrator {
		if school == nil {
			school = who.SchoolID
		}
		if *school != *who.SchoolID {
			return wire.PairingPage{}, problem.Forbidden()
		}
	}
	if school == nil {
		return wire.PairingPage{}, problem.Invalid(problem.Wrong("school", "required"))
	}
	err = s.do(ctx, in.Pairing, func(ctx context.Context, d *deed) error {
		side, there := d.to.schools[*school]
		switch {
		case d.row.EndedAt != nil:
			return access.PairingEnded()
		case !there:
			return problem.Invalid(problem.Wrong("school", "no_school"))
		case d.row.OpenedAt != nil:
			return nil
		case administrator && side.HasCoordinator:
			return HasCoordinator()
		}
		return s.accept(ctx, d, by, *school, administrator)
	})
	if err != nil {
		return wire.PairingPage{}, err
	}
	return s.Page(ctx, actor, wire.PairingRef{Pairing: in.Pairing})
}

func (s *Service) accept(ctx context.Context, d *deed, by wire.Person, school uuid.UUID, administrator bool) error {
	have, err := d.db.Accepted(ctx, d.row.ID)
	if err != nil {
		return fmt.Errorf("reading who accepted: %w", err)
	}
	if slices.Contains(have, school) {
		return nil
	}
	_, err = d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: d.row.ID, Kind: accepted, School: &school, Administrator: administrator})
	if err != nil {
		return err
	}
	if err := d.record(ctx, access.AcceptPairing, d.row.ID, by.ID, "", map[string]any{"school": school, "administrator": administrator}); err != nil {
		return err
	}
	kind := "pairing.accepted"
	if len(have) == 1 { // the other school had accepted
		kind = "pairing.opened"
		if err := d.db.Open(ctx, d.row.ID); err != nil {
			return fmt.Errorf("opening a pairing: %w", err)
		}
		if _, err := d.step(ctx, nil, pairingdb.InsertStepParams{Pairing: d.row.ID, Kind: opened}); err != nil {
			return err
		}
		if err := d.tellClasses(ctx); err != nil {
			return err
		}
		if err := d.tellFormer(ctx, by.ID, school); err != nil {
			return err
		}
	}
	return d.tell(ctx, told{kind: kind, pairing: d.row.ID, not: by.ID, about: school})
}

// Withdraw ends a pairing, or takes its proposal back; students, assistants and guests of its classes are out at once.
// Withdrawing again changes nothing.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, in wire.WithdrawPairing) (wire.PairingPage, error) {
	if err := s.Policy.Check(ctx, actor, access.WithdrawPairing, access.Pairing(in.Pairing)); err != nil {
		return wire.PairingPage{}, err
	}
	why, err := checkedText("reason", in.Reason, maxReason)
	if err != nil {
		return wire.PairingPage{}, err
	}
	by, who, err := whoIs(ctx, s.db, actor.Person)
	if err != nil {
		return wire.PairingPage{}, err
	}
	err = s.do(ctx, in.Pairing, func(ctx context.Context, d *deed) error {
		if d.row.EndedAt != nil {
			return nil
		}
		if err := d.db.End(ctx, in.Pairing); err != nil {
			return fmt.Errorf("ending a pairing: %w", err)
		}
		if _, err := d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: in.Pairing, Kind: withdrawn, School: who.SchoolID, Reason: why}); err != nil {
			return err
		}
		if err := d.record(ctx, access.WithdrawPairing, in.Pairing, actor.Person, why, nil); err != nil {
			return err
		}
		if err := d.tellClasses(ctx); err != nil {
			return err
		}
		if err := d.tellMembersOfEnd(ctx, actor.Person); err != nil {
			return err
		}
		return d.tell(ctx, told{kind: "pairing.withdrawn", pairing: in.Pairing, not: actor.Person, about: *who.SchoolID, mail: true})
	})
	if err != nil {
		return wire.PairingPage{}, err
	}
	return s.Page(ctx, actor, wire.PairingRef{Pairing: in.Pairing})
}
