package post_test

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/post"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Promise 2 of the guarantees, here and in the tests that follow.
func TestASendRepeatedFiveTimesAtOnceOnTwoNodesIsOnePost(t *testing.T) {
	t.Parallel()
	one := newPlace(t)
	other := one.another(t)
	for range 10 {
		in := text(one.thread, "Hello, Hefei")
		answers := make([]wire.PostStored, 5)
		var running sync.WaitGroup
		for i := range answers {
			node := []*place{one, other}[i%2]
			running.Go(func() {
				var err error
				if answers[i], err = node.Create(t.Context(), one.citizen, in); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		for _, a := range answers {
			if !reflect.DeepEqual(a, answers[0]) || a.ClientID != in.ClientID {
				t.Errorf("answered %v and %v", a, answers[0])
			}
		}
		if n := one.count(t, "select count(*) from post where client_id = $1", in.ClientID); n != 1 {
			t.Errorf("%d posts", n)
		}
	}
	if events := one.events(t, one.thread); len(events) != 10 {
		t.Errorf("%d events", len(events))
	}
	if n := len(one.published.events) + len(other.published.events); n != 10 {
		t.Errorf("%d published", n)
	}
	if n := one.count(t, "select post_count from thread where id = $1", one.thread); n != 10 {
		t.Errorf("the thread counts %d", n)
	}
}

func TestAClientsIDUsedAgainForSomethingElseIsAConflict(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	in := text(p.thread, "one thing")
	stored, err := p.Create(t.Context(), p.citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*wire.CreatePost){
		"text":     func(in *wire.CreatePost) { in.Body = "another thing" },
		"thread":   func(in *wire.CreatePost) { in.Thread = p.other },
		"parent":   func(in *wire.CreatePost) { in.Parent = &stored.ID },
		"language": func(in *wire.CreatePost) { in.Language = "zh-Hans" },
	} {
		changed := in
		change(&changed)
		if _, err := p.Create(t.Context(), p.citizen, changed); problem.Of(err).Code != "conflict" {
			t.Errorf("another %s: %v", what, err)
		}
	}
	// The id is the sender's own: somebody else may use it.
	if _, err := p.Create(t.Context(), p.moderator, in); err != nil {
		t.Error(err)
	}
}

// The two threads share no lock: only the table's own rule keeps the second post out.
func TestOneClientsIDInTwoThreadsAtOnceIsOnePostAndAConflict(t *testing.T) {
	t.Parallel()
	one := newPlace(t)
	other := one.another(t)
	for range 25 {
		in := text(one.thread, "x")
		elsewhere := in
		elsewhere.Thread = one.other
		errs := make([]error, 2)
		var running sync.WaitGroup
		running.Go(func() { _, errs[0] = one.Create(t.Context(), one.citizen, in) })
		running.Go(func() { _, errs[1] = other.Create(t.Context(), one.citizen, elsewhere) })
		running.Wait()
		if errs[0] != nil {
			errs[0], errs[1] = errs[1], errs[0]
		}
		if errs[0] != nil {
			t.Error(errs)
		}
		mustBe(t, errs[1], "conflict")
	}
	one.events(t, one.thread)
	one.events(t, one.other)
}

func TestASendThatWasStoredIsAnsweredThoughItWouldBeRefusedNow(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	in := text(p.thread, "before the lock")
	stored, err := p.Create(t.Context(), p.citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.pool.Exec(t.Context(), "update thread set locked_at = now() where id = $1", p.thread); err != nil {
		t.Fatal(err)
	}
	if again, err := p.Create(t.Context(), p.citizen, in); err != nil || !reflect.DeepEqual(again, stored) {
		t.Errorf("%v, %v", again, err)
	}
	_, err = p.Create(t.Context(), p.citizen, text(p.thread, "after the lock"))
	mustBe(t, err, "locked")
	in.Body = "something else"
	_, err = p.Create(t.Context(), p.citizen, in)
	mustBe(t, err, "locked")
}

func TestPostsOfOneCallerKeepTheirOrder(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	const count = 300
	var waits []func(context.Context) (wire.PostStored, error)
	for range count {
		wait, err := p.Begin(t.Context(), p.student, text(p.chat, "嗨"))
		if err != nil {
			t.Fatal(err)
		}
		waits = append(waits, wait)
	}
	for i, wait := range waits {
		stored, err := wait(t.Context())
		if err != nil || stored.Seq != int64(i)+1 {
			t.Fatalf("post %d has the place %d, %v", i+1, stored.Seq, err)
		}
	}
}

func TestAPostsEventIsThePostAsItIsRead(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	stored := p.write(t, p.student, p.chat, "Hello **Columbus**\n你们好")
	said := p.events(t, p.chat)[0]
	event, read := decode[wire.PostSaid](t, said).Whole(p.chat, said.Seq, said.At), p.get(t, stored.ID)
	if event.Body != read.Body || event.HTML != read.HTML || event.Author.Name != "Mei" || read.Author != event.Author ||
		event.ID != stored.ID || event.Seq != stored.Seq || *event.ClientID != stored.ClientID || event.State != read.State ||
		!event.CreatedAt.Equal(read.CreatedAt) || event.Language != read.Language || event.Revision != 1 || read.Revision != 1 {
		t.Errorf("the event says %+v, the post is %+v", event, read)
	}
	if !strings.Contains(read.HTML, "<strong>") || !strings.Contains(read.HTML, "<br") {
		t.Error(read.HTML)
	}
}

func TestWhatMayNotBeWrittenIsRefusedAndLeavesNothing(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	elsewhere := p.write(t, p.citizen, p.other, "in another thread")
	nowhere := uuid.New()
	for code, in := range map[string]wire.CreatePost{
		"post.empty":    text(p.thread, " \n\t\u200b "),
		"post.too_long": text(p.thread, strings.Repeat("字", post.MaxCharacters+1)),
		"post.bad_text": text(p.thread, "a\x00b"),
		"invalid":       {Thread: p.thread, Body: "without an id"},
		"not_found":     {Thread: p.thread, ClientID: uuid.New(), Body: "answers a post of another thread", Parent: &elsewhere.ID},
	} {
		_, err := p.Create(t.Context(), p.citizen, in)
		mustBe(t, err, code)
	}
	_, err := p.Create(t.Context(), p.citizen, text(nowhere, "x"))
	mustBe(t, err, "not_found")
	_, err = p.Create(t.Context(), p.citizen, text(p.chat, "a stranger in the class"))
	mustBe(t, err, "not_found")
	_, err = p.Create(t.Context(), p.student, text(p.thread, "a student in public"))
	mustBe(t, err, "forbidden")
	if events := p.events(t, p.thread); len(events) != 0 {
		t.Errorf("%d events", len(events))
	}
	// As much as fits is taken.
	p.write(t, p.citizen, p.thread, strings.Repeat("字", post.MaxCharacters))
}

func TestAnswersAreCounted(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	root := p.write(t, p.citizen, p.thread, "root")
	var running sync.WaitGroup
	for range 20 {
		running.Go(func() {
			in := text(p.thread, "answer")
			in.Parent = &root.ID
			for range 2 { // each is sent twice
				if _, err := p.Create(t.Context(), p.moderator, in); err != nil {
					t.Error(err)
				}
			}
		})
	}
	running.Wait()
	if got := p.get(t, root.ID); got.ReplyCount != 20 {
		t.Errorf("%d answers", got.ReplyCount)
	}
	posts, next, err := post.Tree(t.Context(), p.pool, p.thread, 0, 10)
	if err != nil || next != 0 || len(posts) != 21 {
		t.Errorf("%d posts, %d, %v", len(posts), next, err)
	}
	last := p.count(t, "select last_post_seq from thread where id = $1", p.thread)
	if last != 21 {
		t.Errorf("the thread's last post is %d", last)
	}
}

type nothing struct{}

func (nothing) Allow(context.Context, uuid.UUID) bool { return false }

func TestWhoWritesTooFastIsToldAndARepeatedSendIsAnswered(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	in := text(p.thread, "x")
	stored, err := p.Create(t.Context(), p.citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	limited := *p
	limited.open(t, nothing{})
	_, err = limited.Create(t.Context(), p.citizen, text(p.thread, "y"))
	mustBe(t, err, "rate.posts")
	if again, err := limited.Create(t.Context(), p.citizen, in); err != nil || !reflect.DeepEqual(again, stored) {
		t.Error(again, err)
	}
}
