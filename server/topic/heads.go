package topic

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"tongchuang/server/topic/topicdb"
)

// Heads gives out numbers in topics that are locked. It lives in one transaction and is not safe for concurrent use.
type Heads struct {
	at    time.Time
	heads map[Name]*head
	rows  topicdb.InsertParams
	made  []Event
}

type head struct {
	id    int64
	seq   int64
	moved bool
}

func newHeads(rows []topicdb.LockRow) *Heads {
	h := &Heads{at: time.Now(), heads: make(map[Name]*head, len(rows))}
	for _, r := range rows {
		h.at = r.At
		h.heads[Name(r.Name)] = &head{id: r.ID, seq: r.Head}
	}
	return h
}

// At is the transaction's time, which all of its events carry.
func (h *Heads) At() time.Time { return h.at }

// ID gives the row id of a locked topic.
func (h *Heads) ID(name Name) (int64, bool) {
	if at := h.heads[name]; at != nil {
		return at.id, true
	}
	return 0, false
}

// Next is the number that the topic's next event will get.
func (h *Heads) Next(name Name) int64 {
	if at := h.heads[name]; at != nil {
		return at.seq + 1
	}
	return 1
}

// Append numbers an entry. Its topic must be locked.
func (h *Heads) Append(e Entry) (seq int64, err error) {
	at := h.heads[e.Topic]
	if at == nil {
		return 0, fmt.Errorf("topic: %s is not locked by this transaction", e.Topic)
	}
	at.seq++
	at.moved = true
	h.made = append(h.made, Event{e.Topic, at.seq, e.Kind, e.Subject, h.at, e.Data})
	h.rows.TopicIds = append(h.rows.TopicIds, at.id)
	h.rows.Seqs = append(h.rows.Seqs, at.seq)
	h.rows.Kinds = append(h.rows.Kinds, e.Kind)
	h.rows.Subjects = append(h.rows.Subjects, e.Subject)
	h.rows.Data = append(h.rows.Data, e.Data)
	return at.seq, nil
}

// moved gives the ids and new heads of the topics in which numbers were taken, in the order of ids.
func (h *Heads) moved() (ids, heads []int64) {
	var moved []*head
	for _, at := range h.heads {
		if at.moved {
			moved = append(moved, at)
		}
	}
	slices.SortFunc(moved, func(a, b *head) int { return cmp.Compare(a.id, b.id) })
	for _, m := range moved {
		ids, heads = append(ids, m.id), append(heads, m.seq)
	}
	return ids, heads
}
