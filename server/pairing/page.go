package pairing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Pairings lists the pairings of the actor's school, or all to an administrator.
func (s *Service) Pairings(ctx context.Context, actor access.Actor, _ command.None) (wire.Pairings, error) {
	out := wire.Pairings{May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.ListPairings, access.Installation()); err != nil {
		return out, err
	}
	who, err := s.db.Actor(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading a person: %w", err)
	}
	out.School = who.SchoolID // an administrator's is none: they see all
	rows, err := s.db.PairingsOf(ctx, actor.Person, who.SchoolID, nil)
	if err != nil {
		return out, fmt.Errorf("reading pairings: %w", err)
	}
	if out.Pairings, err = withSchools(ctx, s.db, rows); err != nil {
		return out, err
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Installation(), access.ProposePairing)
	out.May = append(out.May, may...)
	return out, err
}

// Schools finds verified schools other than the actor's.
func (s *Service) Schools(ctx context.Context, actor access.Actor, in wire.SchoolQuery) (wire.SchoolChoices, error) {
	out := wire.SchoolChoices{Schools: []wire.School{}}
	if err := s.Policy.Check(ctx, actor, access.ListPairings, access.Installation()); err != nil {
		return out, err
	}
	who, err := s.db.Actor(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading a person: %w", err)
	}
	var own uuid.UUID
	if who.SchoolID != nil {
		own = *who.SchoolID
	}
	rows, err := s.db.SchoolsToChoose(ctx, own, in.Q)
	if err != nil {
		return out, fmt.Errorf("searching schools: %w", err)
	}
	for _, r := range rows {
		out.Schools = append(out.Schools, schoolOf(pairingdb.SchoolsRow{
			ID: r.ID, NameEn: r.NameEn, NameZhHans: r.NameZhHans, NameZhHant: r.NameZhHant, CityID: r.CityID, Slug: r.Slug,
			Country: r.Country, TimeZone: r.TimeZone, CityEn: r.CityEn, CityZhHans: r.CityZhHans, CityZhHant: r.CityZhHant,
		}))
	}
	return out, nil
}

// Page gives all about one pairing.
func (s *Service) Page(ctx context.Context, actor access.Actor, in wire.PairingRef) (wire.PairingPage, error) {
	name := topic.Of(prefix, in.Pairing)
	out := wire.PairingPage{
		Topic: string(name), Thread: in.Pairing, Epoch: s.Epoch.String(),
		Steps: []wire.PairingStep{}, Consents: []wire.PairingConsent{}, Classes: []wire.PairingClass{}, Old: []wire.OldClass{}, AcceptFor: []uuid.UUID{}, May: []string{},
	}
	if err := s.Policy.Check(ctx, actor, access.ReadPairing, access.Pairing(in.Pairing)); err != nil {
		return out, err
	}
	err := postgres.InSnapshot(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := pairingdb.New(tx)
		who, err := db.Actor(ctx, actor.Person)
		if err != nil {
			return fmt.Errorf("reading a person: %w", err)
		}
		out.School = who.SchoolID
		if out.Pairing, err = one(ctx, db, actor.Person, in.Pairing); err != nil {
			return err
		}
		if out.Steps, err = stepsOf(ctx, db, in.Pairing); err != nil {
			return err
		}
		if out.Consents, err = consentsOf(ctx, db, in.Pairing, time.Now()); err != nil {
			return err
		}
		if out.Classes, err = classesOf(ctx, db, actor.Person, in.Pairing); err != nil {
			return err
		}
		if out.Old, err = oldClassesOf(ctx, db, actor.Person, out.Pairing); err != nil {
			return err
		}
		out.Seq, err = topic.HeadIn(ctx, tx, name)
		return err
	})
	if err != nil {
		return out, err
	}
	if err := s.mayContinue(ctx, actor, &out); err != nil {
		return out, err
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Pairing(in.Pairing),
		access.DiscussPairing, access.AcceptPairing, access.WithdrawPairing, access.KeepConsent, access.EnterPairing)
	if err != nil {
		return out, err
	}
	read, err := access.Allowed(ctx, s.Policy, actor, access.Thread(out.Thread), access.ReadThread)
	out.May = append(append(out.May, may...), read...)
	if slices.Contains(may, string(access.AcceptPairing)) && out.Pairing.State == proposed {
		coordinates := slices.Contains(may, string(access.KeepConsent)) // and so accepts for the own school alone
		for _, side := range out.Pairing.Sides {
			own := out.School != nil && *out.School == side.School.ID
			if side.AcceptedAt == nil && (coordinates && own || !coordinates && !side.HasCoordinator) {
				out.AcceptFor = append(out.AcceptFor, side.School.ID)
			}
		}
	}
	return out, err
}

func one(ctx context.Context, db *pairingdb.Queries, reader, id uuid.UUID) (wire.Pairing, error) {
	rows, err := db.PairingsOf(ctx, reader, nil, &id)
	if err != nil {
		return wire.Pairing{}, fmt.Errorf("reading a pairing: %w", err)
	}
	all, err := withSchools(ctx, db, rows)
	switch {
	case err != nil:
		return wire.Pairing{}, err
	case len(all) == 0:
		return wire.Pairing{}, problem.NotFound()
	}
	return all[0], nil
}

