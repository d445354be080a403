package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Describe gives the description of the whole API, HTTP and socket, from what the features register; they are called
// with nothing behind them. It needs no database: the command in server/openapi writes it for the client's types.
func Describe(features ...Feature) *huma.OpenAPI {
	api, set := NewAPI(http.NewServeMux()), command.NewSet()
	for _, f := range features {
		f.Operations(api)
		f.Commands(set)
	}
	describeSocket(api.OpenAPI(), set)
	return api.OpenAPI()
}

// Marshal writes the description as it is served, indented, and the same for the same API.
func Marshal(o *huma.OpenAPI) ([]byte, error) {
	raw, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the description of the API: %w", err)
	}
	return append(raw, '\n'), nil
}

// describeSocket adds to the components' schemas all that travels over the socket: an object with one property for each
// command, event, signal and kind of snapshot, and the frames.
func describeSocket(o *huma.OpenAPI, set *command.Set) {
	d := description{o.Components.Schemas}
	commands := map[string]*huma.Schema{
		"hello":       d.inOut(reflect.TypeFor[wire.Hello](), reflect.TypeFor[wire.Welcome]()),
		"subscribe":   d.inOut(reflect.TypeFor[wire.Subscribe](), reflect.TypeFor[wire.Subscribed]()),
		"unsubscribe": d.inOut(reflect.TypeFor[wire.Unsubscribe](), reflect.TypeFor[wire.Empty]()),
		"signal":      d.inOut(reflect.TypeFor[wire.SendSignal](), reflect.TypeFor[wire.Empty]()),
		"ping":        d.inOut(reflect.TypeFor[wire.Empty](), reflect.TypeFor[wire.Empty]()),
	}
	signals := map[string]*huma.Schema{"presence": d.of(reflect.TypeFor[wire.PresenceChange]())}
	events, snapshots := map[string]*huma.Schema{}, map[string]*huma.Schema{}

	// Each has no order, and a type is described where it is first met: sort, so that the same API gives the same text.
	var cs []command.Command
	var ks []command.TopicKind
	var es, ss []command.Event
	set.Each(func(c command.Command) { cs = append(cs, c) }, func(k command.TopicKind) { ks = append(ks, k) },
		func(e command.Event) { es = append(es, e) }, func(s command.Event) { ss = append(ss, s) })
	slices.SortFunc(cs, func(a, b command.Command) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(ks, func(a, b command.TopicKind) int { return cmp.Compare(a.Prefix, b.Prefix) })
	byKind := func(a, b command.Event) int { return cmp.Compare(a.Kind, b.Kind) }
	slices.SortFunc(es, byKind)
	slices.SortFunc(ss, byKind)

	for _, c := range cs {
		commands[c.Name] = d.inOut(c.In, c.Out)
	}
	for _, e := range es {
		events[e.Kind] = d.of(e.Data)
	}
	for _, s := range ss {
		signals[s.Kind] = d.of(s.Data)
	}
	for _, k := range ks {
		if k.SnapshotType != nil {
			snapshots[k.Prefix] = d.of(k.SnapshotType)
		}
	}
	for name, about := range map[string]struct {
		text  string
		props map[string]*huma.Schema
	}{
		"SocketCommands":  {"The socket's commands: a frame {id, do, in} is answered by {id, ok} or {id, error}. See docs/protocol.md.", commands},
		"SocketEvents":    {"The kinds of events of topics' logs, and their data. See docs/protocol.md.", events},
		"SocketSignals":   {"What is said in a topic and stored nowhere, and its data. See docs/protocol.md.", signals},
		"SocketSnapshots": {"By the part of a topic's name before the colon: what `subscribe` gives to a newcomer. See docs/protocol.md.", snapshots},
	} {
		s := object(about.props)
		s.Description = about.text
		o.Components.Schemas.Map()[name] = s
	}
	for _, frame := range []reflect.Type{
		reflect.TypeFor[wire.Command](), reflect.TypeFor[wire.Answer](), reflect.TypeFor[wire.Event](),
		reflect.TypeFor[wire.Signal](), reflect.TypeFor[wire.Closed](), reflect.TypeFor[wire.Problem](),
	} {
		d.of(frame)
	}
}

type description struct{ registry huma.Registry }

func (d description) of(t reflect.Type) *huma.Schema {
	return d.registry.Schema(t, true, "")
}

func (d description) inOut(in, out reflect.Type) *huma.Schema {
	return object(map[string]*huma.Schema{"in": d.of(in), "out": d.of(out)})
}

func object(props map[string]*huma.Schema) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeObject, Properties: props, AdditionalProperties: false}
	for name := range props {
		s.Required = append(s.Required, name)
	}
	slices.Sort(s.Required)
	return s
}
