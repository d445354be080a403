package socket_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// reading is a client's own picture of a thread: what it heard, merged.
type reading struct {
	seq   int64
	posts map[uuid.UUID]wire.Post
}

func (r *reading) merge(t testing.TB, f apptest.Frame) {
	t.Helper()
	if f.Seq != r.seq+1 {
		t.Fatalf("%d after %d: %s", f.Seq, r.seq, f.Raw)
	}
	r.seq = f.Seq
	p := f.Post(t, uuid.Nil) // a class's posts name their thread
	switch f.Event {
	case "post.created", "post.edited", "post.restored":
		r.posts[p.ID] = p
	case "post.hidden", "post.deleted":
		before := r.posts[p.ID]
		before.ID, before.Seq, before.State, before.Body, before.HTML = p.ID, p.Seq, p.State, "", ""
		r.posts[p.ID] = before
	default:
		t.Fatalf("%s", f.Raw)
	}
}

// agrees compares what a person sees with the database, from the post `from` on.
func (s *stage) agrees(r *reading, from int64, what string) {
	s.t.Helper()
	rows, err := s.node.Pool.Query(s.t.Context(), `select id, seq, case when hidden_at is null and deleted_at is null then body else '' end, revision,
		case when deleted_at is not null then 'deleted' when hidden_at is not null then 'hidden' else 'visible' end from post where seq >= $1`, from)
	if err != nil {
		s.t.Fatal(err)
	}
	n := 0
	for rows.Next() {
		var id uuid.UUID
		var seq int64
		var body, state string
		var revision int
		if err := rows.Scan(&id, &seq, &body, &revision, &state); err != nil {
			s.t.Fatal(err)
		}
		n++
		if p := r.posts[id]; p.Seq != seq || p.Body != body || p.State != state || state == wire.PostVisible && p.Revision != revision {
			s.t.Errorf("%s: the database has %d %q %s %d, the client %+v", what, seq, body, state, revision, p)
		}
	}
	for _, p := range r.posts {
		if p.Seq >= from {
			n--
		}
	}
	if n != 0 || rows.Err() != nil {
		s.t.Errorf("%s: %d posts are missing or too many, %v", what, n, rows.Err())
	}
}

// life does things to the posts of the class, a few at a time.
type life struct {
	*stage
	rng             *rand.Rand
	author, teacher *apptest.Client
	posts           []wire.PostStored
	revision        map[uuid.UUID]int
	gone            map[uuid.UUID]bool
	words           map[uuid.UUID][]string // that a post has ever held
	waiting         []func()
}

// begin sends one command, and leaves its answer for settle.
func (l *life) begin() {
	word := "w" + uuid.NewString()
	pick := func() (wire.PostStored, bool) {
		if len(l.posts) == 0 {
			return wire.PostStored{}, false
		}
		p := l.posts[l.rng.IntN(len(l.posts))]
		return p, !l.gone[p.ID]
	}
	kind := l.rng.IntN(10)
	p, there := pick()
	switch {
	case kind == 0 && there:
		l.gone[p.ID] = true
		id := l.teacher.Send("post.hide", wire.HidePost{Post: p.ID, Clause: "private"})
		l.later(l.teacher, id, nil)
	case kind == 1 && there:
		l.gone[p.ID] = true
		id := l.author.Send("post.delete", wire.PostRef{Post: p.ID})
		l.later(l.author, id, nil)
	case kind == 2 && there:
		l.revision[p.ID]++
		l.words[p.ID] = append(l.words[p.ID], word)
		id := l.author.Send("post.edit", wire.EditPost{Post: p.ID, Revision: l.revision[p.ID], Body: word})
		l.later(l.author, id, nil)
	default:
		id := l.author.Send("post.create", l.post(word))
		l.later(l.author, id, func(f apptest.Frame) {
			stored := decode[wire.PostStored](l.t, f)
			l.posts, l.words[stored.ID] = append(l.posts, stored), []string{word}
		})
	}
}

func (l *life) later(c *apptest.Client, id string, then func(apptest.Frame)) {
	l.waiting = append(l.waiting, func() {
		f := c.Answer(id)
		if f.Error != nil {
			// Two changes of one post were under way at once, by two connections: one of them lost. That is for package post.
			if f.Error.Status != 404 && f.Error.Status != 409 {
				l.t.Errorf("%s", f.Raw)
			}
			return
		}
		if then != nil {
			then(f)
		}
	})
}

