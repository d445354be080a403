package app_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// decided is the page of the decision that somebody was told of last.
func (s *standardWorld) decided(person apptest.Person) string {
	s.t.Helper()
	var notices wire.Notices
	s.must(person, http.MethodGet, "/api/notices", nil, &notices)
	if len(notices.Notices) == 0 || !strings.HasPrefix(notices.Notices[0].Link, "/notices/") {
		s.t.Fatalf("%s was told %+v", person.Name, notices.Notices)
	}
	return "/api/moderation/deeds/" + strings.TrimPrefix(notices.Notices[0].Link, "/notices/")
}

func TestRule11AStudentAppealsAgainstATeachersHidingAndAnotherTeacherOfTheClassDecides(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+said.String()+"/hide", map[string]any{"clause": "attacks", "reason": "unkind"}, nil)
	path := s.decided(s.StudentHefei)
	var deed wire.Deed
	s.must(s.StudentHefei, http.MethodGet, path, nil, &deed)
	if deed.Class == nil || *deed.Class != s.Class || deed.By != nil || deed.Kind != "hide" || deed.Clause != "attacks" || deed.Note != "unkind" ||
		deed.Text == nil || deed.Text.Body != "我不同意" || !slices.Contains(deed.May, "moderation.appeal") {
		t.Fatalf("the student reads %+v", deed)
	}
	for _, other := range []apptest.Person{s.Student, s.nora, s.Citizen} {
		if status := s.ask(other, http.MethodGet, path, nil, nil); status != http.StatusNotFound {
			t.Errorf("%s reads the decision: %d", other.Name, status)
		}
	}
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	if status := s.ask(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "再说一次"}, nil); status != http.StatusConflict {
		t.Errorf("a second appeal: %d", status)
	}
	if told := s.told(s.TeacherHefei); !slices.Contains(told, "class.appeal") {
		t.Errorf("the other teacher was told %v", told)
	}
	if told := s.told(s.Teacher); slices.Contains(told, "class.appeal") {
		t.Errorf("who decided was told %v", told)
	}
	var list wire.Deeds
	s.must(s.TeacherHefei, http.MethodGet, "/api/classes/"+s.Class.String()+"/appeals", nil, &list)
	if len(list.Deeds) != 1 || list.Deeds[0].Text == nil || list.Deeds[0].Person.ID != s.StudentHefei.ID || list.Deeds[0].By.ID != s.Teacher.ID || !slices.Contains(list.Deeds[0].May, "moderation.judge") {
		t.Errorf("the other teacher's list is %+v", list.Deeds)
	}
	for teacher, waits := range map[*apptest.Person]int{&s.Teacher: 0, &s.TeacherHefei: 1} {
		var page wire.ClassSupervision
		if s.must(*teacher, http.MethodGet, "/api/classes/"+s.Class.String()+"/supervision", nil, &page); page.Asked != waits {
			t.Errorf("for %s %d wait, want %d", teacher.Name, page.Asked, waits)
		}
	}
	if s.must(s.nora, http.MethodGet, "/api/moderation/appeals", nil, &list); len(list.Deeds) != 0 {
		t.Errorf("on the same day moderators have %+v", list.Deeds)
	}
	overturn := map[string]any{"outcome": "overturned", "answer": "这是看法，不是攻击"}
	if status := s.ask(s.Teacher, http.MethodPost, path+"/judge", overturn, nil); status != http.StatusForbidden {
		t.Errorf("who decided judges: %d", status)
	}
	if status := s.ask(s.nora, http.MethodPost, path+"/judge", overturn, nil); status != http.StatusNotFound {
		t.Errorf("a moderator judges on the same day: %d", status)
	}

	reader, topic := apptest.Hello(t, s.node, s.Student.Token), "class:"+s.Class.String()
	reader.Must("subscribe", wire.Subscribe{Topic: topic}, nil)
	s.must(s.TeacherHefei, http.MethodPost, path+"/judge", overturn, nil)
	if back := reader.Event(topic); back.Event != "post.restored" || !strings.Contains(string(back.Raw), "我不同意") {
		t.Errorf("the class got %s", back.Raw)
	}
	if told := s.told(s.StudentHefei); told[0] != "appeal.overturned_class" {
		t.Errorf("the student was told %v", told)
	}
	if told := s.told(s.Teacher); told[0] != "class.taken_back" {
		t.Errorf("who had decided was told %v", told)
	}
	var schools int
	if err := s.node.Pool.QueryRow(context.Background(), `select cardinality(school_ids) from audit_entry where action = 'moderation.judge' and class_id = $1 and actor_id = $2`,
		s.Class, s.TeacherHefei.ID).Scan(&schools); err != nil || schools != 2 {
		t.Errorf("%d schools have it in their log, %v", schools, err)
	}
}

