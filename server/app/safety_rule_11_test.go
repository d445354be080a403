package app_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// within is what the rule allows; a test's machine may be slow, the measured time is what counts.
const within = 2 * time.Second

// act decides the open case about a thing, and gives the deed.
func (s *standardWorld) act(by apptest.Person, id uuid.UUID, in map[string]any) wire.Deed {
	s.t.Helper()
	var deed wire.Deed
	s.must(by, http.MethodPost, s.caseOf(id)+"/deed", in, &deed)
	return deed
}

func TestRule11AHideAndABanOnOneNodeTakeEffectOnTheOtherWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	a, b, world := twoNodes(t)
	s := newStandardWorld(t, a, world)
	bad := s.post(s.dora, s.thread, "Go back to where you came from")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	reader, author := apptest.Hello(t, b, s.Citizen.Token), apptest.Hello(t, b, s.dora.Token)
	topic := "thread:" + s.thread.String()
	reader.Must("subscribe", wire.Subscribe{Topic: topic}, nil)
	begun := time.Now()
	s.act(s.shen, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "人身攻击"})
	gone := reader.Event(topic)
	if took := time.Since(begun); gone.Event != "post.hidden" || strings.Contains(string(gone.Raw), "Go back") || took > within {
		t.Errorf("after %v the reader got %s", took, gone.Raw)
	}
	var page wire.ThreadPage
	s.must(s.Citizen, http.MethodGet, "/api/threads/"+s.thread.String(), nil, &page)
	if raw, _ := json.Marshal(page); strings.Contains(string(raw), "Go back") {
		t.Error("the page still has the text")
	}

	// The author writes in a burst while the ban comes: what is sent after the answer is refused on every node.
	var banned sync.WaitGroup
	banned.Go(func() {
		s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.dora.ID, Reason: "attack"})
		s.act(s.nora, s.dora.ID, map[string]any{"kind": "ban", "clause": "attacks", "note": "Again and again"})
	})
	for range 10 {
		author.Do("post.create", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"})
	}
	banned.Wait()
	author.Refused("post.create", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"}, "suspended")
}

func TestRule11EveryDeedHasAReasonIsToldToItsAuthorAndAnotherModeratorDecidesTheAppeal(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	bad := s.post(s.dora, s.thread, "Nobody asked you")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	path := s.caseOf(bad)
	for _, in := range []map[string]any{
		{"kind": "hide", "note": "this is why"}, {"kind": "hide", "clause": "attacks", "note": "  "}, {"kind": "suspend", "clause": "attacks", "note": "this is why"},
	} {
		if status := s.ask(s.shen, http.MethodPost, path+"/deed", in, nil); status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", in, status)
		}
	}
	s.act(s.shen, bad, map[string]any{"kind": "hide", "clause": "attacks", "note": "对人不对事"})
	if status := s.ask(s.nora, http.MethodPost, path+"/deed", map[string]any{"kind": "dismiss", "note": "not like this"}, nil); status != http.StatusConflict {
		t.Errorf("a case that was decided: %d", status)
	}
	if told := s.told(s.Citizen); !slices.Contains(told, "report.acted") {
		t.Errorf("the reporter was told %v", told)
	}
	var notices wire.Notices
	s.must(s.dora, http.MethodGet, "/api/notices", nil, &notices)
	if len(notices.Notices) != 1 || notices.Notices[0].Kind != "moderation.hide" || notices.Notices[0].Data["Clause"] != "attacks" {
		t.Fatalf("the author was told %+v", notices.Notices)
	}
	deed := "/api/moderation/deeds/" + strings.TrimPrefix(notices.Notices[0].Link, "/notices/")
	var d wire.Deed
	s.must(s.dora, http.MethodGet, deed, nil, &d)
	if d.By != nil || d.Text == nil || d.Text.Body != "Nobody asked you" || !slices.Contains(d.May, "moderation.appeal") {
		t.Errorf("the author sees %+v", d)
	}
	s.must(s.dora, http.MethodPost, deed+"/appeal", map[string]any{"body": "I meant the weather"}, nil)
	if status := s.ask(s.dora, http.MethodPost, deed+"/appeal", map[string]any{"body": "Again"}, nil); status != http.StatusConflict {
		t.Errorf("a second appeal: %d", status)
	}
	overturn := map[string]any{"outcome": "overturned", "answer": "It was a joke"}
	if status := s.ask(s.shen, http.MethodPost, deed+"/judge", overturn, nil); status != http.StatusForbidden {
		t.Errorf("who acted decides: %d", status)
	}
	if _, err := s.node.Pool.Exec(context.Background(), `update appeal set decided_at = now(), decided_by = $1, outcome = 'upheld'`, s.shen.ID); err == nil {
		t.Error("the database lets the one who acted decide")
	}
	s.must(s.nora, http.MethodPost, deed+"/judge", overturn, nil)
	var back wire.Post
	s.must(s.Citizen, http.MethodGet, "/api/posts/"+bad.String(), nil, &back)
	if back.State != wire.PostVisible || back.Body != "Nobody asked you" {
		t.Errorf("after the appeal the post is %+v", back)
	}
	if told := s.told(s.dora); told[0] != "appeal.overturned" {
		t.Errorf("the author was told %v", told)
	}
}

