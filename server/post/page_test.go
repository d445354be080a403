package post_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/post"
	"tongchuang/server/wire"
)

func TestAPageOfLongPostsIsShorterAndTheNextOneGoesOn(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	long := strings.Repeat("很长的一句话。", 1500)
	var wrote []uuid.UUID
	for range 12 {
		root := p.write(t, p.citizen, p.thread, long).ID
		reply, err := p.Create(t.Context(), p.moderator, wire.CreatePost{Thread: p.thread, Parent: &root, ClientID: uuid.New(), Body: long})
		if err != nil {
			t.Fatal(err)
		}
		wrote = append(wrote, root, reply.ID)
	}
	mustBeBounded := func(posts []wire.Post) {
		t.Helper()
		size := 0
		for _, q := range posts {
			size += len(q.Body) + len(q.HTML)
		}
		if len(posts) == 0 || len(posts) > 2 && size > 300<<10 {
			t.Errorf("a page of %d posts, %d bytes", len(posts), size)
		}
	}

	var read []uuid.UUID
	for after, pages := int64(0), 0; ; pages++ {
		posts, next, err := post.Tree(t.Context(), p.pool, p.thread, after, 20)
		if err != nil {
			t.Fatal(err)
		}
		mustBeBounded(posts)
		for _, q := range posts {
			read = append(read, q.ID)
		}
		if after = next; next == 0 {
			if pages == 0 {
				t.Error("all of it came as one page")
			}
			break
		}
	}
	mustBeAll(t, wrote, read)

	read = nil
	for before, earlier := int64(math.MaxInt64), true; earlier; {
		var posts []wire.Post
		var err error
		if posts, earlier, err = post.Latest(t.Context(), p.pool, p.thread, before, 50); err != nil {
			t.Fatal(err)
		}
		mustBeBounded(posts)
		for _, q := range posts {
			read = append(read, q.ID)
		}
		before = posts[0].Seq
	}
	mustBeAll(t, wrote, read)
}

func mustBeAll(t *testing.T, want, got []uuid.UUID) {
	t.Helper()
	seen := map[uuid.UUID]int{}
	for _, id := range got {
		seen[id]++
	}
	for _, id := range want {
		if seen[id] != 1 {
			t.Errorf("a post came %d times", seen[id])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d posts of %d", len(got), len(want))
	}
}
