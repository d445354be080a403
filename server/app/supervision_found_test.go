package app_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

func TestATeacherIsShownWhatTheFilterFoundInATextThatWaitsAndWhereItStands(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	var stored wire.PostStored
	r.must(r.Student, "POST", "/api/posts", wire.CreatePost{Thread: r.Chat, ClientID: uuid.New(), Body: "放学后加我微信 xiaoyu_2011 好吗"}, &stored)
	var said wire.ClassSaid
	r.must(r.Teacher, "GET", r.path("/said?held=true"), nil, &said)
	if len(said.Posts) != 1 || said.Posts[0].HeldFor != "filter" || !slices.Contains(said.Posts[0].Found, "contact") || len(said.Posts[0].Matches) == 0 {
		t.Fatalf("the queue has %+v", said.Posts)
	}
	body := []rune(said.Posts[0].Post.Body)
	for _, m := range said.Posts[0].Matches {
		if m.Start < 0 || m.End > len(body) || m.Start >= m.End {
			t.Errorf("nothing of %q stands at %d to %d", string(body), m.Start, m.End)
		}
	}
	var evidence wire.PostEvidence
	r.must(r.Teacher, "GET", "/api/posts/"+stored.ID.String()+"/evidence", nil, &evidence)
	if !slices.Contains(evidence.Found, "contact") {
		t.Errorf("in the room the teacher is told of %v", evidence.Found)
	}
	// Once it is approved there is nothing more to decide.
	r.must(r.Teacher, "POST", "/api/posts/"+stored.ID.String()+"/approve", nil, nil)
	var approved wire.ClassSaid
	r.must(r.Teacher, "GET", r.path("/said"), nil, &approved)
	if len(approved.Posts) != 1 || len(approved.Posts[0].Found) > 0 {
		t.Errorf("approved, it is %+v", approved.Posts)
	}
}
