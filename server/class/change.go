package class

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/class/classdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
)

// change is a transaction in which who belongs to a class, or how it is kept, changes: one after the other.
type change struct {
	*topic.Tx
	db      *classdb.Queries
	actor   access.Actor
	class   uuid.UUID
	schools []uuid.UUID
	name    string // of the class, for notices: in both languages
	over    bool
}

// changing runs f in a transaction that holds the class, and may tell people things. Problems: not_found, archived.
func (s *Service) changing(ctx context.Context, actor access.Actor, class uuid.UUID, people []uuid.UUID, f func(context.Context, *change) error) error {
	return s.changingAny(ctx, actor, class, people, func(ctx context.Context, c *change) error {
		if c.over {
			return access.Archived()
		}
		return f(ctx, c)
	})
}

// changingAny is changing, also of a class that is over.
func (s *Service) changingAny(ctx context.Context, actor access.Actor, class uuid.UUID, people []uuid.UUID, f func(context.Context, *change) error) error {
	return s.Log.InTx(ctx, notice.Topics(people...), func(ctx context.Context, tx *topic.Tx) error {
		c := &change{Tx: tx, db: classdb.New(tx), actor: actor, class: class}
		archived, err := c.db.LockClass(ctx, class)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return problem.NotFound()
		case err != nil:
			return fmt.Errorf("locking a class: %w", err)
		}
		c.over = archived != nil
		if err := c.look(ctx); err != nil {
			return err
		}
		return f(ctx, c)
	})
}

// look reads what every change tells and writes down.
func (c *change) look(ctx context.Context) error {
	pairing, err := c.db.PairingOf(ctx, c.class)
	if err != nil {
		return fmt.Errorf("reading a class's pairing: %w", err)
	}
	names, err := c.db.ClassNames(ctx, c.class)
	if err != nil {
		return fmt.Errorf("reading a class's names: %w", err)
	}
	c.schools, c.name = []uuid.UUID{pairing.SchoolA, pairing.SchoolB}, names.NameEn+" · "+names.NameZhHans
	return nil
}

// write adds an entry to the audit log.
func (c *change) write(ctx context.Context, did access.Action, person uuid.UUID, reason string, data map[string]any) error {
	return audit.Write(ctx, c.Tx, audit.Entry{
		Actor: c.actor.Person, Action: did, Object: access.Class(c.class), Schools: c.schools, Class: c.class,
		Person: person, Reason: reason, Data: data,
	})
}

// tell tells a person whose topic the change holds; nobody is told of their own deeds.
func (c *change) tell(ctx context.Context, person uuid.UUID, kind string, data map[string]string) error {
	if person == c.actor.Person {
		return nil
	}
	if data == nil {
		data = map[string]string{}
	}
	data["Class"] = c.name
	return notice.Tell(ctx, c.Tx, notice.Notice{Person: person, Kind: kind, Data: data, Link: "/classes/" + c.class.String()})
}

// staffed tells whether the class's schools include this one.
func (c *change) ofPairing(school *uuid.UUID) bool {
	return school != nil && (*school == c.schools[0] || *school == c.schools[1])
}

// ownSchool gives the school that the actor may vouch for in a class: theirs, which is one of the two.
// Problems: forbidden, other_school.
func (s *Service) ownSchool(ctx context.Context, actor access.Actor, class uuid.UUID) (uuid.UUID, error) {
	p, err := s.db.PersonForClass(ctx, actor.Person)
	if err != nil {
		return uuid.Nil, fmt.Errorf("reading a teacher: %w", err)
	}
	pairing, err := s.db.PairingOf(ctx, class)
	if err != nil {
		return uuid.Nil, fmt.Errorf("reading a class's pairing: %w", err)
	}
	if p.SchoolID == nil || *p.SchoolID != pairing.SchoolA && *p.SchoolID != pairing.SchoolB {
		return uuid.Nil, OtherSchool()
	}
	return *p.SchoolID, s.vouches(ctx, actor, *p.SchoolID)
}

// vouches asks whether the actor may say who a school's students are. Problems: other_school, and those of access.
func (s *Service) vouches(ctx context.Context, actor access.Actor, school uuid.UUID) error {
	err := s.policy.Check(ctx, actor, access.VouchForStudent, access.School(school))
	if errors.Is(err, problem.Forbidden()) {
		return OtherSchool().Because(err)
	}
	return err
}

// manages asks whether the actor keeps the class.
func (s *Service) manages(ctx context.Context, actor access.Actor, class uuid.UUID) error {
	return s.policy.Check(ctx, actor, access.ManageClass, access.Class(class))
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
