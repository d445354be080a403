package app_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 16: quiet hours by the student's own time zone, which is that of the school, and no setting of the student's: no posting, which may be set per class. Nothing is sent to
// anybody's device by night or day: notices are only shown on open pages, so there is no notification to hold back.
func TestRule16AtNightByTheStudentsOwnClockNobodyPostsUnlessTheClassSaysOtherwise(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update school set quiet_from = '21:00', quiet_until = '07:00'`)
	r.exec(`update class set quiet_hours = true where id = $1`, r.Class)
	for _, at := range []struct {
		hour  int
		quiet bool
	}{{20, false}, {21, true}, {23, true}, {0, true}, {6, true}, {7, false}, {12, false}} {
		zone := zoneWhereItIs(at.hour)
		r.clock(r.Columbus, zone)
		status, code := r.ask(r.Student, "POST", "/api/posts", line(r.Chat, fmt.Sprint("at ", at.hour)), nil)
		s := r.standing(r.Student)
		switch {
		case at.quiet && (code != "quiet_hours" || s.MayWrite || s.Why != "quiet_hours" || s.Until == nil):
			t.Errorf("at %d o'clock: %d %s, standing %+v", at.hour, status, code, s)
		case !at.quiet && (status != 200 || !s.MayWrite || s.ChangesAt == nil):
			t.Errorf("at %d o'clock: %d %s, standing %+v", at.hour, status, code, s)
		}
		if s.ChangesAt == nil {
			continue
		}
		there, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		want := 21
		if at.quiet {
			want = 7
		}
		if end := s.ChangesAt.In(there); end.Hour() != want || end.Minute() != 0 || time.Until(end) > 24*time.Hour {
			t.Errorf("at %d o'clock it changes at %v", at.hour, end)
		}
	}

	// The partner's night is not one's own, and teachers work late.
	r.clock(r.Columbus, zoneWhereItIs(23))
	r.clock(r.Hefei, zoneWhereItIs(11))
	r.says(r.StudentHefei, "at noon")
	r.says(r.Teacher, "late")
	student := r.follow(r.node, r.Student)
	student.Refused("post.create", line(r.Chat, "over the socket"), "quiet_hours")

	// A student who says to live elsewhere posts no sooner, nor ends a silence that was to last for the day.
	r.must(r.Student, "PATCH", "/api/me", fields{"time_zone": zoneWhereItIs(12)}, nil)
	if status, code := r.ask(r.Student, "POST", "/api/posts", line(r.Chat, "at noon, I say"), nil); code != "quiet_hours" {
		t.Errorf("the settings end the night: %d %s", status, code)
	}
	if s := r.standing(r.Student); s.MayWrite || s.Why != "quiet_hours" {
		t.Errorf("standing %+v", s)
	}
	r.clock(r.Columbus, zoneWhereItIs(15))
	r.must(r.Student, "PATCH", "/api/me", fields{"time_zone": zoneWhereItIs(23)}, nil)
	r.must(r.Teacher, "PUT", r.path("/members/"+r.Student.ID.String()+"/mute"), fields{"for": "today", "reason": "to cool down"}, nil)
	var left time.Duration
	if err := r.node.Pool.QueryRow(t.Context(), `select muted_until - now() from class_member where class_id = $1 and person_id = $2`, r.Class, r.Student.ID).Scan(&left); err != nil {
		t.Fatal(err)
	}
	if left < 8*time.Hour || left > 9*time.Hour {
		t.Errorf("muted for the day at three o'clock: %s", left)
	}
	r.exec(`update class_member set muted_until = null`)
	r.clock(r.Columbus, zoneWhereItIs(23))

	// Without quiet hours of the school, of any length, or in a class that sets them aside.
	r.exec(`update school set quiet_from = null`)
	r.says(r.Student, "the school has none")
	r.exec(`update school set quiet_from = '00:00', quiet_until = '00:00'`)
	r.says(r.Student, "of no length")
	r.exec(`update school set quiet_from = '22:00', quiet_until = '23:59:59'`)
	if status, code := r.ask(r.Student, "POST", "/api/posts", line(r.Chat, "before midnight"), nil); code != "quiet_hours" {
		t.Errorf("quiet hours that end before midnight: %d %s", status, code)
	}
	// Each school sets them aside in a class for its own students, and for nobody else's.
	r.clock(r.Hefei, zoneWhereItIs(23))
	quiet := func(who string, by apptest.Person) {
		t.Helper()
		if status, code := r.ask(by, "POST", "/api/posts", line(r.Chat, who), nil); code != "quiet_hours" {
			t.Errorf("%s: %d %s", who, status, code)
		}
	}
	r.must(r.TeacherHefei, "PATCH", r.path("/keeping"), fields{"quiet_hours": false}, nil)
	quiet("the other school's teacher ended them", r.Student)
	r.says(r.StudentHefei, "their own teacher did")
	r.must(r.TeacherHefei, "PATCH", "/api/classes/"+r.Class.String(), fields{"quiet_hours": true}, nil)
	quiet("kept again", r.StudentHefei)
	for _, path := range []string{r.path("/keeping"), "/api/classes/" + r.Class.String()} {
		r.must(r.Teacher, "PATCH", path, fields{"quiet_hours": false}, nil)
		r.says(r.Student, "the school sets them aside")
		quiet("the other school's students have theirs", r.StudentHefei)
		var page wire.ClassSupervision
		r.must(r.TeacherHefei, "GET", r.path("/supervision"), nil, &page)
		if !page.QuietHours {
			t.Error("the other school's teachers see them ended")
		}
	}
	// Where they held for nobody, one school keeps its own.
	r.exec(`update class set quiet_hours = false, quiet_ended = '{}' where id = $1`, r.Class)
	r.says(r.StudentHefei, "held for nobody")
	r.must(r.Teacher, "PATCH", r.path("/keeping"), fields{"quiet_hours": true}, nil)
	quiet("kept by the own school", r.Student)
	r.says(r.StudentHefei, "the other school did not")
}

// clock sets the zone of a school's city.
func (r *classroom) clock(school uuid.UUID, zone string) {
	r.t.Helper()
	r.exec(`update city set time_zone = $1 where id = (select city_id from school where id = $2)`, zone, school)
}

// zoneWhereItIs gives a zone in which the hour of the clock is this one now. The sign of Etc's names is the other way round.
func zoneWhereItIs(hour int) string {
	offset := hour - time.Now().UTC().Hour()
	for offset <= -12 {
		offset += 24
	}
	for offset > 12 {
		offset -= 24
	}
	return fmt.Sprintf("Etc/GMT%+d", -offset)
}
