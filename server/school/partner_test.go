package school_test

import (
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func aClass() m {
	return m{
		"age_from": 12, "age_to": 14, "size": 25, "subject": "science", "english_level": "native", "chinese_level": "beginner",
		"hours": []m{{"weekday": 1, "from": "19:00", "until": "21:00"}}, "wishes": "We measure our river every week and look for another river.",
	}
}

func TestAPartnerIsFoundByWhatItIsAndByTheTimeThatIsShared(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	var ours, theirs, other wire.PartnerSearch
	w.must(w.Teacher, "POST", "/api/partner-searches", aClass(), &ours)
	class := aClass()
	class["hours"], class["english_level"], class["wishes"] = []m{{"weekday": 2, "from": "07:00", "until": "08:30"}}, "intermediate", "我们每周测量巢湖的水质，想认识另一条河边的同学。"
	w.must(w.TeacherHefei, "POST", "/api/partner-searches", class, &theirs)
	class["age_from"], class["age_to"], class["subject"], class["hours"] = 15, 17, "music", []m{{"weekday": 3, "from": "12:00", "until": "13:00"}}
	w.must(w.TeacherHefei, "POST", "/api/partner-searches", class, &other)
	if ours.Language != "en" || theirs.Language != "zh-Hans" {
		t.Errorf("the languages are %s and %s", ours.Language, theirs.Language)
	}

	found := func(query string) (ids []string) {
		t.Helper()
		var list wire.PartnerSearches
		w.must(w.Teacher, "GET", "/api/partner-searches?with="+ours.ID.String()+query, nil, &list)
		for _, s := range list.Searches {
			switch s.ID {
			case theirs.ID:
				ids = append(ids, "theirs")
				// Monday evening in Columbus is Tuesday morning in Hefei, 12 or 13 hours later.
				if s.SharedMinutes != 30 && s.SharedMinutes != 90 {
					t.Errorf("they share %d minutes", s.SharedMinutes)
				}
			case other.ID:
				ids = append(ids, "other")
				if s.SharedMinutes != 0 {
					t.Errorf("the other shares %d minutes", s.SharedMinutes)
				}
			case ours.ID:
				ids = append(ids, "ours")
			}
		}
		return ids
	}
	for query, want := range map[string][]string{
		"":                                      {"theirs", "other"},
		"&age_from=14&age_to=15":                {"theirs", "other"},
		"&age_from=10&age_to=12":                {"theirs"},
		"&subject=music":                        {"other"},
		"&english_level=native":                 nil,
		"&english_level=intermediate":           {"theirs", "other"},
		"&elsewhere=country":                    {"theirs", "other"},
		"&country=US":                           nil,
		"&city=" + ours.School.City.ID.String(): nil,
		"&mine=true":                            {"ours"},
	} {
		got := found(query)
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}

	class["closed"] = true
	w.refused(w.Teacher, "PUT", "/api/partner-searches/"+other.ID.String(), class, "403 forbidden")
	w.must(w.TeacherHefei, "PUT", "/api/partner-searches/"+other.ID.String(), class, &other)
	if got := found(""); len(got) != 1 {
		t.Errorf("a closed one is found: %v", got)
	}
	w.refused(w.Teacher, "GET", "/api/partner-searches/"+other.ID.String(), nil, "404 not_found")
	w.must(w.stranger, "GET", "/api/partner-searches/"+other.ID.String(), nil, nil) // a colleague
}

func TestNobodyButStaffWhoAreVouchedForSeesAClassThatLooksForAPartner(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	var s wire.PartnerSearch
	w.must(w.Teacher, "POST", "/api/partner-searches", aClass(), &s)
	unknown := w.Person("Mr Unknown", "teacher", &w.Columbus)
	if _, err := w.node.Pool.Exec(t.Context(), `update person set verified_at = null where id = $1`, unknown.ID); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/partner-searches", "/api/partner-searches/" + s.ID.String(), "/api/shared-hours?a=" + s.ID.String() + "&b=" + s.ID.String()} {
		w.refused(apptest.Person{}, "GET", path, nil, "401 unauthenticated")
		for _, p := range []apptest.Person{w.Student, w.Citizen, w.Moderator, unknown} {
			w.refused(p, "GET", path, nil, "403 forbidden")
		}
	}
	w.refused(unknown, "POST", "/api/partner-searches", aClass(), "403 forbidden")
	wrong := aClass()
	wrong["age_from"], wrong["hours"], wrong["wishes"] = 16, []m{{"weekday": 1, "from": "9:00", "until": "10:00"}}, " "
	w.refused(w.Teacher, "POST", "/api/partner-searches", wrong, "422 invalid", "age_to=oldest_younger", "hours[0].from=time_of_day", "wishes=required")
}

