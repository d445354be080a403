package post

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func waiting(name topic.Name, n int) []*pending {
	list := make([]*pending, n)
	for i := range list {
		list[i] = &pending{topic: name, post: wire.Post{Seq: int64(i)}, done: make(chan outcome, 1)}
	}
	return list
}

func TestABusyTopicDoesNotHoldBackTheOthers(t *testing.T) {
	t.Parallel()
	q := newQueue()
	for _, p := range waiting("test:busy", 1000) {
		q.put(p)
	}
	for _, name := range []topic.Name{"test:b", "test:c"} {
		q.put(waiting(name, 1)[0])
	}
	group := q.take(4)
	if group[0].topic != "test:busy" || group[1].topic != "test:b" || group[2].topic != "test:c" || group[3].topic != "test:busy" {
		t.Error(group[0].topic, group[1].topic, group[2].topic, group[3].topic)
	}
	next := int64(2)
	for group := q.take(defaultGroup); len(group) > 0; group = q.take(defaultGroup) {
		for _, p := range group {
			if p.post.Seq != next {
				t.Fatalf("post %d came at place %d", p.post.Seq, next)
			}
			next++
		}
	}
	if next != 1000 || q.count != 0 || len(q.lines) != 0 || len(q.turn) != 0 {
		t.Errorf("%d taken; %d, %d and %d left", next, q.count, len(q.lines), len(q.turn))
	}
}

func TestAFullQueueAndAClosedOneTakeNothing(t *testing.T) {
	t.Parallel()
	q := newQueue()
	for i, p := range waiting("test:x", maxWaiting+1) {
		if q.put(p) != (i < maxWaiting) {
			t.Fatalf("post %d", i)
		}
	}
	q.take(defaultGroup)
	q.close()
	if q.put(waiting("test:x", 1)[0]) {
		t.Error("a closed queue took a post")
	}
}

func TestWaitingEndsWithItsContextAndSaysThatTheOutcomeIsOpen(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := waiting("test:x", 1)[0].wait(ctx); err == nil {
		t.Error("no error")
	}
}

func TestAnOutcomeThatIsThereIsToldHoweverLateOneAsks(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 50 { // a select between two that are ready takes either
		p := waiting("test:x", 1)[0]
		p.finish(wire.PostStored{Seq: 7}, nil)
		if stored, err := p.wait(ctx); err != nil || stored.Seq != 7 {
			t.Fatal(stored, err)
		}
	}
}

// silent is a Publisher for tests that do not listen.
type silent struct{}

func (silent) Publish([]topic.Event) {}

func TestAPostThatTheDatabaseRefusesFailsAlone(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	author, thread, name := uuid.New(), uuid.New(), topic.Name("test:x")
	prepare(t, pool, author, thread, name)
	draftOf := func(author uuid.UUID, name topic.Name) *pending {
		p, err := new(Service).draft(wire.CreatePost{Thread: thread, ClientID: uuid.New(), Body: "x"}, wire.Person{ID: author}, "en", Place{})
		if err != nil {
			t.Fatal(err)
		}
		p.topic, p.actor = name, access.Actor{Person: author}
		return p
	}
	good := []*pending{draftOf(author, name), draftOf(author, name), draftOf(author, name)}
	poison := draftOf(author, name)
	poison.post.HTML = "\x00" // no text to Postgres
	bad := []*pending{poison, draftOf(author, "test:nowhere"), draftOf(uuid.New(), name)}
	w := newWriter(topic.NewLog(pool, silent{}), access.New(pool), newKnown())
	line := w.log.NewLine(w.warm)
	t.Cleanup(line.Close)
	w.commit(t.Context(), line, []*pending{good[0], bad[0], good[1], bad[1], good[2], bad[2]})
	for i, p := range good {
		stored, err := p.wait(t.Context())
		if err != nil || stored.Seq != int64(i)+1 {
			t.Errorf("%v, %v", stored, err)
		}
	}
	for _, p := range bad {
		if _, err := p.wait(t.Context()); err == nil {
			t.Error("a poisoned post was stored")
		}
	}
}

func prepare(t *testing.T, pool *pgxpool.Pool, author, thread uuid.UUID, name topic.Name) {
	t.Helper()
	for sql, args := range map[string][]any{
		`insert into person (id, role, display_name) values ($1, 'citizen', 'Ada')`: {author},
		`with top as (insert into topic (name) values ($1) returning id)
		 insert into thread (id, board_id, topic_id, title, language) select $2, (select id from board limit 1), top.id, 'x', 'en' from top`: {string(name), thread},
	} {
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
}
