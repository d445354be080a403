package post_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func (p *place) correct(t *testing.T, in wire.CorrectPost) wire.Post {
	t.Helper()
	got, err := p.within(in.Post, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		return post.CorrectIn(ctx, tx, at, p.teacher.Person, in)
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// reader is another student of the class.
func (p *place) reader(t *testing.T) access.Actor {
	t.Helper()
	id := uuid.New()
	for _, sql := range []string{
		`insert into person (id, role, display_name) values ($1, 'student', 'Lele')`,
		`insert into class_member (class_id, person_id, role) select id, $1, 'student' from class`,
		`update class set staffed = $1::uuid is not null`, // as furnish does
	} {
		if _, err := p.pool.Exec(t.Context(), sql, id); err != nil {
			t.Fatal(err)
		}
	}
	return access.Actor{Person: id}
}

// Safety rule 12: who comes later, or resumes, gets the teacher's words alone.
func TestWhatATeacherReplacedIsInNoEventAndInNobodysHistoryButItsAuthorsAndKeepers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.student, p.chat, "SECRET one").ID
	if _, err := p.Edit(t.Context(), p.student, wire.EditPost{Post: id, Revision: 1, Body: "SECRET two"}); err != nil {
		t.Fatal(err)
	}
	if got := p.correct(t, wire.CorrectPost{Post: id, Revision: 2, Body: "better so", Reason: "no secrets"}); got.Body != "better so" || !got.Corrected {
		t.Errorf("%+v", got)
	}
	events := p.events(t, p.chat)
	if got := kinds(events); got != "post.created post.edited post.edited" {
		t.Fatal(got)
	}
	for _, e := range events {
		if strings.Contains(string(e.Data), "SECRET") {
			t.Errorf("%d still says it: %s", e.Seq, e.Data)
		}
		if got := decode[wire.PostSaid](t, e).Whole(p.chat, e.Seq, e.At); got.Body != "better so" || got.Seq != 1 || got.Revision != 3 || got.Author.ID != p.student.Person {
			t.Errorf("%d says %+v", e.Seq, got)
		}
	}
	for who, want := range map[string]struct {
		revisions int
		history   func() (wire.PostHistory, error)
	}{
		"a reader":   {0, func() (wire.PostHistory, error) { return p.History(t.Context(), p.reader(t), wire.PostRef{Post: id}) }},
		"its author": {2, func() (wire.PostHistory, error) { return p.History(t.Context(), p.student, wire.PostRef{Post: id}) }},
		"a teacher":  {2, func() (wire.PostHistory, error) { return p.History(t.Context(), p.teacher, wire.PostRef{Post: id}) }},
	} {
		if h, err := want.history(); err != nil || len(h.Revisions) != want.revisions {
			t.Errorf("to %s: %+v, %v", who, h, err)
		}
	}
}

func TestWhoWritesOverATeachersWordsWaitsForApproval(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.student, p.chat, "call me").ID
	p.correct(t, wire.CorrectPost{Post: id, Revision: 1, Body: "see you in class", Reason: "no numbers"})
	got, err := p.Edit(t.Context(), p.student, wire.EditPost{Post: id, Revision: 2, Body: "call me"})
	if err != nil || got.State != wire.PostHeld {
		t.Errorf("%+v, %v", got, err)
	}
	p.mustChange(t, p.Approve, p.teacher, id)
	if got, err := p.Edit(t.Context(), p.student, wire.EditPost{Post: id, Revision: 3, Body: "call me tomorrow"}); err != nil || got.State != wire.PostVisible {
		t.Errorf("after an approval it is the author's again: %+v, %v", got, err)
	}
}

// Who approves has read what is approved.
func TestATextThatWaitsForApprovalCannotBeChangedMeanwhile(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if _, err := p.pool.Exec(t.Context(), `update class set first_posts = 1`); err != nil {
		t.Fatal(err)
	}
	id := p.write(t, p.student, p.chat, "harmless").ID
	_, err := p.Edit(t.Context(), p.student, wire.EditPost{Post: id, Revision: 1, Body: "not harmless"})
	mustBe(t, err, "post.waits")
	if got := p.mustChange(t, p.Approve, p.teacher, id); got.Body != "harmless" || got.State != wire.PostVisible {
		t.Errorf("%+v", got)
	}
}