// decide is what a moderator does in the thread itself.
func (s *standardWorld) decide(by apptest.Person, post uuid.UUID, in map[string]any) wire.Deed {
	s.t.Helper()
	var deed wire.Deed
	s.must(by, http.MethodPost, "/api/posts/"+post.String()+"/deed", in, &deed)
	return deed
}

func (s *standardWorld) mustBe(post uuid.UUID, state, when string) {
	s.t.Helper()
	var p wire.Post
	s.must(s.Citizen, http.MethodGet, "/api/posts/"+post.String(), nil, &p)
	if p.State != state || (p.Body != "") != (state == wire.PostVisible) {
		s.t.Errorf("%s, the post is %s with %q", when, p.State, p.Body)
	}
}

func TestRule11InItsThreadAPostIsDecidedByTheSameDeedsAsInTheQueue(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.exec(`update person set language = 'zh-Hans' where id = $1`, s.dora.ID)
	bad := s.post(s.dora, s.thread, "Nobody asked you")
	path := "/api/posts/" + bad.String()
	why := map[string]any{"kind": "hide", "clause": "attacks", "note": "It is about the person"}
	for _, by := range []apptest.Person{s.nora, s.Citizen} {
		for _, plain := range []string{"/hide", "/restore", "/approve"} {
			if status := s.ask(by, http.MethodPost, path+plain, map[string]any{"clause": "attacks"}, nil); status != http.StatusForbidden {
				t.Errorf("%s by %s: %d", plain, by.Name, status)
			}
		}
	}
	for _, in := range []map[string]any{{"kind": "hide", "clause": "attacks"}, {"kind": "hide", "note": "this is why"}, {"kind": "hide", "clause": "none", "note": "this is why"}} {
		if status := s.ask(s.nora, http.MethodPost, path+"/deed", in, nil); status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", in, status)
		}
	}
	s.mustBe(bad, wire.PostVisible, "refused")

	// Somebody reported it: that very case is decided, and who reported it hears so.
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	s.must(s.shen, http.MethodPost, s.caseOf(bad)+"/claim", nil, nil)
	if status := s.ask(s.nora, http.MethodPost, path+"/deed", why, nil); status != http.StatusConflict {
		t.Errorf("while another moderator works on it: %d", status)
	}
	s.must(s.shen, http.MethodDelete, s.caseOf(bad)+"/claim", nil, nil)
	deed := s.decide(s.nora, bad, why)
	s.mustBe(bad, wire.PostHidden, "hidden")
	if told := s.told(s.Citizen); !slices.Contains(told, "report.acted") {
		t.Errorf("the reporter was told %v", told)
	}
	if told := s.told(s.nora); len(told) != 0 {
		t.Errorf("who decided was told %v", told)
	}
	var page wire.CasePage
	s.must(s.shen, http.MethodGet, s.caseOf(bad), nil, &page)
	if page.Case.Outcome != "acted" || page.Evidence == nil || page.Evidence.Post.Body != "Nobody asked you" {
		t.Errorf("the case is %+v", page.Case)
	}
	if status := s.ask(s.shen, http.MethodPost, path+"/deed", why, nil); status != http.StatusConflict {
		t.Errorf("hidden twice: %d", status)
	}
	var notices wire.Notices
	s.must(s.dora, http.MethodGet, "/api/notices", nil, &notices)
	if len(notices.Notices) != 1 || notices.Notices[0].Kind != "moderation.hide" || notices.Notices[0].Data["Clause"] != "attacks" || notices.Notices[0].Link != "/notices/"+deed.ID.String() {
		t.Fatalf("the author was told %+v", notices.Notices)
	}
	var entries int
	if err := s.node.Pool.QueryRow(context.Background(), `select count(*) from audit_entry where object_id = $1 and actor_id = $2 and action = 'moderation.hide' and reason = 'attacks: It is about the person'`, deed.ID, s.nora.ID).Scan(&entries); err != nil || entries != 1 {
		t.Errorf("%d entries in the log (%v)", entries, err)
	}
	about := "/api/moderation/deeds/" + deed.ID.String()
	s.must(s.dora, http.MethodPost, about+"/appeal", map[string]any{"body": "我说的是天气"}, nil)
	s.must(s.shen, http.MethodPost, path+"/deed/undo", map[string]any{"note": "天气而已"}, nil)
	s.mustBe(bad, wire.PostVisible, "restored")
	if told := s.told(s.dora); told[0] != "moderation.undone" {
		t.Errorf("the author was told %v", told)
	}
	var queue wire.Queue
	if s.must(s.nora, http.MethodGet, "/api/moderation/cases", nil, &queue); queue.Appeals != 0 {
		t.Errorf("%d appeals wait against what was taken back", queue.Appeals)
	}
	if status := s.ask(s.shen, http.MethodPost, path+"/deed/undo", map[string]any{"note": "again, this time"}, nil); status != http.StatusConflict {
		t.Errorf("restored twice: %d", status)
	}
}

