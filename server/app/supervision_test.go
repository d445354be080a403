package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// classroom is a node, or several over one database, with the small world, for the tests of supervision.
type classroom struct {
	*apptest.World
	t    *testing.T
	node *apptest.Node
}

func newClassroom(t *testing.T) *classroom {
	t.Helper()
	n := apptest.Start(t)
	return &classroom{apptest.Seed(t, n.Pool), t, n}
}

func (r *classroom) exec(sql string, args ...any) {
	r.t.Helper()
	if _, err := r.node.Pool.Exec(context.Background(), sql, args...); err != nil {
		r.t.Fatalf("%s: %v", sql, err)
	}
}

// ask sends a request as somebody; into may be nil. It gives the status, and the code of a refusal.
func (r *classroom) ask(by apptest.Person, method, path string, body, into any) (status int, code string) {
	r.t.Helper()
	var content io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			r.t.Fatal(err)
		}
		content = bytes.NewReader(raw)
	}
	request, err := http.NewRequest(method, r.node.URL+path, content)
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+by.Token)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	if response.StatusCode >= 300 {
		var p wire.Problem
		_ = json.Unmarshal(raw, &p)
		return response.StatusCode, p.Code
	}
	if text, is := into.(*string); is {
		*text = string(raw)
	} else if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			r.t.Fatalf("%s %s: %v: %s", method, path, err, raw)
		}
	}
	return response.StatusCode, ""
}

// must is ask for what has to succeed.
func (r *classroom) must(by apptest.Person, method, path string, body, into any) {
	r.t.Helper()
	if status, code := r.ask(by, method, path, body, into); status >= 300 {
		r.t.Fatalf("%s %s by %s: %d %s", method, path, by.Name, status, code)
	}
}

func (r *classroom) path(rest string) string { return "/api/classes/" + r.Class.String() + rest }

// says posts into the chat.
func (r *classroom) says(by apptest.Person, body string) wire.PostStored {
	r.t.Helper()
	var stored wire.PostStored
	r.must(by, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: body}, &stored)
	return stored
}

func (r *classroom) standing(of apptest.Person) wire.ClassStanding {
	r.t.Helper()
	var s wire.ClassStanding
	r.must(of, "GET", r.path("/standing"), nil, &s)
	return s
}

// follow gives a connection of somebody to a node, that follows the class.
func (r *classroom) follow(n *apptest.Node, by apptest.Person) *apptest.Client {
	r.t.Helper()
	c := apptest.Hello(r.t, n, by.Token)
	c.Must("subscribe", wire.Subscribe{Topic: r.ClassTopic}, nil)
	return c
}

func line(thread uuid.UUID, body string) wire.CreatePost {
	return wire.CreatePost{Thread: thread, ClientID: uuid.New(), Body: body}
}

// reachesWithin is what safety.md allows for what a teacher does to reach every open socket.
const reachesWithin = 2 * time.Second

