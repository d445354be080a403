package post_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"tongchuang/server/access"
	"tongchuang/server/post"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	goleak.VerifyTestMain(m)
}

// unlimited lets everyone write at any rate.
type unlimited struct{}

func (unlimited) Allow(context.Context, uuid.UUID) bool { return true }

// published keeps what the log publishes.
type published struct {
	mu     sync.Mutex
	events []topic.Event
}

func (p *published) Publish(events []topic.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, events...)
}

// place is a database with some people, a public thread and a class's chat, and a node's Service on it.
type place struct {
	*post.Service
	pool      *pgxpool.Pool
	log       *topic.Log
	published *published

	citizen, moderator, teacher, student access.Actor
	thread, other, chat                  uuid.UUID
}

func newPlace(t *testing.T) *place {
	t.Helper()
	return furnish(t, postgrestest.New(t))
}

func furnish(t *testing.T, pool *pgxpool.Pool) *place {
	t.Helper()
	p := &place{pool: pool}
	p.open(t, unlimited{})
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	person := func(role, name string) access.Actor {
		id := uuid.New()
		exec(`insert into person (id, role, display_name, email, email_confirmed_at) values ($1, $2, $3, $4, now())`, id, role, name, id.String()+"@example.org")
		return access.Actor{Person: id}
	}
	p.citizen, p.moderator = person("citizen", "Ada"), person("moderator", "Lin")
	p.teacher, p.student = person("teacher", "Ms Wang"), person("student", "Wang Mei")

	city, schools, pairing, class, board := uuid.New(), []uuid.UUID{{1}, {2}}, uuid.New(), uuid.New(), uuid.New()
	exec(`insert into city values ($1, 'hefei', 'CN', 'Asia/Shanghai', 'Hefei', '合肥', '合肥')`, city)
	for i, s := range schools {
		exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) values ($1, $2, $3, 's', 's', 's')`, s, city, fmt.Sprint("school-", i))
	}
	exec(`insert into pairing (id, school_a, school_b, opened_at, chat_until) values ($1, $2, $3, now(), now() + interval '1 day')`, pairing, schools[0], schools[1])
	exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours) values ($1, $2, 'c', 'c', 'c', 0, false)`, class, pairing)
	exec(`insert into class_member (class_id, person_id, role, nickname) values ($1, $2, 'teacher', ''), ($1, $3, 'student', 'Mei')`,
		class, p.teacher.Person, p.student.Person)
	exec(`update class set staffed = true where id = $1`, class) // a school's vouching is other tests' matter
	exec(`insert into board (id, slug, class_id) values ($1, 'class', $2)`, board, class)
	public := uuid.MustParse("5579a579-f690-57ee-8dd8-5b6deaaf21ed")
	p.thread, p.other = p.newThread(t, public, "discussion"), p.newThread(t, public, "discussion")
	p.chat = p.newThread(t, board, "chat")
	return p
}

func (p *place) newThread(t *testing.T, board uuid.UUID, kind string) uuid.UUID {
	t.Helper()
	id := uuid.New()
	_, err := p.pool.Exec(t.Context(), `with top as (insert into topic (name) values ($1) returning id)
		insert into thread (id, board_id, kind, topic_id, title, language) select $2, $3, $4, top.id, 'x', 'en' from top`,
		string(name(id)), id, board, kind)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func name(thread uuid.UUID) topic.Name { return topic.Of("thread", thread) }

// open begins a node's Service.
func (p *place) open(t *testing.T, limit post.Limiter) { p.openWith(context.Background(), t, limit) }

// openWith begins one that stops with ctx.
func (p *place) openWith(ctx context.Context, t *testing.T, limit post.Limiter) {
	p.published = &published{}
	p.log = topic.NewLog(p.pool, p.published)
	p.Service = post.New(p.pool, p.log, access.New(p.pool), limit, nil)
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { p.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
}

// another is a second node on the same database.
func (p *place) another(t *testing.T) *place {
	n := *p
	n.open(t, unlimited{})
	return &n
}

func text(thread uuid.UUID, body string) wire.CreatePost {
	return wire.CreatePost{Thread: thread, ClientID: uuid.New(), Body: body}
}

func (p *place) write(t *testing.T, who access.Actor, thread uuid.UUID, body string) wire.PostStored {
	t.Helper()
	stored, err := p.Create(t.Context(), who, text(thread, body))
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func (p *place) get(t *testing.T, id uuid.UUID) wire.Post {
	t.Helper()
	got, err := p.Load(t.Context(), []uuid.UUID{id})
	if err != nil || len(got) != 1 {
		t.Fatal(len(got), err)
	}
	return got[0]
}

// events reads a thread's log.
func (p *place) events(t *testing.T, thread uuid.UUID) []topic.Event {
	t.Helper()
	events, err := p.log.Read(t.Context(), name(thread), 0, 1<<62, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range events {
		if e.Seq != int64(i)+1 {
			t.Fatalf("event %d has the number %d", i+1, e.Seq)
		}
	}
	return events
}

func (p *place) count(t *testing.T, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := p.pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func decode[T any](t *testing.T, e topic.Event) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(e.Data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// mustBe fails unless err is the problem with this code.
func mustBe(t *testing.T, err error, code string) {
	t.Helper()
	if err == nil || problem.Of(err).Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}
