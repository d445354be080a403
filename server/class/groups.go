package class

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/language"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

const (
	maxGroups    = 50
	maxGroupName = 40 // code points
)

// Groups lists the groups of a class, for all its members.
func (s *Service) Groups(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassGroups, error) {
	if err := s.policy.Check(ctx, actor, access.ReadClass, access.Class(in.Class)); err != nil {
		return wire.ClassGroups{}, err
	}
	groups, err := groupsOf(ctx, s.db, in.Class)
	return wire.ClassGroups{Groups: groups}, err
}

func groupsOf(ctx context.Context, db *classdb.Queries, class uuid.UUID) ([]wire.ClassGroup, error) {
	rows, err := db.Groups(ctx, class)
	if err != nil {
		return nil, fmt.Errorf("reading a class's groups: %w", err)
	}
	members, err := db.GroupMembers(ctx, class)
	if err != nil {
		return nil, fmt.Errorf("reading who is in a class's groups: %w", err)
	}
	groups := make([]wire.ClassGroup, len(rows))
	for i, g := range rows {
		groups[i] = wire.ClassGroup{ID: g.ID, Name: g.Name, Members: []uuid.UUID{}}
		for _, m := range members {
			if m.GroupID == g.ID {
				groups[i].Members = append(groups[i].Members, m.PersonID)
			}
		}
	}
	return groups, nil
}

// SaveGroups replaces the groups of a class by those that its teacher made. Problems: invalid, archived.
func (s *Service) SaveGroups(ctx context.Context, actor access.Actor, in OfClass[wire.SaveGroups]) (wire.ClassGroups, error) {
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return wire.ClassGroups{}, err
	}
	if len(in.Body.Groups) > maxGroups {
		return wire.ClassGroups{}, problem.Invalid(problem.Wrong("groups", "too_many", "Max", maxGroups))
	}
	var wrong []*problem.Field
	seen := map[uuid.UUID]bool{}
	groups := slices.Clone(in.Body.Groups)
	for i := range groups {
		line, err := language.Line(groups[i].Name, maxGroupName)
		if err != nil {
			f := problem.Wrong(fmt.Sprintf("groups[%d].name", i), "required")
			wrong = append(wrong, &f)
		} else if s.hides(line) {
			f := problem.Wrong(fmt.Sprintf("groups[%d].name", i), "name_refused")
			wrong = append(wrong, &f)
		}
		groups[i].Name = line
		for _, m := range groups[i].Members {
			if seen[m] {
				f := problem.Wrong(fmt.Sprintf("groups[%d].members", i), "duplicate")
				wrong = append(wrong, &f)
			}
			seen[m] = true
		}
	}
	if err := wrongs(wrong...); err != nil {
		return wire.ClassGroups{}, err
	}
	return s.saveGroups(ctx, actor, in.Class, func([]classdb.PeopleRow) []wire.NewGroup { return groups })
}

// hides tells whether a group's name, which the students of both schools read, holds what would wait in a post.
func (s *Service) hides(name string) bool {
	if s.Names == nil {
		return false
	}
	found := s.Names.Judge(name, post.Place{Class: true, Student: true})
	return found.Block || found.Hold
}

// MixGroups spreads the students evenly over new groups, so that each has as many of both schools as can be.
// Problems: invalid, archived.
func (s *Service) MixGroups(ctx context.Context, actor access.Actor, in OfClass[wire.MixGroups]) (wire.ClassGroups, error) {
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return wire.ClassGroups{}, err
	}
	if in.Body.Groups < 1 || in.Body.Groups > maxGroups {
		return wire.ClassGroups{}, problem.Invalid(problem.Wrong("groups", "too_large", "Max", maxGroups))
	}
	return s.saveGroups(ctx, actor, in.Class, func(people []classdb.PeopleRow) []wire.NewGroup { return mixed(people, in.Body.Groups, rand.Shuffle) })
}

// mixed deals the students of one school after the other, like cards: group sizes, and within them each school's share,
// differ by one at most.
func mixed(people []classdb.PeopleRow, n int, shuffle func(int, func(i, j int))) []wire.NewGroup {
	bySchool := map[uuid.UUID][]uuid.UUID{}
	var schools []uuid.UUID
	for _, p := range people {
		if p.Role != string(access.Student) {
			continue
		}
		school := uuid.Nil
		if p.SchoolID != nil {
			school = *p.SchoolID
		}
		if bySchool[school] == nil {
			schools = append(schools, school)
		}
		bySchool[school] = append(bySchool[school], p.PersonID)
	}
	groups := make([]wire.NewGroup, n)
	for i := range groups {
		groups[i] = wire.NewGroup{Name: strconv.Itoa(i + 1), Members: []uuid.UUID{}}
	}
	slices.SortFunc(schools, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	next := 0
	for _, school := range schools {
		students := bySchool[school]
		shuffle(len(students), func(i, j int) { students[i], students[j] = students[j], students[i] })
		for _, student := range students {
			groups[next%n].Members = append(groups[next%n].Members, student)
			next++
		}
	}
	return groups
}

func (s *Service) saveGroups(ctx context.Context, actor access.Actor, class uuid.UUID, plan func([]classdb.PeopleRow) []wire.NewGroup) (wire.ClassGroups, error) {
	var out wire.ClassGroups
	err := s.changing(ctx, actor, class, nil, func(ctx context.Context, c *change) error {
		people, err := c.db.People(ctx, class)
		if err != nil {
			return fmt.Errorf("reading a class's members: %w", err)
		}
		if err := c.db.DropGroups(ctx, class); err != nil {
			return fmt.Errorf("dropping the groups before: %w", err)
		}
		groups := plan(people)
		for i, g := range groups {
			id := newID()
			if err := c.db.AddGroup(ctx, id, class, g.Name, int32(i)); err != nil {
				return fmt.Errorf("making a group: %w", err)
			}
			for _, m := range g.Members {
				if !slices.ContainsFunc(people, func(p classdb.PeopleRow) bool { return p.PersonID == m }) {
					return problem.NotFound()
				}
			}
			if err := c.db.AddToGroup(ctx, class, id, g.Members); err != nil {
				return fmt.Errorf("filling a group: %w", err)
			}
		}
		if out.Groups, err = groupsOf(ctx, c.db, class); err != nil {
			return err
		}
		return c.write(ctx, "class.save_groups", uuid.Nil, "", map[string]any{"groups": len(groups)})
	})
	return out, err
}
