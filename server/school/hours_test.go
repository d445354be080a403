package school

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

var (
	weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	everyDay = append([]time.Weekday{time.Sunday, time.Saturday}, weekdays...)
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// at is free every one of these days from until, "19:00-21:00".
func at(t testing.TB, place string, days []time.Weekday, hours ...string) Calendar {
	t.Helper()
	c := Calendar{Zone: zone(t, place)}
	for _, h := range hours {
		var fh, fm, uh, um int
		if _, err := fmt.Sscanf(h, "%d:%d-%d:%d", &fh, &fm, &uh, &um); err != nil {
			t.Fatal(err)
		}
		for _, d := range days {
			c.Free = append(c.Free, Hours{d, fh*60 + fm, uh*60 + um})
		}
	}
	return c
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func days(t testing.TB, from, to string) Days { return Days{date(t, from), date(t, to)} }

// said writes the weeks as the two walls show them: "* 2026-11-02: Mon 19:00–20:00 = Tue 08:00–09:00".
func said(a, b Calendar, weeks []Week) []string {
	var all []string
	for _, w := range weeks {
		line := w.Monday.String() + ":"
		if w.Shifted {
			line = "* " + line
		}
		for _, o := range w.Overlaps {
			wall := func(z *time.Location) string {
				return o.Start.In(z).Format("Mon 15:04") + "–" + o.End.In(z).Format("15:04")
			}
			line += " " + wall(a.Zone) + " = " + wall(b.Zone)
		}
		all = append(all, line)
	}
	return all
}

func TestSharedHoursMoveWithTheClocksOfOneCity(t *testing.T) {
	t.Parallel()
	monday := []time.Weekday{time.Monday}
	tuesday := []time.Weekday{time.Tuesday}
	for name, c := range map[string]struct {
		a, b Calendar
		days Days
		want []string
	}{
		"New York falls back in November, Shanghai does not": {
			at(t, "America/New_York", monday, "19:00-21:00"), at(t, "Asia/Shanghai", tuesday, "07:30-08:30"),
			days(t, "2026-10-19", "2026-11-15"),
			[]string{
				"2026-10-19: Mon 19:30–20:30 = Tue 07:30–08:30",
				"2026-10-26: Mon 19:30–20:30 = Tue 07:30–08:30",
				"* 2026-11-02: Mon 19:00–19:30 = Tue 08:00–08:30",
				"2026-11-09: Mon 19:00–19:30 = Tue 08:00–08:30",
			},
		},
		"New York springs forward in March": {
			at(t, "America/New_York", monday, "19:00-21:00"), at(t, "Asia/Shanghai", tuesday, "07:30-08:30"),
			days(t, "2027-03-01", "2027-03-28"),
			[]string{
				"2027-03-01: Mon 19:00–19:30 = Tue 08:00–08:30",
				"2027-03-08: Mon 19:00–19:30 = Tue 08:00–08:30",
				"* 2027-03-15: Mon 19:30–20:30 = Tue 07:30–08:30",
				"2027-03-22: Mon 19:30–20:30 = Tue 07:30–08:30",
			},
		},
		"London has its own Sunday": {
			at(t, "Europe/London", monday, "08:00-09:30"), at(t, "Asia/Shanghai", monday, "15:00-17:00"),
			days(t, "2026-10-12", "2026-11-01"),
			[]string{
				"2026-10-12: Mon 08:00–09:30 = Mon 15:00–16:30",
				"2026-10-19: Mon 08:00–09:30 = Mon 15:00–16:30",
				"* 2026-10-26: Mon 08:00–09:00 = Mon 16:00–17:00",
			},
		},
		"the overlap is lost with the hour": {
			at(t, "America/New_York", monday, "20:00-21:00"), at(t, "Asia/Shanghai", tuesday, "08:00-09:00"),
			days(t, "2026-10-26", "2026-11-15"),
			[]string{"2026-10-26: Mon 20:00–21:00 = Tue 08:00–09:00", "* 2026-11-02:", "2026-11-09:"},
		},
		"school hours half the world apart never meet": {
			at(t, "America/New_York", weekdays, "08:00-15:00"), at(t, "Asia/Shanghai", weekdays, "08:00-17:00"),
			days(t, "2026-10-26", "2026-11-08"),
			[]string{"2026-10-26:", "2026-11-02:"},
		},
		"the range begins and ends in the middle of a week": {
			at(t, "America/New_York", weekdays, "19:00-20:00"), at(t, "Asia/Shanghai", everyDay, "07:00-08:00"),
			days(t, "2026-10-22", "2026-10-26"),
			[]string{
				"2026-10-19: Thu 19:00–20:00 = Fri 07:00–08:00 Fri 19:00–20:00 = Sat 07:00–08:00",
				"2026-10-26: Mon 19:00–20:00 = Tue 07:00–08:00",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			weeks, err := Shared(c.a, c.b, c.days)
			if err != nil {
				t.Fatal(err)
			}
			if got := said(c.a, c.b, weeks); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestTheWeekOfAChangeOfTheClocksNamesIt(t *testing.T) {
	t.Parallel()
	a, b := at(t, "America/New_York", weekdays, "19:00-21:00"), at(t, "Europe/London", weekdays, "08:00-09:00")
	weeks, err := Shared(a, b, days(t, "2026-10-19", "2026-11-08"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range weeks {
		for _, c := range w.Changes {
			got = append(got, fmt.Sprintf("%s second=%t %s by %s", w.Monday, c.Second, c.At.Format(time.RFC3339), c.By))
		}
	}
	want := []string{"2026-10-19 second=true 2026-10-25T01:00:00Z by -1h0m0s", "2026-10-26 second=false 2026-11-01T06:00:00Z by -1h0m0s"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestATimeThatTheClockSkipsDoesNotExistAndOneThatItRepeatsCountsOnce(t *testing.T) {
	t.Parallel()
	sunday := []time.Weekday{time.Sunday}
	for _, c := range []struct{ place, hours, on, want string }{
		{"America/New_York", "02:15-02:45", "2027-03-14", ""},                        // all of it in the gap
		{"America/New_York", "01:30-02:30", "2027-03-14", "06:30–07:00"},             // ends in it
		{"America/New_York", "02:30-04:00", "2027-03-14", "07:00–08:00"},             // begins in it
		{"America/New_York", "01:00-04:00", "2027-03-14", "06:00–08:00"},             // around it
		{"America/New_York", "01:15-01:45", "2026-11-01", "05:15–05:45"},             // Go takes the first one
		{"America/New_York", "00:30-03:00", "2026-11-01", "04:30–06:00 07:00–08:00"}, // and leaves the second out
		{"Europe/London", "01:15-01:45", "2026-10-25", "01:15–01:45"},                // here it takes the second
		{"Europe/London", "00:30-03:00", "2026-10-25", "23:30–00:00 01:00–03:00"},    // and leaves the first out
		{"Asia/Shanghai", "08:00-09:00", "2026-10-25", "00:00–01:00"},                // no change at all
		{"Australia/Lord_Howe", "01:00-03:00", "2026-10-04", "14:30–16:00"},          // half an hour, forward
		{"Africa/Cairo", "23:00-24:00", "2026-10-25", "20:00–21:00"},                 // far from its own change
		{"Pacific/Apia", "12:00-13:00", "2026-10-25", "23:00–00:00"},                 // the day before, by UTC
		{"America/Santiago", "00:00-02:00", "2026-09-06", "04:00–05:00"},             // midnight itself is skipped
	} {
		calendar := at(t, c.place, sunday, c.hours)
		var got []string
		for _, i := range calendar.free(days(t, c.on, c.on)) {
			got = append(got, i.Start.Format("15:04")+"–"+i.End.Format("15:04"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %s on %s: got %q, want %q", c.place, c.hours, c.on, s, c.want)
		}
	}
}

func TestNothingIsSharedOutsideOfTermsOrInHolidays(t *testing.T) {
	t.Parallel()
	a, b := at(t, "America/New_York", weekdays, "19:00-20:00"), at(t, "Asia/Shanghai", everyDay, "07:00-08:00")
	a.Terms = []Days{days(t, "2026-08-24", "2026-10-21")}
	b.Holidays = []Days{days(t, "2026-10-01", "2026-10-07"), days(t, "2026-10-21", "2026-10-21")}
	weeks, err := Shared(a, b, days(t, "2026-09-28", "2026-10-25"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-09-28: Mon 19:00–20:00 = Tue 07:00–08:00 Tue 19:00–20:00 = Wed 07:00–08:00",
		"2026-10-05: Wed 19:00–20:00 = Thu 07:00–08:00 Thu 19:00–20:00 = Fri 07:00–08:00 Fri 19:00–20:00 = Sat 07:00–08:00",
		"2026-10-12: Mon 19:00–20:00 = Tue 07:00–08:00 Tue 19:00–20:00 = Wed 07:00–08:00 Wed 19:00–20:00 = Thu 07:00–08:00 Thu 19:00–20:00 = Fri 07:00–08:00 Fri 19:00–20:00 = Sat 07:00–08:00",
		"2026-10-19: Mon 19:00–20:00 = Tue 07:00–08:00 Wed 19:00–20:00 = Thu 07:00–08:00",
	}
	if got := said(a, b, weeks); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if got := WeeklyMinutes(a, b, date(t, "2026-10-05")); got != 5*60 {
		t.Errorf("a week has %d minutes in the list of partners: holidays are no matter there", got)
	}
}

func TestMoreThanAYearIsNotWorkedOut(t *testing.T) {
	t.Parallel()
	a := at(t, "America/New_York", weekdays, "19:00-20:00")
	for _, d := range []Days{days(t, "2026-01-02", "2026-01-01"), days(t, "2026-01-01", "2027-01-03")} {
		if _, err := Shared(a, a, d); err == nil {
			t.Errorf("%v was worked out", d)
		}
	}
	weeks, err := Shared(a, a, days(t, "2026-01-01", "2027-01-01"))
	if err != nil || len(weeks) != 53 {
		t.Errorf("a year: %d weeks, %v", len(weeks), err)
	}
}

// freeAt is what free promises, said for one instant: the wall shows a free time of an open day, and time.Date gives this
// instant for what the wall shows.
func freeAt(c Calendar, t time.Time) bool {
	local := t.In(c.Zone)
	d, minute := DateOf(local), local.Hour()*60+local.Minute()
	if !c.open(d) || !time.Date(d.Year, d.Month, d.Day, local.Hour(), local.Minute(), 0, 0, c.Zone).Equal(t) {
		return false
	}
	return slices.ContainsFunc(c.Free, func(h Hours) bool { return h.Weekday == d.Weekday() && h.From <= minute && minute < h.Until })
}

func drawCalendar(rt *rapid.T, name string) Calendar {
	place := rapid.SampledFrom([]string{
		"America/New_York", "Asia/Shanghai", "Europe/London", "Australia/Lord_Howe", "America/St_Johns", "America/Santiago", "Pacific/Auckland", "Asia/Kathmandu",
	}).Draw(rt, name)
	z, err := time.LoadLocation(place)
	if err != nil {
		rt.Fatal(err)
	}
	c := Calendar{Zone: z}
	for range rapid.IntRange(0, 6).Draw(rt, name+" hours") {
		from := rapid.IntRange(0, 95).Draw(rt, "from") * 15
		c.Free = append(c.Free, Hours{
			time.Weekday(rapid.IntRange(0, 6).Draw(rt, "weekday")), from, min(1440, from+15*rapid.IntRange(1, 40).Draw(rt, "length")),
		})
	}
	first := Date{2026, time.March, 1}
	stretch := func(what string) Days {
		from := first.Add(rapid.IntRange(0, 260).Draw(rt, what))
		return Days{from, from.Add(rapid.IntRange(0, 60).Draw(rt, what+" length"))}
	}
	for range rapid.IntRange(0, 2).Draw(rt, name+" terms") {
		c.Terms = append(c.Terms, stretch("term"))
	}
	for range rapid.IntRange(0, 2).Draw(rt, name+" holidays") {
		c.Holidays = append(c.Holidays, stretch("holiday"))
	}
	return c
}

func TestEveryInstantIsSharedThatIsFreeInBothCitiesAndNoOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a, b := drawCalendar(rt, "a"), drawCalendar(rt, "b")
		from := Date{2026, time.March, 1}.Add(rapid.IntRange(0, 250).Draw(rt, "first day"))
		span := Days{from, from.Add(rapid.IntRange(0, 20).Draw(rt, "days"))}
		weeks, err := Shared(a, b, span)
		if err != nil {
			rt.Fatal(err)
		}
		var all []Interval
		for _, w := range weeks {
			for _, o := range w.Overlaps {
				if first := DateOf(o.Start.In(a.Zone)); first.Monday() != w.Monday {
					rt.Fatalf("%v stands in the week of %v", o, w.Monday)
				}
			}
			all = append(all, w.Overlaps...)
		}
		if !slices.IsSortedFunc(all, func(x, y Interval) int { return x.Start.Compare(y.Start) }) {
			rt.Fatal("not in order")
		}
		next := 0
		for at := span.From.Add(-1).utc(); at.Before(span.To.Add(2).utc()); at = at.Add(15 * time.Minute) {
			for next < len(all) && !at.Before(all[next].End) {
				next++
			}
			got := next < len(all) && !at.Before(all[next].Start)
			want := span.has(DateOf(at.In(a.Zone))) && freeAt(a, at) && freeAt(b, at)
			if got != want {
				rt.Fatalf("%s = %s: shared is %t, want %t", at.In(a.Zone), at.In(b.Zone), got, want)
			}
		}
	})
}

func TestEveryInstantAroundAChangeOfTheClocksIsFreeWhenTheWallSaysSo(t *testing.T) {
	t.Parallel()
	changes := map[string][]Date{ // days of 2026 on which the clocks change
		"America/New_York": {{2026, time.March, 8}, {2026, time.November, 1}}, "Europe/London": {{2026, time.March, 29}, {2026, time.October, 25}},
		"Australia/Lord_Howe": {{2026, time.April, 5}, {2026, time.October, 4}}, "America/Santiago": {{2026, time.April, 4}, {2026, time.September, 6}},
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := drawCalendar(rt, "c")
		c.Terms, c.Holidays = nil, nil
		on, known := changes[c.Zone.String()]
		if !known {
			return
		}
		day := rapid.SampledFrom(on).Draw(rt, "day")
		from := rapid.IntRange(0, 20).Draw(rt, "from") * 15
		c.Free = append(c.Free, Hours{day.Weekday(), from, from + 15*rapid.IntRange(1, 20).Draw(rt, "length")})
		all := c.free(Days{day, day})
		for at := day.Add(-1).utc(); at.Before(day.Add(2).utc()); at = at.Add(15 * time.Minute) {
			got := slices.ContainsFunc(all, func(i Interval) bool { return !at.Before(i.Start) && at.Before(i.End) })
			if want := DateOf(at.In(c.Zone)) == day && freeAt(c, at); got != want {
				rt.Fatalf("%s: free is %t, want %t", at.In(c.Zone), got, want)
			}
		}
	})
}
