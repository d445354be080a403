package supervision

import (
	"context"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// OtherSchool: it is for the teachers of the student's own school.
func OtherSchool() *problem.Error { return problem.New(http.StatusForbidden, "class.other_school") }

// PutBack: the student's own school has let them in again within the last day; another school's teachers can mute them.
func PutBack() *problem.Error { return problem.New(http.StatusConflict, "supervision.put_back") }

// removal is how somebody stands whom a teacher takes out of a class, or lets in again.
type removal supervisiondb.RemovalRow

// ofOther tells whether they are the other school's than the teacher's. Guests, whom no school of the class vouches for, are
// nobody's.
func (r removal) ofOther(class supervisiondb.AboutRow) bool {
	paired := r.SchoolID != nil && (*r.SchoolID == class.SchoolA || *r.SchoolID == class.SchoolB)
	return paired && (r.Own == nil || *r.Own != *r.SchoolID)
}

// byOwn tells whether their own school took them out.
func (r removal) byOwn() bool {
	return r.SchoolID != nil && r.RemovedFrom != nil && *r.SchoolID == *r.RemovedFrom
}

// Remove takes somebody out of a class; TakeBack undoes it. A school's teachers take its own students out for good. The other
// school's do so for the time being, for the room's safety: the student's school is told at once, with the reason, and
// lets them in again, or leaves them out by its own word. What it decided holds for a day against the other's.
// Problems: access's; not_found, supervision.is_teacher, supervision.put_back.
func (s *Service) Remove(ctx context.Context, actor access.Actor, in wire.RemoveMember) (command.None, error) {
	class, m, err := s.toManage(ctx, actor, in.MemberRef)
	if err != nil {
		return command.None{}, err
	}
	if err := s.sayable(in.Reason); err != nil {
		return command.None{}, err
	}
	d := &deed{
		actor: actor, class: class, action: "class.remove", object: access.Class(in.Class), person: in.Person, reason: in.Reason,
		tell: "removed", language: m.Language, link: "/classes",
	}
	before, keepers, err := s.removal(ctx, d)
	if err != nil {
		return command.None{}, err
	}
	other := before.ofOther(class)
	return command.None{}, s.Log.InTx(ctx, d.topics(keepers), func(ctx context.Context, tx *topic.Tx) error {
		if err := s.stillMay(ctx, tx, d, access.ManageClass); err != nil {
			return err
		}
		db := supervisiondb.New(tx)
		now, err := db.Removal(ctx, actor.Person, in.Class, in.Person)
		if err != nil {
			return fmt.Errorf("reading how a member stands: %w", err)
		}
		again := now.Out && !other && !removal(now).byOwn() // by the own school's word from now on
		switch {
		case other && now.PutBack:
			return PutBack()
		case other:
			d.tell, d.data = "removed_for_now", map[string]any{"for_now": true}
		case again:
			d.tell = "" // they know that they are out
		}
		return d.toMember(ctx, tx, func(ctx context.Context, db *supervisiondb.Queries) (bool, error) {
			n, err := db.Remove(ctx, supervisiondb.RemoveParams{By: actor.Person, Reason: in.Reason, Class: in.Class, Person: in.Person, Again: again})
			if err != nil {
				return false, fmt.Errorf("taking somebody out of a class: %w", err)
			}
			if n == 0 || !other {
				return n > 0, nil
			}
			return true, d.tellSchool(ctx, tx, keepers, m.Name)
		})
	})
}

// TakeBack lets somebody in again whom a teacher had taken out: those of their own school, and, of what the other school's
// did, those as well. Problems: access's; not_found, supervision.is_teacher, class.other_school.
func (s *Service) TakeBack(ctx context.Context, actor access.Actor, in wire.MemberRef) (command.None, error) {
	class, m, err := s.toManage(ctx, actor, in)
	if err != nil {
		return command.None{}, err
	}
	d := &deed{
		actor: actor, class: class, action: "class.take_back", object: access.Class(in.Class), person: in.Person,
		tell: "returned", language: m.Language, link: linkTo(in.Class),
	}
	return command.None{}, s.toMember(ctx, d, access.ManageClass, func(ctx context.Context, db *supervisiondb.Queries) (bool, error) {
		now, err := db.Removal(ctx, actor.Person, in.Class, in.Person)
		if err != nil {
			return false, fmt.Errorf("reading how a member stands: %w", err)
		}
		if of := removal(now); of.ofOther(class) && of.byOwn() {
			return false, OtherSchool()
		}
		n, err := db.TakeBack(ctx, in.Class, in.Person)
		if err != nil {
			return false, fmt.Errorf("taking somebody back into a class: %w", err)
		}
		return n > 0, nil
	})
}

// removal reads how the member of a deed stands, and, where they are the other school's, whom it has to be told there.
func (s *Service) removal(ctx context.Context, d *deed) (removal, []supervisiondb.SchoolsKeepersRow, error) {
	row, err := s.db.Removal(ctx, d.actor.Person, d.class.ID, d.person)
	if err != nil {
		return removal{}, nil, fmt.Errorf("reading how a member stands: %w", err)
	}
	of := removal(row)
	if !of.ofOther(d.class) {
		return of, nil, nil
	}
	keepers, err := s.db.SchoolsKeepers(ctx, d.class.ID, *of.SchoolID)
	if err != nil {
		return of, nil, fmt.Errorf("finding a school's teachers: %w", err)
	}
	return of, keepers, nil
}

// topics are those that taking somebody out holds.
func (d *deed) topics(keepers []supervisiondb.SchoolsKeepersRow) []topic.Name {
	people := []uuid.UUID{d.person}
	for _, k := range keepers {
		people = append(people, k.ID)
	}
	return append(notice.Topics(people...), topic.Name(d.class.Topic))
}

// tellSchool tells a student's own school that the other's teachers took them out.
func (d *deed) tellSchool(ctx context.Context, tx *topic.Tx, keepers []supervisiondb.SchoolsKeepersRow, name string) error {
	for _, k := range keepers {
		n := notice.Notice{Person: k.ID, Kind: "class.removed_by_other", Data: map[string]string{"Class": nameOf(d.class, k.Language), "Name": name, "Reason": d.reason}}
		if k.Teaches {
			n.Link = linkTo(d.class.ID) + "/members"
		}
		if err := notice.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}
