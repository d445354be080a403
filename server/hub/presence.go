package hub

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/evenly"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Who is here is kept nowhere: each node says of each topic whom it has, at once when that changes and again every
// Config.PresenceEvery; a node that was silent for Config.PresenceLasts is gone with all of its people.
type presence struct {
	mu     sync.Mutex                // held before a stream's
	topics map[topic.Name]*gathering // guarded by mu, as all below
	said   int64                     // number of this node's last announcement
	watch  Watcher                   // nil: nobody wants to know
}

// gathering is who is present in one topic.
type gathering struct {
	here   map[uuid.UUID]*attendee // on this node
	others map[string]*delegation  // by node
}

type attendee struct {
	person      wire.Person
	connections int
}

// delegation is whom another node has; it is kept for a while when that is nobody, so that an earlier announcement that
// comes late is known as such.
type delegation struct {
	people []wire.Person
	number int64
	heard  time.Time
}

// announcement is what a node says of a topic. Number grows with each, over restarts of the node too: it is a time in
// nanoseconds.
type announcement struct {
	Node   string        `json:"node"`
	Number int64         `json:"number"`
	People []wire.Person `json:"people"`
}

func (p *presence) init() { p.topics = map[topic.Name]*gathering{} }

func (p *presence) at(name topic.Name) *gathering {
	g := p.topics[name]
	if g == nil {
		g = &gathering{here: map[uuid.UUID]*attendee{}, others: map[string]*delegation{}}
		p.topics[name] = g
	}
	return g
}

// people gives everyone present, each once, by name. Called with mu held.
func (g *gathering) people() map[uuid.UUID]wire.Person {
	all := make(map[uuid.UUID]wire.Person, len(g.here))
	for _, d := range g.others {
		for _, p := range d.people {
			all[p.ID] = p
		}
	}
	for id, a := range g.here {
		all[id] = a.person
	}
	return all
}

// Present lists who is in the topic now, on all nodes, by name.
func (h *Hub) Present(name topic.Name) []wire.Person {
	h.presence.mu.Lock()
	defer h.presence.mu.Unlock()
	g := h.presence.topics[name]
	if g == nil {
		return nil
	}
	var list []wire.Person
	for _, p := range g.people() {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b wire.Person) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func (h *Hub) came(name topic.Name, p wire.Person) {
	h.changePresence(name, func(g *gathering) {
		if a := g.here[p.ID]; a != nil {
			a.connections++
			return
		}
		g.here[p.ID] = &attendee{p, 1}
		h.presence.tellWatcher(name, p.ID, true)
	})
	h.announce(name)
	h.bus.Publish(string(name), []byte{asksPresence})
}

func (h *Hub) went(name topic.Name, id uuid.UUID) {
	h.changePresence(name, func(g *gathering) {
		if a := g.here[id]; a != nil {
			if a.connections--; a.connections == 0 {
				delete(g.here, id)
				h.presence.tellWatcher(name, id, false)
			}
		}
	})
	h.announce(name)
}

// changePresence applies change and tells this node's listeners who came and who went by it. They are told under the
// lock: of two changes told in the wrong order the wrong one would last.
func (h *Hub) changePresence(name topic.Name, change func(*gathering)) {
	h.presence.mu.Lock()
	defer h.presence.mu.Unlock()
	g := h.presence.at(name)
	before := g.people()
	change(g)
	after := g.people()
	if len(g.here) == 0 && len(g.others) == 0 {
		delete(h.presence.topics, name)
	}

	var diff wire.PresenceChange
	for id, p := range after {
		if _, was := before[id]; !was {
			diff.Here = append(diff.Here, p)
		}
	}
	for id := range before {
		if _, is := after[id]; !is {
			diff.Gone = append(diff.Gone, id)
		}
	}
	if len(diff.Here) == 0 && len(diff.Gone) == 0 {
		return
	}
	data, _ := json.Marshal(diff) // plain structs cannot fail
	frame, _ := json.Marshal(wire.Signal{Topic: string(name), Signal: "presence", Data: data})
	h.deliverSignal(name, NewFrame(frame))
}

// announce tells the other nodes whom this one has.
func (h *Hub) announce(name topic.Name) {
	h.presence.mu.Lock()
	h.presence.said = max(h.presence.said+1, time.Now().UnixNano())
	a := announcement{Node: h.config.Node, Number: h.presence.said, People: []wire.Person{}}
	if g := h.presence.topics[name]; g != nil {
		for _, p := range g.here {
			a.People = append(a.People, p.person)
		}
	}
	h.presence.mu.Unlock()
	message, _ := json.Marshal(a)
	h.bus.Publish(string(name), append([]byte{saysPresence}, message...))
}

func (h *Hub) heardPresence(name topic.Name, message []byte) {
	var a announcement
	if json.Unmarshal(message, &a) != nil || a.Node == "" || a.Node == h.config.Node {
		return
	}
	h.changePresence(name, func(g *gathering) {
		before := g.others[a.Node]
		if before != nil && before.number > a.Number || before == nil && len(a.People) == 0 {
			return
		}
		g.others[a.Node] = &delegation{a.People, a.Number, time.Now()}
	})
}

// presenceShares: what is repeated of all topics in a while is spread over it.
const presenceShares = 20

func (h *Hub) keepPresence(ctx context.Context) {
	round := evenly.NewRound[topic.Name](presenceShares, 1)
	tick := time.NewTicker(round.Every(h.config.PresenceEvery))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		names, _ := round.Next(h.presence.names)
		for _, name := range names {
			silent, someone := h.presence.look(name, h.config.PresenceLasts)
			if silent {
				h.changePresence(name, func(g *gathering) { g.dismiss(h.config.PresenceLasts) })
			}
			if someone {
				h.announce(name)
			}
		}
	}
}

// look tells whether a node was silent about the topic for too long, and whether this one has somebody there.
func (p *presence) look(name topic.Name, lasts time.Duration) (silent, someone bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	g := p.topics[name]
	if g == nil {
		return false, false
	}
	for _, d := range g.others {
		silent = silent || time.Since(d.heard) > lasts
	}
	return silent, len(g.here) > 0
}

// dismiss forgets whom silent nodes had. Called with mu held.
func (g *gathering) dismiss(lasts time.Duration) {
	for node, d := range g.others {
		if time.Since(d.heard) > lasts {
			delete(g.others, node)
		}
	}
}

func (p *presence) names() []topic.Name {
	p.mu.Lock()
	defer p.mu.Unlock()
	names := make([]topic.Name, 0, len(p.topics))
	for n := range p.topics {
		names = append(names, n)
	}
	return names
}
