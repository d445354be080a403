package pairing_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

func TestASchoolThatProposesAndWithdrawsIsSlowedDownBeforeItIsANuisance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	done := 0
	for range 10 {
		page, err := w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: w.hefei, Message: "Hello"})
		if err != nil {
			w.refused(err, "pairing.too_many_proposals")
			continue
		}
		done++
		must(w)(w.Withdraw(w.ctx, w.teacher, wire.WithdrawPairing{Pairing: page.Pairing.ID, Reason: "Sorry"}))
	}
	if done != 3 {
		t.Errorf("%d proposals in a row, want 3", done)
	}
	if n := scan[int](w, `select count(*) from notice where person_id = $1`, w.coordinatorHefei.Person); n > 6 {
		t.Errorf("the other coordinator has %d notices", n)
	}
	_, err := w.Propose(w.ctx, w.colleague, wire.ProposePairing{School: w.hefei, Message: "Hello"})
	w.refused(err, "pairing.too_many_proposals") // the school's others neither
	w.propose(w.teacherHefei, w.columbus)        // the other school may
	if n := scan[int](w, `select count(*) from pairing where ended_at is null`); n != 1 {
		t.Errorf("%d proposals stand", n)
	}
	w.exec(`update pairing set ended_at = now(), proposed_at = proposed_at - interval '1 day'`)
	w.propose(w.teacher, w.hefei) // a day later
}

func TestASchoolProposesToAHandfulOfOthersADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 21 {
		school := id()
		w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant, verified_at) select $1, id, $2, $2, $2, $2, now() from city limit 1`, school, fmt.Sprintf("school-%d", i))
		_, err := w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: school, Message: "Hello"})
		if i < 20 && err != nil {
			t.Fatal(err)
		} else if i == 20 {
			w.refused(err, "pairing.too_many_proposals")
		}
	}
}

func TestWhatIsGivenAndWithdrawnAgainAndAgainIsToldAFewTimesADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := w.opened()
	for range 20 {
		page = w.consent(w.coordinator, page, "chat")
		page = must(w)(w.WithdrawConsent(w.ctx, w.coordinator, wire.WithdrawPairingConsent{
			PairingPurpose: wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: "chat"}, Reason: "Not yet",
		}))
	}
	for _, kind := range []string{"pairing.consent_given", "pairing.consent_withdrawn"} {
		if n := scan[int](w, `select count(*) from notice where person_id = $1 and kind = $2`, w.coordinatorHefei.Person, kind); n != 8 {
			t.Errorf("%s was told %d times", kind, n)
		}
	}
}

func TestAProposalAnswersAnOpenSearchOfTheSchoolItGoesTo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	search := func(school, author uuid.UUID) uuid.UUID {
		s := id()
		w.exec(`insert into partner_search (id, school_id, author_id, age_from, age_to, size, subject, english_level, chinese_level, wishes, language)
			values ($1, $2, $3, 12, 14, 20, 'language', 'beginner', 'native', 'Letters', 'en')`, s, school, author)
		return s
	}
	own, theirs := search(w.columbus, w.teacher.Person), search(w.hefei, w.teacherHefei.Person)
	closed := search(w.hefei, w.teacherHefei.Person)
	w.exec(`update partner_search set closed_at = now() where id = $1`, closed)
	for what, s := range map[string]uuid.UUID{"none": id(), "the own school's": own, "a closed one": closed} {
		_, err := w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: w.hefei, Message: "Hello", Search: &s})
		if err == nil {
			t.Errorf("%s was taken", what)
		} else {
			w.refused(err, "invalid")
		}
	}
	page, err := w.Propose(w.ctx, w.teacher, wire.ProposePairing{School: w.hefei, Message: "Hello", Search: &theirs})
	if err != nil || page.Pairing.Search == nil || *page.Pairing.Search != theirs {
		t.Errorf("%+v %v", page.Pairing.Search, err)
	}
}
