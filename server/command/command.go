// Package command joins the features to the socket without either knowing the other: a feature registers its
// commands by name, each a method func(ctx, actor, In) (Out, error), and its kinds of topics. The HTTP operation of the
// same thing calls the same method, so that a rule exists once. A Set is filled at start and only read afterwards,
// which is safe for concurrent use.
package command

import (
	"context"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Run decodes the input, runs the command and gives what is to be encoded as its answer.
type Run func(ctx context.Context, actor access.Actor, in jsontext.Value) (any, error)

// Command is a registered command. In and Out are its types, for the generated description of the protocol.
type Command struct {
	Name    string
	In, Out reflect.Type
	Run     Run
}

// Event is a kind of event that a feature's topics can carry.
type Event struct {
	Kind string
	Data reflect.Type
}

// Set holds what the features registered.
type Set struct {
	commands map[string]Command
	topics   map[string]TopicKind
	events   map[string]Event
	signals  map[string]Event // that clients may send
	told     map[string]Event // that only the server sends
}

// NewSet makes an empty Set.
func NewSet() *Set {
	return &Set{map[string]Command{}, map[string]TopicKind{}, map[string]Event{}, map[string]Event{}, map[string]Event{}}
}

// TopicKind is what the socket must know of the topics whose names begin with Prefix and a colon.
type TopicKind struct {
	Prefix string
	// MayRead asks access whether actor may follow the topic.
	MayRead func(ctx context.Context, actor access.Actor, id string) error
	// MaySignal asks access whether actor may signal in it; nil where nobody may.
	MaySignal func(ctx context.Context, actor access.Actor, id string) error
	// Snapshot gives what a newcomer must know and the seq of the last event that it includes.
	Snapshot func(ctx context.Context, actor access.Actor, id string) (snapshot any, seq int64, err error)
	// SnapshotType is the type of the snapshot, for the generated description.
	SnapshotType reflect.Type
	// Present gives how the actor is shown to the others in the topic; nil where a topic has no presence.
	Present func(ctx context.Context, actor access.Actor, id string) (*wire.Person, error)
}

// Register adds a command. It panics when the name is taken: that is a mistake of the program.
func Register[In, Out any](s *Set, name string, f func(context.Context, access.Actor, In) (Out, error)) {
	if _, taken := s.commands[name]; taken {
		panic(fmt.Sprintf("command %q registered twice", name))
	}
	s.commands[name] = Command{
		Name: name, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](),
		Run: func(ctx context.Context, actor access.Actor, raw jsontext.Value) (any, error) {
			var in In
			if err := Decode(raw, &in); err != nil {
				return nil, err
			}
			return f(ctx, actor, in)
		},
	}
}

// Later is the second half of a command that RegisterLater added: it waits for the outcome.
type Later func(ctx context.Context) (any, error)

// RegisterLater adds a command in two halves. The first runs before the connection's next command does, so that sends
// keep their order; the second waits for the outcome while others run.
func RegisterLater[In, Out any](s *Set, name string, f func(context.Context, access.Actor, In) (func(context.Context) (Out, error), error)) {
	Register(s, name, func(ctx context.Context, actor access.Actor, in In) (Later, error) {
		wait, err := f(ctx, actor, in)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context) (any, error) { return wait(ctx) }, nil
	})
	c := s.commands[name]
	c.Out = reflect.TypeFor[Out]()
	s.commands[name] = c
}

// RegisterEvent names a kind of event and the type of its data.
func RegisterEvent[Data any](s *Set, kind string) {
	s.events[kind] = Event{kind, reflect.TypeFor[Data]()}
}

// RegisterSignal names a signal that clients may send in topics with MaySignal, and the type of its data.
func RegisterSignal[Data any](s *Set, name string) {
	s.signals[name] = Event{name, reflect.TypeFor[Data]()}
}

// RegisterServerSignal names a signal that only the server sends, for the generated description.
func RegisterServerSignal[Data any](s *Set, name string) {
	s.told[name] = Event{name, reflect.TypeFor[Data]()}
}

// RegisterTopic adds a kind of topic.
func (s *Set) RegisterTopic(k TopicKind) { s.topics[k.Prefix] = k }

// Find gives the command called name.
func (s *Set) Find(name string) (Command, bool) { c, ok := s.commands[name]; return c, ok }

// Topic gives the kind of topic with this prefix.
func (s *Set) Topic(prefix string) (TopicKind, bool) { k, ok := s.topics[prefix]; return k, ok }

// Signal gives the signal called name.
func (s *Set) Signal(name string) (Event, bool) { e, ok := s.signals[name]; return e, ok }

// CheckData tells whether raw is data of this signal, at most a kilobyte.
func (e Event) CheckData(raw jsontext.Value) error {
	if len(raw) > 1024 {
		return problem.BadRequest()
	}
	return Decode(raw, reflect.New(e.Data).Interface())
}

// Each calls f for everything registered; the order is not defined. For the generated description.
func (s *Set) Each(command func(Command), topic func(TopicKind), event, signal func(Event)) {
	for _, c := range s.commands {
		command(c)
	}
	for _, k := range s.topics {
		topic(k)
	}
	for _, e := range s.events {
		event(e)
	}
	for _, e := range s.signals {
		signal(e)
	}
	for _, e := range s.told {
		signal(e)
	}
}

// Decode reads JSON strictly: no unknown members, no duplicates, no invalid UTF-8 or lone surrogates, names
// case-sensitive, depth bounded. Any failure is the problem bad_request.
func Decode(raw []byte, into any) error {
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	if err := json.Unmarshal(raw, into, json.RejectUnknownMembers(true)); err != nil {
		return problem.BadRequest().Because(err)
	}
	return nil
}
