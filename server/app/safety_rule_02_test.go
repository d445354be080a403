package app_test

import (
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 2: the teachers of both schools can read all of a class's content, what was deleted or hidden included.
func TestRule02TheTeachersOfBothSchoolsReadAllThatWasSaidDeletedAndHiddenIncluded(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	plain := r.says(r.Student, "plain words")
	changed := r.says(r.Student, "first words")
	r.must(r.Student, "PUT", "/api/posts/"+changed.ID.String(), fields{"revision": 1, "body": "second words"}, nil)
	deleted := r.says(r.StudentHefei, "deleted words")
	r.must(r.StudentHefei, "DELETE", "/api/posts/"+deleted.ID.String(), nil, nil)
	hidden := r.says(r.StudentHefei, "hidden words")
	r.must(r.Teacher, "POST", r.path("/decisions"), fields{"posts": []any{hidden.ID}, "deed": "hide", "clause": "attacks", "reason": "unkind"}, nil)
	r.exec(`update class set first_posts = 100`)
	held := r.says(r.Student, "held words")

	for _, teacher := range []apptest.Person{r.Teacher, r.TeacherHefei} {
		var all, of wire.ClassSaid
		r.must(teacher, "GET", r.path("/said"), nil, &all)
		got := map[string]wire.SupervisedPost{}
		for _, p := range all.Posts {
			got[p.Post.Body] = p
		}
		if len(all.Posts) != 5 || all.More {
			t.Fatalf("%s reads %d posts", teacher.Name, len(all.Posts))
		}
		if got["plain words"].Post.ID != plain.ID || got["deleted words"].DeletedAt == nil || got["hidden words"].HiddenAt == nil ||
			got["held words"].HeldFor != "first_posts" || got["held words"].Post.ID != held.ID {
			t.Errorf("%s reads %+v", teacher.Name, all.Posts)
		}
		if texts := got["second words"].Revisions; len(texts) != 1 || texts[0].Body != "first words" {
			t.Errorf("%s reads the earlier texts %+v", teacher.Name, texts)
		}
		r.must(teacher, "GET", r.path("/said?person="+r.StudentHefei.ID.String()), nil, &of)
		if len(of.Posts) != 2 || of.Posts[0].Post.Body != "hidden words" || of.Posts[1].Post.Body != "deleted words" {
			t.Errorf("of one student %s reads %+v", teacher.Name, of.Posts)
		}
	}
	for _, other := range []struct {
		apptest.Person
		status int
	}{{r.Student, 403}, {r.StudentHefei, 403}, {r.Outsider, 404}, {r.Moderator, 404}, {r.Citizen, 404}} {
		if status, code := r.ask(other.Person, "GET", r.path("/said"), nil, nil); status != other.status {
			t.Errorf("%s: %d %s", other.Name, status, code)
		}
	}
}