func TestRule11AnAppealThatAClassLeavesForADayIsDecidedByModerators(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+said.String()+"/hide", map[string]any{"clause": "attacks", "reason": "unkind"}, nil)
	path := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	var waiting wire.ModerationWaiting
	if s.must(s.nora, http.MethodGet, "/api/moderation/waiting", nil, &waiting); waiting.Appeals != 0 {
		t.Errorf("%d appeals wait for moderators on the same day", waiting.Appeals)
	}
	s.exec(`update appeal set created_at = now() - interval '25 hours'`)
	if s.must(s.nora, http.MethodGet, "/api/moderation/waiting", nil, &waiting); waiting.Appeals != 1 {
		t.Errorf("%d appeals wait for moderators a day later", waiting.Appeals)
	}
	var list wire.Deeds
	if s.must(s.nora, http.MethodGet, "/api/moderation/appeals", nil, &list); len(list.Deeds) != 1 || list.Deeds[0].Text != nil || list.Deeds[0].Note != "" || list.Deeds[0].Appeal.Body != "" || list.Deeds[0].Person.Name != "" {
		t.Fatalf("their list, of which nothing is written down, is %+v", list.Deeds)
	}
	var deed wire.Deed
	if s.must(s.nora, http.MethodGet, path, nil, &deed); deed.Text == nil || deed.Text.Body != "我不同意" || deed.Note != "unkind" || deed.Appeal.Body != "我只是说出我的看法" {
		t.Errorf("who judges reads %+v", deed)
	}
	var entries int
	if err := s.node.Pool.QueryRow(context.Background(), `select count(*) from audit_entry where action = 'moderation.deed' and actor_id = $1 and class_id = $2 and cardinality(school_ids) = 2`,
		s.nora.ID, s.Class).Scan(&entries); err != nil || entries != 1 {
		t.Errorf("the reading is written down %d times, %v", entries, err)
	}
	s.must(s.nora, http.MethodPost, path+"/judge", map[string]any{"outcome": "upheld", "answer": "It stands"}, nil)
	if told := s.told(s.StudentHefei); told[0] != "appeal.upheld_class" {
		t.Errorf("the student was told %v", told)
	}
	if status := s.ask(s.TeacherHefei, http.MethodPost, path+"/judge", map[string]any{"outcome": "overturned", "answer": "No, it does not"}, nil); status != http.StatusConflict {
		t.Errorf("judged twice: %d", status)
	}
}

func TestRule11WhatATeacherTakesBackNeedsNoJudgeAndAStandingHideOfModeratorsStays(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	post := "/api/posts/" + said.String()
	hide := map[string]any{"clause": "attacks", "reason": "unkind"}
	s.must(s.Teacher, http.MethodPost, post+"/hide", hide, nil)
	first := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, first+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	s.must(s.Teacher, http.MethodPost, post+"/restore", nil, nil)
	var list wire.Deeds
	if s.must(s.TeacherHefei, http.MethodGet, "/api/classes/"+s.Class.String()+"/appeals", nil, &list); len(list.Deeds) != 0 {
		t.Errorf("what was taken back waits for a judge: %+v", list.Deeds)
	}

	// Hidden again: the appeal goes on against that.
	s.report(s.Student, wire.CreateReport{Object: "post", ID: said, Reason: "attack", AboutTeacher: true})
	s.must(s.Teacher, http.MethodPost, post+"/hide", hide, nil)
	second := s.decided(s.StudentHefei)
	if s.must(s.TeacherHefei, http.MethodGet, "/api/classes/"+s.Class.String()+"/appeals", nil, &list); len(list.Deeds) != 1 || !strings.HasSuffix(second, list.Deeds[0].ID.String()) {
		t.Fatalf("after the same was done again there wait %+v", list.Deeds)
	}
	overturn := map[string]any{"outcome": "overturned", "answer": "这是看法，不是攻击"}
	if status := s.ask(s.TeacherHefei, http.MethodPost, first+"/judge", overturn, nil); status != http.StatusConflict {
		t.Errorf("what was taken back is judged: %d", status)
	}

	// Hidden by a moderator too: the judge of the one shows nothing that the other covers.
	s.must(s.shen, http.MethodPost, s.caseOf(said)+"/claim", nil, nil)
	s.act(s.shen, said, map[string]any{"kind": "hide", "clause": "attacks", "note": "This is why"})
	s.must(s.TeacherHefei, http.MethodPost, second+"/judge", overturn, nil)
	var p wire.Post
	if s.must(s.Student, http.MethodGet, post, nil, &p); p.State != wire.PostHidden {
		t.Errorf("a teacher's judgement shows what a moderator hid: %s", p.State)
	}
	if told := s.told(s.StudentHefei); told[0] != "appeal.overturned_covered" {
		t.Errorf("the student was told %v", told)
	}
}

