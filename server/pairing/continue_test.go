package pairing_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// ended is a pairing that ended, with a class.
func (w *world) ended() (old wire.PairingPage, class, chat uuid.UUID) {
	w.t.Helper()
	old = w.opened()
	w.consent(w.coordinator, old, "chat")
	w.consent(w.coordinatorHefei, old, "chat")
	class, chat = w.class(old)
	return w.end(old), class, chat
}

func (w *world) end(page wire.PairingPage) wire.PairingPage {
	w.t.Helper()
	return must(w)(w.Withdraw(w.ctx, w.coordinator, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "Summer"}))
}

// again is a new pairing of the same two schools, with both consents to chat.
func (w *world) again() wire.PairingPage {
	w.t.Helper()
	page := w.opened()
	w.consent(w.coordinator, page, "chat")
	return w.consent(w.coordinatorHefei, page, "chat")
}

func (w *world) goOn(by access.Actor, page wire.PairingPage, class uuid.UUID) (wire.PairingPage, error) {
	return w.Continue(w.ctx, by, wire.ContinueClass{Pairing: page.Pairing.ID, Class: class})
}

func (w *world) isOpen(class uuid.UUID) bool {
	return scan[bool](w, `select open from class_now where id = $1`, class)
}

func (w *world) pairingOf(class uuid.UUID) uuid.UUID {
	return scan[uuid.UUID](w, `select pairing_id from class where id = $1`, class)
}

func TestAClassGoesOnInANewPairingWhenATeacherOfEachSchoolSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, class, chat := w.ended()
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'class.pairing_ended'`, w.student.Person); n != 1 {
		t.Errorf("the student was told %d times that the class is closed", n)
	}
	post := w.say(chat, w.student, "Before the summer")
	left := w.person("Left", "student", &w.columbus)
	w.exec(`insert into class_member (class_id, person_id, role, withdrawn_at) values ($1, $2, 'student', now())`, class, left.Person)
	page := w.again()
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.opened_again'`, w.teacherHefei.Person); n != 1 {
		t.Errorf("the teacher of the old class was told %d times that it can go on", n)
	}
	if len(page.Old) != 1 || page.Old[0].ID != class || page.Old[0].Students != 1 || page.Old[0].Offer != nil {
		t.Fatalf("the new pairing's page offers %+v", page.Old)
	}
	if w.isOpen(class) {
		t.Fatal("a new pairing alone opens the class")
	}
	page = must(w)(w.goOn(w.teacher, page, class))
	if page.Old[0].Offer == nil || page.Old[0].Offer.School != w.columbus || w.isOpen(class) {
		t.Fatalf("after one school's word: %+v, open %v", page.Old[0], w.isOpen(class))
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.class_offered'`, w.teacherHefei.Person); n != 1 {
		t.Errorf("the other school's teacher was told %d times", n)
	}
	must(w)(w.goOn(w.teacher, page, class)) // once more changes nothing
	before := w.events.count(topic.Of("person", w.student.Person), wire.AccessChanged)
	page = must(w)(w.goOn(w.teacherHefei, page, class))
	if !w.isOpen(class) || w.pairingOf(class) != page.Pairing.ID || len(page.Old) != 0 {
		t.Errorf("after both schools' word: open %v, old %v", w.isOpen(class), page.Old)
	}
	must(w)(w.goOn(w.teacherHefei, page, class))
	if w.events.count(topic.Of("person", w.student.Person), wire.AccessChanged) != before+1 {
		t.Error("the student's open connections were not made to ask again, once")
	}
	for who, person := range map[string]access.Actor{"student": w.student, "first teacher": w.teacher} {
		if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'class.continued'`, person.Person); n != 1 {
			t.Errorf("the %s was told %d times that it goes on", who, n)
		}
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'class.continued'`, left.Person); n != 0 {
		t.Error("a student whose consent is withdrawn was told of it")
	}
	if !scan[bool](w, `select withdrawn_at is not null from class_member where class_id = $1 and person_id = $2`, class, left.Person) {
		t.Error("a withdrawn consent came back with the class")
	}
	if body := scan[string](w, `select body from post where id = $1`, post); body != "Before the summer" {
		t.Errorf("what was said is %q", body)
	}
	steps := []string{"class_offered", "class_continued"}
	if got := kinds(page); !slices.Equal(got[len(got)-2:], steps) {
		t.Errorf("steps %v, want at the end %v", got, steps)
	}
	last := must(w)(w.Page(w.ctx, w.teacher, wire.PairingRef{Pairing: old.Pairing.ID})).Steps
	if st := last[len(last)-1]; st.Kind != "class_continued" || st.Class == nil || st.Class.ZhHans != "班" {
		t.Errorf("the old pairing's last step is %+v", st)
	}
	if n := scan[int](w, `select count(*) from audit_entry where class_id = $1 and action = 'class.continue' and $2 = any(school_ids)`, class, w.hefei); n != 2 {
		t.Errorf("%d entries in the log, want 2: offered, continued", n)
	}
}

