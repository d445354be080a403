package pairing

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/post"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// A proposal is told to people and mailed to them, and can be taken back and made again. A teacher who corrects a mistake
// proposes twice; who looks for a partner writes to a handful of schools.
const (
	maxToOne = 3  // proposals of a school to one other within 24 hours
	maxToAll = 20 // … to all others
)

// Exists: the two schools have a pairing or a proposal already.
func Exists() *problem.Error { return problem.New(http.StatusConflict, "pairing.exists") }

// TooManyProposals: the school has proposed so often within a day that it has to wait some hours.
func TooManyProposals(hours int32) *problem.Error {
	return problem.New(http.StatusTooManyRequests, "pairing.too_many_proposals", "Hours", hours).After(int(hours) * 3600)
}

// Propose proposes a pairing. Sent again by the same person while it stands it gives the same pairing; a coordinator's
// proposal is the own school's acceptance as well. What it says is the first post of the discussion. Problems: forbidden,
// invalid, pairing.exists, pairing.too_many_proposals.
func (s *Service) Propose(ctx context.Context, actor access.Actor, in wire.ProposePairing) (wire.PairingPage, error) {
	if err := s.Policy.Check(ctx, actor, access.ProposePairing, access.Installation()); err != nil {
		return wire.PairingPage{}, err
	}
	text, err := checkedText("message", in.Message, maxText)
	if err != nil {
		return wire.PairingPage{}, err
	}
	by, who, err := whoIs(ctx, s.db, actor.Person)
	switch {
	case err != nil:
		return wire.PairingPage{}, err
	case who.SchoolID == nil:
		return wire.PairingPage{}, problem.Forbidden() // vouched for by an administrator, of no school
	case in.School == *who.SchoolID:
		return wire.PairingPage{}, problem.Invalid(problem.Wrong("school", "own_school"))
	}
	if there, err := s.db.IsVerifiedSchool(ctx, in.School); err != nil {
		return wire.PairingPage{}, fmt.Errorf("looking for a school: %w", err)
	} else if !there {
		return wire.PairingPage{}, problem.Invalid(problem.Wrong("school", "no_school"))
	}
	if in.Search != nil {
		if open, err := s.db.IsOpenSearch(ctx, *in.Search, in.School); err != nil {
			return wire.PairingPage{}, fmt.Errorf("looking for a search: %w", err)
		} else if !open {
			return wire.PairingPage{}, problem.Invalid(problem.Wrong("search", "no_search"))
		}
	}
	id, own := uuid.Must(uuid.NewV7()), *who.SchoolID
	first, err := s.Posts.ComposeFirst(id, wire.CreateThread{ClientID: id, Body: text}, by, who.Language)
	if err != nil {
		return wire.PairingPage{}, err
	}
	err = s.doBetween(ctx, id, own, in.School, func(ctx context.Context, d *deed) error {
		return s.propose(ctx, d, actor, by, pairingdb.InsertParams{ID: id, Own: own, Other: in.School, Person: &by.ID, Search: in.Search}, first)
	})
	if postgres.IsUniqueViolation(err, "pairing_standing") {
		standing, err := s.db.StandingBetween(ctx, own, in.School)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return wire.PairingPage{}, fmt.Errorf("looking for a pairing: %w", err)
		}
		if standing.ProposedBy == nil || *standing.ProposedBy != actor.Person {
			return wire.PairingPage{}, Exists()
		}
		id = standing.ID // the same proposal, sent twice
	} else if err != nil {
		return wire.PairingPage{}, err
	}
	return s.Page(ctx, actor, wire.PairingRef{Pairing: id})
}

func (s *Service) propose(ctx context.Context, d *deed, actor access.Actor, by wire.Person, p pairingdb.InsertParams, first post.First) error {
	if err := d.db.Insert(ctx, p); err != nil {
		return fmt.Errorf("inserting a pairing: %w", err)
	}
	if err := d.notTooMany(ctx, p.Own, p.Other); err != nil {
		return err
	}
	if _, err := d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: p.ID, Kind: proposed, School: &p.Own}); err != nil {
		return err
	}
	if _, err := first.Store(ctx, d.Tx, threadOf(p.ID)); err != nil {
		return err
	}
	if err := d.db.SaidTold(ctx, p.ID); err != nil { // they are told of the proposal
		return fmt.Errorf("noting what was told of a pairing: %w", err)
	}
	if err := d.record(ctx, access.ProposePairing, p.ID, actor.Person, "", map[string]any{"from": p.Own, "to": p.Other}); err != nil {
		return err
	}
	t := told{kind: "pairing.proposed", pairing: p.ID, not: actor.Person, about: p.Own, mail: true}
	if err := d.tell(ctx, t); err != nil {
		return err
	}
	if !d.to.schools[p.Own].HasCoordinator || !d.to.schools[p.Other].HasCoordinator {
		if err := d.tellAdministrators(ctx, t); err != nil {
			return err
		}
	}
	switch err := s.Policy.Check(ctx, actor, access.CoordinateStudents, access.School(p.Own)); {
	case errors.Is(err, problem.Forbidden()):
		return nil // a teacher's proposal waits for the own coordinator as well
	case err != nil:
		return err
	}
	_, err := d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: p.ID, Kind: accepted, School: &p.Own})
	return err
}

// notTooMany counts a school's proposals, the new one included. All of a school's are told to the same people, whose topics
// the transaction holds: none is counted twice at once.
func (d *deed) notTooMany(ctx context.Context, own, other uuid.UUID) error {
	n, err := d.db.Proposed(ctx, other, own)
	switch {
	case err != nil:
		return fmt.Errorf("counting a school's proposals: %w", err)
	case n.ToAll > maxToAll:
		return TooManyProposals(n.HoursAll)
	case n.ToOne > maxToOne:
		return TooManyProposals(n.HoursOne)
	}
	return nil
}

// checkedText gives a text as it is stored, or says what is wrong with the field that it came in.
func checkedText(field, text string, limit int) (string, error) {
	checked, err := language.Body(text, limit)
	var r *language.Refusal
	switch {
	case err == nil:
		return checked, nil
	case errors.As(err, &r) && r.Reason == language.Empty:
		return "", problem.Invalid(problem.Wrong(field, "required"))
	case errors.As(err, &r) && r.Reason == language.TooLong:
		return "", problem.Invalid(problem.Wrong(field, "too_long", "Max", limit))
	}
	return "", problem.New(http.StatusUnprocessableEntity, "post.bad_text").Because(err)
}
