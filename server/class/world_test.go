package class

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"tongchuang/server/access"
	"tongchuang/server/jobs"
	"tongchuang/server/limit"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	goleak.VerifyTestMain(m)
}

// plain keeps passwords as they are: what is slow about them is tested where they are hashed.
type plain struct{}

func (plain) Check(name, password string, _ ...string) *problem.Field {
	if len(password) < 10 {
		f := problem.Wrong(name, "password_too_short", "Min", 10)
		return &f
	}
	return nil
}

func (plain) Hash(_ context.Context, password string) (string, error) {
	return "plain " + password, nil
}

// marked takes the browser's mark from the context: how a browser keeps it is tested where its cookie is made.
type marked struct{}

type browserKey struct{}

func (marked) Mark(context.Context) error { return nil }

func (marked) Browser(ctx context.Context) string {
	mark, _ := ctx.Value(browserKey{}).(string)
	return mark
}

// by is a visit by a browser with a mark.
func (w *world) by(browser string) context.Context {
	return context.WithValue(w.t.Context(), browserKey{}, browser)
}

// unhidden keeps what is compared as it is.
type unhidden struct{}

func (unhidden) MAC(text, purpose string) ([]byte, error) { return []byte(purpose + ": " + text), nil }

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

// told gives the kinds of what a person's topic was told.
func (p *published) told(person uuid.UUID) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var kinds []string
	for _, e := range p.events {
		if e.Topic == topic.Of("person", person) {
			kinds = append(kinds, e.Kind)
		}
	}
	return kinds
}

// world is two paired schools with a teacher each, a third school, and a class.
type world struct {
	*Service
	t         *testing.T
	pool      *pgxpool.Pool
	published *published

	columbus, hefei, third     uuid.UUID
	pairing                    uuid.UUID
	class                      uuid.UUID
	teacher, partner, stranger access.Actor // of columbus, of hefei, of the third school
}

func newWorld(t *testing.T) *world {
	t.Helper()
	pool := postgrestest.New(t)
	w := &world{t: t, pool: pool, published: new(published), columbus: newID(), hefei: newID(), third: newID(), pairing: newID()}
	w.Service = New(Deps{
		Pool: pool, Log: topic.NewLog(pool, w.published), Policy: access.New(pool), Limiter: limit.NewPauses(), Passwords: plain{},
		Browsers: marked{}, Fingerprints: unhidden{},
	})
	if err := jobs.Migrate(context.Background(), pool); err != nil { // a guest's end is a job
		t.Fatal(err)
	}
	us, cn := newID(), newID()
	w.exec(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values
		($1, 'columbus', 'US', 'America/New_York', 'Columbus', '哥伦布', '哥倫布'), ($2, 'hefei', 'CN', 'Asia/Shanghai', 'Hefei', '合肥', '合肥')`, us, cn)
	for school, city := range map[uuid.UUID]uuid.UUID{w.columbus: us, w.hefei: cn, w.third: us} {
		w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant, verified_at) values ($1, $2, $3, 'School', '学校', '學校', now())`, school, city, school.String())
	}
	w.teacher, w.partner, w.stranger = w.person("teacher", &w.columbus), w.person("teacher", &w.hefei), w.person("teacher", &w.third)
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`, w.pairing, w.columbus, w.hefei)
	w.exec(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at)
		select gen_random_uuid(), pr.id, s, 'chat', $2, now() + interval '1 year' from pairing pr, unnest(array[school_a, school_b]) s where pr.id = $1`, w.pairing, w.teacher.Person)
	w.class = w.made("Two Rivers")
	return w
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(context.Background(), sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// one reads a single value.
func one[T any](w *world, sql string, args ...any) T {
	w.t.Helper()
	var v T
	if err := w.pool.QueryRow(context.Background(), sql, args...).Scan(&v); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func (w *world) person(role string, school *uuid.UUID) access.Actor {
	w.t.Helper()
	id := newID()
	w.exec(`insert into person (id, role, display_name, school_id, verified_at) values ($1, $2, $3, $4::uuid, case when $4 is not null then now() end)`,
		id, role, "P "+id.String()[30:], school)
	return access.Actor{Person: id}
}

// made makes a class of both teachers through the door.
func (w *world) made(name string) uuid.UUID {
	w.t.Helper()
	out, err := w.Make(w.t.Context(), w.teacher, InPairing[wire.NewClass]{Pairing: w.pairing, Body: wire.NewClass{
		Names: wire.Names{En: name, ZhHans: "两河班"}, Teachers: []uuid.UUID{w.partner.Person},
	}})
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Class
}

// code makes a join code for a teacher's school.
func (w *world) code(by access.Actor) string {
	w.t.Helper()
	out, err := w.NewCode(w.t.Context(), by, OfClass[wire.NewJoinCode]{Class: w.class})
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Code
}

func asking(code, name string) FromSomewhere[wire.AskToJoin] {
	return FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code, Name: name, Language: "zh-Hans", Password: "three blue lanterns"}, address: "192.0.2.1"}
}

// asks enters a code as somebody without an account and gives the request's token.
func (w *world) asks(code, name string) string {
	w.t.Helper()
	out, err := w.Ask(w.t.Context(), access.Actor{}, asking(code, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Token
}

func (w *world) status(token string) wire.JoinStatus {
	w.t.Helper()
	out, err := w.Status(w.t.Context(), access.Actor{}, wire.JoinStatusIn{Token: token})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// waitingIDs are the requests that a teacher sees.
func (w *world) waitingIDs(by access.Actor) []uuid.UUID {
	w.t.Helper()
	m := w.membership(by)
	ids := make([]uuid.UUID, len(m.Waiting))
	for i, r := range m.Waiting {
		ids[i] = r.ID
	}
	return ids
}

func (w *world) membership(by access.Actor) wire.ClassMembership {
	w.t.Helper()
	m, err := w.Membership(w.t.Context(), by, wire.ClassRef{Class: w.class})
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

// students adds n students of a teacher's school from a list.
func (w *world) students(by access.Actor, n int) []wire.SignInSlip {
	w.t.Helper()
	var in wire.AddStudents
	for i := range n {
		in.Students = append(in.Students, wire.NewStudent{Name: "Student " + string(rune('A'+i)), Nickname: "Nick " + string(rune('A'+i)), Language: "en"})
	}
	out, err := w.AddStudents(w.t.Context(), by, OfClass[wire.AddStudents]{Class: w.class, Body: in})
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Slips
}

// refused fails unless err is a problem with this code.
func refused(t *testing.T, err error, code string) {
	t.Helper()
	var p *problem.Error
	if !errors.As(err, &p) || p.Code != code {
		t.Errorf("want the refusal %s, got %v", code, err)
	}
}

func soon() time.Time { return time.Now().Add(24 * time.Hour) }