func TestOnlyTheClassesOwnVerifiedTeachersSpeakForTheirSchoolsAboutGoingOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, class, _ := w.ended()
	page := w.again()
	must(w)(w.goOn(w.teacher, page, class))
	for who, actor := range map[string]access.Actor{
		"a third school's coordinator": w.elsewhere, "the student": w.student, "a citizen": w.citizen, "an administrator": w.administrator,
		"a colleague who is not in the class": w.colleague, "the school's coordinator, who is not in the class": w.coordinatorHefei,
	} {
		_, err := w.goOn(actor, page, class)
		w.refused(err, "not_found")
		_, err = w.Decline(w.ctx, actor, wire.ContinueClass{Pairing: page.Pairing.ID, Class: class})
		w.refused(err, "not_found")
		if w.isOpen(class) {
			t.Fatalf("%s opened it", who)
		}
	}
	// A colleague of the same school in the class is no second school.
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher')`, class, w.colleague.Person)
	must(w)(w.goOn(w.colleague, page, class))
	if w.isOpen(class) {
		t.Error("two teachers of one school opened it")
	}
	w.exec(`update person set verified_at = null where id = $1`, w.teacherHefei.Person)
	if _, err := w.goOn(w.teacherHefei, page, class); err == nil || w.isOpen(class) {
		t.Error("a teacher whom nobody vouches for any more opened it")
	}
	w.exec(`update person set verified_at = now() where id = $1`, w.teacherHefei.Person)
	w.exec(`update person set verified_at = null where id = $1`, w.teacher.Person)
	page = must(w)(w.goOn(w.teacherHefei, page, class))
	if w.isOpen(class) || page.Old[0].Offer == nil || page.Old[0].Offer.School != w.hefei {
		t.Errorf("what somebody said whom their school no longer vouches for still counts: %+v", page.Old)
	}
}

