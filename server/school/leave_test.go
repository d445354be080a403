package school_test

import (
	"testing"

	"tongchuang/server/access"
)

func TestATeacherLeavesTheSchoolAndItsClassesAndTheCoordinatorIsTold(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	leave := "/api/schools/" + w.Columbus.String() + "/leave"
	w.refused(w.Student, "POST", leave, m{"sure": true}, "403 forbidden")
	w.refused(w.stranger, "POST", leave, m{"sure": true}, "403 forbidden")
	w.refused(w.Teacher, "POST", leave, m{"sure": false}, "422 invalid", "sure=required")
	w.must(w.Teacher, "POST", leave, m{"sure": true}, nil)
	if n := w.count(`select count(*) from person where id = $1 and role = 'citizen' and school_id is null and verified_at is null`, w.Teacher.ID); n != 1 {
		t.Error("still of the school")
	}
	if n := w.count(`select count(*) from class_member where person_id = $1 and left_at is null`, w.Teacher.ID); n != 0 {
		t.Errorf("still in %d classes", n)
	}
	if n := w.count(`select count(*) from notice where person_id = $1 and kind = 'school.left'`, w.coordinator.ID); n != 1 {
		t.Errorf("the coordinator has %d notices", n)
	}
	if n := w.count(`select count(*) from audit_entry where action = 'school.leave' and person_id = $1`, w.Teacher.ID); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
	w.refused(w.Teacher, "POST", leave, m{"sure": true}, "403 forbidden")

	w.refused(w.coordinator, "POST", leave, m{"sure": true}, "409 school.last_coordinator")
	w.Person("Second", access.Coordinator, &w.Columbus)
	w.must(w.coordinator, "POST", leave, m{"sure": true}, nil)
}
