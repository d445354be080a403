package school

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/wire"
)

// city reads one; the problem is not_found.
func city(ctx context.Context, db *schooldb.Queries, id uuid.UUID) (wire.City, error) {
	c, err := db.City(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return wire.City{}, problem.NotFound()
	}
	if err != nil {
		return wire.City{}, fmt.Errorf("reading a city: %w", err)
	}
	return wire.City{
		ID: c.ID, Slug: c.Slug, Country: c.Country, TimeZone: c.TimeZone, Names: wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant},
	}, nil
}

// AddCity adds a city to the list.
func (s *Service) AddCity(ctx context.Context, actor access.Actor, in wire.AddCity) (wire.City, error) {
	if err := s.check(ctx, actor, access.AddCity); err != nil {
		return wire.City{}, err
	}
	var f form
	names := f.names("names", in.Names)
	if _, err := zoneOf(in.TimeZone); err != nil {
		f.add(problem.Wrong("time_zone", "time_zone"))
	}
	if err := f.err(); err != nil {
		return wire.City{}, err
	}
	id := newID()
	err := pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		err := schooldb.New(tx).AddCity(ctx, schooldb.AddCityParams{
			ID: id, Slug: slugOf(names.En), Country: in.Country, TimeZone: in.TimeZone, NameEn: names.En, NameZhHans: names.ZhHans, NameZhHant: names.ZhHant,
		})
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.AddCity, Object: access.Installation(), Data: map[string]any{"city": id, "name": names.En},
		})
	})
	if err != nil {
		return wire.City{}, fmt.Errorf("adding a city: %w", err)
	}
	return city(ctx, s.db, id)
}

// zoneOf takes IANA names alone: "Local" would be the server's own.
func zoneOf(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, errors.New("no time zone")
	}
	return time.LoadLocation(name)
}
