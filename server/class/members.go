package class

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// OfMember is an input about a member of a class.
type OfMember[T any] struct {
	Class  uuid.UUID `path:"class"`
	Person uuid.UUID `path:"person"`
	Body   T
}

// AddStaff adds a verified teacher of either school. Problems: not_fit, member_already, archived.
func (s *Service) AddStaff(ctx context.Context, actor access.Actor, in OfClass[wire.AddStaff]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	person := in.Body.Person
	return none, s.changing(ctx, actor, in.Class, []uuid.UUID{person}, func(ctx context.Context, c *change) error {
		if err := c.absent(ctx, person); err != nil {
			return err
		}
		if err := c.addStaff(ctx, person, in.Body.Role); err != nil {
			return err
		}
		if err := c.write(ctx, "class.add_staff", person, "", map[string]any{"role": in.Body.Role}); err != nil {
			return err
		}
		return notice.AccessChanged(c.Tx, person)
	})
}

// absent: not in the class now.
func (c *change) absent(ctx context.Context, person uuid.UUID) error {
	_, err := c.db.OneMember(ctx, c.class, person)
	switch {
	case err == nil:
		return MemberAlready()
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	}
	return fmt.Errorf("reading a member: %w", err)
}

// ChangeMember gives a member another role or nickname. Whether somebody is a teacher, an assistant or a student, and how
// they are called, is said by their own school's teachers. Problems: not_found, invalid, not_fit, other_school, last_teacher, archived.
func (s *Service) ChangeMember(ctx context.Context, actor access.Actor, in OfMember[wire.ChangeMember]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	own, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return none, err
	}
	return none, s.changing(ctx, actor, in.Class, []uuid.UUID{in.Person}, func(ctx context.Context, c *change) error {
		m, err := c.db.OneMember(ctx, in.Class, in.Person)
		if errors.Is(err, pgx.ErrNoRows) {
			return problem.NotFound()
		}
		if err != nil {
			return fmt.Errorf("reading a member: %w", err)
		}
		to := classdb.ChangeMemberParams{ClassID: in.Class, PersonID: in.Person, Role: m.Role, Nickname: m.Nickname, KnownAs: m.KnownAs, GuestUntil: m.GuestUntil}
		if in.Body.Nickname != nil && *in.Body.Nickname != m.Nickname {
			if !namedBy(m, own) {
				return OtherSchool()
			}
			if to.Nickname, err = nickname(*in.Body.Nickname); err != nil {
				return err
			}
		}
		if in.Body.GuestUntil != nil {
			to.GuestUntil = in.Body.GuestUntil
		}
		if in.Body.Role != nil {
			to.Role = *in.Body.Role
		}
		if err := c.mayBecome(ctx, m, &to, own); err != nil {
			return err
		}
		if err := c.db.ChangeMember(ctx, to); err != nil {
			return fmt.Errorf("changing a member: %w", err)
		}
		if err := c.endsLater(ctx, in.Person, to.GuestUntil); err != nil {
			return err
		}
		if err := c.write(ctx, "class.change_member", in.Person, "", map[string]any{"role": to.Role}); err != nil {
			return err
		}
		if err := c.tell(ctx, in.Person, "class.member_changed", nil); err != nil {
			return err
		}
		return notice.AccessChanged(c.Tx, in.Person)
	})
}

// namedBy tells whether a school's teachers say how a member is called: whom their school vouches for, and guests.
func namedBy(m classdb.OneMemberRow, school uuid.UUID) bool {
	return m.Role == string(access.Guest) || m.SchoolID != nil && *m.SchoolID == school
}

// mayBecome judges a member's new role.
func (c *change) mayBecome(ctx context.Context, m classdb.OneMemberRow, to *classdb.ChangeMemberParams, own uuid.UUID) error {
	child := access.Role(m.PersonRole) == access.Student
	vouched := m.Verified && c.ofPairing(m.SchoolID)
	if access.Role(to.Role) != access.Guest {
		to.GuestUntil = nil
	}
	if to.Role == m.Role && to.GuestUntil == m.GuestUntil {
		return nil
	}
	if to.Role != m.Role && m.Role != string(access.Guest) && (m.SchoolID == nil || *m.SchoolID != own) {
		return OtherSchool()
	}
	switch access.Role(to.Role) {
	case access.Teacher:
		if !access.Role(m.PersonRole).Teaches() || !vouched {
			return NotFit()
		}
	case access.Assistant: // sees what was hidden: an adult, and one whom a school knows
		if child || !vouched {
			return NotFit()
		}
	case access.Student:
		if !child {
			return NotFit()
		}
	case access.Guest:
		if child {
			return NotFit()
		}
		if wrong := guestUntil(to.GuestUntil); wrong != nil {
			return wrongs(wrong)
		}
	}
	if m.Role == string(access.Teacher) {
		return c.notTheLast(ctx, m.PersonID)
	}
	return nil
}

