package pairing_test

import (
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

// oneOf gives how a purpose stands for the student, as a reader sees it.
func (w *world) oneOf(page wire.ClassConsents, purpose string) wire.ConsentForOne {
	w.t.Helper()
	for _, st := range page.Students {
		if st.Person.ID != w.student.Person {
			continue
		}
		for _, p := range st.Purposes {
			if p.Purpose == purpose {
				return p
			}
		}
	}
	w.t.Fatalf("%s is not there", purpose)
	return wire.ConsentForOne{}
}

func TestAConsentToPicturesOfOneStudentIsGivenByTheirSchoolAndTakenBackAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	class, _ := w.class(page)
	ref := wire.StudentPurpose{StudentRef: wire.StudentRef{Class: class, Person: w.student.Person}, Purpose: "pictures"}
	may := func() bool {
		return scan[bool](w, `select exists (select from student_purpose_now where person_id = $1 and purpose = 'pictures')`, w.student.Person)
	}

	_, err := w.GiveStudentPurpose(w.ctx, w.teacherHefei, wire.GiveStudentPurpose{StudentPurpose: ref, SaidBy: "guardian"})
	w.refused(err, "forbidden")
	_, err = w.GiveStudentPurpose(w.ctx, w.coordinator, wire.GiveStudentPurpose{StudentPurpose: ref, SaidBy: "somebody"})
	w.refused(err, "bad_request")
	_, err = w.GiveStudentPurpose(w.ctx, w.coordinator, wire.GiveStudentPurpose{StudentPurpose: ref, SaidBy: "guardian"})
	w.refused(err, "consent.school_first")
	w.consent(w.coordinatorHefei, page, "pictures") // the other school's is not the student's
	_, err = w.GiveStudentPurpose(w.ctx, w.teacher, wire.GiveStudentPurpose{StudentPurpose: ref, SaidBy: "guardian"})
	w.refused(err, "consent.school_first")
	if n := scan[int](w, `select count(*) from student_consent`); n != 0 {
		t.Errorf("%d consents were recorded that the school has not given", n)
	}
	must(w)(w.WithdrawConsent(w.ctx, w.coordinatorHefei, wire.WithdrawPairingConsent{PairingPurpose: wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "pictures"}, Reason: "Later"}))
	w.consent(w.coordinator, page, "pictures")
	out, err := w.GiveStudentPurpose(w.ctx, w.coordinator, wire.GiveStudentPurpose{StudentPurpose: ref, SaidBy: "guardian"})
	if err != nil {
		t.Fatal(err)
	}
	one := w.oneOf(out, "pictures")
	if one.State != "standing" || one.SaidBy != "guardian" || one.By == nil || one.By.ID != w.coordinator.Person || one.Until == nil {
		t.Errorf("%+v", one)
	}
	if may() {
		t.Error("pictures may be taken though the other school does not consent to them")
	}
	w.consent(w.coordinatorHefei, page, "pictures")
	if !may() {
		t.Error("the student's and both schools' consent stand, and pictures may not be taken")
	}

	// The student's own school may stop it, and it holds when it returns.
	_, err = w.WithdrawStudentPurpose(w.ctx, w.teacherHefei, wire.WithdrawStudentPurpose{StudentPurpose: ref, SaidBy: "student", Reason: "She asked me"})
	w.refused(err, "forbidden")
	out, err = w.WithdrawStudentPurpose(w.ctx, w.coordinator, wire.WithdrawStudentPurpose{StudentPurpose: ref, SaidBy: "student", Reason: "She asked me"})
	if err != nil {
		t.Fatal(err)
	}
	if one := w.oneOf(out, "pictures"); one.State != "withdrawn" || one.SaidBy != "student" || one.Reason != "She asked me" || one.Until != nil {
		t.Errorf("%+v", one)
	}
	if may() {
		t.Error("pictures may be taken after the withdrawal")
	}
	if n := scan[int](w, `select count(*) from audit_entry where person_id = $1 and action in ('student.pictures_given', 'student.pictures_withdrawn') and class_id = $2`, w.student.Person, class); n != 2 {
		t.Errorf("%d entries in the audit log", n)
	}
	for _, kind := range []string{"student.own_purpose_given", "student.own_purpose_withdrawn"} {
		if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = $2`, w.student.Person, kind); n != 1 {
			t.Errorf("the student was told %s %d times", kind, n)
		}
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'student.purpose_withdrawn'`, w.teacher.Person); n != 1 {
		t.Error("the class's other teacher was not told")
	}
}

func TestTheConsentsOfAClassAreForItsTeachersAndTheOwnSchoolsCoordinators(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	class, _ := w.class(page)
	ref := wire.ClassRef{Class: class}
	w.consent(w.coordinator, page, "chat")

	for _, by := range []access.Actor{w.student, w.citizen, w.colleague, w.elsewhere, w.administrator} {
		if _, err := w.ClassConsents(w.ctx, by, ref); err == nil {
			t.Errorf("%v reads them", by.Person)
		}
	}
	// The partner school's coordinator sees the page, and none of this school's students.
	other, err := w.ClassConsents(w.ctx, w.coordinatorHefei, ref)
	if err != nil || len(other.Students) != 0 {
		t.Errorf("%+v, %v", other.Students, err)
	}
	for _, by := range []access.Actor{w.coordinator, w.teacher, w.teacherHefei} {
		out, err := w.ClassConsents(w.ctx, by, ref)
		if err != nil || len(out.Students) != 1 {
			t.Fatalf("%+v, %v", out, err)
		}
		if own := out.Students[0].Own; own != (by.Person != w.teacherHefei.Person) {
			t.Errorf("own is %v", own)
		}
		lacking := 0
		for _, l := range out.Lacking {
			if l.Purpose == "chat" && l.School == w.hefei {
				lacking++
			}
			if l.Purpose == "chat" && l.School == w.columbus {
				t.Error("a consent that stands is lacking")
			}
		}
		if lacking != 1 {
			t.Error("nobody is told that the partner school does not consent to chat")
		}
	}

	// Who withdrew the consent to chat is told, and whose word it was.
	_, err = w.WithdrawStudent(w.ctx, w.teacher, wire.WithdrawStudentConsent{StudentRef: wire.StudentRef{Class: class, Person: w.student.Person}, Reason: "Called", SaidBy: "guardian"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := w.ClassConsents(w.ctx, w.coordinator, ref)
	if err != nil {
		t.Fatal(err)
	}
	if one := w.oneOf(out, "chat"); one.State != "withdrawn" || one.SaidBy != "guardian" || one.Reason != "Called" || one.By == nil || one.By.ID != w.teacher.Person {
		t.Errorf("%+v", one)
	}
	list, err := w.SchoolConsents(w.ctx, w.coordinator, wire.SchoolRef{School: w.columbus})
	if err != nil || len(list.Classes) != 1 || list.Classes[0].Students != 1 || list.Classes[0].Withdrawn != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	_, err = w.SchoolConsents(w.ctx, w.coordinatorHefei, wire.SchoolRef{School: w.columbus})
	w.refused(err, "forbidden")
}
