package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 13: a student's first posts wait for a teacher's approval, by default. Media from students do not exist yet; a
// post can already be held for them (held_for media).
func TestRule13AStudentsFirstPostsWaitForATeacherUnlessTheClassSaysOtherwise(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update class set first_posts = default where id = $1`, r.Class) // as every new class has it
	var waits int
	if err := r.node.Pool.QueryRow(context.Background(), `select first_posts from class where id = $1`, r.Class).Scan(&waits); err != nil || waits < 1 {
		t.Fatalf("in a new class %d posts wait (%v)", waits, err)
	}
	partner := r.follow(r.node, r.StudentHefei)
	for i := range waits {
		if s := r.standing(r.Student); s.Waits != waits-i || !s.MayWrite {
			t.Errorf("before post %d one stands %+v", i+1, s)
		}
		stored := r.says(r.Student, "waiting words")
		if stored.State != wire.PostHeld || stored.HeldFor != "first_posts" {
			t.Fatalf("post %d is %+v", i+1, stored)
		}
		gone := partner.Event(r.ClassTopic)
		if gone.Event != "post.held" || strings.Contains(string(gone.Raw), "waiting words") {
			t.Errorf("others get %s", gone.Raw)
		}
		if n, last := r.counted(); n != i || last >= stored.Seq {
			t.Errorf("while it waits, readers are told of %d posts, the last at %d", n, last)
		}
		var own, theirs wire.Post
		path := "/api/posts/" + stored.ID.String()
		r.must(r.Student, "GET", path, nil, &own)
		r.must(r.StudentHefei, "GET", path, nil, &theirs)
		if own.Body != "waiting words" || theirs.Body != "" {
			t.Errorf("its author reads %q, others %q", own.Body, theirs.Body)
		}
		if status, _ := r.ask(r.StudentHefei, "POST", r.path("/decisions"), fields{"posts": []any{stored.ID}, "deed": "approve"}, nil); status != 403 {
			t.Errorf("a student approves: %d", status)
		}
		var queue wire.ClassSaid
		r.must(r.TeacherHefei, "GET", r.path("/said?held=true"), nil, &queue)
		if len(queue.Posts) != 1 || queue.Posts[0].Post.Body != "waiting words" {
			t.Errorf("the queue is %+v", queue.Posts)
		}
		r.must(r.TeacherHefei, "POST", r.path("/decisions"), fields{"posts": []any{stored.ID}, "deed": "approve"}, nil)
		var shown wire.Post
		event := partner.Until("the post", func(f apptest.Frame) bool { return f.Event == "post.restored" })
		if err := json.Unmarshal(event.Data, &shown); err != nil || shown.Body != "waiting words" {
			t.Errorf("after the approval others get %s", event.Raw)
		}
		if n, last := r.counted(); n != i+1 || last != stored.Seq {
			t.Errorf("after the approval readers are told of %d posts, the last at %d", n, last)
		}
	}
	if stored := r.says(r.Student, "trusted words"); stored.State != wire.PostVisible {
		t.Errorf("after %d approvals a post is %+v", waits, stored)
	}
	if stored := r.says(r.Teacher, "a teacher's words"); stored.State != wire.PostVisible {
		t.Errorf("a teacher's first post is %+v", stored)
	}
	r.must(r.Teacher, "PATCH", r.path("/keeping"), fields{"first_posts": 0}, nil)
	if stored := r.says(r.StudentHefei, "words in a class that asks for none"); stored.State != wire.PostVisible {
		t.Errorf("where no posts wait a post is %+v", stored)
	}
}

// counted is what a partner's list of classes says of the chat: how many posts there are, and the last one's place.
func (r *classroom) counted() (posts int, last int64) {
	r.t.Helper()
	var list wire.Classes
	r.must(r.StudentHefei, "GET", "/api/classes", nil, &list)
	return list.Classes[0].Chat.PostCount, list.Classes[0].Chat.LastPostSeq
}

func TestRule13WhatAnApprovedFirstPostIsMadeIntoWaitsToo(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	r.exec(`update class set first_posts = 2 where id = $1`, r.Class)
	said := r.says(r.Student, "kind words")
	path := "/api/posts/" + said.ID.String()
	var p, theirs wire.Post
	r.must(r.Teacher, "POST", path+"/approve", nil, &p)
	r.must(r.Student, "PUT", path, fields{"revision": 1, "body": "other words"}, &p)
	r.must(r.StudentHefei, "GET", path, nil, &theirs)
	if p.State != wire.PostHeld || theirs.State != wire.PostHeld || theirs.Body != "" {
		t.Errorf("edited, it is %+v, and others read %+v", p, theirs)
	}
	var own wire.PostRead
	r.must(r.Student, "GET", path, nil, &own)
	if own.HeldFor != "first_posts" || own.Body != "other words" {
		t.Errorf("its author reads %+v", own)
	}
	r.must(r.Teacher, "POST", path+"/approve", nil, &p)
	r.must(r.Student, "PUT", path, fields{"revision": 2, "body": "trusted words"}, &p)
	if s := r.standing(r.Student); p.State != wire.PostHeld || s.Waits != 1 {
		t.Errorf("the second text of one post counts as another: an edit is %+v, and %d more wait", p, s.Waits)
	}
	second := r.says(r.Student, "kinder words")
	r.must(r.Teacher, "POST", "/api/posts/"+second.ID.String()+"/approve", nil, &p)
	r.must(r.Teacher, "POST", path+"/approve", nil, &p)
	r.must(r.Student, "PUT", path, fields{"revision": 3, "body": "trusted words, again"}, &p)
	if p.State != wire.PostVisible {
		t.Errorf("after as many posts as the class asks for, an edit is %+v", p)
	}
}
