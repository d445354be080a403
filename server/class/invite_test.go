package class

import (
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// adult is somebody with an account of their own.
func (w *world) adult(email string) access.Actor {
	w.t.Helper()
	a := w.person("citizen", nil)
	w.exec(`update person set email = $2, email_confirmed_at = now(), adult_at = now() where id = $1`, a.Person, email)
	return a
}

// invited invites a guest, who accepts.
func (w *world) invited(guest access.Actor, add OfClass[wire.AddGuest]) {
	w.t.Helper()
	if _, err := w.AddGuest(w.t.Context(), w.teacher, add); err != nil {
		w.t.Fatal(err)
	}
	if err := w.answers(guest, true); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) answers(guest access.Actor, accept bool) error {
	_, err := w.AnswerInvitation(w.t.Context(), guest, OfClass[wire.AnswerInvitation]{Class: w.class, Body: wire.AnswerInvitation{Accept: accept}})
	return err
}

func (w *world) invite(name string) {
	w.t.Helper()
	_, err := w.AddGuest(w.t.Context(), w.teacher, OfClass[wire.AddGuest]{Class: w.class, Body: wire.AddGuest{Name: name, Until: soon()}})
	if err != nil {
		w.t.Errorf("inviting %s: %v", name, err)
	}
}

func TestATeacherLearnsOfNoAddressWhetherItHasAnAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	guest := w.adult("gu@example.org")
	before := w.membership(w.teacher)
	w.invite(" GU@example.org")
	w.invite("nobody@example.org")
	if after := w.membership(w.teacher); len(after.People) != len(before.People) {
		t.Error("who is invited is shown before they accept")
	}
	if n := one[int](w, `select count(distinct (data - 'until', person_id is null)) from audit_entry where action = 'class.invite_guest' and person_id is null`); n != 1 {
		t.Errorf("the log tells %d kinds of invitations", n)
	}
	if n := one[int](w, `select count(*) from audit_entry where action = 'class.invite_guest'`); n != 2 {
		t.Errorf("%d entries in the log", n)
	}
	list, err := w.Classes(t.Context(), guest, command.None{})
	if err != nil || len(list.Invitations) != 1 || len(list.Classes) != 0 {
		t.Fatalf("%+v %v", list, err)
	}
	if err := w.answers(guest, true); err != nil {
		t.Fatal(err)
	}
	if after := w.membership(w.teacher); len(after.People) != len(before.People)+1 {
		t.Error("who accepted is not in the class")
	}
	w.invite("gu@example.org") // a member already, which nobody is told either
	refused(t, w.answers(guest, true), "not_found")
}

func TestOnlyAnAdultIsAGuest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	w.exec(`update person set sign_in_name = 'some-student', adult_at = now() where id = $1`, student)
	unknown := w.adult("unknown@example.org")
	w.exec(`update person set adult_at = null where id = $1`, unknown.Person)
	unconfirmed := w.adult("unconfirmed@example.org")
	w.exec(`update person set email_confirmed_at = null where id = $1`, unconfirmed.Person)
	for _, name := range []string{"some-student", "unknown@example.org", "unconfirmed@example.org"} {
		w.invite(name)
	}
	if n := one[int](w, `select count(*) from guest_invitation`); n != 0 {
		t.Errorf("%d are invited", n)
	}
	later := w.adult("later@example.org")
	w.invite("later@example.org")
	w.exec(`update person set adult_at = null where id = $1`, later.Person)
	refused(t, w.answers(later, true), "not_found")
}

func TestAnInvitationIsToldOnceADayAndADeclinedOneNotForAWeek(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	guest := w.adult("gu@example.org")
	told := func(want int) {
		t.Helper()
		if n := one[int](w, `select count(*) from notice where person_id = $1`, guest.Person); n != want {
			t.Errorf("told %d times, want %d", n, want)
		}
	}
	for range 3 {
		w.invite("gu@example.org")
	}
	told(1)
	refused(t, w.answers(w.stranger, true), "not_found")
	if err := w.answers(guest, false); err != nil {
		t.Fatal(err)
	}
	w.invite("gu@example.org")
	told(1)
	refused(t, w.answers(guest, true), "not_found")
	w.exec(`update guest_invitation set declined_at = now() - interval '8 days', told_at = now() - interval '9 days'`)
	w.invite("gu@example.org")
	told(2)
	w.exec(`update class set archived_at = now() where id = $1`, w.class)
	if err := w.EndGuests(t.Context()); err != nil {
		t.Fatal(err)
	}
	refused(t, w.answers(guest, true), "archived")
	if err := w.answers(guest, false); err != nil { // of a class that is over it can still be declined
		t.Error(err)
	}
	w.exec(`update guest_invitation set until = now() - interval '1 second'`)
	if err := w.EndGuests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := one[int](w, `select count(*) from guest_invitation`); n != 0 {
		t.Errorf("%d invitations are kept", n)
	}
}
