package app_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/account"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
)

// What must not get out. Every student's name begins with studentName; every text and name of a class holds classText;
// what was hidden or deleted, and what stands in a hidden thread, holds hiddenText.
const (
	studentName = "Quillfeather"
	classText   = "Kestrel"
	hiddenText  = "Buriedvoice"
)

// tableWorld is the small world of apptest with everybody in it whom the table speaks of.
type tableWorld struct {
	*apptest.World
	t    testing.TB
	node *apptest.Node

	bystander, classmate apptest.Person // whose things are "another's"
	actors               []*actor

	open, locked, buried, students           uuid.UUID // threads
	shelf, lockedShelf, buriedShelf          uuid.UUID // threads for what is used up: no row reads them
	endedClass, endedChat, otherChat         uuid.UUID
	hiddenPost, deletedPost, hiddenClassPost uuid.UUID
	aTeacher                                 func() uuid.UUID // a third one of the class, who asks for nothing
}

// actor is one column of the table: a person, and how that person comes in.
type actor struct {
	column string
	person apptest.Person // nobody's for a visitor
	member bool           // may know the class
	opens  bool           // is let in at the door of the socket
	token  string         // comes by an access token
	cookie string         // comes by a browser
	world  *tableWorld
	socket *apptest.Client
}

// header is how a request, or a handshake, says whose it is.
func (a *actor) header(h http.Header) {
	switch {
	case a.token != "":
		h.Set("Authorization", "Bearer "+a.token)
	case a.cookie != "":
		h.Set("Cookie", account.CookieName(false)+"="+a.cookie)
		h.Set("Origin", a.world.node.URL)
	}
}

// self is the actor's person; a visitor's stand-in is somebody else.
func (a *actor) self() apptest.Person {
	if a.person.ID == uuid.Nil {
		return a.world.bystander
	}
	return a.person
}

// signInAgain gives the actor a new login, after a row that ends the one before.
func (a *actor) signInAgain() {
	if a.cookie == "" || !a.signedIn() {
		return
	}
	a.cookie, _ = a.world.login(a.person)
	a.hangUp()
}

func (a *actor) hangUp() {
	if a.socket != nil {
		a.socket.Socket().Close()
		a.socket = nil
	}
}

// signedIn: not one of the columns of those whose way in has ended.
func (a *actor) signedIn() bool {
	return a.column != "vis" && a.column != "end" && a.column != "del" && a.column != "rvk"
}

func newTableWorld(t *testing.T) *tableWorld {
	t.Helper()
	n := apptest.Start(t, func(c *config.Config) {
		c.PostsPerSecond, c.PostsBurst, c.FramesPerSecond, c.FrameBurst = 100_000, 100_000, 100_000, 100_000
	})
	w := &tableWorld{World: apptest.Seed(t, n.Pool), t: t, node: n}
	w.aTeacher = sync.OnceValue(w.addTeacher)
	w.exec(`update class set name_en = $1, name_zh_hans = $1, name_zh_hant = $1`, classText+" class")
	w.rename(&w.Student, studentName+" one")
	w.rename(&w.StudentHefei, studentName+" two")
	w.rename(&w.Outsider, studentName+" three")
	w.people()
	w.things()
	return w
}

func (w *tableWorld) rename(p *apptest.Person, name string) {
	w.exec(`update person set display_name = $2 where id = $1`, p.ID, name)
	p.Name = name
}

