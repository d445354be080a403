package moderation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// AuditChoices gives administrators what the log can be read by.
func (s *Service) AuditChoices(ctx context.Context, actor access.Actor, _ command.None) (wire.LogChoices, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadAudit, access.Installation()); err != nil {
		return noChoices(), err
	}
	return s.choices(ctx, nil, false)
}

// SchoolLogChoices gives a school's staff what their school's log can be read by.
func (s *Service) SchoolLogChoices(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.LogChoices, error) {
	if err := s.Policy.Check(ctx, actor, access.ReadSchoolLog, access.School(in.School)); err != nil {
		return noChoices(), err
	}
	coordinates, err := access.Allowed(ctx, s.Policy, actor, access.School(in.School), access.FindSchoolPeople)
	if err != nil {
		return noChoices(), err
	}
	return s.choices(ctx, &in.School, len(coordinates) > 0)
}

func noChoices() wire.LogChoices {
	return wire.LogChoices{Actions: []string{}, Schools: []wire.LogSchool{}, Classes: []wire.LogClass{}}
}

// choices names classes only to who may know them all: teachers know those alone in which they are.
func (s *Service) choices(ctx context.Context, school *uuid.UUID, named bool) (wire.LogChoices, error) {
	out := noChoices()
	actions, err := s.db.LoggedActions(ctx, school)
	if err != nil {
		return out, fmt.Errorf("listing what was done: %w", err)
	}
	out.Actions = append(out.Actions, actions...)
	schools, err := s.db.LogSchools(ctx, school)
	if err != nil {
		return out, fmt.Errorf("listing schools: %w", err)
	}
	for _, r := range schools {
		out.Schools = append(out.Schools, wire.LogSchool{ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}})
	}
	classes, err := s.db.LogClasses(ctx, named, school)
	if err != nil {
		return out, fmt.Errorf("listing classes: %w", err)
	}
	for _, r := range classes {
		c := wire.LogClass{
			ID: r.ID, CreatedAt: r.CreatedAt, Over: r.Over,
			Schools: []wire.Names{{En: r.AEn, ZhHans: r.AZhHans, ZhHant: r.AZhHant}, {En: r.BEn, ZhHans: r.BZhHans, ZhHant: r.BZhHant}},
		}
		if r.NameEn != "" {
			c.Names = &wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}
		}
		out.Classes = append(out.Classes, c)
	}
	return out, nil
}
