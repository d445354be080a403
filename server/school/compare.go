package school

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// ahead is how many days are worked out where the asker names no end: a term, about.
const ahead = 12*7 - 1

// SharedHours says when two sides are free at once, week by week, in both local times.
func (s *Service) SharedHours(ctx context.Context, actor access.Actor, in wire.SharedHoursIn) (wire.SharedHours, error) {
	if err := s.check(ctx, actor, access.CompareHours); err != nil {
		return wire.SharedHours{}, err
	}
	a, ofA, err := s.side(ctx, actor, in.A)
	if err != nil {
		return wire.SharedHours{}, err
	}
	b, ofB, err := s.side(ctx, actor, in.B)
	if err != nil {
		return wire.SharedHours{}, err
	}
	days, err := daysOf(in, DateOf(time.Now().In(ofA.Zone)))
	if err != nil {
		return wire.SharedHours{}, err
	}
	weeks, err := Shared(ofA, ofB, days)
	if err != nil {
		return wire.SharedHours{}, err // daysOf has checked the range
	}
	out := wire.SharedHours{From: days.From.String(), Until: days.To.String(), A: a, B: b, Weeks: make([]wire.SharedWeek, len(weeks))}
	for i, w := range weeks {
		out.Weeks[i] = weekOf(w, ofA.Zone, ofB.Zone)
	}
	return out, nil
}

func daysOf(in wire.SharedHoursIn, today Date) (Days, error) {
	var f form
	days := Days{From: today}
	read := func(name, s string, into *Date) {
		if s == "" {
			return
		}
		var err error
		if *into, err = ParseDate(s); err != nil {
			f.add(problem.Wrong(name, "date"))
		}
	}
	read("from", in.From, &days.From)
	days.To = days.From.Add(ahead)
	read("until", in.Until, &days.To)
	if err := f.err(); err != nil {
		return days, err
	}
	switch {
	case days.To.Before(days.From):
		f.add(problem.Wrong("until", "ends_before_start"))
	case days.From.Add(maxRange).Before(days.To):
		f.add(problem.Wrong("until", "longer_than_a_year"))
	}
	return days, f.err()
}

// side is a partner search, with its class's hours, or a school, with its own; both in the school's terms. A search of
// another school is there only while it is open, as where it is read by itself. A school that has not entered its hours
// has those of the class that it described last.
func (s *Service) side(ctx context.Context, actor access.Actor, id uuid.UUID) (wire.SharedSide, Calendar, error) {
	r, err := s.search(ctx, id)
	of, stored := r.SchoolID, r.Hours
	switch {
	case errors.Is(err, problem.NotFound()):
		of = id
	case err != nil:
		return wire.SharedSide{}, Calendar{}, err
	case r.ClosedAt != nil:
		own, err := s.db.PersonsSchool(ctx, actor.Person)
		if err != nil {
			return wire.SharedSide{}, Calendar{}, fmt.Errorf("reading whose school it is: %w", err)
		}
		if own.SchoolID == nil || *own.SchoolID != r.SchoolID {
			return wire.SharedSide{}, Calendar{}, problem.NotFound()
		}
	}
	page, err := profile(ctx, s.db, of)
	if err != nil {
		return wire.SharedSide{}, Calendar{}, err
	}
	out := wire.SharedSide{School: page.School, Hours: page.Hours, Terms: page.Terms, Holidays: page.Holidays}
	if stored != nil {
		if out.Hours, err = hoursOf(stored); err != nil {
			return out, Calendar{}, err
		}
	}
	if stored == nil && len(out.Hours) == 0 {
		described, err := s.db.DescribedHours(ctx, of)
		switch {
		case err == nil:
			out.Described = true
			if out.Hours, err = hoursOf(described); err != nil {
				return out, Calendar{}, err
			}
		case !errors.Is(err, pgx.ErrNoRows):
			return out, Calendar{}, fmt.Errorf("reading the hours of a class: %w", err)
		}
	}
	calendar, err := calendarOf(page.School.City, out.Hours)
	if err != nil {
		return out, calendar, err
	}
	if calendar.Terms, err = stretches(page.Terms); err != nil {
		return out, calendar, err
	}
	calendar.Holidays, err = stretches(page.Holidays)
	return out, calendar, err
}

func stretches(named []wire.NamedDays) ([]Days, error) {
	var all []Days
	for _, n := range named {
		from, err := ParseDate(n.StartsOn)
		if err != nil {
			return nil, fmt.Errorf("reading the days of a school: %w", err)
		}
		to, err := ParseDate(n.EndsOn)
		if err != nil {
			return nil, fmt.Errorf("reading the days of a school: %w", err)
		}
		all = append(all, Days{from, to})
	}
	return all, nil
}

func weekOf(w Week, a, b *time.Location) wire.SharedWeek {
	out := wire.SharedWeek{
		Monday: w.Monday.String(), Minutes: w.Minutes(), Shifted: w.Shifted, Changes: []wire.ClockChange{}, Overlaps: []wire.SharedOverlap{},
	}
	for _, c := range w.Changes {
		side, zone := "a", a
		if c.Second {
			side, zone = "b", b
		}
		out.Changes = append(out.Changes, wire.ClockChange{Side: side, On: DateOf(c.At.In(zone)).String(), Minutes: int(c.By / time.Minute)})
	}
	for _, o := range w.Overlaps {
		out.Overlaps = append(out.Overlaps, wire.SharedOverlap{Start: o.Start, End: o.End, A: wallTimes(o, a), B: wallTimes(o, b)})
	}
	return out
}

func wallTimes(o Interval, zone *time.Location) wire.WallTimes {
	const wall = "2006-01-02T15:04"
	return wire.WallTimes{Start: o.Start.In(zone).Format(wall), End: o.End.In(zone).Format(wall)}
}
