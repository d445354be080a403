package app_test

import (
	"net/http"
	"sync"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// TestEachRoleIsToldOfWhatWaitsForItAlone counts as the lists do: nobody's own held text, no case about oneself, no appeal
// against one's own deed, nothing of a class whose teachers are still to answer.
func TestEachRoleIsToldOfWhatWaitsForItAlone(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	ada := s.Person("Ada", access.Administrator, nil)
	s.exec(`update person set two_step_at = now() where id = $1`, ada.ID)
	want := func(when string, counts map[string]wire.ModerationWaiting) {
		t.Helper()
		for who, p := range map[string]apptest.Person{"shen": s.shen, "nora": s.nora, "ada": ada} {
			var is wire.ModerationWaiting
			s.must(p, http.MethodGet, "/api/moderation/waiting", nil, &is)
			if is != counts[who] {
				t.Errorf("%s, %s waits for %+v, want %+v", when, who, is, counts[who])
			}
		}
	}
	for who, p := range map[string]apptest.Person{"a citizen": s.Citizen, "a teacher": s.Teacher, "a student": s.Student} {
		if status := s.ask(p, http.MethodGet, "/api/moderation/waiting", nil, nil); status != http.StatusForbidden {
			t.Errorf("%s: %d", who, status)
		}
	}
	none := wire.ModerationWaiting{}
	want("in the beginning", map[string]wire.ModerationWaiting{"shen": none, "nora": none, "ada": none})

	s.post(s.dora, s.thread, "fuck this") // held
	s.post(s.shen, s.thread, "fuck that") // held, and its author's own
	two, one := wire.ModerationWaiting{Held: 2}, wire.ModerationWaiting{Held: 1}
	want("with two held posts", map[string]wire.ModerationWaiting{"shen": one, "nora": two, "ada": two})

	bad := s.post(s.dora, s.thread, "Nobody asked you")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.nora.ID, Reason: "attack"})
	inClass := s.post(s.StudentHefei, s.Chat, "Go and sit somewhere else")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: inClass, Reason: "attack"})
	one.Cases, two.Cases = 2, 2
	noras := two
	noras.Cases = 1
	want("with cases, one about Nora, one of a class", map[string]wire.ModerationWaiting{"shen": one, "nora": noras, "ada": two})

	s.exec(`update moderation_case set opened_at = now() - interval '25 hours' where class_id is not null`)
	one.Cases, two.Cases, noras.Cases = 3, 3, 2
	want("when the class's teachers have not answered for a day", map[string]wire.ModerationWaiting{"shen": one, "nora": noras, "ada": two})

	deed := s.act(s.shen, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "对人不对事"})
	s.must(s.dora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/appeal", map[string]any{"body": "I meant the weather"}, nil)
	one.Cases, two.Cases, noras.Cases = 2, 2, 1
	two.Appeals, noras.Appeals = 1, 1
	want("with an appeal against what Shen did", map[string]wire.ModerationWaiting{"shen": one, "nora": noras, "ada": two})

	s.must(s.nora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/judge", map[string]any{"outcome": "upheld", "answer": "The rule says so"}, nil)
	two.Appeals, noras.Appeals = 0, 0
	want("when it is decided", map[string]wire.ModerationWaiting{"shen": one, "nora": noras, "ada": two})
}

// Who hid a text takes it back at the moment at which another judges that it stays: one of the two happens, never both.
func TestADeedIsNotTakenBackByItsAuthorBesideAJudgesWordThatItStands(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	for round, undo := range []string{"/undo", "", "/undo", "", "", "", "", ""} {
		bad := s.post(s.dora, s.thread, "Nobody asked you")
		deed := s.decide(s.nora, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "This is about a person"})
		path := "/api/moderation/deeds/" + deed.ID.String()
		s.must(s.dora, http.MethodPost, path+"/appeal", map[string]any{"body": "I meant the weather"}, nil)
		back := path + undo
		if undo == "" { // the same from the post's place in the thread
			back = "/api/posts/" + bad.String() + "/deed/undo"
		}
		var judged, undone int
		var both sync.WaitGroup
		both.Go(func() {
			judged = s.ask(s.shen, http.MethodPost, path+"/judge", map[string]any{"outcome": "upheld", "answer": "The rule says so"}, nil)
		})
		both.Go(func() {
			undone = s.ask(s.nora, http.MethodPost, back, map[string]any{"note": "I was too quick with this"}, nil)
		})
		both.Wait()
		var p wire.Post
		s.must(s.Citizen, http.MethodGet, "/api/posts/"+bad.String(), nil, &p)
		switch {
		case judged == 200 && undone == 403 && p.State == wire.PostHidden:
		case judged == 409 && undone == 200 && p.State == wire.PostVisible:
		default:
			t.Errorf("round %d %s: judged %d, undone %d, the post is %s", round, back, judged, undone, p.State)
		}
		if undone == 200 {
			continue
		}
		if again := s.ask(s.nora, http.MethodPost, back, map[string]any{"note": "I was too quick with this"}, nil); again != http.StatusForbidden {
			t.Errorf("round %d: after the judge's word %d", round, again)
		}
	}
}

func TestApprovingWhatAHidingOrAWithdrawnConsentCoversSaysSoAndShowsNothing(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	waits := w.say(w.Student, "call me at 614-555-0134")
	approve := "/api/posts/" + waits.String() + "/approve"
	many := "/api/classes/" + w.Class.String() + "/decisions"
	at := "/api/classes/" + w.Class.String() + "/students/" + w.Student.ID.String()
	covered := func(by string) {
		t.Helper()
		w.refused(w.Teacher, "POST", approve, nil, 409, "post.hidden_elsewhere")
		w.refused(w.TeacherHefei, "POST", many, map[string]any{"posts": []any{waits}, "deed": "approve"}, 409, "post.hidden_elsewhere")
		var p wire.Post
		if w.must(w.StudentHefei, "GET", "/api/posts/"+waits.String(), nil, &p); p.Body != "" {
			t.Errorf("covered by %s the text is out: %+v", by, p)
		}
	}
	w.must(w.Teacher, "POST", at+"/withdraw-consent", map[string]any{"reason": "They asked"}, nil)
	covered("a withdrawn consent")
	w.must(w.Teacher, "POST", at+"/give-consent", map[string]any{"show": true}, nil)
	w.must(w.Teacher, "POST", "/api/posts/"+waits.String()+"/hide", map[string]any{"clause": "private"}, nil)
	covered("a teacher's hiding")
	w.must(w.Teacher, "POST", "/api/posts/"+waits.String()+"/restore", nil, nil)
	w.must(w.Teacher, "POST", approve, nil, nil)
	var p wire.Post
	if w.must(w.StudentHefei, "GET", "/api/posts/"+waits.String(), nil, &p); p.State != wire.PostVisible {
		t.Errorf("when nothing covers it any more it is %+v", p)
	}
}