func TestRule11WhatIsTakenBackShowsNothingThatAnotherDeedStillCovers(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	undo := func(deed wire.Deed) {
		t.Helper()
		s.must(s.nora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/undo", map[string]any{"note": "A mistake"}, nil)
	}
	why := func(kind string) map[string]any {
		return map[string]any{"kind": kind, "clause": "attacks", "note": "this is why"}
	}
	var first uuid.UUID
	if err := s.node.Pool.QueryRow(context.Background(), `select id from post where thread_id = $1 order by seq limit 1`, s.thread).Scan(&first); err != nil {
		t.Fatal(err)
	}
	s.post(s.dora, s.thread, "An answer")

	// The thread and its first post.
	post := s.decide(s.shen, first, why("hide"))
	s.report(s.dora, wire.CreateReport{Object: "thread", ID: s.thread, Reason: "spam"})
	thread := s.act(s.shen, s.thread, why("hide"))
	undo(thread)
	s.mustBe(first, wire.PostHidden, "after the thread came back")
	s.report(s.Teacher, wire.CreateReport{Object: "thread", ID: s.thread, Reason: "spam"})
	thread = s.act(s.shen, s.thread, why("hide"))
	undo(post)
	if told := s.told(s.Citizen); told[0] != "moderation.undone_covered" {
		t.Errorf("the author was told %v", told)
	}
	if status := s.ask(s.nora, http.MethodPost, "/api/posts/"+first.String()+"/deed/undo", map[string]any{"note": "not like this"}, nil); status != http.StatusConflict {
		t.Errorf("a post is restored out of a hidden thread: %d", status)
	}
	undo(thread)
	s.mustBe(first, wire.PostVisible, "after both came back")

	// Held, and hidden on top of it.
	said := s.post(s.dora, s.thread, "Nobody asked you")
	held := s.decide(s.shen, said, why("hold"))
	s.mustBe(said, wire.PostHeld, "held")
	undo(s.decide(s.shen, said, why("hide")))
	s.mustBe(said, wire.PostHeld, "held and hidden, not hidden any more")
	undo(held)
	s.mustBe(said, wire.PostVisible, "not held any more")

	// A class's post that its teacher and a moderator hid.
	inClass := s.post(s.StudentHefei, s.Chat, "Nobody asked you")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: inClass, Reason: "attack", AboutTeacher: true})
	path := s.caseOf(inClass)
	s.must(s.shen, http.MethodPost, path+"/claim", nil, nil)
	deed := s.act(s.shen, inClass, why("hide"))
	if status := s.ask(s.Teacher, http.MethodPost, "/api/posts/"+inClass.String()+"/restore", nil, nil); status != http.StatusConflict {
		t.Errorf("a teacher shows what a moderator hid: %d", status)
	}
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+inClass.String()+"/hide", map[string]any{"clause": "attacks"}, nil)
	undo(deed)
	var p wire.Post
	if s.must(s.Student, http.MethodGet, "/api/posts/"+inClass.String(), nil, &p); p.State != wire.PostHidden {
		t.Errorf("the teacher's hiding stands, and the post is %s", p.State)
	}
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+inClass.String()+"/restore", nil, &p)
	if p.State != wire.PostVisible {
		t.Errorf("restored by both, the post is %s", p.State)
	}
}

