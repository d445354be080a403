package class

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/notice"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// RequestRef names somebody who waits.
type RequestRef struct {
	Class   uuid.UUID `path:"class"`
	Request uuid.UUID `path:"request"`
}

// OfRequest is an input about somebody who waits.
type OfRequest[T any] struct {
	Class   uuid.UUID `path:"class"`
	Request uuid.UUID `path:"request"`
	Body    T
}

// Confirm lets somebody in whom the actor's school knows: from now on the school vouches for them (safety.md, rule 5).
// Who had no account gets one. Problems: not_found, other_school, class.consent_withdrawn, archived.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, in RequestRef) (wire.Empty, error) {
	return wire.Empty{}, s.decide(ctx, actor, in, func(ctx context.Context, c *change, r classdb.RequestForDecisionRow, person uuid.UUID, signIn string) error {
		if r.PersonID == nil {
			err := c.db.AddStudent(ctx, classdb.AddStudentParams{
				ID: person, DisplayName: r.Name, Language: r.Language, TimeZone: r.TimeZone,
				SignInName: signIn, PasswordHash: *r.PasswordHash, SchoolID: r.SchoolID,
			})
			if err != nil {
				return fmt.Errorf("making a student's account: %w", err)
			}
		} else if err := c.vouch(ctx, person, r.SchoolID); err != nil {
			return err
		} else if err := c.consented(ctx, person); err != nil {
			return err
		}
		if err := c.db.AddMember(ctx, classdb.AddMemberParams{ClassID: c.class, PersonID: person, Role: string(access.Student)}); err != nil {
			return fmt.Errorf("letting a student in: %w", err)
		}
		if err := c.db.Decide(ctx, classdb.DecideParams{ID: r.ID, DecidedBy: &actor.Person, Accepted: new(true), PersonID: &person}); err != nil {
			return fmt.Errorf("keeping a decision: %w", err)
		}
		if err := c.write(ctx, "class.confirm_student", person, "", nil); err != nil {
			return err
		}
		if r.PersonID == nil {
			return nil // their waiting page tells them
		}
		if err := c.tell(ctx, person, "class.let_in", nil); err != nil {
			return err
		}
		return notice.AccessChanged(c.Tx, person)
	})
}

// vouch takes a student with an account for one of the school's.
func (c *change) vouch(ctx context.Context, person, school uuid.UUID) error {
	p, err := c.db.PersonForClass(ctx, person)
	if err != nil || access.Role(p.Role) != access.Student {
		return NotFit().Because(err)
	}
	if p.Verified && p.SchoolID != nil && *p.SchoolID != school {
		return OtherSchool()
	}
	if err := c.db.VouchFor(ctx, person, school); err != nil {
		return fmt.Errorf("vouching for a student: %w", err)
	}
	return nil
}

// consented: the consent for a student is not withdrawn for these two schools (safety.md, rule 22). A new class is no way
// around a withdrawal in another.
func (c *change) consented(ctx context.Context, person uuid.UUID) error {
	withdrawn, err := c.db.WithdrawnInPairing(ctx, person, c.class)
	switch {
	case err != nil:
		return fmt.Errorf("reading the consent for a student: %w", err)
	case withdrawn:
		return ConsentWithdrawn()
	}
	return nil
}

type decision func(ctx context.Context, c *change, r classdb.RequestForDecisionRow, person uuid.UUID, signIn string) error

// decide asks whether the actor may, finds a sign-in name, and runs f under the lock of the request.
func (s *Service) decide(ctx context.Context, actor access.Actor, in RequestRef, f decision) error {
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return err
	}
	request, err := s.waitingOne(ctx, s.db, in)
	if err != nil {
		return err
	}
	if err := s.vouches(ctx, actor, request.SchoolID); err != nil {
		return err
	}
	person := newID()
	if request.PersonID != nil {
		person = *request.PersonID
	}
	for range nameTries {
		var signIn []string
		if signIn, err = s.freeSignInNames(ctx, 1); err != nil {
			return err
		}
		err = s.changing(ctx, actor, in.Class, []uuid.UUID{person}, func(ctx context.Context, c *change) error {
			r, err := s.waitingOne(ctx, c.db, in)
			if err != nil {
				return err
			}
			return f(ctx, c, r, person, signIn[0])
		})
		if !postgres.IsUniqueViolation(err, signInNameKey) {
			return err
		}
	}
	return err
}

func (s *Service) waitingOne(ctx context.Context, db *classdb.Queries, in RequestRef) (classdb.RequestForDecisionRow, error) {
	r, err := db.RequestForDecision(ctx, in.Request, in.Class)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, problem.NotFound()
	}
	if err != nil {
		return r, fmt.Errorf("reading a request: %w", err)
	}
	return r, nil
}
