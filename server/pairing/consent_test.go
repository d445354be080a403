package pairing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestAClassIsOpenWhileBothSchoolsConsentToChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	class, _ := w.class(page)
	open := func() bool { return scan[bool](w, `select open from class_now where id = $1`, class) }
	w.consent(w.coordinator, page, "chat")
	if open() {
		t.Error("open by one school's consent")
	}
	page = w.consent(w.coordinatorHefei, page, "chat")
	if !open() || page.Pairing.ChatUntil == nil {
		t.Error("not open by both schools' consent")
	}
	told := func() int { return w.events.count(topic.Of("person", w.student.Person), wire.AccessChanged) }
	before := told()
	withdraw := wire.WithdrawPairingConsent{PairingPurpose: wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "chat"}}
	_, err := w.WithdrawConsent(w.ctx, w.coordinatorHefei, withdraw)
	w.refused(err, "invalid") // without a reason
	withdraw.Reason = "The school board decided"
	page = must(w)(w.WithdrawConsent(w.ctx, w.coordinatorHefei, withdraw))
	if open() || told() != before+1 {
		t.Errorf("after the withdrawal: open %v, the student's pages were told %d times", open(), told()-before)
	}
	_, err = w.WithdrawConsent(w.ctx, w.teacher, withdraw)
	w.refused(err, "forbidden")
	if i := slices.IndexFunc(page.Consents, func(c wire.PairingConsent) bool { return c.School == w.hefei && c.Purpose == "chat" }); page.Consents[i].State != "withdrawn" {
		t.Errorf("%+v", page.Consents[i])
	}
	w.consent(w.coordinatorHefei, page, "chat")
	if !open() {
		t.Error("a consent that is given again does not open the class")
	}
}