func TestAClassGoesOnInNoOtherPairingThanOneOfItsTwoSchoolsWithItsConsents(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, class, _ := w.ended()
	_, err := w.goOn(w.teacher, old, class)
	w.refused(err, "not_open")
	proposed := w.propose(w.teacher, w.hefei)
	_, err = w.goOn(w.teacher, proposed, class)
	w.refused(err, "not_open")
	w.accept(w.coordinator, proposed)
	page := w.accept(w.coordinatorHefei, proposed)
	_, err = w.goOn(w.teacher, page, class)
	w.refused(err, "pairing.chat_missing")
	w.consent(w.coordinator, page, "chat")
	w.consent(w.coordinatorHefei, page, "chat")
	must(w)(w.goOn(w.teacher, page, class))
	must(w)(w.WithdrawConsent(w.ctx, w.coordinatorHefei, wire.WithdrawPairingConsent{PairingPurpose: wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "chat"}, Reason: "Wait"}))
	_, err = w.goOn(w.teacherHefei, page, class)
	w.refused(err, "pairing.chat_missing")

	// A pairing of one of the schools with another one.
	third := must(w)(w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: scan[uuid.UUID](w, `select id from school where slug = 'third'`), Message: "Hello"}))
	w.accept(w.coordinator, third)
	third = w.accept(w.elsewhere, third)
	w.exec(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at)
		select gen_random_uuid(), id, s, 'chat', $2, now() + interval '1 year' from pairing, unnest(array[school_a, school_b]) s where id = $1`, third.Pairing.ID, w.coordinator.Person)
	_, err = w.goOn(w.teacher, third, class)
	w.refused(err, "not_found")
	if _, err := w.pool.Exec(w.ctx, `update class set pairing_id = $1 where id = $2`, third.Pairing.ID, class); err == nil {
		t.Error("the database lets a class change its schools")
	}
	w.consent(w.coordinatorHefei, page, "chat")
	w.exec(`update class set archived_at = now() where id = $1`, class)
	_, err = w.goOn(w.teacherHefei, page, class)
	w.refused(err, "archived")
}

func TestWhatWasOfferedInAPairingThatEndedAgainCountsForNothingInTheNext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, class, _ := w.ended()
	second := w.again()
	must(w)(w.goOn(w.teacher, second, class))
	w.end(second)
	_, err := w.goOn(w.teacherHefei, second, class)
	w.refused(err, "not_open")
	third := w.again()
	if len(third.Old) != 1 || third.Old[0].Offer != nil {
		t.Fatalf("the third pairing offers %+v", third.Old)
	}
	if third = must(w)(w.goOn(w.teacherHefei, third, class)); w.isOpen(class) {
		t.Fatal("an offer in the pairing before opened it")
	}
	if third = must(w)(w.Decline(w.ctx, w.teacher, wire.ContinueClass{Pairing: third.Pairing.ID, Class: class})); third.Old[0].Offer != nil {
		t.Error("a declined offer still stands")
	}
	must(w)(w.goOn(w.teacherHefei, third, class))
	must(w)(w.goOn(w.teacher, third, class))
	if !w.isOpen(class) || w.pairingOf(class) != third.Pairing.ID {
		t.Error("it does not go on in the third pairing")
	}
	w.end(third)
	if w.isOpen(class) {
		t.Error("it stays open when the pairing in which it went on ends")
	}
}

func TestAConsentThatWasWithdrawnWhileTheClassWasClosedIsWithdrawnInItWhenItGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, class, chat := w.ended()
	post := w.say(chat, w.student, "Before")
	page := w.again()
	other, _ := w.class(page)
	ref := wire.StudentRef{Class: other, Person: w.student.Person}
	if _, err := w.WithdrawStudent(w.ctx, w.teacher, wire.WithdrawStudentConsent{StudentRef: ref, Reason: "The family asked", SaidBy: "guardian"}); err != nil {
		t.Fatal(err)
	}
	must(w)(w.goOn(w.teacher, page, class))
	must(w)(w.goOn(w.teacherHefei, page, class))
	if !w.isOpen(class) {
		t.Fatal("it does not go on")
	}
	if !scan[bool](w, `select withdrawn_at is not null from class_member where class_id = $1 and person_id = $2`, class, w.student.Person) {
		t.Error("the student is back in the class against the family's word")
	}
	if !scan[bool](w, `select hidden_at is not null from post where id = $1`, post) {
		t.Error("what the student said is shown again")
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'class.continued'`, w.student.Person); n != 0 {
		t.Error("the student was told that it goes on")
	}
}

func TestAClassThatGoesOnWhileItsNewPairingEndsIsClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, class, _ := w.ended()
	page := w.again()
	must(w)(w.goOn(w.teacher, page, class))
	var both sync.WaitGroup
	both.Go(func() { _, _ = w.goOn(w.teacherHefei, page, class) })
	both.Go(func() {
		if _, err := w.Withdraw(w.ctx, w.coordinator, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "No"}); err != nil {
			t.Error(err)
		}
	})
	both.Wait()
	if w.isOpen(class) {
		t.Error("it is open in a pairing that has ended")
	}
	if scan[bool](w, `select coalesce((select open from class_told where class_id = $1), false)`, class) {
		t.Error("its members were last told that it is open")
	}
}
