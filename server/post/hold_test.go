package post_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// within is what the rooms above do about a post, without their reasons and what they tell.
func (p *place) within(id uuid.UUID, f func(context.Context, *topic.Tx, topic.Name) (wire.Post, error)) (got wire.Post, err error) {
	ctx := context.Background()
	at, err := p.TopicOf(ctx, id)
	if err != nil {
		return got, err
	}
	err = p.log.InTx(ctx, []topic.Name{at}, func(ctx context.Context, tx *topic.Tx) error {
		got, err = f(ctx, tx, at)
		return err
	})
	return got, err
}

func (p *place) Hide(_ context.Context, _ access.Actor, in wire.PostRef) (wire.Post, error) {
	return p.within(in.Post, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		got, _, err := post.HideIn(ctx, tx, at, in.Post, post.Keepers)
		return got, err
	})
}

func (p *place) Restore(_ context.Context, _ access.Actor, in wire.PostRef) (wire.Post, error) {
	return p.within(in.Post, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		return post.ShowIn(ctx, tx, at, in.Post, post.Keepers)
	})
}

func (p *place) Approve(_ context.Context, _ access.Actor, in wire.PostRef) (wire.Post, error) {
	return p.within(in.Post, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		return post.ApproveIn(ctx, tx, at, in.Post)
	})
}

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
	if own, err := p.Get(t.Context(), p.student, wire.PostRef{Post: first.ID}); err != nil || own.HeldFor != "first_posts" {
		t.Errorf("its author, coming back later, reads %+v, %v", own, err)
	}
	mustShow := func(who string, body string, get func() (wire.Post, error)) {
		t.Helper()
		if got, err := get(); err != nil || got.Body != body || got.State != wire.PostHeld {
			t.Errorf("to %s: %+v, %v", who, got, err)
		}
	}
	mustShow("its author", "a secret of mine", func() (wire.Post, error) {
		got, err := p.Get(t.Context(), p.student, wire.PostRef{Post: first.ID})
		return got.Post, err
	})
	mustShow("another member", "", func() (wire.Post, error) {
		got, err := p.Get(t.Context(), p.teacher, wire.PostRef{Post: first.ID})
		if got.HeldFor != "" {
			t.Errorf("why somebody else's post waits: %+v", got)
		}
		return got.Post, err
	})
	mustShow("a teacher, as evidence", "a secret of mine", func() (wire.Post, error) {
		e, err := p.Evidence(t.Context(), p.teacher, wire.PostRef{Post: first.ID})
		return e.Post, err
	})
	if _, err := p.Evidence(t.Context(), p.student, wire.PostRef{Post: first.ID}); err == nil {
		t.Error("a student reads evidence")
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

// Moderators, and the teachers of a class, hide each for themselves: who takes theirs back shows nothing that another
// still hides, and what was held by a moderator waits again.
func TestAPostIsShownWhenNobodyHidesItAnyMore(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.student, p.chat, "a SECRET").ID
	hideBy := func(by post.Keeper) {
		t.Helper()
		if _, err := p.within(id, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
			got, _, err := post.HideIn(ctx, tx, at, id, by)
			return got, err
		}); err != nil {
			t.Fatal(err)
		}
	}
	mustBe := func(by post.Keeper, state string) {
		t.Helper()
		got, err := p.within(id, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
			return post.ShowIn(ctx, tx, at, id, by)
		})
		if err != nil || got.State != state {
			t.Errorf("after %s took theirs back: %s, %v", by, got.State, err)
		}
		for _, e := range p.events(t, p.chat) {
			if state != wire.PostVisible && strings.Contains(string(e.Data), "SECRET") {
				t.Errorf("%s: the log says it: %s", state, e.Data)
			}
		}
	}
	hideBy(post.Moderators)
	hideBy(post.Keepers)
	hold := func(held bool) {
		t.Helper()
		if _, err := p.within(id, func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
			return post.HoldIn(ctx, tx, at, id, "report", held)
		}); err != nil {
			t.Fatal(err)
		}
	}
	mustBe(post.Moderators, wire.PostHidden)
	mustBe(post.Keepers, wire.PostVisible)
	hideBy(post.Consent)
	mustBe(post.Keepers, wire.PostHidden) // a teacher shows nothing that a withdrawn consent hides
	mustBe(post.Consent, wire.PostVisible)
	hideBy(post.Keepers)
	hold(true) // beneath the hiding
	mustBe(post.Keepers, wire.PostHeld)
	hideBy(post.Keepers)
	hold(false)
	mustBe(post.Keepers, wire.PostVisible)
	hold(true)
	hideBy(post.Keepers)
	hideBy(post.Moderators)
	mustBe(post.Keepers, wire.PostHidden)
	mustBe(post.Moderators, wire.PostHeld) // a hide and its end are no approval
	if n := p.count(t, `select post_count from thread where id = $1`, p.chat); n != 0 {
		t.Errorf("%d posts are counted while it waits", n)
	}
	if got := kinds(p.events(t, p.chat)); got != "post.created post.hidden post.hidden post.hidden post.restored post.hidden post.restored post.hidden post.held post.hidden post.restored post.held post.hidden post.hidden post.hidden post.held" {
		t.Error(got)
	}
}

