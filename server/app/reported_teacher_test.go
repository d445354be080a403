package app_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// refused asks for a refusal by its code.
func (s *standardWorld) refused(by apptest.Person, method, path string, in any, status int, code string) {
	s.t.Helper()
	(&rightsWorld{t: s.t, node: s.node}).refused(by, method, path, in, status, code)
}

func TestRule09WhatIsReportedOfATeacherIsForModeratorsAlone(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	const note = "Ms Test reads what I write at home"
	theirs := s.post(s.StudentHefei, s.Chat, "A classmate's words")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: theirs, Reason: "other", Note: note, AboutTeacher: true})
	mine := s.post(s.TeacherHefei, s.Chat, "A teacher's words")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: mine, Reason: "bullying", Note: "She shouts"}) // not marked, and about a teacher
	cases := "/api/classes/" + s.Class.String() + "/cases"
	for _, teacher := range []apptest.Person{s.Teacher, s.TeacherHefei} {
		for _, post := range []uuid.UUID{theirs, mine} {
			s.refused(teacher, http.MethodGet, s.caseOf(post), nil, http.StatusNotFound, "not_found")
		}
		var list wire.Queue
		if s.must(teacher, http.MethodGet, cases, nil, &list); len(list.Cases) != 0 {
			t.Errorf("%s finds %+v", teacher.Name, list.Cases)
		}
		if told := s.told(teacher); len(told) != 0 {
			t.Errorf("%s was told %v", teacher.Name, told)
		}
	}
	// Another report of the same post, about the classmate, is the teachers' to read, and nothing beside it.
	s.report(s.TeacherHefei, wire.CreateReport{Object: "post", ID: theirs, Reason: "bullying", Note: "Unkind"})
	var page wire.CasePage
	s.must(s.Teacher, http.MethodGet, s.caseOf(theirs), nil, &page)
	if raw, _ := json.Marshal(page); len(page.Reports) != 1 || page.Case.Reports != 1 || !slices.Equal(page.Case.Reasons, []string{"bullying"}) || strings.Contains(string(raw), note) {
		t.Errorf("a teacher reads %s", raw)
	}
	s.refused(s.Teacher, http.MethodPost, s.caseOf(theirs)+"/answer", map[string]any{"acted": true, "answer": "We talked"}, http.StatusForbidden, "forbidden")

	// The school reads that a moderator looked, and the teacher does not learn by it that they were reported.
	s.must(s.shen, http.MethodPost, s.caseOf(mine)+"/claim", nil, nil)
	s.must(s.shen, http.MethodPost, s.caseOf(mine)+"/deed", map[string]any{"kind": "dismiss", "note": "A loud voice is no offence"}, nil)
	var log wire.AuditPage
	s.must(s.TeacherHefei, http.MethodGet, "/api/schools/"+s.Hefei.String()+"/log", nil, &log)
	looked := false
	for _, e := range log.Entries {
		looked = looked || e.Action == "moderation.read"
		if e.Action == "moderation.dismiss" || e.Action == "moderation.read" && (e.Person != nil || e.Reason != "") {
			t.Errorf("the school's log says %+v", e)
		}
	}
	if !looked {
		t.Error("the school does not see that a class's case was opened")
	}
	own := unzip(t, (&rightsWorld{t: t, node: s.node}).must(s.TeacherHefei, http.MethodPost, "/api/people/"+s.TeacherHefei.ID.String()+"/export", wire.ExportPerson{}, nil))
	if strings.Contains(own["data.json"], "A loud voice") {
		t.Error("the export tells what was dismissed")
	}
}

