package apptest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
)

// Person is someone of the world, with a token to act by.
type Person struct {
	ID    uuid.UUID
	Name  string
	Token string
}

// World is two paired schools with a class, and the public forum. All of it is made up for tests.
type World struct {
	t    testing.TB
	pool *pgxpool.Pool

	Pairing      uuid.UUID // of the two schools, opened and with consent to chat
	Class, Chat  uuid.UUID // the class and its chat's thread
	ClassTopic   string
	Columbus     uuid.UUID // a school
	Hefei        uuid.UUID // a school
	Teacher      Person    // of Columbus, in the class
	TeacherHefei Person    // of Hefei, in the class
	Student      Person    // of Columbus, in the class
	StudentHefei Person    // of Hefei, in the class
	Outsider     Person    // a student of Columbus, not in the class
	Citizen      Person
	Moderator    Person
}

// Seed fills a fresh database.
func Seed(t testing.TB, pool *pgxpool.Pool) *World {
	t.Helper()
	w := &World{t: t, pool: pool, Class: id(), Chat: id(), Columbus: id(), Hefei: id()}
	w.ClassTopic = "class:" + w.Class.String()
	us, cn := id(), id()
	w.exec(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values
		($1, 'columbus', 'US', 'America/New_York', 'Columbus', '哥伦布', '哥倫布'), ($2, 'hefei', 'CN', 'Asia/Shanghai', 'Hefei', '合肥', '合肥')`, us, cn)
	w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) values
		($1, $3, 'columbus-test', 'Columbus test school', '哥伦布测试学校', '哥倫布測試學校'), ($2, $4, 'hefei-test', 'Hefei test school', '合肥测试学校', '合肥測試學校')`,
		w.Columbus, w.Hefei, us, cn)
	w.Teacher = w.Person("Ms Test", access.Teacher, &w.Columbus)
	w.TeacherHefei = w.Person("测试老师", access.Teacher, &w.Hefei)
	w.Student = w.Person("Tess", access.Student, &w.Columbus)
	w.StudentHefei = w.Person("小测", access.Student, &w.Hefei)
	w.Outsider = w.Person("Otto", access.Student, &w.Columbus)
	w.Citizen = w.Person("Cora", access.Citizen, nil)
	w.Moderator = w.Person("Mo", access.Moderator, nil)

	w.Pairing = id()
	pairing, board := w.Pairing, id()
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`, pairing, w.Columbus, w.Hefei)
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours) values ($1, $2, 'Test class', '测试班', '測試班', 0, false)`, w.Class, pairing)
	w.Consent(pairing, w.Teacher)
	w.exec(`insert into board (id, slug, class_id) values ($1, $2, $3)`, board, "class-"+w.Class.String(), w.Class)
	w.exec(`with t as (insert into topic (name) values ($1) returning id)
		insert into thread (id, board_id, kind, topic_id, title, language) select $2, $3, 'chat', t.id, '', 'und' from t`, w.ClassTopic, w.Chat, board)
	for _, p := range []struct {
		Person
		role string
	}{{w.Teacher, "teacher"}, {w.TeacherHefei, "teacher"}, {w.Student, "student"}, {w.StudentHefei, "student"}} {
		w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, $3)`, w.Class, p.ID, p.role)
	}
	return w
}

// Person adds somebody, with a token of scope `write`; an administrator with the second step of signing in set up.
func (w *World) Person(name string, role access.Role, school *uuid.UUID) Person {
	w.t.Helper()
	p := Person{ID: id(), Name: name, Token: "tct_" + rand.Text()}
	w.exec(`insert into person (id, role, display_name, school_id, verified_at, two_step_at)
		values ($1, $2, $3, $4::uuid, case when $4 is not null then now() end, case when $2 = 'administrator' then now() end)`,
		p.ID, string(role), name, school)
	w.AddToken(p, p.Token, "write")
	return p
}

// Consent records both schools' consent to every purpose of a pairing, for a year.
func (w *World) Consent(pairing uuid.UUID, by Person) {
	w.t.Helper()
	w.exec(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at)
		select gen_random_uuid(), pr.id, s, purpose, $2, now() + interval '1 year' from pairing pr, unnest(array[school_a, school_b]) s,
		unnest(array['chat', 'pictures', 'recording', 'publishing']) purpose where pr.id = $1`, pairing, by.ID)
}

// AddToken gives a person one more token.
func (w *World) AddToken(p Person, token, scope string) {
	w.t.Helper()
	hash := sha256.Sum256([]byte(token))
	w.exec(`insert into access_token (id, person_id, name, token_hash, scope, expires_at) values ($1, $2, 'test', $3, $4, now() + interval '1 day')`,
		id(), p.ID, hash[:], scope)
}

func (w *World) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.pool.Exec(context.Background(), sql, args...); err != nil {
		w.t.Fatalf("filling the world: %v", err)
	}
}

func id() uuid.UUID { return uuid.Must(uuid.NewV7()) }