func TestTheSharedHoursOfTwoClassesAreSaidInBothLocalTimes(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	var ours, theirs wire.PartnerSearch
	w.must(w.Teacher, "POST", "/api/partner-searches", aClass(), &ours)
	class := aClass()
	class["hours"] = []m{{"weekday": 2, "from": "07:30", "until": "08:30"}}
	w.must(w.TeacherHefei, "POST", "/api/partner-searches", class, &theirs)
	w.must(w.stranger, "PATCH", "/api/schools/"+w.Hefei.String(), m{"holidays": []m{{"starts_on": "2026-11-10", "ends_on": "2026-11-10"}}}, nil)
	var out wire.SharedHours
	path := "/api/shared-hours?a=" + ours.ID.String() + "&b=" + theirs.ID.String()
	w.must(w.Teacher, "GET", path+"&from=2026-10-26&until=2026-11-15", nil, &out)
	if len(out.Weeks) != 3 || out.A.School.ID != w.Columbus || out.B.School.ID != w.Hefei {
		t.Fatalf("got %+v", out)
	}
	first, second, third := out.Weeks[0], out.Weeks[1], out.Weeks[2]
	if o := first.Overlaps[0]; first.Minutes != 60 || o.A != (wire.WallTimes{Start: "2026-10-26T19:30", End: "2026-10-26T20:30"}) || o.B != (wire.WallTimes{Start: "2026-10-27T07:30", End: "2026-10-27T08:30"}) {
		t.Errorf("before the clocks change: %+v", first)
	}
	if len(first.Changes) != 1 || first.Changes[0] != (wire.ClockChange{Side: "a", On: "2026-11-01", Minutes: -60}) {
		t.Errorf("the change: %+v", first.Changes)
	}
	if o := second.Overlaps[0]; !second.Shifted || second.Minutes != 30 || o.A.Start != "2026-11-02T19:00" || o.B.Start != "2026-11-03T08:00" {
		t.Errorf("after it: %+v", second)
	}
	if third.Shifted || len(third.Overlaps) != 0 {
		t.Errorf("on a holiday: %+v", third)
	}
	schools := "/api/shared-hours?a=" + w.Columbus.String() + "&b=" + w.Hefei.String()
	w.must(w.Teacher, "GET", schools+"&from=2026-10-26&until=2026-11-15", nil, &out)
	if !out.A.Described || !out.B.Described || out.Weeks[0].Minutes != 60 {
		t.Errorf("two schools that said no hours, and whose classes did: %+v", out)
	}
	w.refused(w.Teacher, "GET", path+"&from=2026-10-26&until=2026-10-25", nil, "422 invalid", "until=ends_before_start")
	w.refused(w.Teacher, "GET", path+"&from=2026-10-26&until=2028-10-25", nil, "422 invalid", "until=longer_than_a_year")
	w.refused(w.Teacher, "GET", path+"&from=soon", nil, "422 invalid", "from=date")

	// What a school has closed is its own, here as where it is read by itself.
	if _, err := w.node.Pool.Exec(t.Context(), `update partner_search set closed_at = now()`); err != nil {
		t.Fatal(err)
	}
	w.refused(w.Teacher, "GET", path, nil, "404 not_found")
	w.must(w.Teacher, "GET", "/api/shared-hours?a="+ours.ID.String()+"&b="+w.Hefei.String(), nil, &out)
	out = wire.SharedHours{}
	w.must(w.Teacher, "GET", schools, nil, &out)
	if len(out.Weeks) < 12 || out.Weeks[0].Minutes != 0 || out.B.Described {
		t.Errorf("two schools that said no hours: %+v", out.B)
	}
}

func TestASearchOfASchoolWithWhichAPairingStandsLeadsThere(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	var theirs, seen wire.PartnerSearch
	w.must(w.TeacherHefei, "POST", "/api/partner-searches", aClass(), &theirs)
	path := "/api/partner-searches/" + theirs.ID.String()
	w.must(w.Teacher, "GET", path, nil, &seen)
	if seen.Pairing == nil || seen.Pairing.ID != w.Pairing || !seen.Pairing.Open {
		t.Errorf("the standing pairing: %+v", seen.Pairing)
	}
	if theirs.Pairing != nil {
		t.Errorf("a school is paired with itself: %+v", theirs.Pairing)
	}
	if _, err := w.node.Pool.Exec(t.Context(), `update pairing set ended_at = now()`); err != nil {
		t.Fatal(err)
	}
	seen = wire.PartnerSearch{}
	if w.must(w.Teacher, "GET", path, nil, &seen); seen.Pairing != nil {
		t.Errorf("one that ended: %+v", seen.Pairing)
	}
}
