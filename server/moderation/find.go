package moderation

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/language"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Bounds of a search for people.
const (
	maxFound  = 20
	maxFindBy = 80 // characters
)

// FindPeople finds people by what they are called: administrators everybody, a school's coordinators those of their
// school. Students are found only by who says so and gives a reason; that is written in the log of the schools whose
// students were shown (safety.md, rule 17), without the name that was looked for. Problems: access's, invalid (q, reason).
func (s *Service) FindPeople(ctx context.Context, actor access.Actor, in wire.FindPeople) (wire.FoundPeople, error) {
	out := wire.FoundPeople{People: []wire.FoundPerson{}}
	action, object, school := access.FindPeople, access.Installation(), (*uuid.UUID)(nil)
	if in.School != uuid.Nil {
		action, object, school = access.FindSchoolPeople, access.School(in.School), &in.School
	}
	if err := s.Policy.Check(ctx, actor, action, object); err != nil {
		return out, err
	}
	q, err := language.Line(in.Q, maxFindBy)
	if err != nil {
		return out, problem.Invalid(problem.Wrong("q", "required"))
	}
	reason := ""
	if in.Students {
		if reason, err = why("reason", in.Reason); err != nil {
			return out, err
		}
	}
	return out, postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := moderationdb.New(tx).FindPeople(ctx, school, in.Students, q, maxFound+1)
		if err != nil {
			return fmt.Errorf("looking for people: %w", err)
		}
		if out.More = len(rows) > maxFound; out.More {
			rows = rows[:maxFound]
		}
		for _, r := range rows {
			out.People = append(out.People, foundPerson(r))
		}
		if !in.Students {
			return nil
		}
		return audit.Write(ctx, tx, lookedFor(actor, object, school, out.People, reason))
	})
}

func foundPerson(r moderationdb.FindPeopleRow) wire.FoundPerson {
	p := wire.FoundPerson{Person: wire.Person{ID: r.ID, Name: r.DisplayName, Role: r.Role, School: r.SchoolID}, Nicknames: r.Nicknames}
	if r.SchoolID != nil {
		p.SchoolName = &wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}
	}
	return p
}

// lookedFor is the entry about a search that showed students: for the schools whose they are.
func lookedFor(actor access.Actor, object access.Object, school *uuid.UUID, found []wire.FoundPerson, reason string) audit.Entry {
	var schools []uuid.UUID
	if school != nil {
		schools = append(schools, *school)
	}
	students := 0
	for _, p := range found {
		if p.Role != string(access.Student) {
			continue
		}
		students++
		if p.School != nil && !slices.Contains(schools, *p.School) {
			schools = append(schools, *p.School)
		}
	}
	return audit.Entry{
		Actor: actor.Person, Action: access.FindPeople, Object: object, Schools: schools, Reason: reason,
		Data: map[string]any{"students": students},
	}
}
