package school

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/language"
	"tongchuang/server/problem"
	"tongchuang/server/school/schooldb"
	"tongchuang/server/wire"
)

// ownSchool is the school that vouches for the actor, who may look for partners.
func (s *Service) ownSchool(ctx context.Context, actor access.Actor) (wire.School, error) {
	if err := s.check(ctx, actor, access.SearchPartners); err != nil {
		return wire.School{}, err
	}
	own, err := s.db.PersonsSchool(ctx, actor.Person)
	if err != nil {
		return wire.School{}, fmt.Errorf("reading a person's school: %w", err)
	}
	if own.SchoolID == nil {
		return wire.School{}, problem.Forbidden()
	}
	return school(ctx, s.db, *own.SchoolID)
}

// Describe says, for the actor's school, which class looks for a partner.
func (s *Service) Describe(ctx context.Context, actor access.Actor, in wire.PartnerSearchInput) (wire.PartnerSearch, error) {
	own, err := s.ownSchool(ctx, actor)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	if err := s.Policy.Check(ctx, actor, access.DescribeClass, access.School(own.ID)); err != nil {
		return wire.PartnerSearch{}, err
	}
	hours, lang, err := cleanSearch(&in)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	row := schooldb.AddSearchParams{
		ID: newID(), SchoolID: own.ID, AuthorID: actor.Person, AgeFrom: int32(in.AgeFrom), AgeTo: int32(in.AgeTo), Size: int32(in.Size), Subject: in.Subject,
		EnglishLevel: in.EnglishLevel, ChineseLevel: in.ChineseLevel, Hours: hours, Wishes: in.Wishes, Language: lang,
	}
	if err := s.db.AddSearch(ctx, row); err != nil {
		return wire.PartnerSearch{}, fmt.Errorf("keeping a partner search: %w", err)
	}
	return s.Search(ctx, actor, wire.PartnerSearchRef{Search: row.ID})
}

// ChangeSearch replaces a search of the actor's school; colleagues stand in for each other.
func (s *Service) ChangeSearch(ctx context.Context, actor access.Actor, in wire.ChangePartnerSearch) (wire.PartnerSearch, error) {
	if err := s.check(ctx, actor, access.SearchPartners); err != nil {
		return wire.PartnerSearch{}, err
	}
	before, err := s.search(ctx, in.Search)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	if err := s.Policy.Check(ctx, actor, access.DescribeClass, access.School(before.SchoolID)); err != nil {
		return wire.PartnerSearch{}, err
	}
	hours, lang, err := cleanSearch(&in.PartnerSearchInput)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	err = s.db.ChangeSearch(ctx, schooldb.ChangeSearchParams{
		ID: in.Search, AgeFrom: int32(in.AgeFrom), AgeTo: int32(in.AgeTo), Size: int32(in.Size), Subject: in.Subject,
		EnglishLevel: in.EnglishLevel, ChineseLevel: in.ChineseLevel, Hours: hours, Wishes: in.Wishes, Language: lang, Closed: in.Closed,
	})
	if err != nil {
		return wire.PartnerSearch{}, fmt.Errorf("changing a partner search: %w", err)
	}
	return s.Search(ctx, actor, wire.PartnerSearchRef{Search: in.Search})
}

func cleanSearch(in *wire.PartnerSearchInput) (hours []byte, lang string, err error) {
	var f form
	if in.AgeTo < in.AgeFrom {
		f.add(problem.Wrong("age_to", "oldest_younger"))
	}
	in.Hours = f.hours("hours", in.Hours)
	in.Wishes = f.body("wishes", in.Wishes, maxWishes)
	if err := f.err(); err != nil {
		return nil, "", err
	}
	if in.Hours == nil {
		in.Hours = []wire.LocalHours{}
	}
	hours, err = json.Marshal(in.Hours)
	return hours, string(language.Detect(in.Wishes, language.Zh).Tag), err
}

// search reads one; the problem is not_found.
func (s *Service) search(ctx context.Context, id uuid.UUID) (schooldb.SearchesRow, error) {
	rows, err := s.db.Searches(ctx, schooldb.SearchesParams{ID: &id})
	if err != nil {
		return schooldb.SearchesRow{}, fmt.Errorf("reading a partner search: %w", err)
	}
	if len(rows) == 0 {
		return schooldb.SearchesRow{}, problem.NotFound()
	}
	return rows[0], nil
}

// Search gives one: of another school only while it is open.
func (s *Service) Search(ctx context.Context, actor access.Actor, in wire.PartnerSearchRef) (wire.PartnerSearch, error) {
	own, err := s.ownSchool(ctx, actor)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	r, err := s.search(ctx, in.Search)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	if r.ClosedAt != nil && r.SchoolID != own.ID {
		return wire.PartnerSearch{}, problem.NotFound()
	}
	with, err := s.comparedWith(ctx, own, in.With)
	if err != nil {
		return wire.PartnerSearch{}, err
	}
	out, err := searchOf(r, with)
	if err != nil {
		return out, err
	}
	switch found, err := s.db.PairingWith(ctx, own.ID, r.SchoolID); {
	case err == nil:
		out.Pairing = &wire.PairingWith{ID: found.ID, Open: found.Open}
	case !errors.Is(err, pgx.ErrNoRows):
		return out, fmt.Errorf("looking for a pairing of two schools: %w", err)
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.School(r.SchoolID), access.DescribeClass)
	out.May = append(out.May, may...)
	return out, err
}

