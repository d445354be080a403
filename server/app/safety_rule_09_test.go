package app_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// standardWorld is the small world with two more moderators and another citizen.
type standardWorld struct {
	*apptest.World
	t          *testing.T
	node       *apptest.Node
	shen, nora apptest.Person // moderators
	dora       apptest.Person // another citizen
	thread     uuid.UUID      // a public discussion
}

func newStandardWorld(t *testing.T, n *apptest.Node, w *apptest.World) *standardWorld {
	t.Helper()
	s := &standardWorld{World: w, t: t, node: n}
	s.shen, s.nora = w.Person("沈版主", access.Moderator, nil), w.Person("Nora", access.Moderator, nil)
	s.dora = w.Person("Dora", access.Citizen, nil)
	s.exec(`update person set language = 'zh-Hans' where id = $1`, s.shen.ID)
	var made wire.Thread
	s.must(w.Citizen, http.MethodPost, "/api/threads", wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "Bridges", Body: "The first post"}, &made)
	s.thread = made.ID
	return s
}

func aStandardWorld(t *testing.T) *standardWorld {
	t.Helper()
	n := apptest.Start(t)
	return newStandardWorld(t, n, apptest.Seed(t, n.Pool))
}

func (s *standardWorld) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.node.Pool.Exec(context.Background(), sql, args...); err != nil {
		s.t.Fatalf("%s: %v", sql, err)
	}
}

// ask gives the status of a request; out is filled where it is 200.
func (s *standardWorld) ask(by apptest.Person, method, path string, in, out any) int {
	s.t.Helper()
	return call(s.t, method, s.node.URL+path, by.Token, in, out)
}

func (s *standardWorld) must(by apptest.Person, method, path string, in, out any) {
	s.t.Helper()
	if status := s.ask(by, method, path, in, out); status != http.StatusOK {
		s.t.Fatalf("%s %s by %s: %d", method, path, by.Name, status)
	}
}

func (s *standardWorld) post(by apptest.Person, thread uuid.UUID, body string) uuid.UUID {
	s.t.Helper()
	var stored wire.PostStored
	s.must(by, http.MethodPost, "/api/posts", wire.CreatePost{Thread: thread, ClientID: uuid.New(), Body: body}, &stored)
	return stored.ID
}

func (s *standardWorld) report(by apptest.Person, in wire.CreateReport) wire.Reported {
	s.t.Helper()
	var out wire.Reported
	s.must(by, http.MethodPost, "/api/reports", in, &out)
	return out
}

// caseOf gives the open case about a thing.
func (s *standardWorld) caseOf(id uuid.UUID) string {
	s.t.Helper()
	var found uuid.UUID
	if err := s.node.Pool.QueryRow(context.Background(), `select id from moderation_case where object_id = $1 order by opened_at desc limit 1`, id).Scan(&found); err != nil {
		s.t.Fatal(err)
	}
	return "/api/moderation/cases/" + found.String()
}

// told gives the kinds of what a person was told, the newest first.
func (s *standardWorld) told(p apptest.Person) []string {
	s.t.Helper()
	var page wire.Notices
	s.must(p, http.MethodGet, "/api/notices", nil, &page)
	kinds := []string{}
	for _, n := range page.Notices {
		kinds = append(kinds, n.Kind)
	}
	return kinds
}

func TestRule09WhatAStudentReportsIsKeptAsItWasAndBothSchoolsTeachersHearOfIt(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.post(s.Teacher, s.Chat, "before it")
	bad := s.post(s.StudentHefei, s.Chat, "Go and sit somewhere else")
	s.post(s.Teacher, s.Chat, "after it")
	report := wire.CreateReport{Object: "post", ID: bad, Reason: "attack", Note: "这样说不好"}
	first := s.report(s.Student, report)
	if again := s.report(s.Student, report); !again.Again || again.ID != first.ID {
		t.Errorf("the second report of the same thing is another one: %+v, %+v", first, again)
	}
	if first.Case != nil {
		t.Error("a student is led to the case")
	}
	s.must(s.StudentHefei, http.MethodPut, "/api/posts/"+bad.String(), map[string]any{"revision": 1, "body": "Come and sit here"}, nil)
	s.must(s.StudentHefei, http.MethodDelete, "/api/posts/"+bad.String(), nil, nil)
	for _, teacher := range []apptest.Person{s.Teacher, s.TeacherHefei} {
		if !slices.Contains(s.told(teacher), "report.received") {
			t.Errorf("%s was not told", teacher.Name)
		}
		var page wire.CasePage
		s.must(teacher, http.MethodGet, s.caseOf(bad), nil, &page)
		if page.Evidence == nil || page.Evidence.Post == nil || page.Evidence.Post.Body != "Go and sit somewhere else" || len(page.Evidence.Around) != 2 || page.Case.Reports != 1 {
			t.Errorf("%s sees %+v", teacher.Name, page.Evidence)
		}
	}
	s.must(s.Teacher, http.MethodPost, s.caseOf(bad)+"/answer", map[string]any{"acted": true, "answer": "We talked about it"}, nil)
	if !slices.Contains(s.told(s.Student), "report.acted_answer") {
		t.Errorf("the reporter was told %v", s.told(s.Student))
	}
}