func TestRule11WhoIsMutedAppealsAndWritesAgainWhenAnotherTeacherAgrees(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	mute := "/api/classes/" + s.Class.String() + "/members/" + s.StudentHefei.ID.String() + "/mute"
	s.must(s.Teacher, http.MethodPut, mute, map[string]any{"for": "10m"}, nil)
	earlier := s.decided(s.StudentHefei)
	s.must(s.Teacher, http.MethodPut, mute, map[string]any{"for": "until_unmuted", "reason": "unkind"}, nil)
	if status := s.ask(s.StudentHefei, http.MethodPost, earlier+"/appeal", map[string]any{"body": "不公平"}, nil); status != http.StatusConflict {
		t.Errorf("an appeal against what another muting replaced: %d", status)
	}
	path := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "不公平"}, nil)
	write := wire.CreatePost{Thread: s.Chat, ClientID: uuid.New(), Body: "谢谢"}
	if status := s.ask(s.StudentHefei, http.MethodPost, "/api/posts", write, nil); status != http.StatusForbidden {
		t.Errorf("a muted student writes: %d", status)
	}

	// Being muted in a class is no suspension: taking one back leaves nothing of the other.
	s.report(s.Citizen, wire.CreateReport{Object: "person", ID: s.dora.ID, Reason: "attack"})
	suspended := s.act(s.shen, s.dora.ID, map[string]any{"kind": "suspend", "clause": "attacks", "note": "This is why", "days": 1})
	s.exec(`insert into moderation_action (id, class_id, actor_id, kind, object, object_id, person_id, clause, note, until)
		values ($1, $2, $3, 'mute', 'person', $4, $4, 'none', '', now() + interval '1 year')`, uuid.New(), s.Class, s.Teacher.ID, s.dora.ID)
	s.must(s.nora, http.MethodPost, "/api/moderation/deeds/"+suspended.ID.String()+"/undo", map[string]any{"note": "A mistake"}, nil)
	s.post(s.dora, s.thread, "Thank you")

	s.must(s.TeacherHefei, http.MethodPost, path+"/judge", map[string]any{"outcome": "overturned", "answer": "这是看法，不是攻击"}, nil)
	s.must(s.StudentHefei, http.MethodPost, "/api/posts", write, nil)
}

func TestRule11WhatAJudgeGaveBackIsNotHiddenAgainByTheOneWhoLostUntilItsAuthorChangesIt(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	post, hide := "/api/posts/"+said.String(), map[string]any{"clause": "attacks", "reason": "unkind"}
	s.must(s.Teacher, http.MethodPost, post+"/hide", hide, nil)
	path := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	s.must(s.TeacherHefei, http.MethodPost, path+"/judge", map[string]any{"outcome": "overturned", "answer": "这是看法，不是攻击"}, nil)
	if status := s.ask(s.Teacher, http.MethodPost, post+"/hide", hide, nil); status != http.StatusConflict {
		t.Errorf("who lost hides it again: %d", status)
	}
	s.must(s.TeacherHefei, http.MethodPost, post+"/hide", hide, nil)
	s.must(s.TeacherHefei, http.MethodPost, post+"/restore", nil, nil)
	s.must(s.StudentHefei, http.MethodPut, post, map[string]any{"revision": 1, "body": "你们都很笨"}, nil)
	s.must(s.Teacher, http.MethodPost, post+"/hide", hide, nil)
}

