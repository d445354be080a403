package socket_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// refusals reads a connection to its end and counts the errors by their code.
func refusals(r *raw) (codes map[string]int, closed int) {
	codes = map[string]int{}
	for {
		kind, payload, err := r.next()
		switch {
		case err != nil:
			return codes, closed
		case kind == closes:
			closed = int(payload[0])<<8 | int(payload[1])
		case kind == text:
			var f apptest.Frame
			if json.Unmarshal(payload, &f) == nil && f.Error != nil {
				codes[f.Error.Code]++
			}
		}
	}
}

func TestAFloodOfFramesIsRefusedAndThenEnded(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	for what, frame := range map[string]string{
		"pings":      `{"id":"x","do":"ping"}`,
		"garbage":    `{`,
		"too large":  pingOf(wire.MaxFrameBytes + 1),
		"subscribes": fmt.Sprintf(`{"id":"x","do":"subscribe","in":{"topic":"%s"}}`, s.world.ClassTopic),
		"signals":    fmt.Sprintf(`{"id":"x","do":"signal","in":{"topic":"%s","name":"typing","data":{}}}`, s.world.ClassTopic),
	} {
		r := s.greeted(s.world.Student.Token)
		r.say(fmt.Sprintf(`{"id":"sub","do":"subscribe","in":{"topic":"%s"}}`, s.world.ClassTopic))
		r.answered("sub")
		r.pour(bytes.Repeat(masked(final|text, []byte(frame)), 1500))
		codes, closed := refusals(r)
		if closed != 4003 || codes["rate.frames"] < 100 || codes["rate.frames"] > 300+wire.FramesPerSecond*20 {
			t.Errorf("%s: closed with %d after %v", what, closed, codes)
		}
		r.Conn.Close()
	}
	w.undisturbed()
}

func TestWhoIsALittleTooFastIsToldSoAndGoesOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := apptest.Hello(t, s.node, "")
	sent := 0
	for ; sent < 200; sent++ {
		c.SendRaw(fmt.Sprintf(`{"id":"n%d","do":"ping"}`, sent))
	}
	fine := 0
	for i := range sent {
		switch f := c.Answer(fmt.Sprintf("n%d", i)); {
		case f.Error == nil:
			fine++
		case f.Error.Code != "rate.frames" || f.Error.Status != 429 || f.Error.RetryAfter != 1:
			t.Fatalf("%s", f.Raw)
		}
	}
	if fine < wire.FrameBurst-1 || fine == sent {
		t.Errorf("%d of %d were taken", fine, sent)
	}
}

func TestAThousandSubscriptionsAreNotToBeHad(t *testing.T) {
	t.Parallel()
	s := newStage(t, loose)
	w := s.witness()
	s.exec(`with t as (insert into topic (name) select 'thread:' || gen_random_uuid() from generate_series(1, 1000) returning id, name)
		insert into thread (id, board_id, topic_id, title, language)
		select substr(name, 8)::uuid, (select id from board where slug = 'welcome'), id, 'x', 'en' from t`)
	rows, err := s.node.Pool.Query(t.Context(), `select o.name from topic o join thread t on t.topic_id = o.id where t.title = 'x'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	c := apptest.Hello(t, s.node, s.world.Student.Token)
	for i, name := range names {
		if i < wire.MaxSubscriptions {
			c.Must("subscribe", wire.Subscribe{Topic: name}, nil)
		} else if p := c.Refused("subscribe", wire.Subscribe{Topic: name}, "subscription.too_many"); p.Status != 429 {
			t.Fatalf("%+v", p)
		}
	}
	// One that it has may begin anew; one that is given up makes room for another.
	c.Must("subscribe", wire.Subscribe{Topic: names[0]}, nil)
	c.Must("unsubscribe", wire.Unsubscribe{Topic: names[0]}, nil)
	c.Must("subscribe", wire.Subscribe{Topic: names[999]}, nil)
	w.undisturbed()
}

func TestAPersonsPostsAreCountedOverAllConnections(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	tabs := []*apptest.Client{apptest.Hello(t, s.node, s.world.Student.Token), apptest.Hello(t, s.node, s.world.Student.Token)}
	ids := map[*apptest.Client][]string{}
	for range 30 {
		for _, tab := range tabs {
			ids[tab] = append(ids[tab], tab.Send("post.create", s.post("spam")))
		}
	}
	stored, refused := 0, 0
	for tab, sent := range ids {
		for _, id := range sent {
			switch f := tab.Answer(id); {
			case f.Error == nil:
				stored++
			case f.Error.Code == "rate.posts" && f.Error.RetryAfter > 0:
				refused++
			default:
				t.Errorf("%s", f.Raw)
			}
		}
	}
	// Twenty at once, and one for each second that this took.
	if stored < 20 || stored > 40 || stored+refused != 60 || s.stored() != stored {
		t.Errorf("%d stored, %d refused, %d in the database", stored, refused, s.stored())
	}
	for range stored {
		w.listener.Event(s.world.ClassTopic)
		w.last++
	}
	w.undisturbed() // whose speaker is another person
}

func TestAFloodOfTypingHoldsBackNoPost(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	in := wire.SendSignal{Topic: s.world.ClassTopic, Name: "typing"}
	for range 5 {
		c := s.follow(s.world.Student.Token)
		for range 200 {
			c.Send("signal", in)
		}
	}
	w.undisturbed()
}

func TestASignalIsSmallAndOfAKnownKind(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	w := s.witness()
	c := s.follow(s.world.Student.Token)
	for what, x := range map[string]struct {
		in   wire.SendSignal
		code string
	}{
		"too much":             {wire.SendSignal{Topic: s.world.ClassTopic, Name: "typing", Data: []byte(`"` + textOf(1100) + `"`)}, "bad_request"},
		"foreign data":         {wire.SendSignal{Topic: s.world.ClassTopic, Name: "typing", Data: []byte(`{"x":1}`)}, "bad_request"},
		"one of the server's":  {wire.SendSignal{Topic: s.world.ClassTopic, Name: "presence", Data: []byte(`{}`)}, "not_found"},
		"an unknown one":       {wire.SendSignal{Topic: s.world.ClassTopic, Name: "wave"}, "not_found"},
		"where it is not":      {wire.SendSignal{Topic: "class:" + uuid.NewString(), Name: "typing"}, "subscription.none"},
		"in the person's own":  {wire.SendSignal{Topic: "person:" + s.world.Student.ID.String(), Name: "typing"}, "subscription.none"},
		"without a topic":      {wire.SendSignal{Name: "typing"}, "subscription.none"},
		"somebody else's self": {wire.SendSignal{Topic: "person:" + s.world.Teacher.ID.String(), Name: "read", Data: []byte(`{}`)}, "subscription.none"},
	} {
		if f := c.Do("signal", x.in); f.Error == nil || f.Error.Code != x.code {
			t.Errorf("%s: %s", what, f.Raw)
		}
	}
	w.undisturbed()
}