func TestRule11WhoReportedSomethingDoesNotDecideAboutIt(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	bad := s.post(s.dora, s.thread, "Nobody asked you")
	s.report(s.shen, wire.CreateReport{Object: "post", ID: bad, Reason: "attack"})
	why := map[string]any{"kind": "hide", "clause": "attacks", "note": "It is about the person"}
	s.refused(s.shen, http.MethodPost, s.caseOf(bad)+"/deed", why, http.StatusForbidden, "case.own_report")
	s.refused(s.shen, http.MethodPost, "/api/posts/"+bad.String()+"/deed", why, http.StatusForbidden, "case.own_report")
	deed := s.act(s.nora, bad, why)
	// What a judge upheld is not taken back by whoever did it.
	s.must(s.dora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/appeal", map[string]any{"body": "I meant it well"}, nil)
	s.must(s.shen, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/judge", map[string]any{"outcome": "upheld", "answer": "It stays"}, nil)
	s.refused(s.nora, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/undo", map[string]any{"note": "On second thought"}, http.StatusForbidden, "appeal.own_deed")
	s.refused(s.nora, http.MethodPost, "/api/posts/"+bad.String()+"/deed/undo", map[string]any{"note": "On second thought"}, http.StatusForbidden, "appeal.own_deed")
	s.must(s.shen, http.MethodPost, "/api/moderation/deeds/"+deed.ID.String()+"/undo", map[string]any{"note": "We were wrong"}, nil)
}

func TestRule11WhereNobodyElseModeratesOnesOwnReportIsDecidedAndTheLogSaysSo(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	bad, worse := s.post(s.dora, s.thread, "Nobody asked you"), s.post(s.dora, s.thread, "Nobody asked you either")
	why := map[string]any{"kind": "hide", "clause": "attacks", "note": "It is about the person"}
	for _, id := range []uuid.UUID{bad, worse} {
		s.report(s.shen, wire.CreateReport{Object: "post", ID: id, Reason: "attack"})
		s.refused(s.shen, http.MethodPost, s.caseOf(id)+"/deed", why, http.StatusForbidden, "case.own_report")
	}
	s.exec(`update person set suspended_until = now() + interval '1 day' where role in ('moderator', 'administrator') and id <> $1`, s.shen.ID)
	s.must(s.shen, http.MethodPost, s.caseOf(bad)+"/claim", nil, nil)
	s.must(s.shen, http.MethodPost, s.caseOf(bad)+"/deed", why, nil)
	s.must(s.shen, http.MethodPost, "/api/posts/"+worse.String()+"/deed", why, nil)
	var marked int
	if err := s.node.Pool.QueryRow(t.Context(), `select count(*) from audit_entry where action = 'moderation.hide' and data->>'own_report' = 'true'`).Scan(&marked); err != nil || marked != 2 {
		t.Errorf("%d entries say that it was the moderator's own report; %v", marked, err)
	}
}

func TestRule11AHoldIsNotUndoneByAHideAndARestore(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.Teacher, s.Chat, "Go and stand in the corner")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: said, Reason: "bullying"})
	s.must(s.shen, http.MethodPost, s.caseOf(said)+"/claim", nil, nil)
	s.act(s.shen, said, map[string]any{"kind": "hold", "clause": "attacks", "note": "We look at it"})
	post := "/api/posts/" + said.String()
	s.refused(s.Teacher, http.MethodPost, post+"/approve", nil, http.StatusForbidden, "post.own_held")
	s.must(s.Teacher, http.MethodPost, post+"/hide", map[string]any{"clause": "attacks"}, nil)
	var p wire.Post
	s.must(s.Teacher, http.MethodPost, post+"/restore", nil, nil)
	if s.must(s.Student, http.MethodGet, post, nil, &p); p.State != wire.PostHeld || p.Body != "" {
		t.Errorf("its author showed it: %+v", p)
	}
}

func TestRule17WhoTakesAClassHomeIsInTheLogAndACoordinatorSaysWhy(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	w.say(w.Student, "What Tess said")
	export, reason := "/api/classes/"+w.Class.String()+"/export", "The district keeps its own files"
	logged := `select count(*) = 1 from audit_entry where action = 'class.export' and actor_id = $1 and reason = $2 and cardinality(school_ids) = 2`
	w.refused(w.coordinator, "POST", export, wire.ExportClass{Reason: "  "}, 422, "invalid")
	if files := unzip(t, w.must(w.coordinator, "POST", export, wire.ExportClass{Reason: reason}, nil)); !strings.Contains(files["posts.json"], "What Tess said") {
		t.Errorf("the export: %v", files)
	}
	w.soon("both schools can read who took it, and why", logged, w.coordinator.ID, reason)
	w.must(w.Teacher, "POST", export, wire.ExportClass{}, nil)
	w.soon("a teacher's copy is in the log too", logged, w.Teacher.ID, "")
}
