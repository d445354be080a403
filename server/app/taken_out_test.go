package app_test

import (
	"net/http"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// The other school's teachers take a student out for the room's safety; whether for good, the student's own school says.
func TestAStudentTakenOutByTheOtherSchoolIsLetInAgainByTheirOwnAndTheSchoolIsTold(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	coordinator := r.Person("Grace", access.Coordinator, &r.Columbus)
	elsewhere := r.Person("关主任", access.Coordinator, &r.Hefei)
	at := "/api/classes/" + r.Class.String()
	removal := at + "/members/" + r.Student.ID.String() + "/removal"
	do := func(by apptest.Person, method string, status int, code string) {
		t.Helper()
		var body any
		if method == http.MethodPost {
			body = map[string]string{"reason": "Shouting"}
		}
		if got, why := r.ask(by, method, removal, body, nil); got != status || why != code {
			t.Fatalf("%s %s: %d %s, want %d %s", by.Name, method, got, why, status, code)
		}
	}
	told := func(p apptest.Person) (n int) {
		t.Helper()
		if err := r.node.Pool.QueryRow(t.Context(), `select count(*) from notice where person_id = $1 and kind = 'class.removed_by_other' and data ->> 'Reason' = 'Shouting'`, p.ID).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	out := func(by apptest.Person) []wire.ClassTakenOut {
		t.Helper()
		var m wire.ClassMembership
		if got, why := r.ask(by, http.MethodGet, at+"/membership", nil, &m); got != http.StatusOK {
			t.Fatalf("reading the members: %d %s", got, why)
		}
		return m.TakenOut
	}

	do(r.TeacherHefei, http.MethodPost, http.StatusOK, "")
	if got, _ := r.ask(r.Student, http.MethodGet, at, nil, nil); got != http.StatusNotFound {
		t.Errorf("taken out, the student reads the class: %d", got)
	}
	if told(r.Teacher) != 1 || told(coordinator) != 1 || told(r.TeacherHefei)+told(elsewhere) != 0 {
		t.Errorf("told: the own teacher %d, the own coordinator %d, the other school %d", told(r.Teacher), told(coordinator), told(r.TeacherHefei)+told(elsewhere))
	}
	if list := out(r.Teacher); len(list) != 1 || !list[0].Own || !list[0].ForNow || !list[0].May || list[0].Reason != "Shouting" {
		t.Errorf("the own school's teacher sees %+v", list)
	}
	do(r.Teacher, http.MethodDelete, http.StatusOK, "")
	if got, _ := r.ask(r.Student, http.MethodGet, at, nil, nil); got != http.StatusOK {
		t.Errorf("let in again, the student does not read the class: %d", got)
	}
	// What their school decided holds for a day: the other school mutes, and does not take out once more.
	do(r.TeacherHefei, http.MethodPost, http.StatusConflict, "supervision.put_back")
	if got, why := r.ask(r.TeacherHefei, http.MethodPut, at+"/members/"+r.Student.ID.String()+"/mute", map[string]string{"for": "1h", "reason": "Shouting"}, nil); got != http.StatusOK {
		t.Errorf("muting instead: %d %s", got, why)
	}
	r.exec(`alter table audit_entry disable trigger audit_entry_stays`)
	r.exec(`update audit_entry set at = at - interval '25 hours' where action = 'class.take_back'`)
	do(r.TeacherHefei, http.MethodPost, http.StatusOK, "")

	// For good is the own school's word, and theirs alone to take back.
	do(r.Teacher, http.MethodPost, http.StatusOK, "")
	if list := out(r.TeacherHefei); len(list) != 1 || list[0].Own || list[0].ForNow || list[0].May {
		t.Errorf("the other school's teacher sees %+v", list)
	}
	do(r.TeacherHefei, http.MethodDelete, http.StatusForbidden, "class.other_school")
	do(r.Teacher, http.MethodDelete, http.StatusOK, "")
	do(r.Teacher, http.MethodPost, http.StatusOK, "")
	if told(coordinator) != 2 {
		t.Errorf("what the own teachers did was told to the own school as the other's: %d", told(coordinator))
	}
}
