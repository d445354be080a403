package school

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tongchuang/server/language"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

const (
	maxName   = 120  // code points of a school's or city's name
	maxReason = 1000 // of a reason, and of why somebody asks
	maxWishes = 2000
	maxLabel  = 80  // of a term's or holiday's name
	maxDays   = 366 // of a term: more is a slip of the keyboard
)

// form collects what is wrong with the inputs, in their order.
type form struct{ wrong []problem.Field }

func (f *form) add(field problem.Field) { f.wrong = append(f.wrong, field) }

func (f *form) err() error {
	if len(f.wrong) == 0 {
		return nil
	}
	return problem.Invalid(f.wrong...)
}

// text judges what language made of an input.
func (f *form) text(name, s string, err error, limit int, required bool) string {
	switch {
	case err == nil:
		return s
	case errors.Is(err, &language.Refusal{Reason: language.Empty}):
		if required {
			f.add(problem.Wrong(name, "required"))
		}
	case errors.Is(err, &language.Refusal{Reason: language.TooLong}):
		f.add(problem.Wrong(name, "too_long", "Max", limit))
	default:
		f.add(problem.Wrong(name, "pattern"))
	}
	return ""
}

func (f *form) body(name, s string, limit int) string {
	text, err := language.Body(s, limit)
	return f.text(name, strings.TrimSpace(text), err, limit, true)
}

func (f *form) names(name string, n wire.Names) wire.Names {
	one := func(lang, s string) string {
		text, err := language.Line(s, maxName)
		return f.text(name+"."+lang, text, err, maxName, true)
	}
	return wire.Names{En: one("en", n.En), ZhHans: one("zh-Hans", n.ZhHans), ZhHant: one("zh-Hant", n.ZhHant)}
}

// clock reads "08:00" as minutes since midnight; "24:00" is the end of a day, where it may be one.
func clock(s string, end bool) (int, bool) {
	if len(s) != len("08:00") {
		return 0, false
	}
	if s == "24:00" {
		return 1440, end
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil
}

// hours checks weekly hours: each has an end after its beginning, and none of a day overlap.
func (f *form) hours(name string, list []wire.LocalHours) []wire.LocalHours {
	kept := slices.Clone(list)
	slices.SortStableFunc(kept, func(a, b wire.LocalHours) int {
		if a.Weekday != b.Weekday {
			return a.Weekday - b.Weekday
		}
		return strings.Compare(a.From, b.From)
	})
	for i, h := range list {
		at := fmt.Sprintf("%s[%d]", name, i)
		from, ok := clock(h.From, false)
		if !ok {
			f.add(problem.Wrong(at+".from", "time_of_day"))
			continue
		}
		until, ok := clock(h.Until, true)
		switch {
		case !ok:
			f.add(problem.Wrong(at+".until", "time_of_day"))
		case until <= from:
			f.add(problem.Wrong(at+".until", "ends_before_start"))
		case slices.ContainsFunc(list[:i], func(o wire.LocalHours) bool { return o.Weekday == h.Weekday && o.From < h.Until && h.From < o.Until }):
			f.add(problem.Wrong(at+".from", "overlap"))
		}
	}
	return kept
}

// days checks terms or holidays: each ends after it starts, within a year, and none overlap.
func (f *form) days(name string, list []wire.NamedDays) []wire.NamedDays {
	kept := make([]wire.NamedDays, 0, len(list))
	var known []Days
	for i, n := range list {
		at := fmt.Sprintf("%s[%d]", name, i)
		label, err := language.Line(n.Name, maxLabel)
		label = f.text(at+".name", label, err, maxLabel, false)
		from, err := ParseDate(n.StartsOn)
		if err != nil {
			f.add(problem.Wrong(at+".starts_on", "date"))
			continue
		}
		to, err := ParseDate(n.EndsOn)
		switch {
		case err != nil:
			f.add(problem.Wrong(at+".ends_on", "date"))
			continue
		case to.Before(from):
			f.add(problem.Wrong(at+".ends_on", "ends_before_start"))
		case from.Add(maxDays).Before(to):
			f.add(problem.Wrong(at+".ends_on", "longer_than_a_year"))
		case slices.ContainsFunc(known, func(o Days) bool { return !to.Before(o.From) && !o.To.Before(from) }):
			f.add(problem.Wrong(at+".starts_on", "overlap"))
		}
		known = append(known, Days{from, to})
		kept = append(kept, wire.NamedDays{Name: label, StartsOn: from.String(), EndsOn: to.String()})
	}
	return kept
}

// quiet checks quiet hours, which may go over midnight.
func (f *form) quiet(q wire.QuietHours) {
	_, from := clock(q.From, false)
	_, until := clock(q.Until, false)
	switch {
	case q.From == "" && q.Until == "":
	case q.From == "" || q.Until == "":
		name := "quiet.from"
		if q.Until == "" {
			name = "quiet.until"
		}
		f.add(problem.Wrong(name, "required_together"))
	default:
		if !from {
			f.add(problem.Wrong("quiet.from", "time_of_day"))
		}
		if !until {
			f.add(problem.Wrong("quiet.until", "time_of_day"))
		}
	}
}
