package app_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
	"tongchuang/server/wire"
)

// twoNodes are one installation over a Redis of their own.
func twoNodes(t *testing.T) (a, b *apptest.Node, w *apptest.World) {
	t.Helper()
	redis := redistest.Start(t)
	database := postgrestest.URL(t)
	over := func(c *config.Config) { c.RedisURL = redis.URL() }
	a = apptest.Join(t, database, over)
	b = apptest.Join(t, database, over)
	return a, b, apptest.Seed(t, a.Pool)
}

func TestTwoNodesTellEachOtherWhatIsSaidAndWhoIsHere(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	teacher := apptest.Hello(t, a, w.Teacher.Token)
	student := apptest.Hello(t, b, w.StudentHefei.Token)
	teacher.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	student.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)

	come := teacher.Until("the student's coming", func(f apptest.Frame) bool {
		var change wire.PresenceChange
		return f.Signal == "presence" && json.Unmarshal(f.Data, &change) == nil &&
			len(change.Here) == 1 && change.Here[0].ID == w.StudentHefei.ID
	})
	if come.Topic != w.ClassTopic {
		t.Errorf("presence in %s", come.Topic)
	}

	student.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "早上好"}, nil)
	var p wire.Post
	if err := json.Unmarshal(teacher.Event(w.ClassTopic).Data, &p); err != nil || p.Body != "早上好" || p.Language != "zh" && p.Language != "zh-Hans" {
		t.Errorf("the teacher got %+v (%v)", p, err)
	}

	student.Must("signal", wire.SendSignal{Topic: w.ClassTopic, Name: "typing"}, nil)
	typing := teacher.Until("the student's typing", func(f apptest.Frame) bool { return f.Signal == "typing" })
	if typing.Topic != w.ClassTopic {
		t.Errorf("typing in %s", typing.Topic)
	}

	student.Socket().Close()
	teacher.Until("the student's going", func(f apptest.Frame) bool {
		var change wire.PresenceChange
		return f.Signal == "presence" && json.Unmarshal(f.Data, &change) == nil && len(change.Gone) == 1
	})
}
