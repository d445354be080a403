package school

import (
	"errors"
	"slices"
	"time"
)

// Date is a day of the calendar, without a time zone. The zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that a clock at t's own location shows.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2026-11-02".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	return DateOf(t), err
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// String gives "2026-11-02".
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

// Add gives the day that is so many days later.
func (d Date) Add(days int) Date { return DateOf(d.utc().AddDate(0, 0, days)) }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.utc().Before(e.utc()) }

// Weekday of the day.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Monday of the week that the day is in; weeks begin on Monday (ISO 8601).
func (d Date) Monday() Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// Days are days that follow one another; both ends belong to them.
type Days struct{ From, To Date }

func (s Days) has(d Date) bool { return !d.Before(s.From) && !s.To.Before(d) }

// Hours are free every week on one day, by the clock on the wall: From ≤ t < Until, in minutes since midnight. What goes
// on after midnight (Until 1440) is the next day's.
type Hours struct {
	Weekday     time.Weekday
	From, Until int
}

// Calendar is when a school, or a class of it, is free.
type Calendar struct {
	Zone     *time.Location
	Free     []Hours
	Terms    []Days // none: the whole year
	Holidays []Days
}

// Interval is a stretch of time: Start ≤ t < End.
type Interval struct{ Start, End time.Time }

func (i Interval) empty() bool { return !i.Start.Before(i.End) }

// maxRange is how many days are worked out at once: a school year.
const maxRange = 366

var errRange = errors.New("the days end before they start, or are more than a year")

func (c Calendar) open(d Date) bool {
	in := func(s Days) bool { return s.has(d) }
	return (len(c.Terms) == 0 || slices.ContainsFunc(c.Terms, in)) && !slices.ContainsFunc(c.Holidays, in)
}

// free gives the instants on these days of the calendar's own zone at which the clock on the wall shows a free time: in
// order, and joined where they touch. Around a change of the clocks: a time that the clock skips does not exist, so hours
// that begin in the gap begin when it ends; a time that the clock shows twice counts once, at the one that time.Date
// takes it for.
func (c Calendar) free(days Days) []Interval {
	var all []Interval
	for d := days.From; !days.To.Before(d); d = d.Add(1) {
		if !c.open(d) {
			continue
		}
		for _, h := range c.Free {
			if h.Weekday == d.Weekday() {
				all = append(all, c.onWall(d, h)...)
			}
		}
	}
	return joined(all)
}

// onWall gives the instants at which the clock shows a time of h on day d. A zone's history is a row of periods with one
// offset each; within each the wall's time is the instant plus the offset, so the hours are cut with every period that
// the day can be in.
func (c Calendar) onWall(d Date, h Hours) []Interval {
	midnight := d.utc() // the wall's time, written as if it were UTC
	from, until := midnight.Add(time.Duration(h.From)*time.Minute), midnight.Add(time.Duration(h.Until)*time.Minute)
	// No offset is more than 15 hours (tz database: −15:13 to +15:13).
	const widest = 16 * time.Hour
	var found []Interval
	for at := from.Add(-widest); at.Before(until.Add(widest)); {
		local := at.In(c.Zone)
		begins, ends := local.ZoneBounds()
		offset := offsetOf(local)
		piece := Interval{from.Add(-offset), until.Add(-offset)}
		if !begins.IsZero() {
			piece.Start = later(piece.Start, begins, c.afterRepeat(begins, offset))
		}
		if !ends.IsZero() {
			piece.End = earlier(piece.End, ends, c.beforeRepeat(ends, offset))
		}
		if !piece.empty() {
			found = append(found, Interval{piece.Start.UTC(), piece.End.UTC()})
		}
		if ends.IsZero() {
			break
		}
		at = ends
	}
	return found
}

// afterRepeat is where times begin to count in the period that begins at change: after those that the clock shows for
// the second time, where time.Date takes them for the first.
func (c Calendar) afterRepeat(change time.Time, offset time.Duration) time.Time {
	before := offsetOf(change.Add(-time.Second).In(c.Zone))
	if before <= offset || !c.takenForFirst(change, before, offset) {
		return change
	}
	return change.Add(before - offset)
}

// beforeRepeat is the same for the period that ends at change.
func (c Calendar) beforeRepeat(change time.Time, offset time.Duration) time.Time {
	after := offsetOf(change.In(c.Zone))
	if offset <= after || c.takenForFirst(change, offset, after) {
		return change
	}
	return change.Add(after - offset)
}

// takenForFirst asks time.Date which of the two it is, with a time from the middle of those that are shown twice.
func (c Calendar) takenForFirst(change time.Time, before, after time.Duration) bool {
	w := change.UTC().Add((before + after) / 2)
	t := time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, c.Zone)
	return t.Before(change)
}

func offsetOf(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

func later(times ...time.Time) time.Time   { return slices.MaxFunc(times, time.Time.Compare) }
func earlier(times ...time.Time) time.Time { return slices.MinFunc(times, time.Time.Compare) }

// joined sorts intervals and makes one of those that touch or overlap.
func joined(all []Interval) []Interval {
	slices.SortFunc(all, func(a, b Interval) int { return a.Start.Compare(b.Start) })
	var out []Interval
	for _, i := range all {
		if n := len(out); n > 0 && !i.Start.After(out[n-1].End) {
			out[n-1].End = later(out[n-1].End, i.End)
			continue
		}
		out = append(out, i)
	}
	return out
}

// shared gives what two lists of intervals, each in order and without overlaps, have in common.
func shared(a, b []Interval) []Interval {
	var out []Interval
	for len(a) > 0 && len(b) > 0 {
		both := Interval{later(a[0].Start, b[0].Start), earlier(a[0].End, b[0].End)}
		if !both.empty() {
			out = append(out, both)
		}
		if a[0].End.Before(b[0].End) {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}
