package app_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestATeacherIsShownWhatTheFilterFoundInATextThatWaitsAndWhereItStands(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	var stored wire.PostStored
	r.must(r.Student, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: "放学后加我微信 xiaoyu_2011 好吗"}, &stored)
	var said wire.ClassSaid
	r.must(r.Teacher, "GET", r.path("/said?held=true"), nil, &said)
	if len(said.Posts) != 1 || said.Posts[0].HeldFor != "filter" || !slices.Contains(said.Posts[0].Found, "contact") || len(said.Posts[0].Matches) == 0 {
		t.Fatalf("the queue has %+v", said.Posts)
	}
	body := []rune(said.Posts[0].Post.Body)
	for _, m := range said.Posts[0].Matches {
		if m.Start < 0 || m.End > len(body) || m.Start >= m.End {
			t.Errorf("nothing of %q stands at %d to %d", string(body), m.Start, m.End)
		}
	}
	var evidence wire.PostEvidence
	r.must(r.Teacher, "GET", "/api/posts/"+stored.ID.String()+"/evidence", nil, &evidence)
	if !slices.Contains(evidence.Found, "contact") {
		t.Errorf("in the room the teacher is told of %v", evidence.Found)
	}
	// Once it is approved there is nothing more to decide.
	r.must(r.Teacher, "POST", "/api/posts/"+stored.ID.String()+"/approve", nil, nil)
	var approved wire.ClassSaid
	r.must(r.Teacher, "GET", r.path("/said"), nil, &approved)
	if len(approved.Posts) != 1 || len(approved.Posts[0].Found) > 0 {
		t.Errorf("approved, it is %+v", approved.Posts)
	}
}

func TestATeacherIsNotOfferedToApproveWhatTheyWroteThemselves(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.says(r.Teacher, "Ring me: 614-555-0134")
	for reader, want := range map[string][]string{r.Teacher.Token: {"hide"}, r.TeacherHefei.Token: {"approve", "hide"}} {
		var said wire.ClassSaid
		r.must(apptest.Person{Token: reader}, "GET", r.path("/said?held=true"), nil, &said)
		if len(said.Posts) != 1 || !slices.Equal(said.Posts[0].May, want) {
			t.Errorf("offered are %+v, want %v", said.Posts, want)
		}
	}
}

func TestALoneAdministratorIsToldThatNobodyCanApproveWhatTheyWrote(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	lone := r.Person("Ada", access.Administrator, nil)
	var thread wire.Thread
	r.must(r.Citizen, "POST", "/api/threads", wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "Choir", Body: "Who sings?"}, &thread)
	var stored wire.PostStored
	r.must(lone, "POST", "/api/posts", line(thread.ID, "A word that the lists hold"), &stored)
	r.exec(`update post set held_at = now(), held_for = 'filter' where id = $1`, stored.ID)
	isAlone := func() bool {
		t.Helper()
		var evidence wire.PostEvidence
		r.must(lone, "GET", "/api/posts/"+stored.ID.String()+"/evidence", nil, &evidence)
		return evidence.Alone
	}
	if !isAlone() { // the world's moderator decides about nobody who keeps the standard
		t.Error("nobody else could approve it, and nobody says so")
	}
	second := r.Person("Ben", access.Administrator, nil)
	if isAlone() {
		t.Error("there is another administrator")
	}
	r.must(second, "POST", "/api/posts/"+stored.ID.String()+"/deed", fields{"kind": "approve"}, nil)
}

func TestWhoCouldNotYetHaveSpokenIsNotSilent(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update class_member set joined_at = now() - interval '30 days' where class_id = $1`, r.Class)
	r.exec(`update pairing set opened_at = now() - interval '3 minutes' where id = (select pairing_id from class where id = $1)`, r.Class)
	r.exec(`update class_member set withdrawn_at = now() where class_id = $1 and person_id = $2`, r.Class, r.StudentHefei.ID)
	var overview wire.ClassSupervision
	r.must(r.Teacher, "GET", r.path("/supervision"), nil, &overview)
	for _, m := range overview.Members {
		if time.Since(m.Since) > time.Hour {
			t.Errorf("%s could write since %v in a class that was opened three minutes ago", m.Person.Name, m.Since)
		}
		if (m.WithdrawnAt != nil) != (m.Person.ID == r.StudentHefei.ID) {
			t.Errorf("the consent for %s was withdrawn: %v", m.Person.Name, m.WithdrawnAt)
		}
	}
}