func withSchools(ctx context.Context, db *pairingdb.Queries, rows []pairingdb.PairingsOfRow) ([]wire.Pairing, error) {
	var ids []uuid.UUID
	for _, r := range rows {
		ids = append(ids, r.SchoolA, r.SchoolB)
	}
	schools, err := schoolsByID(ctx, db, ids)
	if err != nil {
		return nil, err
	}
	list := make([]wire.Pairing, len(rows))
	for i, r := range rows {
		p := wire.Pairing{
			ID: r.ID, State: stateOf(r.OpenedAt, r.EndedAt), ProposedFrom: r.ProposedFrom, ProposedAt: r.ProposedAt, Search: r.SearchID,
			OpenedAt: r.OpenedAt, EndedAt: r.EndedAt, ChatUntil: r.ChatUntil, LastAt: r.LastAt, Unread: int(r.Unread),
		}
		for _, side := range []struct {
			school   uuid.UUID
			accepted *time.Time
		}{{r.SchoolA, r.AcceptedA}, {r.SchoolB, r.AcceptedB}} {
			of := schools[side.school]
			p.Sides = append(p.Sides, wire.PairingSide{School: schoolOf(of), AcceptedAt: side.accepted, HasCoordinator: of.HasCoordinator})
		}
		if r.ProposedBy != nil && r.ProposedByName != nil && r.ProposedByRole != nil {
			p.ProposedBy = &wire.Person{ID: *r.ProposedBy, Name: *r.ProposedByName, Role: *r.ProposedByRole, School: r.ProposedBySchool}
		}
		list[i] = p
	}
	return list, nil
}

func stateOf(openedAt, endedAt *time.Time) string {
	switch {
	case endedAt != nil:
		return "ended"
	case openedAt != nil:
		return "open"
	}
	return proposed
}

func schoolsByID(ctx context.Context, db *pairingdb.Queries, ids []uuid.UUID) (map[uuid.UUID]pairingdb.SchoolsRow, error) {
	rows, err := db.Schools(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading schools: %w", err)
	}
	byID := make(map[uuid.UUID]pairingdb.SchoolsRow, len(rows))
	for _, r := range rows {
		byID[r.ID] = r
	}
	return byID, nil
}

func schoolOf(r pairingdb.SchoolsRow) wire.School {
	return wire.School{
		ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
		City: wire.City{
			ID: r.CityID, Slug: r.Slug, Country: r.Country, TimeZone: r.TimeZone,
			Names: wire.Names{En: r.CityEn, ZhHans: r.CityZhHans, ZhHant: r.CityZhHant},
		},
	}
}

func stepsOf(ctx context.Context, db *pairingdb.Queries, pairing uuid.UUID) ([]wire.PairingStep, error) {
	rows, err := db.Steps(ctx, pairing)
	if err != nil {
		return nil, fmt.Errorf("reading a pairing's steps: %w", err)
	}
	steps := make([]wire.PairingStep, len(rows))
	for i, r := range rows {
		st := wire.PairingStep{
			ID: r.ID, Pairing: pairing, Kind: r.Kind, At: r.At, School: r.SchoolID, Reason: r.Reason,
			Administrator: r.Administrator, Until: r.Until,
		}
		if r.Purpose != nil {
			st.Purpose = *r.Purpose
		}
		if r.ClassEn != nil {
			st.Class = &wire.Names{En: *r.ClassEn, ZhHans: *r.ClassZhHans, ZhHant: *r.ClassZhHant}
		}
		if r.PersonID != nil && r.DisplayName != nil && r.Role != nil {
			st.Person = &wire.Person{ID: *r.PersonID, Name: *r.DisplayName, Role: *r.Role, School: r.PersonSchool}
		}
		steps[i] = st
	}
	return steps, nil
}

func consentsOf(ctx context.Context, db *pairingdb.Queries, pairing uuid.UUID, now time.Time) ([]wire.PairingConsent, error) {
	rows, err := db.Consents(ctx, pairing)
	if err != nil {
		return nil, fmt.Errorf("reading a pairing's consents: %w", err)
	}
	consents := make([]wire.PairingConsent, len(rows))
	for i, r := range rows {
		c := wire.PairingConsent{
			School: r.SchoolID, Purpose: r.Purpose, State: "standing", GivenAt: r.GivenAt, ExpiresAt: r.ExpiresAt, WithdrawnAt: r.WithdrawnAt, Reason: r.Reason,
			GivenBy: wire.Person{ID: r.PersonID, Name: r.DisplayName, Role: r.Role, School: r.PersonSchool},
		}
		switch {
		case r.WithdrawnAt != nil:
			c.State = "withdrawn"
		case !r.ExpiresAt.After(now):
			c.State = "expired"
		}
		c.Renewable = c.State != "standing" || renewable(r.ExpiresAt, now)
		consents[i] = c
	}
	return consents, nil
}

func classesOf(ctx context.Context, db *pairingdb.Queries, person, pairing uuid.UUID) ([]wire.PairingClass, error) {
	rows, err := db.ClassesOf(ctx, person, pairing)
	if err != nil {
		return nil, fmt.Errorf("reading a pairing's classes: %w", err)
	}
	classes := make([]wire.PairingClass, len(rows))
	for i, r := range rows {
		classes[i] = wire.PairingClass{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, Open: r.Open, Over: r.Over, Member: r.Member,
		}
	}
	return classes, nil
}

// whoIs reads the actor as others see them.
func whoIs(ctx context.Context, db *pairingdb.Queries, id uuid.UUID) (wire.Person, pairingdb.ActorRow, error) {
	who, err := db.Actor(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return wire.Person{}, who, problem.Unauthenticated()
	} else if err != nil {
		return wire.Person{}, who, fmt.Errorf("reading a person: %w", err)
	}
	return wire.Person{ID: who.ID, Name: who.DisplayName, Role: who.Role, School: who.SchoolID}, who, nil
}
