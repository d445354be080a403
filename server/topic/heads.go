package topic

import (
	"slices"
	"time"

	"tongchuang/server/topic/topicdb"
)

// Heads gives out numbers while topics are locked. Not safe for concurrent use; it lives in one transaction.
type Heads struct {
	at    map[Name]*head
	moved []*head
}

type head struct {
	id    int64
	seq   int64
	taken bool
}

// NewHeads makes an empty Heads for about n topics.
func NewHeads(n int) *Heads { return &Heads{at: make(map[Name]*head, n)} }

// Locked notes that a topic's row is locked and where its log ends.
func (h *Heads) Locked(name Name, id, seq int64) { h.at[name] = &head{id: id, seq: seq} }

// Next takes the topic's next number. ok is false when the topic is not locked.
func (h *Heads) Next(name Name) (topicID, seq int64, ok bool) {
	at := h.at[name]
	if at == nil {
		return 0, 0, false
	}
	at.seq++
	if !at.taken {
		at.taken = true
		h.moved = append(h.moved, at)
	}
	return at.id, at.seq, true
}

// Number numbers the entries, all of them in locked topics, and gives the events (At provisional) beside the rows to insert.
func (h *Heads) Number(entries []Entry, now time.Time) ([]Event, topicdb.InsertParams) {
	events := make([]Event, 0, len(entries))
	var in topicdb.InsertParams
	for _, e := range entries {
		id, seq, ok := h.Next(e.Topic)
		if !ok {
			continue
		}
		events = append(events, Event{e.Topic, seq, e.Kind, e.Subject, now, e.Data})
		in.TopicIds = append(in.TopicIds, id)
		in.Seqs = append(in.Seqs, seq)
		in.Kinds = append(in.Kinds, e.Kind)
		in.Subjects = append(in.Subjects, e.Subject)
		in.Data = append(in.Data, e.Data)
	}
	return events, in
}

// Moved gives the ids and new heads of the topics in which numbers were taken, in the order of ids.
func (h *Heads) Moved() (ids, heads []int64) {
	slices.SortFunc(h.moved, func(a, b *head) int { return int(a.id - b.id) })
	for _, m := range h.moved {
		ids, heads = append(ids, m.id), append(heads, m.seq)
	}
	return ids, heads
}