func TestWhatATeacherDoesTakesEffectOnTheSocketsOfOtherNodesWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	r := &classroom{w, t, a}
	student := r.follow(b, w.StudentHefei)
	student.Must("subscribe", wire.Subscribe{Topic: "person:" + w.StudentHefei.ID.String()}, nil)
	student.Must("post.create", line(w.Chat, "before"), nil)
	member := r.path("/members/" + w.StudentHefei.ID.String())
	took := func(what string, since time.Time) {
		t.Helper()
		if d := time.Since(since); d > reachesWithin {
			t.Errorf("%s took %v", what, d)
		}
	}

	begun := time.Now()
	r.must(w.Teacher, "PUT", member+"/mute", fields{"for": "10m", "reason": "calm down"}, nil)
	student.Refused("post.create", line(w.Chat, "muted"), "muted")
	student.Until("the word that access has changed", func(f apptest.Frame) bool { return f.Event == wire.AccessChanged })
	took("muting", begun)
	told := student.Until("a notice", func(f apptest.Frame) bool { return f.Event == "notice.created" })
	var n wire.Notice
	if err := json.Unmarshal(told.Data, &n); err != nil || n.Kind != "class.muted_why" || n.Data["Reason"] != "calm down" || n.Data["Class"] != "Test class" {
		t.Errorf("told %s (%v)", told.Data, err)
	}
	if s := r.standing(w.StudentHefei); s.MayWrite || s.Why != "muted" || s.Until == nil || s.ChangesAt == nil || time.Until(*s.Until) > 11*time.Minute {
		t.Errorf("muted, one stands %+v", s)
	}
	r.must(w.Teacher, "PUT", member+"/mute", fields{"for": "none"}, nil)
	student.Must("post.create", line(w.Chat, "free again"), nil)

	begun = time.Now()
	r.must(w.TeacherHefei, "PATCH", r.path("/keeping"), fields{"locked": true, "reason": "a fire drill"}, nil)
	student.Refused("post.create", line(w.Chat, "locked"), "class_locked")
	student.Until("the word that the class has changed", func(f apptest.Frame) bool { return f.Event == wire.ClassChanged })
	took("locking", begun)
	there := &classroom{w, t, b}
	for _, reader := range []apptest.Person{w.StudentHefei, w.Teacher} {
		s := there.standing(reader)
		if s.Lock == nil || s.Lock.By != w.TeacherHefei.Name || s.Lock.Reason != "a fire drill" || s.MayWrite != (reader.ID == w.Teacher.ID) {
			t.Errorf("in the locked class %s stands %+v, %+v", reader.Name, s, s.Lock)
		}
	}
	r.must(w.TeacherHefei, "PATCH", r.path("/keeping"), fields{"locked": false}, nil)
	if s := there.standing(w.Teacher); s.Lock != nil {
		t.Errorf("unlocked, a teacher stands %+v", s.Lock)
	}
	student.Must("post.create", line(w.Chat, "open again"), nil)

	begun = time.Now()
	r.must(w.Teacher, "POST", member+"/removal", fields{"reason": "asked for it"}, nil)
	closed := student.Until("the end of the class's topic", func(f apptest.Frame) bool { return f.Closed != nil && f.Topic == w.ClassTopic })
	took("removing", begun)
	if closed.Closed.Code != "not_found" {
		t.Errorf("closed: %s", closed.Raw)
	}
	student.Refused("post.create", line(w.Chat, "removed"), "not_found")
	r.must(w.Teacher, "DELETE", member+"/removal", nil, nil)
	student.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	student.Must("post.create", line(w.Chat, "back"), nil)

	var entries int
	if err := a.Pool.QueryRow(context.Background(), `select count(*) from audit_entry where class_id = $1 and school_ids @> array[$2::uuid, $3]`,
		w.Class, w.Columbus, w.Hefei).Scan(&entries); err != nil {
		t.Fatal(err)
	}
	if entries != 6 {
		t.Errorf("%d deeds are written down for both schools", entries)
	}
}

func TestARoomThatWantsATeacherPausesWhenTheLastOneLeavesWhicheverNodeTheyAreOn(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	r := &classroom{w, t, a}
	student := r.follow(b, w.Student)
	r.must(w.Teacher, "PATCH", r.path("/keeping"), fields{"needs_teacher": true}, nil)
	changes := func(c *apptest.Client) {
		t.Helper()
		c.Until("the word that the class has changed", func(f apptest.Frame) bool { return f.Event == wire.ClassChanged })
	}
	changes(student)
	student.Refused("post.create", line(w.Chat, "nobody is here"), "paused")
	if s := r.standing(w.Student); s.MayWrite || s.Why != "paused" {
		t.Errorf("without a teacher one stands %+v", s)
	}
	r.says(w.TeacherHefei, "a teacher may always write")

	one := r.follow(a, w.TeacherHefei)
	changes(student)
	student.Must("post.create", line(w.Chat, "with one"), nil)
	other := r.follow(b, w.Teacher)
	one.Socket().Close()
	student.Until("the first teacher's going", func(f apptest.Frame) bool {
		var change wire.PresenceChange
		return f.Signal == "presence" && json.Unmarshal(f.Data, &change) == nil && len(change.Gone) == 1
	})
	student.Must("post.create", line(w.Chat, "with the other"), nil)
	other.Socket().Close()
	changes(student)
	student.Refused("post.create", line(w.Chat, "alone again"), "paused")
	r.must(w.Teacher, "PATCH", r.path("/keeping"), fields{"needs_teacher": false}, nil)
	student.Must("post.create", line(w.Chat, "no teacher is needed"), nil)
}

