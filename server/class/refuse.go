package class

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/language"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// maxReason bounds why somebody was refused, in code points.
const maxReason = 500

// refusalReason cleans why somebody is refused. Problems: invalid.
func refusalReason(asked string) (string, error) {
	reason, err := language.Line(asked, maxReason)
	switch {
	case err == nil:
		return reason, nil
	case strings.TrimSpace(asked) != "":
		return "", problem.Invalid(problem.Wrong("reason", "too_long", "Max", maxReason))
	}
	return "", problem.Invalid(problem.Wrong("reason", "required"))
}

// Refuse says no, and why. Problems: not_found, invalid, other_school, archived.
func (s *Service) Refuse(ctx context.Context, actor access.Actor, in OfRequest[wire.RefuseJoin]) (wire.Empty, error) {
	none := wire.Empty{}
	reason, err := refusalReason(in.Body.Reason)
	if err != nil {
		return none, err
	}
	return none, s.decide(ctx, actor, RequestRef{in.Class, in.Request}, func(ctx context.Context, c *change, r classdb.RequestForDecisionRow, _ uuid.UUID, _ string) error {
		if err := c.refuse(ctx, r.ID, r.PersonID, reason); err != nil {
			return err
		}
		if r.PersonID == nil {
			return c.write(ctx, "class.refuse_student", uuid.Nil, reason, nil)
		}
		return nil
	})
}

// refuse decides one request. Whoever has an account is told, and named in the log.
func (c *change) refuse(ctx context.Context, request uuid.UUID, person *uuid.UUID, reason string) error {
	err := c.db.Decide(ctx, classdb.DecideParams{ID: request, DecidedBy: &c.actor.Person, Accepted: new(false), Reason: reason, PersonID: person})
	if err != nil {
		return fmt.Errorf("keeping a decision: %w", err)
	}
	if person == nil {
		return nil
	}
	if err := c.write(ctx, "class.refuse_student", *person, reason, nil); err != nil {
		return err
	}
	return c.tell(ctx, *person, "class.not_let_in", map[string]string{"Reason": reason})
}

// RefuseAll says no to many at once who ask the actor's own school, where a code got about; those who came since the
// actor looked still wait. With NewCode, no more come by the old one. Problems: invalid, other_school, archived.
func (s *Service) RefuseAll(ctx context.Context, actor access.Actor, in OfClass[wire.RefuseJoins]) (wire.JoinsRefused, error) {
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return wire.JoinsRefused{}, err
	}
	school, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return wire.JoinsRefused{}, err
	}
	reason, err := refusalReason(in.Body.Reason)
	if err != nil {
		return wire.JoinsRefused{}, err
	}
	asked := func(ctx context.Context, db *classdb.Queries) ([]classdb.RequestsForDecisionRow, error) {
		rows, err := db.RequestsForDecision(ctx, in.Body.Requests, in.Class, school)
		if err != nil {
			return nil, fmt.Errorf("reading requests: %w", err)
		}
		return rows, nil
	}
	before, err := asked(ctx, s.db)
	if err != nil {
		return wire.JoinsRefused{}, err
	}
	var people []uuid.UUID // all whom the change may tell: a request never comes to be another's
	for _, r := range before {
		if r.PersonID != nil {
			people = append(people, *r.PersonID)
		}
	}
	var out wire.JoinsRefused
	err = s.changing(ctx, actor, in.Class, people, func(ctx context.Context, c *change) error {
		rows, err := asked(ctx, c.db)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := c.refuse(ctx, r.ID, r.PersonID, reason); err != nil {
				return err
			}
		}
		if len(rows) > 0 {
			if err := c.write(ctx, "class.refuse_students", uuid.Nil, reason, map[string]any{"school": school, "refused": len(rows)}); err != nil {
				return err
			}
		}
		out = wire.JoinsRefused{Refused: len(rows)}
		if !in.Body.NewCode {
			return nil
		}
		code, err := c.newCode(ctx, school, 0)
		out.Code = &code
		return err
	})
	if err != nil {
		return wire.JoinsRefused{}, err
	}
	return out, nil
}
