package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 12: a text with contact details or private data is held with a warning to its author. Each line is what somebody
// would write to be reached elsewhere, in English, in simplified and in traditional characters, in the open and disguised.
var reachable = map[string][]string{
	"contact": {
		"Call me tonight: 614-555-0123", "my number is (614) 555 0123", "write to maya.s@example.org", "maya at example dot com", "add me on snapchat", "my insta is maya_0612",
		"我的手机号是13800138000", "打我电话 138 0013 8000", "一三八零零一三八零零零", "１３８-００１３-８０００", "①③⑧00138000", "加我微信 xiaoyu_2011", "我VX：xiaoyu2011", "薇信 xiaoyu_2011", "qq 123456789", "小雨xy艾特qq点com",
		"6145550134", "６１４５５５０１３４", "614\u200b555\u200b0134", "6 1 4 5 5 5 0 1 3 4", "@maya_2010 on snap", "Q号一二三四五六七九八", "m a y a @ g m a i l . c o m",
		"我的手機號碼是0912-345-678", "加我微信吧", "微信號：xiaoyu_2011", "掃碼加我", "留個聯絡方式：+886 912 345 678",
	},
	"private": {
		"I live at 120 East Main Street", "11010519491231002X", "我家在长江路100号3栋201室", "我住在幸福街12號",
	},
}

func TestRule12ATextWithContactDetailsOrPrivateDataIsHeldWithAWarning(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	partner := r.follow(r.node, r.StudentHefei)
	var last wire.PostStored
	for kind, texts := range reachable {
		for _, text := range texts {
			status, code := r.ask(r.Student, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: text}, &last)
			if code == "rate.posts" {
				r.Student = another(r, r.Student)
				status, code = r.ask(r.Student, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: text}, &last)
			}
			if status != 200 || last.State != wire.PostHeld || last.HeldFor != "filter" || !slices.Contains(last.Found, kind) {
				t.Errorf("%q: %d %s %+v", text, status, code, last)
				continue
			}
			gone := partner.Event(r.ClassTopic)
			if gone.Event != "post.held" || strings.Contains(string(gone.Raw), text) {
				t.Errorf("%q: others get %s", text, gone.Raw)
			}
		}
	}
	// Its author can read it and what waits, others cannot; a teacher decides.
	var own wire.PostRead
	var theirs, shown wire.Post
	r.must(r.Student, "GET", "/api/posts/"+last.ID.String(), nil, &own)
	r.must(r.StudentHefei, "GET", "/api/posts/"+last.ID.String(), nil, &theirs)
	if own.Body == "" || own.HeldFor != "filter" || len(own.Found) == 0 || theirs.Body != "" {
		t.Errorf("its author, who comes back later, reads %+v, others %q", own, theirs.Body)
	}
	r.must(r.Teacher, "POST", "/api/posts/"+last.ID.String()+"/approve", nil, &shown)
	if shown.State != wire.PostVisible {
		t.Errorf("approved, it is %+v", shown)
	}
	if stored := r.says(r.StudentHefei, "我们坐3路公交车，7点到学校，一共45分钟"); stored.State != wire.PostVisible || len(stored.Found) > 0 {
		t.Errorf("an innocent text is %+v", stored)
	}
}

// another student of the class, for whom the rate begins anew.
func another(r *classroom, like apptest.Person) apptest.Person {
	p := r.Person(like.Name+" again", access.Student, &r.Columbus)
	r.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, r.Class, p.ID)
	return p
}

func TestRule12ContactDetailsThatAreEditedInAreHeldToo(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	said := r.says(r.Student, "see you tomorrow")
	var edited wire.Post
	r.must(r.Student, "PUT", "/api/posts/"+said.ID.String(), fields{"revision": 1, "body": "see you tomorrow, 614-555-0123"}, &edited)
	var theirs wire.Post
	r.must(r.StudentHefei, "GET", "/api/posts/"+said.ID.String(), nil, &theirs)
	if theirs.State != wire.PostHeld || theirs.Body != "" {
		t.Errorf("others read %+v", theirs)
	}
}

