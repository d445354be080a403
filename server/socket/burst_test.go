package socket_test

import (
	"context"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"tongchuang/server/apptest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// reader follows the class's chat and reads all the time.
func (s *stage) reader() (c *apptest.Client, last int64) {
	s.t.Helper()
	c = apptest.Hello(s.t, s.node, s.world.Student.Token)
	var sub wire.Subscribed
	c.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, &sub)
	return c, sub.Seq
}

// A node that missed much, because Redis was away or it was frozen, finds it all in the log in one moment. Who reads as
// fast as can be must not be closed as slow for that, however much more it is than may wait for one connection.
func TestAReaderIsNotClosedForWhatItsNodeMissed(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	c, last := s.reader()
	const count = 400
	data, err := json.Marshal(wire.Post{Body: strings.Repeat("x", 30_000)}) // 12 MB
	if err != nil {
		t.Fatal(err)
	}
	name := topic.Name(s.world.ClassTopic)
	err = topic.NewLog(s.node.Pool, unheard{}).InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
		for range count {
			if _, err := tx.Append(topic.Entry{Topic: name, Kind: "post.created", Data: data}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range count {
		last++
		if f := c.Event(s.world.ClassTopic); f.Seq != last {
			t.Fatalf("want %d, heard %d", last, f.Seq)
		}
	}
	// And it is live again: what is said now comes next.
	says(apptest.Hello(t, s.node, s.world.StudentHefei.Token), s.post("all is well"))
	if f := c.Event(s.world.ClassTopic); f.Seq != last+1 {
		t.Errorf("after %d heard %d", last, f.Seq)
	}
}

// So much said at once that it is more than may wait for one connection, however fast its reader is.
func TestAReaderIsNotClosedForMuchSaidAtOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	c, last := s.reader()
	speaker := apptest.Hello(t, s.node, s.world.StudentHefei.Token)
	const rounds, each = 2, 50
	long := strings.Repeat("很长的一句话。", 2500)
	for range rounds {
		var posts []wire.CreatePost
		for range each {
			posts = append(posts, s.post(long))
		}
		says(speaker, posts...)
		for range each {
			last++
			if f := c.Event(s.world.ClassTopic); f.Seq != last {
				t.Fatalf("want %d, heard %d", last, f.Seq)
			}
		}
	}
}