func TestRule11WhatWaitsIsDecidedByAnotherThanItsAuthorWhoIsTold(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	waiting := func(by apptest.Person, thread uuid.UUID) uuid.UUID {
		id := s.post(by, thread, "Perhaps")
		s.exec(`update post set held_at = now(), held_for = 'filter' where id = $1`, id)
		return id
	}
	approve := map[string]any{"kind": "approve"}
	shown, refused := waiting(s.dora, s.thread), waiting(s.dora, s.thread)
	s.decide(s.shen, shown, approve)
	s.mustBe(shown, wire.PostVisible, "approved")
	s.decide(s.shen, refused, map[string]any{"kind": "hide", "clause": "private", "note": "A telephone number"})
	s.mustBe(refused, wire.PostHidden, "refused")
	if told := s.told(s.dora); !slices.Equal(told, []string{"moderation.hide", "moderation.approve_plain"}) {
		t.Errorf("the author was told %v", told)
	}
	if status := s.ask(s.shen, http.MethodPost, "/api/posts/"+shown.String()+"/deed", approve, nil); status != http.StatusUnprocessableEntity {
		t.Errorf("approving what does not wait: %d", status)
	}
	own, inClass := waiting(s.shen, s.thread), waiting(s.Teacher, s.Chat)
	if status := s.ask(s.shen, http.MethodPost, "/api/posts/"+own.String()+"/deed", approve, nil); status != http.StatusForbidden {
		t.Errorf("a moderator approves their own: %d", status)
	}
	if status := s.ask(s.Teacher, http.MethodPost, "/api/posts/"+inClass.String()+"/approve", nil, nil); status != http.StatusForbidden {
		t.Errorf("a teacher approves their own: %d", status)
	}
	decisions := "/api/classes/" + s.Class.String() + "/decisions"
	if status := s.ask(s.Teacher, http.MethodPost, decisions, map[string]any{"posts": []any{inClass}, "deed": "approve"}, nil); status != http.StatusForbidden {
		t.Errorf("a teacher approves their own with others: %d", status)
	}
	s.must(s.TeacherHefei, http.MethodPost, decisions, map[string]any{"posts": []any{inClass}, "deed": "approve"}, nil)
}

func TestRule11ATeacherWhoHidesGivesAReasonThatTheStudentReadsInTheirOwnLanguage(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "不礼貌的话")
	decisions := "/api/classes/" + s.Class.String() + "/decisions"
	for path, in := range map[string]map[string]any{
		"/api/posts/" + said.String() + "/hide": {"reason": "unkind"},
		decisions:                               {"posts": []any{said}, "deed": "hide", "reason": "unkind"},
	} {
		if status := s.ask(s.Teacher, http.MethodPost, path, in, nil); status != http.StatusUnprocessableEntity {
			t.Errorf("without a clause at %s: %d", path, status)
		}
	}
	s.must(s.Teacher, http.MethodPost, decisions, map[string]any{"posts": []any{said}, "deed": "hide", "clause": "attacks", "reason": "unkind"}, nil)
	s.must(s.TeacherHefei, http.MethodPost, "/api/posts/"+said.String()+"/restore", nil, nil)
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+said.String()+"/hide", map[string]any{"clause": "language"}, nil)
	var notices wire.Notices
	s.must(s.StudentHefei, http.MethodGet, "/api/notices", nil, &notices)
	got := []string{}
	for _, n := range notices.Notices {
		got = append(got, n.Kind+" "+n.Data["Clause"]+" "+n.Data["Reason"])
	}
	if want := []string{"class.post_hidden_for language ", "class.post_restored  ", "class.post_hidden_for_why attacks unkind"}; !slices.Equal(got, want) {
		t.Errorf("the student was told %q", got)
	}
}

func TestRule11WhatTwoSchoolsDiscussIsHiddenWithAReasonByACoordinator(t *testing.T) {
	t.Parallel()
	w := newTableWorld(t)
	said := w.say(w.pairing(false).id, w.Teacher, "Nobody asked you")
	cora := &actor{token: w.Person("Cora", access.Coordinator, &w.Columbus).Token, world: w}
	path := "/api/posts/" + said.String()
	if got := cora.http(http.MethodPost, path+"/hide", fields{"reason": "unkind"}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("without a clause: %s", got)
	}
	if got := cora.http(http.MethodPost, path+"/hide", fields{"clause": "attacks", "reason": "unkind"}); got.status != http.StatusOK {
		t.Fatal(got)
	}
	var kind, clause, reason string
	if err := w.node.Pool.QueryRow(context.Background(), `select kind, data->>'Clause', data->>'Reason' from notice where person_id = $1 order by id desc limit 1`, w.Teacher.ID).Scan(&kind, &clause, &reason); err != nil || kind != "discussion.post_hidden_for_why" || clause != "attacks" || reason != "unkind" {
		t.Errorf("its author was told %s %s %s, %v", kind, clause, reason, err)
	}
	var schools int
	if err := w.node.Pool.QueryRow(context.Background(), `select cardinality(school_ids) from audit_entry where object_id = $1 and action = 'post.hide'`, said).Scan(&schools); err != nil || schools != 2 {
		t.Errorf("%d schools read it in their log, %v", schools, err)
	}
	if got := cora.http(http.MethodPost, path+"/restore", nil); got.status != http.StatusOK {
		t.Error(got)
	}
}

