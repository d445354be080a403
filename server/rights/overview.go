package rights

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Rights gives what the actor asked for and may decide. Problems: unauthenticated.
func (s *Service) Rights(ctx context.Context, actor access.Actor, _ command.None) (wire.Rights, error) {
	out := wire.Rights{Own: []wire.RightsRequest{}, ToDecide: []wire.RightsRequest{}, Students: []wire.RightsStudent{}, May: []string{}, Withdrawn: []wire.WithdrawnClass{}, Classes: []wire.SchoolClass{}}
	err := s.Policy.Check(ctx, actor, access.OwnAffairs, access.Person(actor.Person))
	if err != nil {
		return out, err
	}
	if out.Own, err = s.requests(ctx, "person", actor.Person); err != nil {
		return out, err
	}
	if out.Withdrawn, err = s.withdrawn(ctx, actor.Person); err != nil {
		return out, err
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Installation(), access.ListAffected, access.DecideOthers)
	if err != nil {
		return out, err
	}
	out.May = append(out.May, may...)
	if len(may) > 0 {
		if out.ToDecide, err = s.requests(ctx, "others", uuid.Nil); err != nil {
			return out, err
		}
	}
	school, err := s.db.OwnSchool(ctx, actor.Person)
	if err != nil || school == nil {
		return out, err
	}
	if may, err = access.Allowed(ctx, s.Policy, actor, access.School(*school), access.DecideRights, access.SchoolStudents); err != nil {
		return out, err
	}
	out.May = append(out.May, may...)
	for _, m := range may {
		switch access.Action(m) {
		case access.DecideRights:
			if out.ToDecide, err = s.requests(ctx, "school", *school); err != nil {
				return out, err
			}
			if out.Classes, err = s.classesOf(ctx, *school); err != nil {
				return out, err
			}
		case access.SchoolStudents:
			rows, err := s.db.SchoolStudents(ctx, actor.Person, *school)
			if err != nil {
				return out, fmt.Errorf("reading a school's students: %w", err)
			}
			for _, r := range rows {
				out.Students = append(out.Students, wire.RightsStudent{ID: r.ID, Name: r.DisplayName, KnownAs: r.KnownAs})
			}
		}
	}
	return out, nil
}

// withdrawn are the classes that a student is out of while the consent is withdrawn.
func (s *Service) withdrawn(ctx context.Context, person uuid.UUID) ([]wire.WithdrawnClass, error) {
	rows, err := s.db.WithdrawnFrom(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("reading what a withdrawn consent ended: %w", err)
	}
	all := make([]wire.WithdrawnClass, len(rows))
	for i, r := range rows {
		all[i] = wire.WithdrawnClass{Class: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, At: *r.WithdrawnAt, By: bySchool}
		if r.GuardianWithdrew {
			all[i].By = byGuardian
		}
	}
	return all, nil
}

// classesOf are the classes of a school, whose coordinators take their exports (package class).
func (s *Service) classesOf(ctx context.Context, school uuid.UUID) ([]wire.SchoolClass, error) {
	rows, err := s.db.SchoolClasses(ctx, school)
	if err != nil {
		return nil, fmt.Errorf("reading a school's classes: %w", err)
	}
	all := make([]wire.SchoolClass, len(rows))
	for i, r := range rows {
		all[i] = wire.SchoolClass{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
			Partner: wire.Names{En: r.OtherEn, ZhHans: r.OtherZhHans, ZhHant: r.OtherZhHant}, Began: r.CreatedAt, Erased: r.Erased,
		}
		for _, end := range []*time.Time{r.ArchivedAt, r.EndedAt} {
			if end != nil && (all[i].EndedAt == nil || end.Before(*all[i].EndedAt)) {
				all[i].EndedAt = end
			}
		}
	}
	return all, nil
}