func TestRule09AReportAboutATeacherGoesToModeratorsAndNotToThatTeacher(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.TeacherHefei, s.Chat, "Be quiet, all of you")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: said, Reason: "bullying", AboutTeacher: true})
	path := s.caseOf(said)
	if status := s.ask(s.TeacherHefei, http.MethodGet, path, nil, nil); status != http.StatusNotFound {
		t.Errorf("the teacher whom it is about: %d", status)
	}
	if told := s.told(s.TeacherHefei); len(told) != 0 {
		t.Errorf("the teacher whom it is about was told %v", told)
	}
	var page wire.CasePage
	s.must(s.shen, http.MethodGet, path, nil, &page)
	if !page.Sealed || page.Evidence != nil {
		t.Errorf("before it is claimed, a class's case shows %+v", page.Evidence)
	}
	var open wire.CasePage
	s.must(s.shen, http.MethodPost, path+"/claim", nil, &open)
	if open.Sealed || open.Evidence == nil || open.Evidence.Post.Body != "Be quiet, all of you" {
		t.Errorf("after it was claimed, it shows %+v", open.Evidence)
	}
	if status := s.ask(s.nora, http.MethodPost, path+"/claim", nil, nil); status != http.StatusConflict {
		t.Errorf("two work on the same case: %d", status)
	}
	var log wire.AuditPage
	s.must(s.Teacher, http.MethodGet, "/api/schools/"+s.Columbus.String()+"/log", nil, &log)
	if !slices.ContainsFunc(log.Entries, func(e wire.AuditEntry) bool {
		return e.Action == string(access.ReadCase) && e.Actor.ID == s.shen.ID
	}) {
		t.Errorf("the school does not see that the case was opened: %+v", log.Entries)
	}
}

func TestRule09AClassesReportWithoutAnAnswerGoesToTheModeratorsAfterADay(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.StudentHefei, s.Chat, "A text")
	s.report(s.Student, wire.CreateReport{Object: "post", ID: said, Reason: "other"})
	path := s.caseOf(said)
	if status := s.ask(s.shen, http.MethodGet, path, nil, nil); status != http.StatusNotFound {
		t.Errorf("a moderator, on the first day: %d", status)
	}
	s.exec(`update moderation_case set opened_at = now() - interval '25 hours'`)
	s.must(s.shen, http.MethodGet, path, nil, nil)
	var queue wire.Queue
	s.must(s.shen, http.MethodGet, "/api/moderation/cases", nil, &queue)
	if len(queue.Cases) != 1 || queue.Cases[0].Person != nil {
		t.Errorf("the queue: %+v", queue.Cases)
	}
}

func TestRule09AFloodOfReportsIsRefused(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	for range 20 {
		id := s.say(s.thread, s.dora)
		s.report(s.Citizen, wire.CreateReport{Object: "post", ID: id, Reason: "spam"})
	}
	in := wire.CreateReport{Object: "post", ID: s.say(s.thread, s.dora), Reason: "spam"}
	if status := s.ask(s.Citizen, http.MethodPost, "/api/reports", in, nil); status != http.StatusTooManyRequests {
		t.Errorf("the 21st report of an hour: %d", status)
	}
	s.report(s.dora, wire.CreateReport{Object: "thread", ID: s.thread, Reason: "spam"}) // others may
}

// say adds a post without the limits of a writer.
func (s *standardWorld) say(thread uuid.UUID, author apptest.Person) uuid.UUID {
	s.t.Helper()
	id := uuid.Must(uuid.NewV7())
	s.exec(`with top as (update topic set head = head + 1 where id = (select topic_id from thread where id = $2) returning head)
		insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language)
		select $1, $2, head, $3, gen_random_uuid(), '\x00', 'said', 'said', 'en' from top`, id, thread, author.ID)
	return id
}
