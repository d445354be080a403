package school

import (
	"time"
)

// Week is what two calendars share from one Monday to the next, by the first calendar's days.
type Week struct {
	Monday   Date
	Overlaps []Interval
	// Shifted: a change of the clocks since the week before lets the overlap fall on other local times in one of the two
	// cities, or makes it come or go.
	Shifted bool
	// Changes of the clocks that fall into the week.
	Changes []ClockChange
}

// Minutes is how long the overlaps of the week are.
func (w Week) Minutes() int { return minutes(w.Overlaps) }

// ClockChange is a change of the clocks.
type ClockChange struct {
	Second bool // in the second calendar's zone
	At     time.Time
	By     time.Duration // forward, or back where negative
}

// Shared works out when two calendars are free at once on these days (the first calendar's), week by week, the empty
// weeks too. It is an error when there are no days or more than a year of them.
func Shared(a, b Calendar, days Days) ([]Week, error) {
	if days.To.Before(days.From) || days.From.Add(maxRange).Before(days.To) {
		return nil, errRange
	}
	// The other's clock can be a day and more ahead or behind.
	around := Days{days.From.Add(-2), days.To.Add(2)}
	overlaps := shared(a.free(days), b.free(around))

	var weeks []Week
	for monday := days.From.Monday(); !days.To.Before(monday); monday = monday.Add(7) {
		w := Week{Monday: monday, Changes: changes(a.Zone, b.Zone, monday)}
		for len(overlaps) > 0 && DateOf(overlaps[0].Start.In(a.Zone)).Before(monday.Add(7)) {
			w.Overlaps = append(w.Overlaps, overlaps[0])
			overlaps = overlaps[1:]
		}
		weeks = append(weeks, w)
	}
	markShifts(a.Zone, b.Zone, weeks)
	return weeks, nil
}

// apart is how far the second zone's clocks are ahead of the first's.
func apart(a, b *time.Location, t time.Time) time.Duration {
	return offsetOf(t.In(b)) - offsetOf(t.In(a))
}

// markShifts marks a week when the two cities' clocks are not as far apart as they were: at one of its overlaps against
// the overlap before, or at its Monday noon against the Monday before, where there was an overlap to shift or is one now.
func markShifts(a, b *time.Location, weeks []Week) {
	noon := func(d Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, a) }
	var last *time.Duration
	for i := range weeks {
		w := &weeks[i]
		for _, o := range w.Overlaps {
			now := apart(a, b, o.Start)
			if last != nil && *last != now {
				w.Shifted = true
			}
			last = &now
		}
		if i == 0 || len(w.Overlaps)+len(weeks[i-1].Overlaps) == 0 {
			continue
		}
		if apart(a, b, noon(w.Monday)) != apart(a, b, noon(w.Monday.Add(-7))) {
			w.Shifted = true
		}
	}
}

func changes(a, b *time.Location, monday Date) []ClockChange {
	var found []ClockChange
	for i, zone := range []*time.Location{a, b} {
		ends := time.Date(monday.Year, monday.Month, monday.Day+7, 0, 0, 0, 0, zone)
		at := time.Date(monday.Year, monday.Month, monday.Day, 0, 0, 0, 0, zone)
		for {
			_, change := at.ZoneBounds()
			if change.IsZero() || !change.Before(ends) {
				break
			}
			if by := offsetOf(change) - offsetOf(change.Add(-time.Second)); by != 0 {
				found = append(found, ClockChange{Second: i == 1, At: change.UTC(), By: by})
			}
			at = change
		}
	}
	return found
}

// WeeklyMinutes is how many minutes of the week that begins on this Monday two classes are free at once, as if neither
// had a holiday: what a list of partners is compared by.
func WeeklyMinutes(a, b Calendar, monday Date) int {
	a.Terms, a.Holidays, b.Terms, b.Holidays = nil, nil, nil, nil
	return minutes(shared(a.free(Days{monday, monday.Add(6)}), b.free(Days{monday.Add(-2), monday.Add(8)})))
}

func minutes(all []Interval) int {
	var sum time.Duration
	for _, i := range all {
		sum += i.End.Sub(i.Start)
	}
	return int(sum / time.Minute)
}
