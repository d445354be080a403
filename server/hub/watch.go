package hub

import (
	"github.com/google/uuid"

	"tongchuang/server/topic"
)

// Watcher hears who comes to this node's topics and who goes, each person once however many connections they have. It
// is called with locks held: it must return at once and never call the hub.
type Watcher func(name topic.Name, person uuid.UUID, here bool)

// Watch gives the hub its watcher. It comes once, before Run.
func (h *Hub) Watch(w Watcher) { h.presence.watch = w }

// Here lists who is in the topics with this prefix on this node alone, by topic.
func (h *Hub) Here(prefix string) map[topic.Name][]uuid.UUID {
	h.presence.mu.Lock()
	defer h.presence.mu.Unlock()
	all := map[topic.Name][]uuid.UUID{}
	for name, g := range h.presence.topics {
		if p, _, ok := name.Split(); !ok || p != prefix || len(g.here) == 0 {
			continue
		}
		for id := range g.here {
			all[name] = append(all[name], id)
		}
	}
	return all
}

// tellWatcher is called with mu held.
func (p *presence) tellWatcher(name topic.Name, person uuid.UUID, here bool) {
	if p.watch != nil {
		p.watch(name, person, here)
	}
}