// notTheLast: somebody else is the school's verified teacher in the class.
func (c *change) notTheLast(ctx context.Context, teacher uuid.UUID) error {
	others, err := c.db.OtherTeachersOfSchool(ctx, c.class, teacher)
	if err != nil {
		return fmt.Errorf("counting a school's teachers: %w", err)
	}
	if others == 0 {
		return LastTeacher()
	}
	return nil
}

// nickname cleans one; none is one too.
func nickname(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	clean, wrong := name("nickname", s)
	return clean, wrongs(wrong)
}

// mayBeCalled looks whether a student may be called so in a class, by the input called field: not as its teachers are.
// What a teacher calls a student is the teacher's to answer for.
func (s *Service) mayBeCalled(ctx context.Context, db *classdb.Queries, class uuid.UUID, field, name string) error {
	if s.Names == nil || name == "" {
		return nil
	}
	taken, err := db.TeacherNames(ctx, class)
	if err != nil {
		return fmt.Errorf("reading the names of teachers: %w", err)
	}
	if !s.Names.Name(name, true, taken) {
		return problem.Invalid(problem.Wrong(field, "name_refused"))
	}
	return nil
}

// ChooseNickname changes how the actor is called in the class. Problems: invalid, archived.
func (s *Service) ChooseNickname(ctx context.Context, actor access.Actor, in OfClass[wire.ChooseNickname]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.policy.Check(ctx, actor, access.CallOneself, access.Class(in.Class)); err != nil {
		return none, err
	}
	clean, err := nickname(in.Body.Nickname)
	if err != nil {
		return none, err
	}
	return none, s.changing(ctx, actor, in.Class, nil, func(ctx context.Context, c *change) error {
		m, err := c.db.OneMember(ctx, in.Class, actor.Person)
		if err != nil {
			return fmt.Errorf("reading a member: %w", err)
		}
		if m.Role != string(access.Teacher) {
			if err := s.mayBeCalled(ctx, c.db, in.Class, "nickname", clean); err != nil {
				return err
			}
		}
		err = c.db.ChangeMember(ctx, classdb.ChangeMemberParams{
			ClassID: in.Class, PersonID: actor.Person, Role: m.Role, Nickname: clean, KnownAs: m.KnownAs, GuestUntil: m.GuestUntil,
		})
		if err != nil {
			return fmt.Errorf("changing a nickname: %w", err)
		}
		return c.write(ctx, access.CallOneself, actor.Person, "", nil)
	})
}

// Leave ends the actor's membership, also of a class that is over: what is over stays readable to those who stay.
// Problems: last_teacher, unless that is meant.
func (s *Service) Leave(ctx context.Context, actor access.Actor, in OfClass[wire.LeaveClass]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.policy.Check(ctx, actor, access.LeaveClass, access.Class(in.Class)); err != nil {
		return none, err
	}
	err := s.changingAny(ctx, actor, in.Class, []uuid.UUID{actor.Person}, func(ctx context.Context, c *change) error {
		m, err := c.db.OneMember(ctx, in.Class, actor.Person)
		if err != nil {
			return fmt.Errorf("reading a member: %w", err)
		}
		if m.Role == string(access.Teacher) && !in.Body.Anyway && !c.over {
			if err := c.notTheLast(ctx, actor.Person); err != nil {
				return err
			}
		}
		return c.leave(ctx, actor.Person)
	})
	return none, err
}

func (c *change) leave(ctx context.Context, person uuid.UUID) error {
	if err := c.end(ctx, person); err != nil {
		return err
	}
	if err := c.write(ctx, access.LeaveClass, person, "", nil); err != nil {
		return err
	}
	return notice.AccessChanged(c.Tx, person)
}
