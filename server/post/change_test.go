package post_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func kinds(events []topic.Event) string {
	var list []string
	for _, e := range events {
		list = append(list, e.Kind)
	}
	return strings.Join(list, " ")
}

func (p *place) mustChange(t *testing.T, f func(context.Context, access.Actor, wire.PostRef) (wire.Post, error), who access.Actor, id uuid.UUID) wire.Post {
	t.Helper()
	got, err := f(t.Context(), who, wire.PostRef{Post: id})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestAnEditIsAnEventAndTheEarlierTextCanBeRead(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.citizen, p.thread, "teh first").ID
	edit := wire.EditPost{Post: id, Revision: 1, Body: "the first"}
	for range 2 { // a repeated edit changes nothing more
		got, err := p.Edit(t.Context(), p.citizen, edit)
		if err != nil || got.Body != "the first" || got.Revision != 2 || got.EditedAt == nil {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	events := p.events(t, p.thread)
	if got := kinds(events); got != "post.created post.edited" {
		t.Fatal(got)
	}
	if got := decode[wire.Post](t, events[1]); got.Body != "the first" || got.Revision != 2 || got.Seq != 1 {
		t.Errorf("%+v", got)
	}
	history, err := p.History(t.Context(), p.moderator, wire.PostRef{Post: id})
	if err != nil || len(history.Revisions) != 1 || history.Revisions[0].Body != "teh first" || history.Post.Body != "the first" {
		t.Errorf("%+v, %v", history, err)
	}
}

func TestOfTwoEditsOfOneTextTheSecondIsTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.citizen, p.thread, "first").ID
	errs := make([]error, 6)
	var running sync.WaitGroup
	for i := range errs {
		running.Go(func() {
			_, errs[i] = p.Edit(t.Context(), p.citizen, wire.EditPost{Post: id, Revision: 1, Body: fmt.Sprint("edit ", i)})
		})
	}
	running.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else {
			mustBe(t, err, "post.edited_meanwhile")
		}
	}
	if done != 1 || p.get(t, id).Revision != 2 {
		t.Errorf("%d edits, revision %d", done, p.get(t, id).Revision)
	}
}

func TestOnlyItsAuthorChangesAPost(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.citizen, p.thread, "mine").ID
	_, err := p.Edit(t.Context(), p.moderator, wire.EditPost{Post: id, Revision: 1, Body: "not mine"})
	mustBe(t, err, "forbidden")
	_, err = p.Delete(t.Context(), p.teacher, wire.PostRef{Post: id})
	mustBe(t, err, "forbidden")
	if got := kinds(p.events(t, p.thread)); got != "post.created" {
		t.Error(got)
	}
}

// Promise 7 of the guarantees.
func TestAHiddenBodyIsNotInTheLogAnyMoreAndComesBackWhenRestored(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.citizen, p.thread, "a SECRET").ID
	if _, err := p.Edit(t.Context(), p.citizen, wire.EditPost{Post: id, Revision: 1, Body: "still SECRET"}); err != nil {
		t.Fatal(err)
	}
	before := p.write(t, p.citizen, p.thread, "something else").ID
	for range 2 {
		if got := p.mustChange(t, p.Hide, p.moderator, id); got.State != wire.PostHidden || got.Body != "" || got.HTML != "" {
			t.Errorf("%+v", got)
		}
	}
	events := p.events(t, p.thread)
	if got := kinds(events); got != "post.created post.edited post.created post.hidden" {
		t.Fatal(got)
	}
	for _, e := range events {
		if strings.Contains(string(e.Data), "SECRET") {
			t.Errorf("%d still says it: %s", e.Seq, e.Data)
		}
	}
	if got := decode[wire.Post](t, events[0]); got.State != wire.PostHidden || got.ID != id || got.Seq != 1 {
		t.Errorf("%+v", got)
	}
	if got := decode[wire.PostGone](t, events[3]); got.ID != id || got.State != wire.PostHidden {
		t.Errorf("%+v", got)
	}
	if history, err := p.History(t.Context(), p.moderator, wire.PostRef{Post: id}); err != nil || len(history.Revisions) != 0 || history.Post.Body != "" {
		t.Errorf("%+v, %v", history, err)
	}
	_, err := p.Edit(t.Context(), p.citizen, wire.EditPost{Post: id, Revision: 2, Body: "again"})
	mustBe(t, err, "not_found")

	if got := p.mustChange(t, p.Restore, p.moderator, id); got.Body != "still SECRET" || got.State != wire.PostVisible {
		t.Errorf("%+v", got)
	}
	events = p.events(t, p.thread)
	if got := decode[wire.Post](t, events[4]); events[4].Kind != post.Restored || got.Body != "still SECRET" || got.Revision != 2 {
		t.Errorf("%s %+v", events[4].Kind, got)
	}
	if p.get(t, before).Body != "something else" {
		t.Error("another post was changed")
	}
}

