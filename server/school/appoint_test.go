package school_test

import (
	"context"
	"testing"

	"tongchuang/server/wire"
)

func TestASchoolWithoutACoordinatorAsksForOneAndAnAdministratorMakesOneWhoSignsInAnew(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	ctx := context.Background()
	count := func(sql string, args ...any) (n int) {
		t.Helper()
		if err := w.node.Pool.QueryRow(ctx, sql, args...).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	school := "/api/schools/" + w.Columbus.String()
	for range 2 {
		w.must(w.Teacher, "POST", school+"/ask-coordinator", nil, nil)
	}
	if n := count(`select count(*) from notice where person_id = $1 and kind = 'school.coordinator_asked'`, w.administrator.ID); n != 1 {
		t.Errorf("the administrator was told %d times", n)
	}
	appoint := school + "/staff/" + w.Teacher.ID.String() + "/appoint"
	if status, refusal := w.do(w.coordinator, "POST", appoint, m{"role": "coordinator"}, nil); status != 403 {
		t.Errorf("by a coordinator: %d %+v", status, refusal)
	}
	var made wire.StaffMember
	w.must(w.administrator, "POST", appoint, m{"role": "coordinator"}, &made)
	w.must(w.administrator, "POST", appoint, m{"role": "coordinator"}, nil) // again: nothing
	if made.Person.Role != "coordinator" {
		t.Errorf("made %+v", made)
	}
	if status, _ := w.do(w.Teacher, "GET", school+"/staff", nil, nil); status != 401 {
		t.Errorf("a token of before the change of role still does: %d", status)
	}
	if n := count(`select count(*) from notice where person_id = $1 and kind = 'school.appointed'`, w.Teacher.ID); n != 1 {
		t.Errorf("who was appointed was told %d times", n)
	}
	if n := count(`select count(*) from audit_entry where action = 'school.appoint' and person_id = $1 and $2 = any(school_ids)`, w.Teacher.ID, w.Columbus); n != 1 {
		t.Errorf("%d entries in the log", n)
	}
	w.must(w.administrator, "POST", appoint, m{"role": "teacher"}, nil)
	if n := count(`select count(*) from person where id = $1 and role = 'teacher' and verified_at is not null`, w.Teacher.ID); n != 1 {
		t.Error("who is no longer coordinator is not a teacher of the school either")
	}
	if status, _ := w.do(w.administrator, "POST", school+"/staff/"+w.Student.ID.String()+"/appoint", m{"role": "coordinator"}, nil); status != 404 {
		t.Errorf("a student was made coordinator: %d", status)
	}
}
