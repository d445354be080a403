package socket_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/command"
	"tongchuang/server/hub"
	"tongchuang/server/socket"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestWhoDoesNotReadIsClosedAsSlowAndTheOthersHearEverything(t *testing.T) {
	t.Parallel()
	const patient = 100 * time.Millisecond
	s, log := bareOn(t, hub.Config{LagLasts: patient}, socket.Pace{}, func(set *command.Set) {
		set.RegisterTopic(command.TopicKind{
			Prefix:   "hall",
			MayRead:  func(context.Context, access.Actor, string) error { return nil },
			Snapshot: func(context.Context, access.Actor, string) (any, int64, error) { return wire.Empty{}, 0, nil },
		})
	})
	const name = topic.Name("hall:one")
	last := int64(0)
	say := func(what string) {
		data, _ := json.Marshal(what)
		err := log.InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) (err error) {
			last, err = tx.Append(topic.Entry{Topic: name, Kind: "test.said", Data: data})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	others := apptest.Hello(t, s.node, "")
	others.Must("subscribe", wire.Subscribe{Topic: string(name)}, nil)
	slow := s.greeted("")
	if err := slow.Conn.(*net.TCPConn).SetReadBuffer(64 << 10); err != nil {
		t.Fatal(err)
	}
	slow.say(`{"id":"sub","do":"subscribe","in":{"topic":"hall:one"}}`)
	sub := decode[wire.Subscribed](t, slow.answered("sub"))

	// 10 MB are more than the network's buffers and the queue hold. It has more time than a reader may take.
	for began := time.Now(); last < 100 || time.Since(began) < 10*patient; {
		say(strings.Repeat("x", 100_000))
		if f := others.Event(string(name)); f.Seq != last {
			t.Fatalf("want %d, heard %d", last, f.Seq)
		}
	}
	heard, code := int64(0), 0
	for code == 0 {
		kind, payload, err := slow.next()
		var f apptest.Frame
		switch {
		case err != nil:
			t.Fatalf("after %d: %v", heard, err)
		case kind == closes:
			code = int(payload[0])<<8 | int(payload[1])
		case kind == text && json.Unmarshal(payload, &f) == nil && f.Event != "":
			if f.Seq != heard+1 {
				t.Fatalf("%d after %d", f.Seq, heard)
			}
			heard = f.Seq
		}
	}
	mustBe(t, "who did not read", code, 4002)
	if heard >= last {
		t.Errorf("all %d events waited for somebody who did not read", heard)
	}
	say("all is well")
	if f := others.Event(string(name)); f.Seq != last {
		t.Errorf("want %d, heard %d", last, f.Seq)
	}
	// Reading again, it goes on where it was.
	r := apptest.Hello(t, s.node, "")
	r.Send("subscribe", wire.Subscribe{Topic: string(name), Since: &heard, Epoch: sub.Epoch})
	if f := r.Event(string(name)); f.Seq != heard+1 {
		t.Errorf("resumed with %d after %d", f.Seq, heard)
	}
}

func TestASnapshotOfLongPostsIsBoundedAndWhatIsSaidMeanwhileFollows(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	speaker := apptest.Hello(t, s.node, s.world.StudentHefei.Token)
	long := strings.Repeat("很长的一句话。", 2500)
	for range 50 {
		says(speaker, s.post(long))
	}
	c := s.greeted(s.world.Student.Token)
	if err := c.Conn.(*net.TCPConn).SetReadBuffer(64 << 10); err != nil { // so that it does not lie in the network
		t.Fatal(err)
	}
	// Presence tells when it has joined; from then on the snapshot is under way.
	watcher := s.follow(s.world.Teacher.Token)
	c.say(fmt.Sprintf(`{"id":"sub","do":"subscribe","in":{"topic":"%s"}}`, s.world.ClassTopic))
	watcher.Until("the reader to come", func(f apptest.Frame) bool {
		return f.Signal == "presence" && strings.Contains(string(f.Data), s.world.Student.ID.String())
	})
	for range 5 {
		says(speaker, s.post("meanwhile"))
	}
	sub := decode[wire.Subscribed](t, c.answered("sub"))
	if n := len(sub.Snapshot); n < 100<<10 || n > 600<<10 { // of 5 MB that were said
		t.Errorf("%d bytes", len(sub.Snapshot))
	}
	for heard := sub.Seq; heard < 55; {
		kind, payload, err := c.next()
		var f apptest.Frame
		if err != nil || kind == closes {
			t.Fatalf("after %d: %v %v", heard, payload, err)
		}
		if kind == text && json.Unmarshal(payload, &f) == nil && f.Event != "" {
			if f.Seq != heard+1 {
				t.Fatalf("%d after %d", f.Seq, heard)
			}
			heard = f.Seq
		}
	}
}

func TestAResumeLargerThanTheQueueIsComplete(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	speaker := apptest.Hello(t, s.node, s.world.StudentHefei.Token)
	long := strings.Repeat("很长的一句话。", 2500)
	const n = 100
	for range n {
		says(speaker, s.post(long))
	}
	c := apptest.Dial(t, s.node, s.world.Student.Token)
	var welcome wire.Welcome
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, &welcome)
	since := int64(0)
	c.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic, Since: &since, Epoch: welcome.Epoch}, nil)
	for seq := int64(1); seq <= n; seq++ {
		if f := c.Event(s.world.ClassTopic); f.Seq != seq {
			t.Fatalf("want %d, got %d", seq, f.Seq)
		}
	}
}
