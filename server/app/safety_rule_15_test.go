package app_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 15: a live session starts with the lobby on, private chat off, recording off. Lessons with picture and sound do
// not exist yet. What is live today is a class's room, and of it this test holds: nobody enters who is not a member, with
// a teacher's word behind it; nothing can be said in it to one person alone; nothing offers to record it. When lessons
// come, their own defaults belong here.
func TestRule15ALiveRoomHasADoorNoPrivateChatAndNoRecording(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	outside := apptest.Hello(t, r.node, r.Outsider.Token)
	outside.Refused("subscribe", wire.Subscribe{Topic: r.ClassTopic}, "not_found")

	student := r.follow(r.node, r.Student)
	for _, topic := range []string{"person:" + r.StudentHefei.ID.String(), "person:" + r.Teacher.ID.String()} {
		student.Refused("subscribe", wire.Subscribe{Topic: topic}, "not_found")
		student.Refused("signal", wire.SendSignal{Topic: topic, Name: "typing"}, "subscription.none")
	}
	student.Refused("signal", map[string]any{"topic": r.ClassTopic, "name": "typing", "to": r.StudentHefei.ID}, "bad_request")
	student.Refused("post.create", map[string]any{"thread": r.Chat, "client_id": uuid.New(), "body": "psst", "to": r.StudentHefei.ID}, "bad_request")
	student.Refused("post.create", map[string]any{"thread": r.StudentHefei.ID, "client_id": uuid.New(), "body": "psst"}, "not_found")

	for name := range offers(t) {
		low := strings.ToLower(name)
		for _, word := range []string{"direct", "private", "whisper", "record", "message"} {
			if strings.Contains(low, word) && !strings.Contains(low, "consent") {
				t.Errorf("%q is offered: is that a private chat, or a recording?", name)
			}
		}
	}
}

// No page may ask for a camera, a microphone or the screen, and none loads a picture, a sound or a film from elsewhere: the
// browser itself refuses, whatever a text or a mistake of ours would make of it.
func TestRule15NoPageMayUseACameraOrAMicrophoneOrShowWhatIsElsewhere(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	for _, path := range []string{"/", "/forum", "/classes", "/classes/" + r.Class.String(), "/guardian", "/api/boards", "/nowhere"} {
		answer, err := http.Get(r.node.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		for _, device := range []string{"camera=()", "microphone=()", "display-capture=()"} {
			if !strings.Contains(answer.Header.Get("Permissions-Policy"), device) {
				t.Errorf("%s lets a page use it: %s is not in %q", path, device, answer.Header.Get("Permissions-Policy"))
			}
		}
		policy := answer.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") {
			t.Errorf("%s: what is not named may come from elsewhere: %s", path, policy)
		}
		for _, directive := range strings.Split(policy, ";") {
			name, from, _ := strings.Cut(strings.TrimSpace(directive), " ")
			if slices.Contains([]string{"default-src", "img-src", "media-src", "frame-src", "object-src", "child-src"}, name) && regexp.MustCompile(`\*|https?:|\.`).MatchString(from) {
				t.Errorf("%s shows pictures from elsewhere: %s", path, directive)
			}
		}
	}
}

// Pictures, recording and publishing are off until both schools, and somebody for the student, have said otherwise; and
// saying so opens nothing today, as taking it back closes nothing else.
func TestRule15TheOtherPurposesAreOffByDefaultAndOpenNothing(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	abroad := w.Person("Mr Abroad", access.Coordinator, &w.Hefei)
	purposes := []string{"pictures", "recording", "publishing"}
	given := func(table string) int {
		return countRows(t, w.node, `select count(*) from `+table+` where purpose = any($1)`, purposes)
	}
	if given("class_purpose") != len(purposes) || given("student_purpose_now") != 0 {
		t.Fatal("both schools consented, and it holds for a student of whom nobody said so")
	}
	w.exec(`delete from consent where purpose = any($1)`, purposes) // as two schools begin
	if given("class_purpose") != 0 {
		t.Fatal("a purpose is on by default")
	}
	picture := "![me](https://pictures.example/me.jpg)"
	seen := func() string {
		t.Helper()
		said := w.say(w.Student, picture)
		var p wire.Post
		w.must(w.StudentHefei, "GET", "/api/posts/"+said.String(), nil, &p)
		if strings.Contains(p.HTML, "<img") {
			t.Errorf("a picture is shown: %s", p.HTML)
		}
		for _, stranger := range []apptest.Person{nobody, w.Citizen, w.Outsider} {
			if status, raw := w.ask(stranger, "GET", "/api/posts/"+said.String(), nil, nil); status == http.StatusOK {
				t.Errorf("%q reads a class: %s", stranger.Name, raw)
			}
			if status, raw := w.ask(stranger, "GET", "/api/classes/"+w.Class.String(), nil, nil); status == http.StatusOK {
				t.Errorf("%q reads a class: %s", stranger.Name, raw)
			}
		}
		return p.HTML
	}
	before, offered := seen(), offers(t)
	for _, purpose := range purposes {
		school := "/api/pairings/" + w.Pairing.String() + "/consents/" + purpose
		own := "/api/classes/" + w.Class.String() + "/students/" + w.Student.ID.String() + "/consents/" + purpose
		w.refused(w.Teacher, "PUT", own, map[string]string{"said_by": "guardian"}, 409, "consent.school_first")
		w.must(w.coordinator, "PUT", school, nil, nil)
		w.must(abroad, "PUT", school, nil, nil)
		w.must(w.Teacher, "PUT", own, map[string]string{"said_by": "guardian"}, nil)
		if given("student_purpose_now") != 1 {
			t.Errorf("%s: the consent is not kept", purpose)
		}
		if got := seen(); got != before {
			t.Errorf("%s changed what is shown: %s", purpose, got)
		}
		w.must(abroad, "POST", school+"/withdraw", map[string]string{"reason": "The year is over"}, nil)
		if given("student_purpose_now") != 0 {
			t.Errorf("%s: one school withdrew, and it holds for a student", purpose)
		}
		if got := seen(); got != before {
			t.Errorf("%s, withdrawn, changed what is shown: %s", purpose, got)
		}
	}
	if hidden := countRows(t, w.node, `select count(*) from post where hidden_at is not null or deleted_at is not null`); hidden != 0 {
		t.Errorf("%d posts went with a consent that was not for them", hidden)
	}
	if len(offered) != len(offers(t)) {
		t.Error("a consent offers something new")
	}
}