func TestRule11WhoLeftTheClassMeanwhileJudgesNothingAndWhoIsGoneIsJudgedByNobody(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	ctx := context.Background()
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	s.must(s.Teacher, http.MethodPost, "/api/posts/"+said.String()+"/hide", map[string]any{"clause": "attacks"}, nil)
	path := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	line, err := s.node.Pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = line.Rollback(ctx) }()
	if _, err := line.Exec(ctx, `select from moderation_action for update`); err != nil {
		t.Fatal(err)
	}
	overturn := map[string]any{"outcome": "overturned", "answer": "这是看法，不是攻击"}
	judged := make(chan int)
	go func() { judged <- s.ask(s.TeacherHefei, http.MethodPost, path+"/judge", overturn, nil) }()
	for waiting := 0; waiting == 0; {
		select {
		case status := <-judged:
			t.Fatalf("the judge did not wait: %d", status)
		default:
		}
		if err := s.node.Pool.QueryRow(ctx, `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	s.exec(`update class_member set left_at = now() where person_id = $1`, s.TeacherHefei.ID)
	if err := line.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if status := <-judged; status != http.StatusNotFound {
		t.Errorf("who left meanwhile judges: %d", status)
	}
	s.exec(`update class_member set left_at = null where person_id = $1`, s.TeacherHefei.ID)
	s.exec(`update person set deleted_at = now() where id = $1`, s.StudentHefei.ID)
	var list wire.Deeds
	if s.must(s.TeacherHefei, http.MethodGet, "/api/classes/"+s.Class.String()+"/appeals", nil, &list); len(list.Deeds) != 0 {
		t.Errorf("the appeal of who is gone waits: %+v", list.Deeds)
	}
	if status := s.ask(s.TeacherHefei, http.MethodPost, path+"/judge", overturn, nil); status != http.StatusConflict {
		t.Errorf("the appeal of who is gone is judged: %d", status)
	}
}

func TestRule11NoReasonTellsAStudentHowToReachATeacherElsewhere(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "我不同意")
	post, class := "/api/posts/"+said.String(), "/api/classes/"+s.Class.String()
	member := class + "/members/" + s.StudentHefei.ID.String()
	for _, reason := range []string{"my wechat: carver2010", "call me 614-555-0134"} {
		for path, in := range map[string]map[string]any{
			"POST " + post + "/hide":       {"clause": "attacks", "reason": reason},
			"PUT " + member + "/mute":      {"for": "10m", "reason": reason},
			"POST " + member + "/removal":  {"reason": reason},
			"PATCH " + class + "/keeping":  {"locked": true, "reason": reason},
			"PUT " + post + "/correction":  {"revision": 1, "body": "corrected", "reason": reason},
			"POST " + class + "/decisions": {"posts": []any{said}, "deed": "hide", "clause": "attacks", "reason": reason},
		} {
			method, path, _ := strings.Cut(path, " ")
			if status := s.ask(s.Teacher, method, path, in, nil); status != http.StatusUnprocessableEntity {
				t.Errorf("%s %s with %q: %d", method, path, reason, status)
			}
		}
	}
	s.must(s.Teacher, http.MethodPost, post+"/hide", map[string]any{"clause": "attacks"}, nil)
	path := s.decided(s.StudentHefei)
	s.must(s.StudentHefei, http.MethodPost, path+"/appeal", map[string]any{"body": "我只是说出我的看法"}, nil)
	if status := s.ask(s.TeacherHefei, http.MethodPost, path+"/judge", map[string]any{"outcome": "upheld", "answer": "my wechat: chen2010"}, nil); status != http.StatusUnprocessableEntity {
		t.Errorf("an answer with a name elsewhere: %d", status)
	}
}

func TestRule11ATeacherDoesNotTakeBackWhatAColleagueDecidedAboutThem(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.Teacher, s.Chat, "Nobody asked you")
	post := "/api/posts/" + said.String()
	s.must(s.TeacherHefei, http.MethodPost, post+"/hide", map[string]any{"clause": "attacks"}, nil)
	if status := s.ask(s.Teacher, http.MethodPost, post+"/restore", nil, nil); status != http.StatusForbidden {
		t.Errorf("its author restores it: %d", status)
	}
	s.must(s.TeacherHefei, http.MethodPost, post+"/restore", nil, nil)
	s.must(s.Teacher, http.MethodPost, post+"/hide", map[string]any{"clause": "attacks"}, nil)
	s.must(s.Teacher, http.MethodPost, post+"/restore", nil, nil) // their own word
}