func TestAConsentThatExpiresClosesTheClassAndTellsItsMembersOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	w.class(page)
	w.consent(w.coordinator, page, "chat")
	w.consent(w.coordinatorHefei, page, "chat")
	told := func() int { return w.events.count(topic.Of("person", w.student.Person), wire.AccessChanged) }
	look := func() {
		t.Helper()
		if err := w.TellChanged(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	look()
	before := told()
	// A year later: the trigger keeps pairing.chat_until.
	w.exec(`update consent set expires_at = now() - interval '1 second' where school_id = $1`, w.hefei)
	look()
	look()
	if n := told() - before; n != 1 {
		t.Errorf("the student's pages were told %d times, want once", n)
	}
}

func TestAConsentIsRenewedYearly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.consent(w.coordinator, w.opened(), "chat")
	first := page.Consents[0].ExpiresAt
	if days := time.Until(first).Hours() / 24; days < 364 || days > 367 {
		t.Errorf("it stands for %.0f days", days)
	}
	if page.Consents[0].Renewable {
		t.Error("renewable on its first day")
	}
	for _, days := range []int{29, 6} { // told once of each
		w.exec(`update consent set expires_at = now() + make_interval(days => $1)`, days)
		for range 2 {
			if err := w.Remind(w.ctx, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.consent_ends'`, w.coordinator.Person); n != 1 {
			t.Errorf("%d days before: the coordinator was told %d times, want once", days, n)
		}
		w.exec(`delete from notice`)
	}
	page = w.consent(w.coordinator, page, "chat")
	if days := time.Until(page.Consents[0].ExpiresAt).Hours() / 24; days < 365+5 {
		t.Errorf("renewed, it stands for %.0f days: the rest of the old year is lost", days)
	}
	if err := w.Remind(w.ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	if n := scan[int](w, `select count(*) from notice where kind = 'pairing.consent_ends'`); n != 0 {
		t.Error("reminded of a consent that was renewed")
	}
}

func TestTheSideThatIsSilentForAWeekIsRemindedWeeklyAndTheOtherIsNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exec(`update person set email = 'guan@example.org', email_confirmed_at = now(), language = 'zh-Hans' where id = $1`, w.coordinatorHefei.Person)
	w.propose(w.coordinator, w.hefei)
	reminders := func(p access.Actor) int {
		return scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.reminder'`, p.Person)
	}
	day := 24 * time.Hour
	for _, at := range []struct {
		after time.Duration
		want  int
	}{{6 * day, 0}, {8 * day, 1}, {14 * day, 1}, {16 * day, 2}} {
		if err := w.Remind(w.ctx, time.Now().Add(at.after)); err != nil {
			t.Fatal(err)
		}
		if n := reminders(w.coordinatorHefei); n != at.want {
			t.Errorf("after %s: %d reminders, want %d", at.after, n, at.want)
		}
	}
	if n := reminders(w.coordinator); n != 0 {
		t.Error("who proposed and accepted was reminded")
	}
	if n := scan[int](w, `select count(*) from river_job where kind = 'pairing_letter' and args->>'about' = 'pairing.reminder'`); n != 2 {
		t.Errorf("%d letters, want two", n)
	}
}

func TestAMessageThatWaitsForAWeekRemindsTheOtherSideOfAnOpenPairing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	if err := w.Remind(w.ctx, time.Now().Add(30*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if n := scan[int](w, `select count(*) from notice where kind = 'pairing.reminder'`); n != 0 {
		t.Error("reminded though nobody waits")
	}
	if _, err := w.discuss(w.teacher, page, "When shall we begin?"); err != nil {
		t.Fatal(err)
	}
	if err := w.Remind(w.ctx, time.Now().Add(8*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if n := scan[int](w, `select count(distinct person_id) from notice where kind = 'pairing.reminder' and person_id = $1`, w.coordinatorHefei.Person); n != 1 {
		t.Error("the other side was not reminded")
	}
	if n := scan[int](w, `select count(*) from notice where kind = 'pairing.reminder' and person_id in ($1, $2)`, w.teacher.Person, w.coordinator.Person); n != 0 {
		t.Error("the side that waits was reminded")
	}
}

func TestAConsentForOneStudentIsGivenAgainByTheirOwnSchoolAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	class, chat := w.class(page)
	w.consent(w.coordinator, page, "chat")
	w.consent(w.coordinatorHefei, page, "chat")
	said, bad := w.say(chat, w.student, "Hello"), w.say(chat, w.student, "Something bad")
	w.exec(`update post set hidden_at = now(), hidden_for = array['keepers'] where id = $1`, bad)
	student := wire.StudentRef{Class: class, Person: w.student.Person}

	for _, by := range []access.Actor{w.student, w.citizen, w.colleague, w.teacherHefei, w.coordinatorHefei, w.elsewhere} {
		if _, err := w.WithdrawStudent(w.ctx, by, wire.WithdrawStudentConsent{StudentRef: student, Reason: "No"}); err == nil {
			t.Errorf("%v withdrew the consent for a student", by.Person)
		}
	}
	out, err := w.WithdrawStudent(w.ctx, w.teacher, wire.WithdrawStudentConsent{StudentRef: student, Reason: "The guardian asked"})
	if err != nil || out.WithdrawnAt == nil {
		t.Fatalf("%+v, %v", out, err)
	}
	hidden := func(post uuid.UUID) bool {
		return scan[bool](w, `select hidden_at is not null from post where id = $1`, post)
	}
	if !hidden(said) || !hidden(bad) {
		t.Error("what the student said is still shown")
	}
	if n := scan[int](w, `select count(*) from audit_entry where person_id = $1 and reason = 'The guardian asked'`, w.student.Person); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
	// What a family consents to is not for the partner school's teacher to say.
	_, err = w.GiveStudent(w.ctx, w.teacherHefei, wire.GiveStudentConsent{StudentRef: student})
	w.refused(err, "forbidden")
	// The coordinator does not keep the class: what was hidden in it is for its teachers to show.
	_, err = w.GiveStudent(w.ctx, w.coordinator, wire.GiveStudentConsent{StudentRef: student, Show: true})
	w.refused(err, "not_found")
	if out, err = w.GiveStudent(w.ctx, w.coordinator, wire.GiveStudentConsent{StudentRef: student}); err != nil || out.WithdrawnAt != nil {
		t.Fatalf("%+v, %v", out, err)
	}
	if !hidden(said) {
		t.Error("shown again without being asked for")
	}
	if _, err := w.WithdrawStudent(w.ctx, w.coordinator, wire.WithdrawStudentConsent{StudentRef: student, Reason: "Again"}); err != nil {
		t.Fatal(err)
	}
	w.exec(`update post set hidden_for = array['consent'] where id = $1`, said) // as if a teacher had shown it in between
	if _, err := w.GiveStudent(w.ctx, w.teacher, wire.GiveStudentConsent{StudentRef: student, Show: true}); err != nil {
		t.Fatal(err)
	}
	if hidden(said) || !hidden(bad) {
		t.Error("what the withdrawal hid comes back, and nothing else")
	}
}