func TestWhoWasInTheClassIsNotedForItsTeachersAndNoNameIsAFormula(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update person set display_name = '=HYPERLINK("http://x")' where id = $1`, r.Student.ID)
	r.follow(r.node, r.Student)
	r.follow(r.node, r.Teacher)
	span := "?first=" + time.Now().AddDate(0, 0, -2).Format(time.DateOnly) + "&last=" + time.Now().AddDate(0, 0, 2).Format(time.DateOnly)
	var seen wire.ClassAttendance
	for deadline := time.Now().Add(20 * time.Second); len(seen.Present) == 0; {
		if time.Now().After(deadline) {
			t.Fatal("nobody is noted")
		}
		r.must(r.TeacherHefei, "GET", r.path("/attendance")+span, nil, &seen)
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	today := time.Now().In(zone).Format(time.DateOnly)
	if len(seen.Present) != 1 || seen.Present[0].Person != r.Student.ID || seen.Present[0].Day != today {
		t.Errorf("noted: %+v", seen.Present)
	}

	r.must(r.Teacher, "POST", r.path("/notes"), fields{"person": r.Student.ID, "day": today, "body": "helped others"}, nil)
	r.must(r.TeacherHefei, "GET", r.path("/attendance")+span, nil, &seen)
	if len(seen.Notes) != 1 || seen.Notes[0].Body != "helped others" {
		t.Errorf("the other school's teacher reads the notes %+v", seen.Notes)
	}
	assistant := r.Person("Assi", "citizen", nil)
	r.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'assistant')`, r.Class, assistant.ID)
	r.must(assistant, "GET", r.path("/attendance")+span, nil, &seen)
	if len(seen.Present) != 1 || len(seen.Notes) != 0 {
		t.Errorf("an assistant reads %+v", seen)
	}

	var table string
	r.must(r.Teacher, "GET", r.path("/attendance.csv")+span, nil, &table)
	if !strings.Contains(table, `'=HYPERLINK`) || strings.Contains(table, "\r\n=") || strings.Contains(table, "\n\"=") || !strings.Contains(table, today) {
		t.Errorf("the table is %q", table)
	}
}

func TestATeachersCorrectionKeepsTheStudentsOwnWordsAndSaysSo(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	partner := r.follow(r.node, r.StudentHefei)
	stored := r.says(r.Student, "I has a dog")
	path := "/api/posts/" + stored.ID.String() + "/correction"
	var p wire.Post
	r.must(r.TeacherHefei, "PUT", path, fields{"revision": 1, "body": "I have a dog", "reason": "grammar"}, &p)
	if !p.Corrected || p.Body != "I have a dog" || p.Author.ID != r.Student.ID {
		t.Errorf("corrected: %+v", p)
	}
	edited := partner.Until("the correction", func(f apptest.Frame) bool { return f.Event == "post.edited" })
	if err := json.Unmarshal(edited.Data, &p); err != nil || !p.Corrected {
		t.Errorf("others get %s", edited.Data)
	}
	for _, who := range []apptest.Person{r.Student, r.Teacher, r.TeacherHefei} {
		if got := r.history(who, stored.ID); len(got) != 1 || got[0].Body != "I has a dog" {
			t.Errorf("to %s the student's own words are %+v", who.Name, got)
		}
	}
	if got := r.history(r.StudentHefei, stored.ID); len(got) != 0 {
		t.Errorf("what a teacher took out of sight is still shown to others: %+v", got)
	}
	if status, code := r.ask(r.TeacherHefei, "PUT", "/api/posts/"+r.says(r.Teacher, "A colleague's").ID.String()+"/correction", fields{"revision": 1, "body": "x"}, nil); status != 403 {
		t.Errorf("a colleague is corrected: %d %s", status, code)
	}
	var own wire.Post
	r.must(r.Student, "PUT", "/api/posts/"+stored.ID.String(), fields{"revision": 2, "body": "I have two dogs"}, &own)
	if own.Corrected || own.Revision != 3 {
		t.Error("the student's own later text counts as a teacher's")
	}
}