func TestRule12InPublicAnAdultIsRemindedAndAStudentHeld(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	var thread wire.Thread
	r.must(r.Citizen, "POST", "/api/threads", wire.CreateThread{Board: "welcome", ClientID: uuid.New(), Title: "Choir", Body: "Who sings?"}, &thread)
	r.exec(`update school set public_posting = true where id = $1`, r.Columbus)
	text := "Write to choir@example.org"
	var adult, student wire.PostStored
	r.must(r.Citizen, "POST", "/api/posts", line(thread.ID, text), &adult)
	if adult.State != wire.PostVisible || !slices.Contains(adult.Found, "contact") {
		t.Errorf("an adult's post is %+v", adult)
	}
	r.must(r.Student, "POST", "/api/posts", line(thread.ID, text), &student)
	if student.State != wire.PostHeld || !slices.Contains(student.Found, "contact") {
		t.Errorf("a student's post is %+v", student)
	}
	var waiting wire.HeldPosts
	r.must(r.Moderator, "GET", "/api/filters/held", nil, &waiting)
	if len(waiting.Held) != 1 || waiting.Held[0].Post.ID != student.ID || waiting.Held[0].Post.Body != text || waiting.Held[0].Post.Author.Name != "" {
		t.Errorf("moderators see %+v", waiting.Held)
	}
	r.must(r.Moderator, "POST", "/api/posts/"+student.ID.String()+"/deed", fields{"kind": "hide", "clause": "private", "note": "No telephone numbers, please"}, nil)
	r.must(r.Moderator, "GET", "/api/filters/held", nil, &waiting)
	if len(waiting.Held) != 0 {
		t.Errorf("decided, it still waits: %+v", waiting.Held)
	}
}

// history gives what somebody reads of a post's earlier texts.
func (r *classroom) history(who apptest.Person, id uuid.UUID) []wire.PostRevision {
	r.t.Helper()
	var h wire.PostHistory
	r.must(who, "GET", "/api/posts/"+id.String()+"/history", nil, &h)
	return h.Revisions
}

func TestRule12WhatWaitedIsNotInTheHistoryOfWhatWasApproved(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	said := r.says(r.Student, "my phone is 614-555-0134")
	path := "/api/posts/" + said.ID.String()
	if status, code := r.ask(r.Student, "PUT", path, fields{"revision": 1, "body": "my phone is 614-555-0177"}, nil); status != 409 || code != "post.waits" {
		t.Errorf("a text that somebody is reading to approve it was changed: %d %s", status, code)
	}
	var p wire.Post
	r.must(r.Teacher, "PUT", path+"/correction", fields{"revision": 1, "body": "hello", "reason": "no numbers, please"}, nil)
	r.must(r.Teacher, "POST", path+"/approve", nil, &p)
	if p.State != wire.PostVisible || p.Body != "hello" {
		t.Fatalf("%+v", p)
	}
	if got := r.history(r.StudentHefei, said.ID); len(got) != 0 {
		t.Errorf("a student of the other school reads %+v", got)
	}
	for _, who := range []apptest.Person{r.Student, r.Teacher, r.TeacherHefei} {
		if got := r.history(who, said.ID); len(got) != 1 || got[0].Body != "my phone is 614-555-0134" {
			t.Errorf("%s reads %+v", who.Name, got)
		}
	}
}

// What is judged is what is read: a text that only its source hides is held like any other.
func TestRule12MarksAndEntitiesHideNothing(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	for _, text := range []string{
		"maya&#64;gmail&#46;com", "614&#45;555&#45;0134", "**614**-**555**-**0134**", `614\-555\-0134`, "微&#20449; maya2010", "w&#101;chat id: maya2010",
		"f**uc**k you", "加我微&#20449;：maya2010", "微**信號**：xiaoyu&#95;2011", "[write to me](mailto:maya&#64;example.org)", "| 614 | 555 | 0134 |\n|---|---|---|",
	} {
		var said wire.PostStored
		status, code := r.ask(r.Student, "POST", "/api/posts", line(r.Chat, text), &said)
		if code == "rate.posts" {
			r.Student = another(r, r.Student)
			status, _ = r.ask(r.Student, "POST", "/api/posts", line(r.Chat, text), &said)
		}
		if status != 200 || said.State != wire.PostHeld || said.HeldFor != "filter" {
			t.Errorf("%q: %d %+v", text, status, said)
		}
		var own wire.PostRead
		r.must(r.Student, "GET", "/api/posts/"+said.ID.String(), nil, &own)
		if len(own.Found) == 0 {
			t.Errorf("%q: its author is not told why", text)
		}
	}
	for _, text := range []string{"We **really** like *your* river & the `pH` test", "2 * 3 = 6, 4 \\* 5 = 20", "我们**今天**去了河边 :)"} {
		if said := r.says(r.StudentHefei, text); said.State != wire.PostVisible {
			t.Errorf("%q: %+v", text, said)
		}
	}
}