func TestHidingRacesWritingAndEditingWithoutLeavingTheText(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for range 10 {
		id := p.write(t, p.citizen, p.thread, "a SECRET").ID
		var running sync.WaitGroup
		running.Go(func() {
			_, err := p.Edit(t.Context(), p.citizen, wire.EditPost{Post: id, Revision: 1, Body: "still SECRET"})
			if err != nil && problem.Of(err).Code != "not_found" {
				t.Error(err)
			}
		})
		running.Go(func() { p.write(t, p.citizen, p.thread, "noise") })
		running.Go(func() {
			if _, err := p.Hide(t.Context(), p.moderator, wire.PostRef{Post: id}); err != nil {
				t.Error(err)
			}
		})
		running.Wait()
	}
	for _, e := range p.events(t, p.thread) {
		if strings.Contains(string(e.Data), "SECRET") {
			t.Errorf("%d still says it", e.Seq)
		}
	}
}

func TestADeletedPostLeavesATraceAndCannotComeBack(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	root := p.write(t, p.citizen, p.thread, "SECRET root")
	in := text(p.thread, "an answer")
	in.Parent = &root.ID
	if _, err := p.Create(t.Context(), p.moderator, in); err != nil {
		t.Fatal(err)
	}
	got := p.mustChange(t, p.Delete, p.citizen, root.ID)
	if got.State != wire.PostDeleted || got.Body != "" || got.Author.Name != "Ada" || got.ReplyCount != 1 || !got.CreatedAt.Equal(root.CreatedAt) {
		t.Errorf("%+v", got)
	}
	_, err := p.Delete(t.Context(), p.citizen, wire.PostRef{Post: root.ID})
	mustBe(t, err, "not_found")
	if got := p.mustChange(t, p.Restore, p.moderator, root.ID); got.State != wire.PostDeleted {
		t.Errorf("%+v", got)
	}
	events := p.events(t, p.thread)
	if got := kinds(events); got != "post.created post.created post.deleted" {
		t.Error(got)
	}
	for _, e := range events {
		if strings.Contains(string(e.Data), "SECRET") {
			t.Errorf("%d still says it", e.Seq)
		}
	}
	posts, _, err := post.Tree(t.Context(), p.pool, p.thread, 0, 10)
	if err != nil || len(posts) != 2 || posts[0].State != wire.PostDeleted || posts[1].Body != "an answer" {
		t.Errorf("%+v, %v", posts, err)
	}
}

func TestAPersonsPostsAreTakenBackAllOfThem(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for i := range 5 {
		p.write(t, p.citizen, []uuid.UUID{p.thread, p.other}[i%2], "mine")
	}
	hidden := p.write(t, p.citizen, p.thread, "mine and hidden").ID
	p.mustChange(t, p.Hide, p.moderator, hidden)
	kept := p.write(t, p.moderator, p.thread, "not mine").ID
	for range 2 {
		if err := p.DeletePostsOf(t.Context(), p.citizen.Person); err != nil {
			t.Fatal(err)
		}
	}
	if n := p.count(t, "select count(*) from post where author_id = $1 and deleted_at is null", p.citizen.Person); n != 0 {
		t.Errorf("%d are left", n)
	}
	for _, e := range slices.Concat(p.events(t, p.thread), p.events(t, p.other)) {
		if strings.Contains(string(e.Data), `"mine`) {
			t.Errorf("%d still says it", e.Seq)
		}
	}
	if p.get(t, kept).Body != "not mine" || p.get(t, hidden).State != wire.PostDeleted {
		t.Error("the wrong one")
	}
}

func TestThePostsOfAnAuthorWhoIsGoneStayWithoutAName(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	id := p.write(t, p.citizen, p.thread, "it stays").ID
	if _, err := p.pool.Exec(t.Context(), "update person set display_name = '', deleted_at = now() where id = $1", p.citizen.Person); err != nil {
		t.Fatal(err)
	}
	if got := p.get(t, id); got.Body != "it stays" || got.Author.Name != "" || got.Author.ID != p.citizen.Person {
		t.Errorf("%+v", got)
	}
	_, err := p.Create(t.Context(), p.citizen, text(p.thread, "from the beyond"))
	mustBe(t, err, "unauthenticated")
}
