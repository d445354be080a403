package hub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
	"tongchuang/server/topic"
)

// tap keeps what is published to it.
type tap struct {
	hub.Bus
	messages [][]byte
}

func (t *tap) Publish(_ string, message []byte) {
	t.messages = append(t.messages, bytes.Clone(message))
}

// nothing is a log without events.
type nothing struct{}

func (nothing) Head(context.Context, topic.Name) (int64, error)                   { return 0, nil }
func (nothing) Heads(context.Context, []topic.Name) (map[topic.Name]int64, error) { return nil, nil }
func (nothing) Read(context.Context, topic.Name, int64, int64, int) ([]topic.Event, error) {
	return nil, nil
}

// strict fails when it is sent anything but frames about its topic, its events one after another.
type strict struct {
	t    *testing.T
	name topic.Name
	last int64
}

// Send implements hub.Listener.
func (s *strict) Send(f *hub.Frame) bool {
	var about struct {
		Topic topic.Name `json:"topic"`
		Seq   int64      `json:"seq"`
	}
	if err := json.Unmarshal(f.Bytes, &about); err != nil || about.Topic != s.name || about.Seq != f.Seq && f.Seq > 0 {
		s.t.Fatalf("sent %q as event %d (%v)", f.Bytes, f.Seq, err)
	}
	if f.Seq > 0 {
		if f.Seq != s.last+1 {
			s.t.Fatalf("event %d after %d", f.Seq, s.last)
		}
		s.last = f.Seq
	}
	return true
}

// FuzzReceive takes anything from the bus, where anybody who reaches Redis may speak: readers are sent frames about their
// topic, events one after another, and nothing else.
func FuzzReceive(f *testing.F) {
	const name = topic.Name("test:x")
	other := hub.New(hub.Config{Log: nothing{}, Node: "other"})
	said := &tap{Bus: new(memory.Exchange).Node(func(string, []byte) {})}
	other.Connect(said)
	other.Publish([]topic.Event{{Topic: name, Seq: 1, Kind: "test.said", Data: []byte(`{"a":1}`)}})
	other.Publish([]topic.Event{{Topic: name, Seq: 2, Kind: "test.said", Data: []byte(`"两"`)}, {Topic: name, Seq: 3, Kind: "k", Data: []byte(`null`)}})
	other.Signal(name, []byte(`{"topic":"test:x","signal":"typing"}`))
	for _, m := range said.messages {
		f.Add(m, m)
		f.Add(said.messages[0], m)
	}
	f.Add([]byte(`p{"node":"n","number":1,"people":[{"id":"`+uuid.NewString()+`","name":"Li"}]}`), []byte("a"))
	f.Fuzz(func(t *testing.T, one, two []byte) {
		h := hub.New(hub.Config{Log: nothing{}})
		h.Connect(new(memory.Exchange).Node(h.Receive))
		m, err := h.Join(t.Context(), name, &strict{t: t, name: name}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer m.Leave()
		if err := m.CatchUp(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		h.Receive(string(name), one)
		h.Receive(string(name), two)
		h.Receive(string(name), said.messages[0])
		h.Present(name)
	})
}
