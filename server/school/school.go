// Package school is where schools are: cities, who vouches for whom, terms, quiet hours, the hours that two schools share, and
// the search for a partner. The methods of Service are safe for concurrent use and ask access themselves.
package school

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Deps is what a Service stands on.
type Deps struct {
	Pool   *pgxpool.Pool
	Log    *topic.Log
	Policy Policy
}

// Service offers the feature.
type Service struct {
	Deps
	db *schooldb.Queries
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d, schooldb.New(d.Pool)} }

// Commands registers what is offered over the socket: nothing; what changes is told by notices.
func (s *Service) Commands(*command.Set) {}

func (s *Service) check(ctx context.Context, actor access.Actor, action access.Action) error {
	return s.Policy.Check(ctx, actor, action, access.Installation())
}

// Schools lists the schools, of one city where it is given.
func (s *Service) Schools(ctx context.Context, actor access.Actor, in wire.SchoolsIn) (wire.Schools, error) {
	out := wire.Schools{Schools: []wire.School{}}
	if err := s.check(ctx, actor, access.ListSchools); err != nil {
		return out, err
	}
	rows, err := s.db.Schools(ctx, nil, given(in.City))
	if err != nil {
		return out, fmt.Errorf("reading schools: %w", err)
	}
	for _, r := range rows {
		out.Schools = append(out.Schools, schoolOf(r))
	}
	return out, nil
}

// school reads one; the problem is not_found.
func school(ctx context.Context, db *schooldb.Queries, id uuid.UUID) (wire.School, error) {
	rows, err := db.Schools(ctx, &id, nil)
	if err != nil {
		return wire.School{}, fmt.Errorf("reading a school: %w", err)
	}
	if len(rows) == 0 {
		return wire.School{}, problem.NotFound()
	}
	return schoolOf(rows[0]), nil
}

func schoolOf(r schooldb.SchoolsRow) wire.School {
	return wire.School{
		ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
		City: wire.City{
			ID: r.CityID, Slug: r.Slug, Country: r.Country, TimeZone: r.TimeZone,
			Names: wire.Names{En: r.CityEn, ZhHans: r.CityZhHans, ZhHant: r.CityZhHant},
		},
	}
}

// given makes SQL's null of the zero id.
func given(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// nameIn gives the name that a person with this language reads.
func nameIn(language string, n wire.Names) string {
	switch language {
	case "zh-Hans":
		return n.ZhHans
	case "zh-Hant":
		return n.ZhHant
	}
	return n.En
}
