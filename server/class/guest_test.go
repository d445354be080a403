package class

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

func TestAGuestsEndIsToldToTheGuestAndTheTeachersOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	guest := w.adult("gu@example.org")
	add := OfClass[wire.AddGuest]{Class: w.class, Body: wire.AddGuest{Name: "gu@example.org", Until: soon()}}
	w.invited(guest, add)
	at := one[time.Time](w, `select scheduled_at from river_job where kind = 'class_end_guest'`)
	if d := add.Body.Until.Sub(at); d < 2*time.Second || d > 5*time.Second {
		t.Errorf("what ends it begins to wait %v before", d)
	}
	if err := w.EndGuests(t.Context()); err != nil { // not yet
		t.Fatal(err)
	}
	if n := one[int](w, `select count(*) from class_member where person_id = $1 and left_at is null`, guest.Person); n != 1 {
		t.Fatal("a guest was taken out before their time")
	}
	w.exec(`update class_member set guest_until = now() - interval '1 second' where person_id = $1`, guest.Person)
	for range 2 {
		if err := w.EndGuests(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.endGuest(t.Context(), w.class, guest.Person); err != nil {
			t.Fatal(err)
		}
	}
	if n := one[int](w, `select count(*) from class_member where person_id = $1 and left_at is null`, guest.Person); n != 0 {
		t.Error("the membership stands")
	}
	if told := w.published.told(guest.Person); !slices.Contains(told, wire.AccessChanged) {
		t.Errorf("the guest's connections were told %v", told)
	}
	for kind, want := range map[string]int{"class.guest_over": 1, "class.guest_gone": 2} {
		if n := one[int](w, `select count(*) from notice where kind = $1`, kind); n != want {
			t.Errorf("%d notices %s, want %d", n, kind, want)
		}
	}
	if n := one[int](w, `select count(*) from audit_entry where action = 'class.guest_over' and person_id = $1`, guest.Person); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
	w.invited(guest, add) // another day
}

func TestAClassThatIsOverCanBeLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	w.exec(`update class set archived_at = now() where id = $1`, w.class)
	leave := OfClass[wire.LeaveClass]{Class: w.class}
	if _, err := w.Leave(t.Context(), access.Actor{Person: student}, leave); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Leave(t.Context(), w.teacher, leave); err != nil { // also its last teacher: nobody writes in it any more
		t.Fatal(err)
	}
	if n := one[int](w, `select count(*) from class_member where class_id = $1 and left_at is null and person_id in ($2, $3)`, w.class, student, w.teacher.Person); n != 0 {
		t.Errorf("%d are still in it", n)
	}
	_, err := w.Class(t.Context(), access.Actor{Person: student}, wire.ClassRef{Class: w.class})
	refused(t, err, "not_found")
}

func TestANewSignInOfAStudentForgetsTheSecondStep(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	w.exec(`update person set two_step_at = now() where id = $1`, student)
	w.exec(`insert into two_step (person_id, secret) values ($1, '\x00')`, student)
	_, err := w.ResetSignIns(t.Context(), w.teacher, OfClass[wire.ResetSignIns]{Class: w.class, Body: wire.ResetSignIns{People: []uuid.UUID{student}}})
	if err != nil {
		t.Fatal(err)
	}
	if one[bool](w, `select two_step_at is not null or exists (select from two_step) from person where id = $1`, student) {
		t.Error("the new code alone does not let the student in")
	}
}