func (l *life) settle() {
	for _, wait := range l.waiting {
		wait()
	}
	l.waiting = nil
}

// goneWords are what nobody may get any more.
func (l *life) goneWords() (words [][]byte) {
	for id := range l.gone {
		for _, w := range l.words[id] {
			words = append(words, []byte(w))
		}
	}
	return words
}

func (s *stage) head() (head int64) {
	s.t.Helper()
	if err := s.node.Pool.QueryRow(s.t.Context(), `select head from topic where name = $1`, s.world.ClassTopic).Scan(&head); err != nil {
		s.t.Fatal(err)
	}
	return head
}

// TestAResumeOrASnapshotWhileLifeGoesOnMergesToTheDatabase is guarantees 5, 6 and 7 over many seeds.
func TestAResumeOrASnapshotWhileLifeGoesOnMergesToTheDatabase(t *testing.T) {
	t.Parallel()
	const seeds, steps = 60, 10
	s := newStage(t, loose)
	l := &life{
		stage: s, author: apptest.Hello(t, s.node, s.world.StudentHefei.Token), teacher: apptest.Hello(t, s.node, s.world.Teacher.Token),
		revision: map[uuid.UUID]int{}, gone: map[uuid.UUID]bool{}, words: map[uuid.UUID][]string{},
	}
	// The recorder has heard all from the beginning: prefixes of it are what others had before their break.
	recorder := apptest.Hello(t, s.node, s.world.Student.Token)
	begin := decode[wire.Subscribed](t, recorder.Do("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}))
	var heard []apptest.Frame
	for seed := range uint64(seeds) {
		l.rng = rand.New(rand.NewPCG(seed, 2026))
		what := fmt.Sprint("seed ", seed)
		gone := l.goneWords()
		c := apptest.Hello(t, s.node, s.world.TeacherHefei.Token)
		in := wire.Subscribe{Topic: s.world.ClassTopic, Epoch: begin.Epoch}
		r := &reading{posts: map[uuid.UUID]wire.Post{}}
		if l.rng.IntN(3) > 0 {
			since := l.rng.Int64N(int64(len(heard)) + 1)
			in.Since = &since
			for _, f := range heard[:since] {
				r.merge(t, f)
			}
		}
		at := l.rng.IntN(steps)
		id := ""
		for i := range steps {
			if i == at {
				id = c.Send("subscribe", in)
			}
			l.begin()
		}
		answer := c.Answer(id)
		frames := []apptest.Frame{answer}
		sub := decode[wire.Subscribed](t, answer)
		if sub.Reset != "" || in.Since == nil != (sub.Snapshot != nil) {
			t.Fatalf("%s: %s", what, answer.Raw)
		}
		from := int64(0)
		if in.Since == nil {
			var page wire.ClassPage
			if err := json.Unmarshal(sub.Snapshot, &page); err != nil || page.Seq != sub.Seq {
				t.Fatal(what, err, page.Seq, sub.Seq)
			}
			for _, p := range page.Posts {
				r.posts[p.ID] = p
			}
			if page.Earlier {
				from = page.Posts[0].Seq
			}
			r.seq = sub.Seq
		}
		l.settle()
		for head := s.head(); r.seq < head; {
			f := c.Event(s.world.ClassTopic)
			frames = append(frames, f)
			r.merge(t, f)
		}
		for int64(len(heard)) < r.seq {
			heard = append(heard, recorder.Event(s.world.ClassTopic))
		}
		if from > 0 { // changes of posts that the snapshot does not reach back to
			for id, p := range r.posts {
				if p.Seq < from {
					delete(r.posts, id)
				}
			}
		}
		s.agrees(r, from, what)
		for _, f := range frames {
			for _, w := range gone {
				if bytes.Contains(f.Raw, w) {
					t.Errorf("%s: a text that was gone before: %.500s", what, f.Raw)
				}
			}
		}
		c.Socket().Close()
	}
	if len(l.gone) < 10 || len(heard) < 400 {
		t.Errorf("too little happened: %d gone of %d events", len(l.gone), len(heard))
	}
}
