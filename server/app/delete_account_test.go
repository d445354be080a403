package app_test

import (
	"net/http"
	"testing"
)

func TestAStudentAsksForDeletionAndAnAdultsOwnIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newTableWorld(t)
	gone := func(p string) int {
		return countRows(t, w.node, `select count(*) from person where id = $1 and deleted_at is not null`, p)
	}
	student := &actor{column: "x", person: w.Student, opens: true, world: w}
	student.cookie, _ = w.login(w.Student)
	if got := student.http(http.MethodPost, "/api/me/delete", fields{"password": "", "posts": "delete"}); got.status != 403 || got.code != "forbidden" || gone(w.Student.ID.String()) != 0 {
		t.Errorf("a student: %s", got)
	}
	adult := &actor{column: "x", person: w.Teacher, opens: true, world: w}
	adult.cookie, _ = w.login(w.Teacher)
	if got := adult.http(http.MethodPost, "/api/me/delete", fields{"password": "", "posts": "keep"}); got.status != 200 || gone(w.Teacher.ID.String()) != 1 {
		t.Errorf("an adult: %s", got)
	}
	if n := countRows(t, w.node, `select count(*) from audit_entry where action = 'person.delete_own' and actor_id = $1 and person_id = $1 and school_ids = array[$2::uuid]`, w.Teacher.ID, w.Columbus); n != 1 {
		t.Error("nobody wrote down that an account was deleted")
	}
}