// Readers are told whose decision covers a post, as it changes, and in a snapshot as in the log; never who took it.
func TestWhatIsHiddenSaysWhoseDecisionItIs(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.student, p.chat, "a SECRET").ID
	must := func(state string, by ...string) {
		t.Helper()
		all, err := p.Load(t.Context(), []uuid.UUID{id})
		if err != nil || len(all) != 1 || all[0].State != state || !slices.Equal(all[0].HiddenFor, by) {
			t.Errorf("loaded: %+v, %v", all, err)
		}
		events := p.events(t, p.chat)
		last := decode[wire.PostGone](t, events[len(events)-1])
		if last.ID != id || last.State != state || !slices.Equal(last.HiddenFor, by) {
			t.Errorf("told: %+v", last)
		}
		if first := decode[wire.PostGone](t, events[0]); !slices.Equal(first.HiddenFor, by) {
			t.Errorf("what is left of the first event: %+v", first)
		}
	}
	do := func(f func(context.Context, *topic.Tx, topic.Name) (wire.Post, error)) {
		t.Helper()
		if _, err := p.within(id, f); err != nil {
			t.Fatal(err)
		}
	}
	hide := func(by post.Keeper) {
		t.Helper()
		do(func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
			got, _, err := post.HideIn(ctx, tx, at, id, by)
			return got, err
		})
	}
	hide(post.Keepers)
	must(wire.PostHidden, "keepers")
	hide(post.Moderators)
	must(wire.PostHidden, "keepers", "moderators")
	do(func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		return post.ShowIn(ctx, tx, at, id, post.Keepers)
	})
	must(wire.PostHidden, "moderators")
	do(func(ctx context.Context, tx *topic.Tx, at topic.Name) (wire.Post, error) {
		return post.ShowIn(ctx, tx, at, id, post.Moderators)
	})
	if all, err := p.Load(t.Context(), []uuid.UUID{id}); err != nil || all[0].State != wire.PostVisible || all[0].HiddenFor != nil {
		t.Errorf("shown again: %+v, %v", all, err)
	}
	if _, err := p.pool.Exec(t.Context(), `update person set deleted_at = now() where id = $1`, p.student.Person); err != nil {
		t.Fatal(err)
	}
	if err := p.DeletePostsOf(t.Context(), p.student.Person); err != nil {
		t.Fatal(err)
	}
	must(wire.PostDeleted, "account")
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
	p.mustChange(t, p.Delete, p.citizen, reply.ID)
	mustCount("deleted", 1, 0)
}