func TestRule11ABannedPersonReadsWhyAndMayAppeal(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.dora.ID, Reason: "spam"})
	deed := s.act(s.shen, s.dora.ID, map[string]any{"kind": "ban", "clause": "advertising", "note": "Only advertising"})
	if status := s.ask(s.dora, http.MethodPost, "/api/posts", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "more"}, nil); status != http.StatusForbidden {
		t.Errorf("a banned person writes: %d", status)
	}
	var notices wire.Notices
	s.must(s.dora, http.MethodGet, "/api/notices", nil, &notices)
	if notices.Suspended == nil || notices.Suspended.Until != nil || notices.Suspended.Clause != "advertising" {
		t.Errorf("why: %+v", notices.Suspended)
	}
	path := "/api/moderation/deeds/" + deed.ID.String()
	s.must(s.dora, http.MethodPost, path+"/appeal", map[string]any{"body": "It was my own shop's birthday"}, nil)
	s.must(s.nora, http.MethodPost, path+"/judge", map[string]any{"outcome": "overturned", "answer": "Too hard"}, nil)
	s.post(s.dora, s.thread, "Thank you")
}

func TestRule11AHiddenThreadIsOutOfSightWithItsTitleAndComesBack(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.report(s.dora, wire.CreateReport{Object: "thread", ID: s.thread, Reason: "spam"})
	deed := s.act(s.shen, s.thread, map[string]any{"kind": "hide", "clause": "advertising", "note": "Advertising alone"})
	if status := s.ask(s.dora, http.MethodGet, "/api/threads/"+s.thread.String(), nil, nil); status != http.StatusNotFound {
		t.Errorf("a hidden thread: %d", status)
	}
	var titles int
	count := func() int {
		if err := s.node.Pool.QueryRow(context.Background(), `select count(*) from event where data::text like '%Bridges%' or data::text like '%The first post%'`).Scan(&titles); err != nil {
			t.Fatal(err)
		}
		return titles
	}
	if n := count(); n != 0 {
		t.Errorf("%d events still say what was hidden", n)
	}
	s.must(s.nora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/undo", map[string]any{"note": "A mistake"}, nil)
	s.must(s.dora, http.MethodGet, "/api/threads/"+s.thread.String(), nil, nil)
	if n := count(); n == 0 {
		t.Error("the title did not come back")
	}
}

// Nobody decides blind: who judges an appeal reads what it is about, and the class's schools see that they did.
func TestRule11WhoJudgesAnAppealInAClassReadsWhatItIsAboutAndThatIsWrittenDown(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "Nobody asked you")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: said, Reason: "attack", AboutTeacher: true})
	s.must(s.shen, http.MethodPost, s.caseOf(said)+"/claim", map[string]any{"reason": "A student asked for it"}, nil)
	deed := s.act(s.shen, said, map[string]any{"kind": "hide", "clause": "attacks", "note": "Unkind to a classmate"})
	path := "/api/moderation/deeds/" + deed.ID.String()
	var read wire.Deed
	if s.must(s.nora, http.MethodGet, path, nil, &read); read.Text != nil {
		t.Errorf("before anybody appeals, another moderator reads %+v", read.Text)
	}
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "It was a joke"}, nil)
	var all wire.Deeds
	if s.must(s.nora, http.MethodGet, "/api/moderation/appeals", nil, &all); len(all.Deeds) != 1 || all.Deeds[0].Text != nil {
		t.Errorf("the list, of which nothing is written down, says %+v", all.Deeds)
	}
	for range 2 {
		if s.must(s.nora, http.MethodGet, path, nil, &read); read.Text == nil || read.Text.Body != "Nobody asked you" {
			t.Fatalf("who decides reads %+v", read)
		}
	}
	var entries, schools int
	if err := s.node.Pool.QueryRow(context.Background(), `select count(*), max(cardinality(school_ids)) from audit_entry where object_id = $1 and action = 'moderation.deed' and actor_id = $2`,
		deed.ID, s.nora.ID).Scan(&entries, &schools); err != nil || entries != 1 || schools != 2 {
		t.Errorf("written down are %d entries for %d schools, %v", entries, schools, err)
	}
}
