package app_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// answers gives the status of an answer to a post.
func (s *standardWorld) answers(by apptest.Person, thread, parent uuid.UUID) int {
	s.t.Helper()
	return s.ask(by, http.MethodPost, "/api/posts", wire.CreatePost{Thread: thread, Parent: &parent, ClientID: uuid.New(), Body: "an answer"}, nil)
}

func TestRule10WhoIsBlockedCannotAnswerAndOneSaysWhoMay(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.Citizen, s.thread, "Who agrees?")
	if status := s.answers(s.dora, s.thread, said); status != http.StatusOK {
		t.Fatalf("before the block: %d", status)
	}
	s.must(s.Citizen, http.MethodPut, "/api/people/"+s.dora.ID.String()+"/block", nil, nil)
	if status := s.answers(s.dora, s.thread, said); status != http.StatusForbidden {
		t.Errorf("an answer by somebody who is blocked: %d", status)
	}
	s.post(s.dora, s.thread, "Others may read me")
	var contact wire.Contact
	s.must(s.Citizen, http.MethodGet, "/api/me/contact", nil, &contact)
	if len(contact.Blocked) != 1 || contact.Blocked[0].Person.ID != s.dora.ID {
		t.Errorf("blocked: %+v", contact.Blocked)
	}
	s.must(s.Citizen, http.MethodDelete, "/api/people/"+s.dora.ID.String()+"/block", nil, nil)
	if status := s.answers(s.dora, s.thread, said); status != http.StatusOK {
		t.Errorf("after the block: %d", status)
	}
	for from, want := range map[string]int{"classes": http.StatusForbidden, "nobody": http.StatusForbidden, "everyone": http.StatusOK} {
		s.must(s.Citizen, http.MethodPut, "/api/me/contact", wire.SetContact{RepliesFrom: from}, nil)
		if status := s.answers(s.dora, s.thread, said); status != want {
			t.Errorf("replies from %s: %d, want %d", from, status, want)
		}
	}
}

func TestRule10AStudentCanBlockAClassmateButNoTeacher(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.Student, s.Chat, "Good morning")
	s.must(s.Student, http.MethodPut, "/api/people/"+s.StudentHefei.ID.String()+"/block", nil, nil)
	if status := s.answers(s.StudentHefei, s.Chat, said); status != http.StatusForbidden {
		t.Errorf("an answer by a blocked classmate: %d", status)
	}
	if status := s.ask(s.Student, http.MethodPut, "/api/people/"+s.TeacherHefei.ID.String()+"/block", nil, nil); status != http.StatusForbidden {
		t.Errorf("a student blocks a teacher: %d", status)
	}
	s.exec(`insert into person_block (blocker_id, blocked_id) values ($1, $2)`, s.Student.ID, s.Teacher.ID) // from before the class
	if status := s.answers(s.Teacher, s.Chat, said); status != http.StatusOK {
		t.Errorf("an answer by a teacher: %d", status)
	}
}

func TestRule10NoticesCanBeTurnedOffButNotWhatWasDecidedAboutOneself(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.must(s.Citizen, http.MethodPut, "/api/me/contact", wire.SetContact{RepliesFrom: "everyone", NoticesOff: true}, nil)
	s.exec(`insert into notice (id, person_id, kind) values (gen_random_uuid(), $1, 'report.acted')`, s.Citizen.ID)
	var unread wire.Unread
	s.must(s.Citizen, http.MethodGet, "/api/notices/unread", nil, &unread)
	if unread.Unread != 0 {
		t.Errorf("with notices off the bell says %d", unread.Unread)
	}
	s.exec(`insert into notice (id, person_id, kind) values (gen_random_uuid(), $1, 'moderation.hide')`, s.Citizen.ID)
	s.must(s.Citizen, http.MethodGet, "/api/notices/unread", nil, &unread)
	if unread.Unread != 1 {
		t.Errorf("after a post of theirs was hidden, the bell says %d", unread.Unread)
	}
}
