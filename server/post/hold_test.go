package post_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/post"
	"tongchuang/server/wire"
)

func TestAStudentsFirstPostsWaitAndAreInNobodysLogUntilATeacherApproves(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if _, err := p.pool.Exec(t.Context(), `update class set first_posts = 1`); err != nil {
		t.Fatal(err)
	}
	first := p.write(t, p.student, p.chat, "a secret of mine")
	if first.State != wire.PostHeld || first.HeldFor != "first_posts" {
		t.Errorf("%+v", first)
	}
	again, err := p.Create(t.Context(), p.student, wire.CreatePost{Thread: p.chat, ClientID: first.ClientID, Body: "a secret of mine"})
	if err != nil || again.State != wire.PostHeld {
		t.Errorf("the same send, answered again: %+v, %v", again, err)
	}
	for _, e := range p.events(t, p.chat) {
		if e.Kind != post.Held || strings.Contains(string(e.Data), "secret") {
			t.Errorf("%s %s", e.Kind, e.Data)
		}
	}
	mustShow := func(who string, body string, get func() (wire.Post, error)) {
		t.Helper()
		if got, err := get(); err != nil || got.Body != body || got.State != wire.PostHeld {
			t.Errorf("to %s: %+v, %v", who, got, err)
		}
	}
	mustShow("its author", "a secret of mine", func() (wire.Post, error) { return p.Get(t.Context(), p.student, wire.PostRef{Post: first.ID}) })
	mustShow("another member", "", func() (wire.Post, error) { return p.Get(t.Context(), p.teacher, wire.PostRef{Post: first.ID}) })
	mustShow("a teacher, as evidence", "a secret of mine", func() (wire.Post, error) {
		e, err := p.Evidence(t.Context(), p.teacher, wire.PostRef{Post: first.ID})
		return e.Post, err
	})
	if _, err := p.Evidence(t.Context(), p.student, wire.PostRef{Post: first.ID}); err == nil {
		t.Error("a student reads evidence")
	}
	if _, err := p.Approve(t.Context(), p.student, wire.PostRef{Post: first.ID}); err == nil {
		t.Error("a student approves")
	}

	for range 2 { // a double click approves once
		p.mustChange(t, p.Approve, p.teacher, first.ID)
	}
	events := p.events(t, p.chat)
	if got := kinds(events); got != "post.held post.restored" || !strings.Contains(string(events[1].Data), "secret") {
		t.Errorf("%s: %s", got, events[len(events)-1].Data)
	}
	if second := p.write(t, p.student, p.chat, "and now at once"); second.State != wire.PostVisible {
		t.Errorf("after the first was approved: %+v", second)
	}
	if n := p.count(t, `select post_count from thread where id = $1`, p.chat); n != 2 {
		t.Errorf("%d posts are counted", n)
	}
}

func TestAHeldPostThatIsHiddenDoesNotComeBackByApproval(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if _, err := p.pool.Exec(t.Context(), `update class set first_posts = 1`); err != nil {
		t.Fatal(err)
	}
	id := p.write(t, p.student, p.chat, "no").ID
	p.mustChange(t, p.Hide, p.teacher, id)
	if got := p.mustChange(t, p.Approve, p.teacher, id); got.State != wire.PostHidden || got.Body != "" {
		t.Errorf("%+v", got)
	}
	for _, e := range p.events(t, p.chat) {
		if strings.Contains(string(e.Data), "no\"") && strings.Contains(string(e.Data), "body") {
			t.Errorf("%s %s", e.Kind, e.Data)
		}
	}
}

func TestWhatReadersSeeIsWhatIsCounted(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	root := p.write(t, p.citizen, p.thread, "root").ID
	reply, err := p.Create(t.Context(), p.citizen, wire.CreatePost{Thread: p.thread, Parent: &root, ClientID: uuid.New(), Body: "reply"})
	if err != nil {
		t.Fatal(err)
	}
	mustCount := func(when string, posts, replies int) {
		t.Helper()
		if n := p.count(t, `select post_count from thread where id = $1`, p.thread); n != posts {
			t.Errorf("%s: %d posts, want %d", when, n, posts)
		}
		if n := p.get(t, root).ReplyCount; n != replies {
			t.Errorf("%s: %d replies, want %d", when, n, replies)
		}
	}
	mustCount("written", 2, 1)
	for range 2 {
		p.mustChange(t, p.Hide, p.moderator, reply.ID)
	}
	mustCount("hidden", 1, 0)
	p.mustChange(t, p.Restore, p.moderator, reply.ID)
	mustCount("restored", 2, 1)
	if n := p.count(t, `select count(*) from audit_entry where actor_id = $1 and object_id = $2 and action = 'post.hide'`, p.moderator.Person, reply.ID); n != 2 {
		t.Errorf("hiding twice and restoring left %d entries in the log, want one for each change", n)
	}
	p.mustChange(t, p.Delete, p.citizen, reply.ID)
	mustCount("deleted", 1, 0)
}
