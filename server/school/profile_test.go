package school_test

import (
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestASchoolsCalendarIsKeptByItsCoordinators(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	path := "/api/schools/" + w.Columbus.String()
	change := m{
		"names": m{"en": "Columbus Test Academy", "zh-Hans": "哥伦布学院", "zh-Hant": "哥倫布學院"}, "public_posting": true, "quiet": m{"from": "20:30", "until": "06:45"},
		"hours":    []m{{"weekday": 2, "from": "08:00", "until": "15:00"}, {"weekday": 1, "from": "13:00", "until": "15:00"}, {"weekday": 1, "from": "08:00", "until": "12:00"}},
		"terms":    []m{{"name": "Autumn", "starts_on": "2026-08-24", "ends_on": "2026-12-18"}, {"starts_on": "2027-01-04", "ends_on": "2027-05-28"}},
		"holidays": []m{{"name": "Thanksgiving", "starts_on": "2026-11-25", "ends_on": "2026-11-27"}},
	}
	for _, p := range []apptest.Person{w.Teacher, w.stranger, w.Student, w.Citizen, w.Moderator} {
		w.refused(p, "PATCH", path, change, "403 forbidden")
	}
	var page wire.SchoolPage
	w.must(w.coordinator, "PATCH", path, change, &page)
	w.must(w.TeacherHefei, "GET", path, nil, &page) // as a partner does
	if page.School.Names.ZhHant != "哥倫布學院" || !page.PublicPosting || page.QuietFrom != "20:30" || page.QuietUntil != "06:45" {
		t.Errorf("the page is %+v", page)
	}
	if len(page.Hours) != 3 || page.Hours[0] != (wire.LocalHours{Weekday: 1, From: "08:00", Until: "12:00"}) {
		t.Errorf("the hours are %+v", page.Hours)
	}
	if len(page.Terms) != 2 || page.Terms[0] != (wire.NamedDays{Name: "Autumn", StartsOn: "2026-08-24", EndsOn: "2026-12-18"}) || len(page.Holidays) != 1 {
		t.Errorf("the terms are %+v, the holidays %+v", page.Terms, page.Holidays)
	}
	if len(page.May) != 0 {
		t.Errorf("a partner may %v", page.May)
	}
	w.must(w.administrator, "PATCH", path, m{"quiet": m{"from": "", "until": ""}, "terms": []m{}}, &page)
	if page.QuietFrom != "" || len(page.Terms) != 0 || len(page.Holidays) != 1 || len(page.Hours) != 3 {
		t.Errorf("after a part was changed the page is %+v", page)
	}
	if w.count(`select count(*) from audit_entry where action = 'school.edit' and school_ids = array[$1::uuid]`, w.Columbus) != 2 {
		t.Error("the log has not one entry for each change")
	}
}

func TestAWrongCalendarIsRefusedWithTheFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	for _, c := range []struct {
		in   m
		want string
	}{
		{m{"terms": []m{{"starts_on": "2026-12-18", "ends_on": "2026-08-24"}}}, "terms[0].ends_on=ends_before_start"},
		{m{"terms": []m{{"starts_on": "2026-08-24", "ends_on": "2028-12-18"}}}, "terms[0].ends_on=longer_than_a_year"},
		{m{"terms": []m{{"starts_on": "2026-02-30", "ends_on": "2026-12-18"}}}, "terms[0].starts_on=date"},
		{m{"terms": []m{{"starts_on": "2026-08-24", "ends_on": "2026-12-18"}, {"starts_on": "2026-12-18", "ends_on": "2027-01-18"}}}, "terms[1].starts_on=overlap"},
		{m{"holidays": []m{{"starts_on": "2026-10-01", "ends_on": "2026-10-07"}, {"starts_on": "2026-09-30", "ends_on": "2026-10-01"}}}, "holidays[1].starts_on=overlap"},
		{m{"hours": []m{{"weekday": 1, "from": "15:00", "until": "08:00"}}}, "hours[0].until=ends_before_start"},
		{m{"hours": []m{{"weekday": 1, "from": "25:00", "until": "26:00"}}}, "hours[0].from=time_of_day"},
		{m{"hours": []m{{"weekday": 1, "from": "08:00", "until": "12:00"}, {"weekday": 1, "from": "11:59", "until": "24:00"}}}, "hours[1].from=overlap"},
		{m{"quiet": m{"from": "21:00", "until": ""}}, "quiet.until=required_together"},
		{m{"names": m{"en": "", "zh-Hans": "校", "zh-Hant": "校"}}, "names.en=required"},
	} {
		w.refused(w.coordinator, "PATCH", "/api/schools/"+w.Columbus.String(), c.in, "422 invalid", c.want)
	}
	if w.count(`select count(*) from school_term`)+w.count(`select count(*) from audit_entry`) != 0 {
		t.Error("something of it was kept")
	}
}

func TestACityIsAddedByAnAdministrator(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	city := m{"names": m{"en": "Xi’an", "zh-Hans": "西安", "zh-Hant": "西安"}, "country": "CN", "time_zone": "Asia/Shanghai"}
	w.refused(w.coordinator, "POST", "/api/cities", city, "403 forbidden")
	var added wire.City
	w.must(w.administrator, "POST", "/api/cities", city, &added)
	var all wire.Cities
	w.must(w.Citizen, "GET", "/api/cities", nil, &all)
	if len(all.Cities) != 3 {
		t.Errorf("there are %d cities", len(all.Cities))
	}
	city["time_zone"] = "China/Xian"
	w.refused(w.administrator, "POST", "/api/cities", city, "422 invalid", "time_zone=time_zone")
}
