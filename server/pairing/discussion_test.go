package pairing_test

import (
	"strings"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestAProposalIsTheFirstPostOfADiscussionThatBothSchoolsStaffAloneRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	thread := access.Thread(page.Thread)
	for _, by := range []access.Actor{w.teacher, w.colleague, w.coordinator, w.teacherHefei, w.coordinatorHefei} {
		for _, action := range []access.Action{access.ReadThread, access.CreatePost} {
			if err := w.policy.Check(w.ctx, by, action, thread); err != nil {
				t.Errorf("%s by one of the staff: %v", action, err)
			}
		}
	}
	first := scan[string](w, `select body from post where thread_id = $1`, page.Thread)
	if first != "Good evening, 晚上好" {
		t.Errorf("the first post is %q", first)
	}
	if n := w.events.count(topic.Of("thread", page.Thread), "post.created"); n != 1 {
		t.Errorf("%d posts were sent to open pages", n)
	}
	for code, actors := range map[string][]access.Actor{
		"not_found": {w.student, w.citizen, w.elsewhere, w.administrator},
	} {
		for _, by := range actors {
			for _, action := range []access.Action{access.ReadThread, access.CreatePost, access.MarkThreadRead, access.ReportThread, access.KeepThread} {
				w.refused(w.policy.Check(w.ctx, by, action, thread), code)
			}
			w.refused(w.policy.Check(w.ctx, by, access.ReadBoard, access.Board(page.Thread)), code)
		}
	}
	w.refused(w.policy.Check(w.ctx, access.Actor{}, access.ReadThread, thread), "not_found")
	w.refused(w.policy.Check(w.ctx, w.teacher, access.CreateThread, access.Board(page.Thread)), "forbidden") // it has its one

	w.exec(`update person set verified_at = null where id = $1`, w.colleague.Person)
	w.refused(w.policy.Check(w.ctx, w.colleague, access.ReadThread, thread), "not_found")
}

func TestTheOtherSchoolIsToldOnceOfWhatIsSaidAndItIsUnreadUntilRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	told := func(p access.Actor) int {
		return scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.said'`, p.Person)
	}
	for range 3 {
		if err := w.TellSaid(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	if told(w.coordinatorHefei) != 0 {
		t.Error("the proposal was told twice")
	}
	for range 2 {
		if _, err := w.discuss(w.teacher, page, "Shall we begin?"); err != nil {
			t.Fatal(err)
		}
		if err := w.TellSaid(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	if told(w.coordinatorHefei) != 1 || told(w.coordinator) != 0 {
		t.Errorf("the other school was told %d times, the own %d", told(w.coordinatorHefei), told(w.coordinator))
	}
	list, err := w.Pairings(w.ctx, w.coordinatorHefei, command.None{})
	if err != nil || list.Pairings[0].Unread != 3 {
		t.Errorf("%d unread, want the proposal and two more; %v", list.Pairings[0].Unread, err)
	}
	if list, _ = w.Pairings(w.ctx, w.teacher, command.None{}); list.Pairings[0].Unread != 0 {
		t.Error("one's own posts are unread")
	}
}

func TestStaffReadADiscussionForAnHourBecauseOfAReasonThatBothSchoolsSee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	thread := access.Thread(page.Thread)
	if list, err := w.OfStaff(w.ctx, w.administrator, command.None{}); err != nil || len(list.Pairings) != 1 || list.Pairings[0].Thread != nil {
		t.Errorf("%+v, %v", list, err)
	}
	_, err := w.Enter(w.ctx, w.administrator, wire.EnterPairing{Pairing: page.Pairing.ID, Reason: "because"})
	w.refused(err, "invalid")
	_, err = w.Enter(w.ctx, w.teacher, wire.EnterPairing{Pairing: page.Pairing.ID, Reason: "I would like to know"})
	w.refused(err, "forbidden")
	_, err = w.Enter(w.ctx, w.elsewhere, wire.EnterPairing{Pairing: page.Pairing.ID, Reason: "I would like to know"})
	w.refused(err, "not_found")
	in, err := w.Enter(w.ctx, w.administrator, wire.EnterPairing{Pairing: page.Pairing.ID, Reason: "Hefei asked for help with it"})
	if err != nil || in.Until == nil || in.Thread == nil {
		t.Fatalf("%+v, %v", in, err)
	}
	if err := w.policy.Check(w.ctx, w.administrator, access.ReadThread, thread); err != nil {
		t.Errorf("with a reason: %v", err)
	}
	w.refused(w.policy.Check(w.ctx, w.administrator, access.CreatePost, thread), "not_found")
	w.refused(w.policy.Check(w.ctx, w.administrator, access.KeepThread, thread), "not_found")
	for _, p := range []access.Actor{w.coordinator, w.coordinatorHefei, w.teacher} {
		if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.staff_entered' and data->>'Reason' = 'Hefei asked for help with it'`, p.Person); n != 1 {
			t.Errorf("one of the staff was told %d times", n)
		}
	}
	if n := scan[int](w, `select count(*) from audit_entry where action = 'pairing.enter' and object_id = $1 and school_ids @> array[$2::uuid, $3::uuid]`, page.Pairing.ID, w.columbus, w.hefei); n != 1 {
		t.Errorf("%d entries that both schools can read", n)
	}
	w.exec(`update staff_access set until = now()`)
	w.refused(w.policy.Check(w.ctx, w.administrator, access.ReadThread, thread), "not_found")
}

func TestInADiscussionHowToReachAnAdultIsHintedAndAnIdentityNumberWaitsForACoordinator(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	out, err := w.discuss(w.teacher, page, "Write to me: carver@example.org")
	if err != nil || out.State != wire.PostVisible || !strings.Contains(strings.Join(out.Found, " "), "contact") {
		t.Errorf("an address: %s %v, %v", out.State, out.Found, err)
	}
	out, err = w.discuss(w.teacherHefei, page, "他的身份证号是 11010519491231002X")
	if err != nil || out.State != wire.PostHeld {
		t.Fatalf("an identity number: %s %v, %v", out.State, out.Found, err)
	}
	post := access.Post(out.ID)
	for _, by := range []access.Actor{w.teacher, w.colleague, w.teacherHefei} { // each school has a coordinator
		w.refused(w.policy.Check(w.ctx, by, access.ReadEvidence, post), "forbidden")
		w.refused(w.policy.Check(w.ctx, by, access.ApprovePost, post), "forbidden")
	}
	for _, by := range []access.Actor{w.coordinator, w.coordinatorHefei} {
		if err := w.policy.Check(w.ctx, by, access.ApprovePost, post); err != nil {
			t.Errorf("by a coordinator: %v", err)
		}
	}
	w.exec(`update person set verified_at = null where id = $1`, w.coordinatorHefei.Person)
	if err := w.policy.Check(w.ctx, w.teacher, access.ApprovePost, post); err != nil {
		t.Errorf("with one coordinator left a teacher looks at it: %v", err)
	}
	w.refused(w.policy.Check(w.ctx, w.teacherHefei, access.ApprovePost, post), "post.own_held")

	_, err = w.Propose(w.ctx, w.elsewhere, wire.ProposePairing{School: w.hefei, Message: "我的身份证号是 11010519491231002X"})
	if err != nil {
		t.Fatal(err)
	}
	if n := scan[int](w, `select count(*) from post where author_id = $1 and held_at is not null`, w.elsewhere.Person); n != 1 {
		t.Error("what a proposal says does not wait")
	}
}