// Searches lists those that fit; of other schools the ones with the most shared time first.
func (s *Service) Searches(ctx context.Context, actor access.Actor, in wire.FindPartners) (wire.PartnerSearches, error) {
	out := wire.PartnerSearches{Searches: []wire.PartnerSearch{}}
	own, err := s.ownSchool(ctx, actor)
	if err != nil {
		return out, err
	}
	with, err := s.comparedWith(ctx, own, in.With)
	if err != nil {
		return out, err
	}
	rows, err := s.db.Searches(ctx, wanted(in, own))
	if err != nil {
		return out, fmt.Errorf("reading partner searches: %w", err)
	}
	var may []string
	if in.Mine {
		if may, err = access.Allowed(ctx, s.Policy, actor, access.School(own.ID), access.DescribeClass); err != nil {
			return out, err
		}
	}
	for _, r := range rows {
		found, err := searchOf(r, with)
		if err != nil {
			return out, err
		}
		found.May = append(found.May, may...)
		out.Searches = append(out.Searches, found)
	}
	if !in.Mine {
		slices.SortStableFunc(out.Searches, func(a, b wire.PartnerSearch) int { return cmp.Compare(b.SharedMinutes, a.SharedMinutes) })
	}
	return out, nil
}

// wanted makes the question of the filters.
func wanted(in wire.FindPartners, own wire.School) schooldb.SearchesParams {
	if in.Mine {
		return schooldb.SearchesParams{School: &own.ID}
	}
	q := schooldb.SearchesParams{
		NotSchool: &own.ID, City: given(in.City), AgeFrom: number(in.AgeFrom), AgeTo: number(in.AgeTo),
		Subject: word(in.Subject), EnglishLevel: word(in.EnglishLevel), ChineseLevel: word(in.ChineseLevel), Country: word(in.Country),
	}
	switch in.Elsewhere {
	case "city":
		q.OtherCityThan = &own.City.ID
	case "country":
		q.OtherCountryThan = &own.City.Country
	}
	return q
}

func number(n int) *int32 {
	if n == 0 {
		return nil
	}
	small := int32(n)
	return &small
}

func word(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// comparedWith is what shared time is counted by: a search of the own school, or the school's own hours.
func (s *Service) comparedWith(ctx context.Context, own wire.School, search uuid.UUID) (Calendar, error) {
	if search == uuid.Nil {
		p, err := s.db.Profile(ctx, own.ID)
		if err != nil {
			return Calendar{}, fmt.Errorf("reading a school's hours: %w", err)
		}
		return weekly(own.City, p.Hours)
	}
	r, err := s.search(ctx, search)
	if err != nil {
		return Calendar{}, err
	}
	if r.SchoolID != own.ID {
		return Calendar{}, problem.NotFound()
	}
	return weekly(own.City, r.Hours)
}

func searchOf(r schooldb.SearchesRow, with Calendar) (wire.PartnerSearch, error) {
	at := schoolOf(schooldb.SchoolsRow{
		ID: r.SchoolID, NameEn: r.NameEn, NameZhHans: r.NameZhHans, NameZhHant: r.NameZhHant, CityID: r.CityID, Slug: r.Slug, Country: r.Country,
		TimeZone: r.TimeZone, CityEn: r.CityEn, CityZhHans: r.CityZhHans, CityZhHant: r.CityZhHant,
	})
	out := wire.PartnerSearch{
		ID: r.ID, School: at, Author: wire.Person{ID: r.AuthorID, Name: r.AuthorName, Role: r.AuthorRole, School: &at.ID},
		AgeFrom: int(r.AgeFrom), AgeTo: int(r.AgeTo), Size: int(r.Size), Subject: r.Subject, EnglishLevel: r.EnglishLevel, ChineseLevel: r.ChineseLevel,
		Wishes: r.Wishes, Language: r.Language, State: "open", CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, May: []string{},
	}
	if r.ClosedAt != nil {
		out.State = "closed"
	}
	var err error
	if out.Hours, err = hoursOf(r.Hours); err != nil {
		return out, err
	}
	theirs, err := weekly(at.City, r.Hours)
	if err != nil {
		return out, err
	}
	next := DateOf(time.Now().In(with.Zone)).Monday().Add(7)
	out.SharedMinutes = WeeklyMinutes(with, theirs, next)
	return out, nil
}

// weekly makes a calendar without terms of stored hours.
func weekly(c wire.City, stored []byte) (Calendar, error) {
	hours, err := hoursOf(stored)
	if err != nil {
		return Calendar{}, err
	}
	return calendarOf(c, hours)
}

func calendarOf(c wire.City, hours []wire.LocalHours) (Calendar, error) {
	zone, err := zoneOf(c.TimeZone)
	if err != nil {
		return Calendar{}, fmt.Errorf("the time zone of the city %s: %w", c.Slug, err)
	}
	out := Calendar{Zone: zone}
	for _, h := range hours {
		from, _ := clock(h.From, false)
		until, _ := clock(h.Until, true)
		out.Free = append(out.Free, Hours{time.Weekday(h.Weekday % 7), from, until})
	}
	return out, nil
}
