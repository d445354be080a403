package pairing_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/pairing"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestAPairingOpensWhenBothSchoolsCoordinatorsHaveAccepted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	if page.Pairing.State != "proposed" || !slices.Equal(kinds(page), []string{"proposed"}) {
		t.Fatalf("after a teacher's proposal: %s %v", page.Pairing.State, kinds(page))
	}
	if page = w.accept(w.coordinatorHefei, page); page.Pairing.State != "proposed" {
		t.Errorf("after one school's acceptance it is %s", page.Pairing.State)
	}
	if page = w.accept(w.coordinator, page); page.Pairing.State != "open" || page.Pairing.OpenedAt == nil {
		t.Errorf("after both schools' acceptance it is %s", page.Pairing.State)
	}
	if want := []string{"proposed", "accepted", "accepted", "opened"}; !slices.Equal(kinds(page), want) {
		t.Errorf("steps %v, want %v", kinds(page), want)
	}
	name := topic.Of("pairing", page.Pairing.ID)
	if n := w.events.count(name, pairing.Stepped); n != 4 {
		t.Errorf("%d steps were sent to open pages, want 4", n)
	}
	if n := scan[int](w, `select count(*) from audit_entry where object_id = $1 and $2 = any(school_ids)`, page.Pairing.ID, w.hefei); n != 3 {
		t.Errorf("%d entries in the audit log, want 3: proposed, accepted, accepted", n)
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = 'pairing.opened'`, w.coordinatorHefei.Person); n != 1 {
		t.Errorf("the other coordinator was told %d times that it is open", n)
	}
}

func TestACoordinatorsProposalIsTheOwnSchoolsAcceptance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.coordinator, w.hefei)
	if want := []string{"proposed", "accepted"}; !slices.Equal(kinds(page), want) {
		t.Errorf("steps %v, want %v", kinds(page), want)
	}
	if page = w.accept(w.coordinatorHefei, page); page.Pairing.State != "open" {
		t.Errorf("it is %s", page.Pairing.State)
	}
}

func TestWhatIsDoneTwiceIsDoneOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	if again := w.propose(w.teacher, w.hefei); again.Pairing.ID != page.Pairing.ID {
		t.Error("a proposal sent twice made two pairings")
	}
	w.accept(w.coordinator, page)
	w.accept(w.coordinator, page)
	w.accept(w.coordinatorHefei, page)
	page = w.accept(w.coordinatorHefei, page)
	page = w.consent(w.coordinator, page, "chat")
	page = w.consent(w.coordinator, page, "chat")
	for range 2 {
		page = must(w)(w.Withdraw(w.ctx, w.coordinator, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "Moving"}))
	}
	want := []string{"proposed", "accepted", "accepted", "opened", "consent_given", "withdrawn"}
	if !slices.Equal(kinds(page), want) {
		t.Errorf("steps %v, want %v", kinds(page), want)
	}
}

func TestTwoCoordinatorsAtOnceOpenItOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	var all sync.WaitGroup
	for range 3 {
		for _, by := range []access.Actor{w.coordinator, w.coordinatorHefei} {
			all.Go(func() {
				if _, err := w.Accept(w.ctx, by, wire.AcceptPairing{Pairing: page.Pairing.ID}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	page = must(w)(w.Page(w.ctx, w.teacher, wire.PairingRef{Pairing: page.Pairing.ID}))
	if want := []string{"proposed", "accepted", "accepted", "opened"}; !slices.Equal(kinds(page), want) {
		t.Errorf("steps %v, want %v", kinds(page), want)
	}
}

func TestTwoSchoolsThatProposeToEachOtherAtOnceHaveOneProposal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var all sync.WaitGroup
	failed := make([]error, 2)
	all.Go(func() {
		_, failed[0] = w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: w.hefei, Message: "Hello"})
	})
	all.Go(func() {
		_, failed[1] = w.Propose(w.ctx, w.teacherHefei, wire.ProposePairing{School: w.columbus, Message: "你好"})
	})
	all.Wait()
	if (failed[0] == nil) == (failed[1] == nil) {
		t.Fatalf("one of them stands, the other is told so: %v, %v", failed[0], failed[1])
	}
	for _, err := range failed {
		if err != nil {
			w.refused(err, "pairing.exists")
		}
	}
}

func TestWhatEndedCanBeProposedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	page = must(w)(w.Withdraw(w.ctx, w.coordinatorHefei, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "No time this year"}))
	if page.Pairing.State != "ended" || page.Steps[len(page.Steps)-1].Reason != "No time this year" {
		t.Errorf("%s, %+v", page.Pairing.State, page.Steps[len(page.Steps)-1])
	}
	_, err := w.discuss(w.teacher, page, "Hello?")
	w.refused(err, "pairing.ended")
	again := w.propose(w.coordinatorHefei, w.columbus)
	if again.Pairing.ID == page.Pairing.ID || again.Pairing.State != "proposed" {
		t.Errorf("proposed again it is %s", again.Pairing.State)
	}
	list, err := w.Pairings(w.ctx, w.teacher, command.None{})
	if err != nil || len(list.Pairings) != 2 {
		t.Errorf("%d pairings in the list, want both; %v", len(list.Pairings), err)
	}
}

func TestAnAdministratorAcceptsForASchoolWithoutACoordinatorAndItIsRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.coordinator, w.hefei)
	accept := wire.AcceptPairing{Pairing: page.Pairing.ID, School: &w.hefei}
	_, err := w.Accept(w.ctx, w.administrator, accept)
	w.refused(err, "pairing.has_coordinator")
	w.exec(`update person set verified_at = null where id = $1`, w.coordinatorHefei.Person)
	page = must(w)(w.Accept(w.ctx, w.administrator, accept))
	if page.Pairing.State != "open" || !page.Steps[2].Administrator || *page.Steps[2].School != w.hefei {
		t.Errorf("%s, %+v", page.Pairing.State, page.Steps)
	}
}

func TestWhoIsNotAskedDecidesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	accept := wire.AcceptPairing{Pairing: page.Pairing.ID}
	for code, actors := range map[string][]access.Actor{
		"forbidden":       {w.teacher, w.teacherHefei},
		"not_found":       {w.student, w.citizen, w.elsewhere},
		"unauthenticated": {{}},
	} {
		for _, by := range actors {
			_, err := w.Accept(w.ctx, by, accept)
			w.refused(err, code)
			_, err = w.GiveConsent(w.ctx, by, wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "chat"})
			w.refused(err, code)
		}
	}
	for _, by := range []access.Actor{w.teacherHefei, w.colleague} { // neither a coordinator nor who proposed it
		_, err := w.Withdraw(w.ctx, by, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "No"})
		w.refused(err, "forbidden")
	}
	_, err := w.Accept(w.ctx, w.coordinator, wire.AcceptPairing{Pairing: page.Pairing.ID, School: &w.hefei})
	w.refused(err, "forbidden")
	_, err = w.GiveConsent(w.ctx, w.coordinator, wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "chat"})
	w.refused(err, "pairing.not_open")
	_, err = w.Withdraw(w.ctx, w.teacher, wire.WithdrawPairing{Pairing: page.Pairing.ID})
	w.refused(err, "invalid") // without a reason
	must(w)(w.Withdraw(w.ctx, w.teacher, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "A mistake"}))
	_, err = w.Accept(w.ctx, w.coordinator, accept)
	w.refused(err, "pairing.ended")

	for _, by := range []access.Actor{w.student, w.citizen, w.administrator} {
		_, err := w.Propose(w.ctx, by, wire.ProposePairing{School: w.hefei, Message: "Hello"})
		w.refused(err, "forbidden")
	}
	for _, school := range []uuid.UUID{w.columbus, id()} {
		_, err := w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: school, Message: "Hello"})
		w.refused(err, "invalid")
	}
	w.exec(`update person set verified_at = null where id = $1`, w.teacher.Person)
	_, err = w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: w.hefei, Message: "Hello"})
	w.refused(err, "forbidden")
}

func TestTheStepsOfAPairingAreOnlyEverAddedTo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.propose(w.teacher, w.hefei)
	w.exec(`insert into pairing_step (id, pairing_id, kind, text) values ($1, $2, 'reminded', 'a text of before')`, id(), page.Pairing.ID)
	for _, sql := range []string{
		`delete from pairing_step where pairing_id = $1`,
		`update pairing_step set text = 'another' where pairing_id = $1`,
		`update pairing_step set text = '', reason = 'another' where pairing_id = $1`,
	} {
		if _, err := w.pool.Exec(w.ctx, sql, page.Pairing.ID); err == nil {
			t.Errorf("%s: done", sql)
		}
	}
	w.exec(`update pairing_step set text = '' where pairing_id = $1`, page.Pairing.ID) // what a deletion asks for
}
