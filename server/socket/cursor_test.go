package socket_test

import (
	"fmt"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestACursorIsObeyedOrResetOrRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	w := s.witness()
	speaker := apptest.Hello(t, s.node, s.world.StudentHefei.Token)
	for range 3 {
		says(speaker, s.post("said"))
		w.listener.Event(s.world.ClassTopic)
		w.last++
	}
	c := apptest.Dial(t, s.node, s.world.Student.Token)
	var welcome wire.Welcome
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, &welcome)
	const foreign = "00000000-0000-4000-8000-000000000000"
	for _, x := range []struct{ since, epoch, want string }{
		{"0", welcome.Epoch, ""},
		{"2", welcome.Epoch, ""},
		{"3", welcome.Epoch, ""},
		{"4", welcome.Epoch, "ahead"},
		{"9007199254740993", welcome.Epoch, "ahead"},
		{"9223372036854775807", welcome.Epoch, "ahead"},
		{"2", foreign, "epoch"},
		{"2", "", "epoch"},
		{"2", "garbage", "epoch"},
		{"9223372036854775807", foreign, "epoch"},
		{"-1", welcome.Epoch, "bad_request"},
		{"-9223372036854775808", welcome.Epoch, "bad_request"},
		{"9223372036854775808", welcome.Epoch, "bad_request"},
		{"99999999999999999999999999", welcome.Epoch, "bad_request"},
		{"1.5", welcome.Epoch, "bad_request"},
		{"1e3", welcome.Epoch, "bad_request"},
		{`"1"`, welcome.Epoch, "bad_request"},
		{"true", welcome.Epoch, "bad_request"},
	} {
		c.SendRaw(fmt.Sprintf(`{"id":"x","do":"subscribe","in":{"topic":"%s","since":%s,"epoch":"%s"}}`, s.world.ClassTopic, x.since, x.epoch))
		f := c.Answer("x")
		if x.want == "bad_request" {
			if f.Error == nil || f.Error.Code != x.want {
				t.Errorf("%+v: %s", x, f.Raw)
			}
			continue
		}
		sub := decode[wire.Subscribed](t, f)
		if sub.Reset != x.want || (sub.Reset != "") != (sub.Snapshot != nil) {
			t.Errorf("%+v: %s", x, f.Raw)
			continue
		}
		want := int64(3)
		if sub.Reset == "" {
			if fmt.Sprint(sub.Seq) != x.since {
				t.Errorf("%+v: %s", x, f.Raw)
			}
			for seq := sub.Seq + 1; seq <= want; seq++ {
				if e := c.Event(s.world.ClassTopic); e.Seq != seq {
					t.Errorf("%+v: want %d, got %s", x, seq, e.Raw)
				}
			}
		} else if sub.Seq != want {
			t.Errorf("%+v: %s", x, f.Raw)
		}
	}
	w.undisturbed()
}

func TestAResumeOfTooMuchIsAReset(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	s.exec(`insert into event (topic_id, seq, kind, data) select id, n, 'post.deleted', '{}' from topic, generate_series(1, 1001) n where name = $1`, s.world.ClassTopic)
	s.exec(`update topic set head = 1001 where name = $1`, s.world.ClassTopic)
	c := apptest.Dial(t, s.node, s.world.Student.Token)
	var welcome wire.Welcome
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, &welcome)
	for since, want := range map[int64]string{0: "too_old", 1: ""} {
		var sub wire.Subscribed
		c.Must("subscribe", wire.Subscribe{Topic: s.world.ClassTopic, Since: &since, Epoch: welcome.Epoch}, &sub)
		if sub.Reset != want {
			t.Errorf("since %d: %+v", since, sub)
		}
		for seq := sub.Seq + 1; seq <= 1001; seq++ {
			if e := c.Event(s.world.ClassTopic); e.Seq != seq {
				t.Fatalf("since %d: want %d, got %s", since, seq, e.Raw)
			}
		}
	}
}