// people adds the actors, in the order of the table's columns.
func (w *tableWorld) people() {
	w.bystander = w.Person("Bystander", access.Citizen, nil)
	w.classmate = w.student("classmate")
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, w.Class, w.classmate.ID)

	deleted, suspended := w.student("deleted"), w.student("suspended")
	removed, removedTeacher := w.student("removed"), w.Person("Ms Removed", access.Teacher, &w.Columbus)
	for _, p := range []apptest.Person{deleted, suspended} {
		w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, w.Class, p.ID)
	}
	w.exec(`insert into class_member (class_id, person_id, role, left_at) values
		($1, $2, 'student', now() - interval '1 second'), ($1, $3, 'teacher', now() - interval '1 second')`, w.Class, removed.ID, removedTeacher.ID)
	stranger := w.Person("Mr Other", access.Teacher, &w.Columbus)
	unconfirmed := w.Person("Uma", access.Citizen, nil)
	w.exec(`update person set email = 'uma@example.org' where id = $1`, unconfirmed.ID)
	banned := w.Person("Bart", access.Citizen, nil)
	w.exec(`update person set suspended_until = now() + interval '1 day' where id = any($1)`, []uuid.UUID{suspended.ID, banned.ID})

	by := func(column string, p apptest.Person) *actor {
		a := &actor{column: column, person: p, opens: true, world: w}
		w.actors = append(w.actors, a)
		return a
	}
	browser := func(column string, p apptest.Person) *actor {
		a := by(column, p)
		a.cookie, _ = w.login(p)
		return a
	}
	member := func(a *actor) { a.member = true }

	by("vis", apptest.Person{})
	ended := by("end", w.Student)
	var login uuid.UUID
	ended.cookie, login = w.login(w.Student)
	w.exec(`update login set ended_at = now() where id = $1`, login)
	browser("del", deleted)
	w.exec(`update person set deleted_at = now() where id = $1`, deleted.ID)
	revoked := by("rvk", w.Student)
	revoked.token, revoked.opens = "tct_revoked", false
	w.AddToken(w.Student, revoked.token, "write")
	w.exec(`update access_token set revoked_at = now() where person_id = $1 and token_hash = $2`, w.Student.ID, hashOf(revoked.token))

	browser("unc", unconfirmed)
	browser("sus", banned)
	browser("cit", w.Citizen)
	browser("coo", w.Person("Coco", access.Coordinator, nil))
	browser("mod", w.Moderator)
	browser("adm", w.Person("Ada", access.Administrator, nil))

	browser("out", w.Outsider)
	browser("col", w.Person("Ms Colleague", access.Teacher, &w.Columbus))
	browser("oth", stranger)
	browser("rem", removed)
	browser("rte", removedTeacher)

	member(browser("stu", w.Student))
	member(browser("par", w.StudentHefei))
	member(browser("tea", w.Teacher))
	member(browser("pte", w.TeacherHefei))

	member(browser("sst", suspended))
	script := by("tok", w.Student)
	script.token = w.Student.Token
	member(script)
	reader := by("rdo", w.Student)
	reader.token = "tct_reading"
	w.AddToken(w.Student, reader.token, "read")
	member(reader)

	w.otherClass(stranger)
	w.endClass()
}

func (w *tableWorld) student(what string) apptest.Person {
	return w.Person(studentName+" "+what, access.Student, &w.Columbus)
}

// login signs a person in, as a browser with the cookie.
func (w *tableWorld) login(p apptest.Person) (cookie string, login uuid.UUID) {
	w.t.Helper()
	cookie, login = rand.Text(), uuid.Must(uuid.NewV7())
	until := time.Now().Add(time.Hour)
	data, err := scs.GobCodec{}.Encode(until, map[string]any{"login": login.String()})
	if err != nil {
		w.t.Fatal(err)
	}
	w.exec(`insert into login (id, person_id, user_agent) values ($1, $2, 'table')`, login, p.ID)
	w.exec(`insert into session (token, data, expiry) values ($1, $2, $3)`, base64.RawURLEncoding.EncodeToString(hashOf(cookie)), data, until)
	return cookie, login
}

func hashOf(s string) []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}

func (w *tableWorld) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.node.Pool.Exec(context.Background(), sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// class makes another class of a pairing.
func (w *tableWorld) class(pairing uuid.UUID) (class, chat uuid.UUID) {
	w.t.Helper()
	class, chat = uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	board := uuid.Must(uuid.NewV7())
	w.exec(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours) values ($1, $2, $3, $3, $3, 0, false)`, class, pairing, classText+" class")
	w.exec(`insert into board (id, slug, class_id) values ($1, $2, $3)`, board, "class-"+class.String(), class)
	w.exec(`with t as (insert into topic (name) values ($1) returning id)
		insert into thread (id, board_id, kind, topic_id, title, language) select $2, $3, 'chat', t.id, '', 'und' from t`, "class:"+class.String(), chat, board)
	return class, chat
}

// otherClass is of another pairing, with a teacher who has nothing to do with the class of the table.
func (w *tableWorld) otherClass(teacher apptest.Person) {
	school, pairing := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) select $1, city_id, 'third-test', 'Third', '第三', '第三' from school where id = $2`, school, w.Columbus)
	w.exec(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`, pairing, school, w.Hefei)
	w.Consent(pairing, w.Teacher)
	w.exec(`update person set school_id = $2 where id = $1`, teacher.ID, school)
	var class uuid.UUID
	class, w.otherChat = w.class(pairing)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher'), ($1, $3, 'teacher')`, class, teacher.ID, w.Person("Of Hefei", access.Teacher, &w.Hefei).ID)
}

// endClass adds a class that is over, of the same people.
func (w *tableWorld) endClass() {
	var pairing uuid.UUID
	if err := w.node.Pool.QueryRow(context.Background(), `select pairing_id from class where id = $1`, w.Class).Scan(&pairing); err != nil {
		w.t.Fatal(err)
	}
	w.endedClass, w.endedChat = w.class(pairing)
	w.exec(`insert into class_member (class_id, person_id, role, left_at) select $2, person_id, role, left_at from class_member where class_id = $1`, w.Class, w.endedClass)
	w.exec(`update class set archived_at = now() where id = $1`, w.endedClass)
}
