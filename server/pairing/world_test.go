package pairing_test

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"tongchuang/server/access"
	"tongchuang/server/filter"
	"tongchuang/server/jobs"
	"tongchuang/server/limit"
	"tongchuang/server/mail"
	"tongchuang/server/pairing"
	"tongchuang/server/post"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is two verified schools with their staff, and nothing between them yet.
type world struct {
	t    *testing.T
	ctx  context.Context
	pool *pgxpool.Pool
	*pairing.Service
	posts  *post.Service
	policy *access.Policy
	events *events

	columbus, hefei                            uuid.UUID
	teacher, coordinator, colleague            access.Actor // of Columbus
	teacherHefei, coordinatorHefei             access.Actor
	administrator, student, citizen, elsewhere access.Actor // elsewhere: a coordinator of a third school
}

// events are those that were published.
type events struct {
	mu  sync.Mutex
	all []topic.Event
}

func (e *events) Publish(some []topic.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, some...)
}

// count counts the events of a kind in a topic.
func (e *events) count(name topic.Name, kind string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := 0
	for _, event := range e.all {
		if event.Topic == name && event.Kind == kind {
			n++
		}
	}
	return n
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, ctx: context.Background(), pool: postgrestest.New(t), events: new(events)}
	if err := jobs.Migrate(w.ctx, w.pool); err != nil {
		t.Fatal(err)
	}
	city := id()
	w.exec(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values ($1, 'columbus', 'US', 'America/New_York', 'Columbus', '哥伦布', '哥倫布')`, city)
	school := func(slug, en, zh string) uuid.UUID {
		s := id()
		w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant, verified_at) values ($1, $2, $3, $4, $5, $5, now())`, s, city, slug, en, zh)
		return s
	}
	w.columbus, w.hefei = school("columbus-test", "Columbus test school", "哥伦布测试学校"), school("hefei-test", "Hefei test school", "合肥测试学校")
	third := school("third", "Third school", "第三学校")
	w.teacher, w.colleague = w.person("Ms Test", "teacher", &w.columbus), w.person("Mr Colleague", "teacher", &w.columbus)
	w.coordinator = w.person("Grace", "coordinator", &w.columbus)
	w.teacherHefei, w.coordinatorHefei = w.person("测试老师", "teacher", &w.hefei), w.person("关主任", "coordinator", &w.hefei)
	w.administrator, w.citizen = w.person("Ada", "administrator", nil), w.person("Cora", "citizen", nil)
	w.exec(`update person set two_step_at = now() where id = $1`, w.administrator.Person)
	w.student = w.person("Tess", "student", &w.columbus)
	w.elsewhere = w.person("Elsa", "coordinator", &third)

	log, policy := topic.NewLog(w.pool, w.events), access.New(w.pool)
	public, _ := url.Parse("https://tongchuang.test")
	w.policy, w.posts = policy, post.New(w.pool, log, policy, limit.New(1000, 1000), filter.New())
	running, stop := context.WithCancel(w.ctx)
	var writing sync.WaitGroup
	writing.Go(func() { w.posts.Run(running) })
	t.Cleanup(func() { stop(); writing.Wait() })
	w.Service = pairing.New(pairing.Deps{
		Pool: w.pool, Log: log, Policy: policy, Posts: w.posts, Mail: mail.NewOutbox(w.pool), PublicURL: public,
	})
	return w
}

func (w *world) person(name, role string, school *uuid.UUID) access.Actor {
	p := id()
	w.exec(`insert into person (id, role, display_name, school_id, verified_at) values ($1, $2, $3, $4::uuid, case when $4 is not null then now() end)`, p, role, name, school)
	return access.Actor{Person: p}
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(w.ctx, sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// scan reads one value.
func scan[T any](w *world, sql string, args ...any) T {
	w.t.Helper()
	var v T
	if err := w.pool.QueryRow(w.ctx, sql, args...).Scan(&v); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func (w *world) propose(by access.Actor, to uuid.UUID) wire.PairingPage {
	w.t.Helper()
	return must(w)(w.Propose(w.ctx, by, wire.ProposePairing{School: to, Message: "Good evening, 晚上好"}))
}

func (w *world) accept(by access.Actor, page wire.PairingPage) wire.PairingPage {
	w.t.Helper()
	return must(w)(w.Accept(w.ctx, by, wire.AcceptPairing{Pairing: page.Pairing.ID}))
}

// opened is a pairing that a teacher proposed and both coordinators accepted.
func (w *world) opened() wire.PairingPage {
	w.t.Helper()
	page := w.propose(w.teacher, w.hefei)
	w.accept(w.coordinator, page)
	return w.accept(w.coordinatorHefei, page)
}

func (w *world) consent(by access.Actor, page wire.PairingPage, purpose string) wire.PairingPage {
	w.t.Helper()
	return must(w)(w.GiveConsent(w.ctx, by, wire.PairingPurpose{Pairing: page.Pairing.ID, Purpose: purpose}))
}

// class adds a class of the pairing with a teacher of each school and a student.
func (w *world) class(page wire.PairingPage) (class, chat uuid.UUID) {
	w.t.Helper()
	class, chat = id(), id()
	board := id()
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours) values ($1, $2, 'Class', '班', '班', 0, false)`, class, page.Pairing.ID)
	w.exec(`insert into board (id, slug, class_id) values ($1, $2, $3)`, board, "class-"+class.String(), class)
	w.exec(`with t as (insert into topic (name) values ($1) returning id)
		insert into thread (id, board_id, kind, topic_id, title, language) select $2, $3, 'chat', t.id, '', 'und' from t`, "class:"+class.String(), chat, board)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher'), ($1, $3, 'teacher'), ($1, $4, 'student')`,
		class, w.teacher.Person, w.teacherHefei.Person, w.student.Person)
	return class, chat
}

// discuss says something in a pairing's discussion.
func (w *world) discuss(by access.Actor, page wire.PairingPage, text string) (wire.PostStored, error) {
	return w.posts.Create(w.ctx, by, wire.CreatePost{Thread: page.Thread, ClientID: id(), Body: text})
}

// say adds a post, without its event.
func (w *world) say(chat uuid.UUID, by access.Actor, body string) uuid.UUID {
	p := id()
	w.exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language)
		select $1, $2, coalesce(max(seq), 0) + 1, $3, gen_random_uuid(), '\x00', $4, $4, 'en' from post where thread_id = $2`, p, chat, by.Person, body)
	return p
}

func (w *world) refused(err error, code string) {
	w.t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Code != code {
		w.t.Errorf("want %s, got %v", code, err)
	}
}

func must(w *world) func(wire.PairingPage, error) wire.PairingPage {
	w.t.Helper()
	return func(page wire.PairingPage, err error) wire.PairingPage {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
		return page
	}
}

func kinds(page wire.PairingPage) []string {
	var all []string
	for _, st := range page.Steps {
		all = append(all, st.Kind)
	}
	return all
}

func id() uuid.UUID { return uuid.Must(uuid.NewV7()) }
