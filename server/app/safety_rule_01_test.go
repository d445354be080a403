package app_test

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/app"
	"tongchuang/server/apptest"
	"tongchuang/server/command"
	"tongchuang/server/web"
	"tongchuang/server/wire"
)

// closedOn waits until a socket is told that a topic is no longer its own, and says how long after begun that was.
func closedOn(c *apptest.Client, topic string, begun time.Time) (code string, took time.Duration) {
	f := c.Until("the end of "+topic, func(f apptest.Frame) bool { return f.Topic == topic && f.Closed != nil })
	return f.Closed.Code, time.Since(begun)
}

// promptly is what the rules allow between a deed and its effect on open sockets.
const promptly = 2 * time.Second

func TestRule01ThereIsNoDirectMessage(t *testing.T) {
	t.Parallel()
	// Nothing that the program offers takes a person to write to and a text.
	persons, texts := []string{"person", "to", "recipient", "recipients", "people"}, []string{"text", "body", "message", "title"}
	// What takes both and is no message: nobody but its author's own side reads the first two, and `to` is a language.
	none := map[string]bool{"write-class-note": true, "ask-rights": true, "translate-text": true}
	direct := func(names []string) bool {
		has := func(some []string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(some, n) })
		}
		return has(persons) && has(texts)
	}
	described := web.Describe(app.Described()...)
	for path, item := range described.Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put, item.Patch} {
			if op == nil {
				continue
			}
			var names []string
			for _, p := range op.Parameters {
				names = append(names, p.Name)
			}
			if op.RequestBody != nil {
				for _, media := range op.RequestBody.Content {
					schema := media.Schema
					if schema.Ref != "" {
						schema = described.Components.Schemas.SchemaFromRef(schema.Ref)
					}
					for name := range schema.Properties {
						names = append(names, name)
					}
				}
			}
			if direct(names) && !none[op.OperationID] {
				t.Errorf("%s %s takes a person and a text: %v", op.OperationID, path, names)
			}
		}
	}
	set := command.NewSet()
	for _, f := range app.Described() {
		f.Commands(set)
	}
	set.Each(func(c command.Command) {
		var names []string
		for i := range c.In.NumField() {
			name, _, _ := strings.Cut(c.In.Field(i).Tag.Get("json"), ",")
			names = append(names, name)
		}
		if c.In.Kind() == reflect.Struct && direct(names) {
			t.Errorf("%s takes a person and a text: %v", c.Name, names)
		}
	}, func(command.TopicKind) {}, func(command.Event) {}, func(command.Event) {})
}

func TestRule01AThreadBetweenTwoCannotBeMade(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	w := apptest.Seed(t, n.Pool)
	write := func(board string) wire.CreateThread {
		return wire.CreateThread{Board: board, ClientID: uuid.New(), Title: "Between us", Body: "Only you and me"}
	}
	// Neither a student nor a teacher makes one in the class, and a student none in public.
	for _, by := range []apptest.Person{w.Student, w.Teacher} {
		if got := call(t, http.MethodPost, n.URL+"/api/threads", by.Token, write("class-"+w.Class.String()), nil); got != http.StatusNotFound {
			t.Errorf("%s makes a thread of their own in the class: %d", by.Name, got)
		}
	}
	if got := call(t, http.MethodPost, n.URL+"/api/threads", w.Student.Token, write("welcome"), nil); got != http.StatusForbidden {
		t.Errorf("a student makes a public thread: %d", got)
	}
	// Another person is no place to write in, or to listen to.
	socket := apptest.Hello(t, n, w.Student.Token)
	for _, other := range []apptest.Person{w.StudentHefei, w.Teacher} {
		socket.Refused("post.create", wire.CreatePost{Thread: other.ID, ClientID: uuid.New(), Body: "Hello"}, "not_found")
		socket.Refused("subscribe", wire.Subscribe{Topic: "person:" + other.ID.String()}, "not_found")
		socket.Refused("signal", wire.SendSignal{Topic: "person:" + other.ID.String(), Name: "typing"}, "subscription.none")
	}
}

func TestRule01AClassIsClosedAtOnceWhenASchoolHasNoVerifiedTeacherInIt(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	guan := w.Person("关主任", access.Coordinator, &w.Hefei)
	student, classmate := apptest.Hello(t, b, w.Student.Token), apptest.Hello(t, a, w.StudentHefei.Token)
	teacher := apptest.Hello(t, b, w.Teacher.Token)
	follow := func(c *apptest.Client) { c.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil) }
	say := wire.CreatePost{Thread: w.Chat, Body: "Hello"}
	follow(teacher)
	for _, e := range []struct {
		what string
		end  func()
	}{
		{"the school no longer vouches for its only teacher", func() {
			path := a.URL + "/api/schools/" + w.Hefei.String() + "/staff/" + w.TeacherHefei.ID.String() + "/withdraw"
			if got := call(t, http.MethodPost, path, guan.Token, map[string]string{"reason": "Left the school"}, nil); got != http.StatusOK {
				t.Fatalf("withdrawing the vouching: %d", got)
			}
		}},
		{"the only teacher is out of the class, whoever did it", func() {
			if _, err := a.Pool.Exec(context.Background(), `update class_member set left_at = now() where person_id = $1`, w.TeacherHefei.ID); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		follow(student)
		follow(classmate)
		student.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Hello"}, nil)
		begun := time.Now()
		e.end()
		for name, c := range map[string]*apptest.Client{"student": student, "classmate": classmate} {
			if code, took := closedOn(c, w.ClassTopic, begun); code != "not_open" || took > promptly {
				t.Errorf("%s: the %s's socket was closed for the class by %s after %v", e.what, name, code, took)
			}
			say.ClientID = uuid.New()
			c.Refused("post.create", say, "not_open")
			c.Refused("subscribe", wire.Subscribe{Topic: w.ClassTopic}, "not_open")
		}
		// Its other teacher reads on, to see to it.
		teacher.Must("thread.history", wire.HistoryIn{Thread: w.Chat, Before: 1_000_000}, nil)
		for _, back := range []string{
			`update person set verified_at = now(), role = 'teacher', school_id = $2 where id = $1`,
			`update class_member set left_at = null, role = 'teacher' where person_id = $1 and $2::uuid is not null`,
		} {
			if _, err := a.Pool.Exec(context.Background(), back, w.TeacherHefei.ID, w.Hefei); err != nil {
				t.Fatal(err)
			}
		}
	}
	follow(student) // a teacher of each school is in it again
}
