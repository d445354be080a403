package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/audit"
	"tongchuang/server/language"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// maxReason bounds a reason, in code points.
const maxReason = 500

// ResetTwoStep is the input of ResetTwoStep.
type ResetTwoStep struct {
	Person uuid.UUID `path:"person"`
	Body   struct {
		Reason string `json:"reason" doc:"How it was made sure who asks for it; it is kept, and told to the person"`
	}
}

// ResetTwoStep takes the second step from somebody else who lost phone and recovery codes. All their logins end, and so do
// their access tokens; their password stays asked for. Problems: invalid (reason), account.two_step_off, not_found, forbidden.
func (s *Service) ResetTwoStep(ctx context.Context, actor access.Actor, in ResetTwoStep) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.policy.Check(ctx, actor, access.ResetTwoStep, access.Person(in.Person)); err != nil {
		return none, err
	}
	reason, err := language.Line(in.Body.Reason, maxReason)
	if err != nil {
		return none, problem.Invalid(problem.Wrong("reason", "required"))
	}
	return none, s.resetTwoStep(ctx, actor.Person, in.Person, reason)
}

// ForgetTwoStep does the same for whoever runs the server, by an account's address or sign-in name: the only
// administrator may have lost the phone. The problem is invalid (name).
func (s *Service) ForgetTwoStep(ctx context.Context, name string) error {
	c, err := s.db.Credentials(ctx, foldName(name))
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.Invalid(problem.Wrong("name", "no_account"))
	}
	if err != nil {
		return fmt.Errorf("look for an account: %w", err)
	}
	return s.resetTwoStep(ctx, uuid.Nil, c.ID, "by the command line")
}

func (s *Service) resetTwoStep(ctx context.Context, by, person uuid.UUID, reason string) error {
	p, err := s.db.PersonByID(ctx, person)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.NotFound()
	}
	if err != nil {
		return fmt.Errorf("read an account: %w", err)
	}
	var schools []uuid.UUID
	if p.SchoolID != nil {
		schools = append(schools, *p.SchoolID)
	}
	return s.Log.InTx(ctx, notice.Topics(person), func(ctx context.Context, tx *topic.Tx) error {
		db := accountdb.New(tx)
		if err := forgetTwoStep(ctx, db, person, uuid.Nil); err != nil {
			return err
		}
		if err := db.RevokeTokensOf(ctx, person); err != nil {
			return fmt.Errorf("revoke access tokens: %w", err)
		}
		err := audit.Write(ctx, tx, audit.Entry{
			Actor: by, Action: access.ResetTwoStep, Object: access.Person(person), Schools: schools, Person: person, Reason: reason,
		})
		if err != nil {
			return err
		}
		if err := tellByLetter(ctx, tx, p, aboutTwoStepOff); err != nil {
			return err
		}
		err = notice.Tell(ctx, tx, notice.Notice{Person: person, Kind: "two_step_reset", Data: map[string]string{"Reason": reason}, Link: "/settings#two-step"})
		if err != nil {
			return err
		}
		return notice.AccessChanged(tx, person)
	})
}
