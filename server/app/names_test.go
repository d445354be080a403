package app_test

import (
	"net/http"
	"testing"

	"tongchuang/server/access"
)

func TestANameIsNoWayAroundTheFilterAndNoMask(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update person set display_name = '陈老师' where id = $1`, r.TeacherHefei.ID)
	r.exec(`update person set display_name = 'Nora' where id = $1`, r.Moderator.ID)
	r.Person("关主任", access.Coordinator, &r.Hefei)
	r.Person("Grace", access.Coordinator, &r.Columbus)
	nickname := func(name string) (int, string) {
		return r.ask(r.Student, "PUT", r.path("/nickname"), fields{"nickname": name}, nil)
	}
	settings := func(by string) func(name string) (int, string) {
		return func(name string) (int, string) {
			got := (&actor{token: by, world: &tableWorld{t: t, node: r.node, World: r.World}}).http(http.MethodPatch, "/api/me", fields{"display_name": name})
			return got.status, got.code
		}
	}
	for _, name := range []string{"陈老师", "陳老師", "Ms Test", "ms. test", "Ms Test", "wx: maya2010x", "call 614-555-0134", "fuck you", "Teacher Tom", "moderator"} {
		if status, code := nickname(name); code != "invalid" {
			t.Errorf("a nickname %q: %d %s", name, status, code)
		}
		if status, code := settings(r.Student.Token)(name); code != "invalid" {
			t.Errorf("a student's name %q: %d %s", name, status, code)
		}
	}
	register := func(name string) (int, string) {
		got := (&actor{world: &tableWorld{t: t, node: r.node, World: r.World}}).http(http.MethodPost, "/api/register", fields{
			"email": "cora@example.org", "display_name": name, "language": "en", "time_zone": "UTC", "password": "seven quiet herons", "adult": true})
		return got.status, got.code
	}
	for _, name := range []string{"Nora", "NОRA", "N0ra", "Administrator", "版主", "forum moderator", "管理員", "Tongchuang Team", "Ms Test", "Mrs. Test", "關主任", "Grace", "insta maya", "614 + 555 + 0134"} {
		if status, code := settings(r.Citizen.Token)(name); code != "invalid" {
			t.Errorf("a citizen's name %q: %d %s", name, status, code)
		}
		if status, code := register(name); code != "invalid" {
			t.Errorf("registered as %q: %d %s", name, status, code)
		}
	}
	for _, name := range []string{"Maya", "小雨", "Anna-Lena", "O'Brien", "欧阳", "Nora Li", "Chen Chen", "陈静", "Grace Hopper"} {
		if status, code := nickname(name); status != http.StatusOK {
			t.Errorf("a nickname %q: %d %s", name, status, code)
		}
		if status, code := settings(r.Citizen.Token)(name); status != http.StatusOK {
			t.Errorf("a citizen's name %q: %d %s", name, status, code)
		}
	}

	// Who may not write says nothing by a name either.
	r.exec(`update class_member set muted_until = now() + interval '1 hour' where person_id = $1`, r.Student.ID)
	if status, code := nickname("Still here"); code != "muted" {
		t.Errorf("muted, and renamed: %d %s", status, code)
	}
	if status, code := settings(r.Student.Token)("Still here"); code != "muted" {
		t.Errorf("muted in a class, and renamed in the settings: %d %s", status, code)
	}
	r.exec(`update person set suspended_until = now() + interval '1 day' where id = $1`, r.Citizen.ID)
	if status, code := settings(r.Citizen.Token)("Unfair"); code != "suspended" {
		t.Errorf("suspended, and renamed: %d %s", status, code)
	}
}
