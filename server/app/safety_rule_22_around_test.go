package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// A guardian withdrew the consent: no teacher shows the posts by another door, none gives the consent again alone, and
// what waited for approval before is not published by it.
func TestRule22NobodyGoesAroundAGuardiansWithdrawal(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	said, waits := w.say(w.Student, "What Tess said"), w.say(w.Student, "call me at 614-555-0134")
	class := "/api/classes/" + w.Class.String()
	named := func() bool {
		var page wire.ClassPage
		w.must(w.StudentHefei, "GET", class, nil, &page)
		return slices.ContainsFunc(page.Members, func(m wire.ClassMember) bool { return m.Person.ID == w.Student.ID })
	}
	if !named() {
		t.Fatal("the student is not in the class to begin with")
	}
	token, _ := w.guardianOf(w.Student)
	w.must(nobody, "POST", "/api/guardian/withdraw", wire.GuardianToken{Token: token}, nil)
	if named() {
		t.Error("the roster still names the student to the other school")
	}
	restore := func(post uuid.UUID) string { return "/api/posts/" + post.String() + "/restore" }
	w.refused(w.TeacherHefei, "POST", restore(said), nil, 409, "post.hidden_elsewhere")
	w.refused(w.Teacher, "POST", restore(said), nil, 409, "post.hidden_elsewhere")

	// A new class of the same schools is no way around it.
	next, request := uuid.New(), uuid.New()
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'Next', '下一个', '下一個')`, next, w.Pairing)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher'), ($1, $3, 'teacher')`, next, w.Teacher.ID, w.TeacherHefei.ID)
	w.exec(`insert into join_request (id, class_id, school_id, person_id, name, language, time_zone, token_hash, expires_at)
		values ($1, $2, $3, $4, 'Tess', 'en', 'America/New_York', $5, now() + interval '1 day')`, request, next, w.Columbus, w.Student.ID, request[:])
	confirm := "/api/classes/" + next.String() + "/requests/" + request.String() + "/confirm"
	w.refused(w.Teacher, "POST", confirm, nil, 409, "class.consent_withdrawn")

	give := class + "/students/" + w.Student.ID.String() + "/give-consent"
	w.refused(w.Teacher, "POST", give, map[string]any{"show": true, "said_by": "guardian"}, 403, "consent.guardian_withdrew")
	w.refused(w.coordinator, "POST", give, map[string]any{"said_by": "school"}, 403, "consent.guardian_withdrew")
	w.must(w.coordinator, "POST", give, map[string]any{"said_by": "guardian"}, nil)
	body := func(post uuid.UUID) wire.Post {
		var p wire.Post
		w.must(w.StudentHefei, "GET", "/api/posts/"+post.String(), nil, &p)
		return p
	}
	if p := body(said); p.State != wire.PostHidden {
		t.Errorf("nobody asked to show it: %+v", p)
	}
	w.must(w.Teacher, "POST", restore(said), nil, nil)
	w.must(w.Teacher, "POST", restore(waits), nil, nil)
	if p := body(said); p.State != wire.PostVisible || p.Body != "What Tess said" {
		t.Errorf("a teacher shows it after the consent was given again: %+v", p)
	}
	if p := body(waits); p.State != wire.PostHeld || p.Body != "" {
		t.Errorf("what waited for approval came out by the withdrawal and its end: %+v", p)
	}
	w.must(w.Teacher, "POST", confirm, nil, nil)
}

func TestRule22ConsentThatIsGivenAgainPublishesNothingThatWaitedOrThatATeacherHid(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	said, waits, hidden := w.say(w.Student, "What Tess said"), w.say(w.Student, "call me at 614-555-0134"), w.say(w.Student, "An ugly word")
	w.must(w.TeacherHefei, "POST", "/api/posts/"+hidden.String()+"/hide", map[string]any{"clause": "attacks"}, nil)
	at := "/api/classes/" + w.Class.String() + "/students/" + w.Student.ID.String()
	w.must(w.Teacher, "POST", at+"/withdraw-consent", map[string]any{"reason": "They asked"}, nil)
	w.must(w.Teacher, "POST", at+"/give-consent", map[string]any{"show": true}, nil)
	for id, state := range map[uuid.UUID]string{said: wire.PostVisible, waits: wire.PostHeld, hidden: wire.PostHidden} {
		var p wire.Post
		if w.must(w.StudentHefei, "GET", "/api/posts/"+id.String(), nil, &p); p.State != state {
			t.Errorf("after the consent was given again: %+v, want it %s", p, state)
		}
	}
}

// A post whose access was asked before the withdrawal, and that is stored after it, is hidden as well.
func TestRule22APostThatIsUnderWayDoesNotEscapeAGuardiansWithdrawal(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	token, _ := w.guardianOf(w.Student)
	tx, err := w.node.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	if _, err := tx.Exec(t.Context(), `select from thread where id = $1 for update`, w.Chat); err != nil {
		t.Fatal(err)
	}
	waiting := func(n int) string {
		return `select count(*) >= ` + string(rune('0'+n)) + ` from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	}
	wrote, withdrew := make(chan int, 1), make(chan int, 1)
	go func() {
		status, _ := w.ask(w.Student, "POST", "/api/posts", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Just in time"}, nil)
		wrote <- status
	}()
	w.soon("the post waits to be stored", waiting(1))
	go func() {
		status, _ := w.ask(nobody, "POST", "/api/guardian/withdraw", wire.GuardianToken{Token: token}, nil)
		withdrew <- status
	}()
	w.soon("the withdrawal is done, or waits as well", `select exists (select from class_member where guardian_withdrew) or (`+waiting(2)+`)`)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a, b := <-wrote, <-withdrew; a != http.StatusOK || b != http.StatusOK {
		t.Fatalf("the post: %d, the withdrawal: %d", a, b)
	}
	if page := w.must(w.StudentHefei, "GET", "/api/threads/"+w.Chat.String(), nil, nil); strings.Contains(string(page), "Just in time") {
		t.Errorf("a post escaped: %s", page)
	}
}
