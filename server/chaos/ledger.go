package chaos

import (
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/wire"
)

// Ledger notes what all clients sent, were told is stored, and heard. Its methods are safe for concurrent use.
type Ledger struct {
	seed maphash.Seed

	mu       sync.Mutex
	sent     int                           // guarded by mu, as all below
	stored   map[uuid.UUID]wire.PostStored // by client id
	authors  map[uuid.UUID]uuid.UUID       // of what is stored
	places   map[[2]uuid.UUID]int64        // of each author's last post in each thread
	refused  map[string]int                // for good, by code
	repeated int                           // tries beyond the first
	faults   []string                      // the first violations, in words
	count    violations
	reports  []*Reports
}

// violations are what must be zero.
type violations struct{ Lost, Duplicated, Inverted, Other int }

// NewLedger makes an empty one.
func NewLedger() *Ledger {
	return &Ledger{
		seed: maphash.MakeSeed(), stored: map[uuid.UUID]wire.PostStored{}, authors: map[uuid.UUID]uuid.UUID{},
		places: map[[2]uuid.UUID]int64{}, refused: map[string]int{},
	}
}

// maxWords bounds the violations that are told in words.
const maxWords = 20

// wrong notes a violation. Called with mu held.
func (l *Ledger) wrong(kind *int, n int, format string, args ...any) {
	*kind += n
	if len(l.faults) < maxWords {
		l.faults = append(l.faults, fmt.Sprintf(format, args...))
	}
}

// Posted counts a new send.
func (l *Ledger) Posted() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent++
}

// Answered is ClientConfig.Answered for the author's client.
func (l *Ledger) Answered(author uuid.UUID, s *Send, stored wire.PostStored, refused *wire.Problem) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.repeated += s.Tries - 1
	if refused != nil {
		l.refused[refused.Code]++
		l.wrong(&l.count.Other, 1, "a good post was refused: %s", refused.Code)
		return
	}
	if stored.ClientID != s.ClientID || stored.Thread != s.Thread {
		l.wrong(&l.count.Other, 1, "the answer to %s speaks of %s", s.ClientID, stored.ClientID)
	}
	l.stored[s.ClientID], l.authors[s.ClientID] = stored, author
	// A client sends one post after another, so an author's posts have one order.
	at := [2]uuid.UUID{author, s.Thread}
	if stored.Seq <= l.places[at] {
		l.wrong(&l.count.Inverted, 1, "an author's post got the place %d after %d", stored.Seq, l.places[at])
	}
	l.places[at] = stored.Seq
}

// Reports makes the Observer of one client.
func (l *Ledger) Reports(name string, topics []string) *Reports {
	r := &Reports{ledger: l, name: name, topics: map[string]*heard{}}
	for _, t := range topics {
		h := &heard{}
		h.last.Store(-1)
		r.topics[t] = h
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reports = append(l.reports, r)
	return r
}

// Reports is what one client knows: its list of each topic.
type Reports struct {
	ledger *Ledger
	name   string
	topics map[string]*heard
}

// heard is a client's list of one topic: sums[i] is of the event base+1+i. It belongs to the client's goroutine, last
// to everybody.
type heard struct {
	base   int64
	sums   []uint64
	last   atomic.Int64 // -1 before the first subscription
	ended  atomic.Bool
	resets int
}

// Began implements Observer.
func (r *Reports) Began(topic string, s wire.Subscribed) {
	h := r.topics[topic]
	switch {
	case len(s.Snapshot) > 0:
		if h.last.Load() >= 0 {
			h.resets++
		}
		h.base, h.sums = s.Seq, nil
		h.last.Store(s.Seq)
	case h.last.Load() < 0 && s.Seq == 0:
		h.last.Store(0)
	case s.Seq != h.last.Load():
		r.wrong(func(v *violations) *int { return &v.Lost }, "%s resumed %s at %d and was told %d", r.name, topic, h.last.Load(), s.Seq)
	}
}

// Heard implements Observer.
func (r *Reports) Heard(topic string, e Event) {
	h := r.topics[topic]
	if h == nil {
		r.wrong(func(v *violations) *int { return &v.Other }, "%s was told of %s, which it does not follow", r.name, topic)
		return
	}
	last := h.last.Load()
	switch {
	case e.Seq == last+1:
		h.sums = append(h.sums, r.ledger.sum(e.Kind, e.Data))
		h.last.Store(e.Seq)
	case e.Seq <= last && e.Seq > h.base && h.sums[e.Seq-h.base-1] == 0:
		h.sums[e.Seq-h.base-1] = r.ledger.sum(e.Kind, e.Data)
		r.wrong(func(v *violations) *int { return &v.Inverted }, "%s heard %d of %s after %d", r.name, e.Seq, topic, last)
	case e.Seq <= last:
		r.wrong(func(v *violations) *int { return &v.Duplicated }, "%s heard %d of %s again at %d", r.name, e.Seq, topic, last)
	default: // a hole; what comes later is inverted, what never comes is lost
		for range e.Seq - last - 1 {
			h.sums = append(h.sums, 0)
		}
		h.sums = append(h.sums, r.ledger.sum(e.Kind, e.Data))
		h.last.Store(e.Seq)
		r.wrong(func(v *violations) *int { return &v.Other }, "%s heard %d of %s after %d: a hole", r.name, e.Seq, topic, last)
	}
}

// Ended implements Observer.
func (r *Reports) Ended(topic string, why wire.Problem) {
	r.topics[topic].ended.Store(true)
	r.wrong(func(v *violations) *int { return &v.Other }, "%s was sent away from %s: %s", r.name, topic, why.Code)
}

func (r *Reports) wrong(kind func(*violations) *int, format string, args ...any) {
	r.ledger.mu.Lock()
	defer r.ledger.mu.Unlock()
	r.ledger.wrong(kind(&r.ledger.count), 1, format, args...)
}

// Behind counts the topics in which the client is behind the heads.
func (r *Reports) Behind(heads map[string]int64) int {
	behind := 0
	for t, h := range r.topics {
		if h.last.Load() < heads[t] {
			behind++
		}
	}
	return behind
}

// sum is of an event's kind and data, never 0.
func (l *Ledger) sum(kind string, data []byte) uint64 {
	var h maphash.Hash
	h.SetSeed(l.seed)
	_, _ = h.WriteString(kind)
	_ = h.WriteByte(0)
	_, _ = h.Write(data)
	return h.Sum64() | 1
}

// Heads reads the number of each topic's last event.
func Heads(ctx context.Context, db *pgxpool.Pool) (map[string]int64, error) {
	rows, err := db.Query(ctx, "select name, head from topic")
	if err != nil {
		return nil, fmt.Errorf("reading heads: %w", err)
	}
	defer rows.Close()
	heads := map[string]int64{}
	for rows.Next() {
		var name string
		var head int64
		if err := rows.Scan(&name, &head); err != nil {
			return nil, fmt.Errorf("reading heads: %w", err)
		}
		heads[name] = head
	}
	return heads, rows.Err()
}

// Compare holds everything against the database. The clients must be at rest.
func (l *Ledger) Compare(ctx context.Context, db *pgxpool.Pool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.comparePosts(ctx, db); err != nil {
		return err
	}
	truth, err := l.readEvents(ctx, db)
	if err != nil {
		return err
	}
	for _, r := range l.reports {
		for topic, h := range r.topics {
			l.compareList(r.name, topic, h, truth[topic])
		}
	}
	return nil
}

// compareList: the client's list is the database's, from where the client began.
func (l *Ledger) compareList(client, topic string, h *heard, truth []uint64) {
	if h.last.Load() < 0 || h.base > int64(len(truth)) {
		l.wrong(&l.count.Lost, max(len(truth), 1), "%s never came to know %s", client, topic)
		return
	}
	truth = truth[h.base:]
	for i := range max(len(truth), len(h.sums)) {
		at := h.base + int64(i) + 1
		switch {
		case i >= len(truth):
			l.wrong(&l.count.Other, 1, "%s heard %d of %s, which is not in the database", client, at, topic)
		case i >= len(h.sums) || h.sums[i] == 0:
			l.wrong(&l.count.Lost, 1, "%s never heard %d of %s", client, at, topic)
		case h.sums[i] != truth[i]:
			l.wrong(&l.count.Other, 1, "%s heard something else as %d of %s", client, at, topic)
		}
	}
}

// comparePosts: what was acknowledged is in the database as the answer said, each send once.
func (l *Ledger) comparePosts(ctx context.Context, db *pgxpool.Pool) error {
	rows, err := db.Query(ctx, `select p.client_id, p.author_id, p.id, p.thread_id, p.seq,
		(select count(*) from event e where e.topic_id = t.topic_id and e.subject = p.id and e.kind = 'post.created')
		from post p join thread t on t.id = p.thread_id order by p.client_id`)
	if err != nil {
		return fmt.Errorf("reading posts: %w", err)
	}
	defer rows.Close()
	missing := maps.Clone(l.stored)
	var before uuid.UUID
	for rows.Next() {
		var client, author, id, thread uuid.UUID
		var seq, events int64
		if err := rows.Scan(&client, &author, &id, &thread, &seq, &events); err != nil {
			return fmt.Errorf("reading posts: %w", err)
		}
		if client == before || events != 1 {
			l.wrong(&l.count.Duplicated, 1, "the send %s has %d events, or two rows", client, events)
		}
		before = client
		if told, ok := l.stored[client]; ok {
			delete(missing, client)
			if told.ID != id || told.Seq != seq || told.Thread != thread || l.authors[client] != author {
				l.wrong(&l.count.Other, 1, "the send %s was answered with %d and stands at %d", client, told.Seq, seq)
			}
		}
	}
	for client := range missing {
		l.wrong(&l.count.Lost, 1, "the send %s was acknowledged and is not in the database", client)
	}
	return rows.Err()
}

// readEvents gives the sums of each topic's events, and sees that they are numbered without a gap.
func (l *Ledger) readEvents(ctx context.Context, db *pgxpool.Pool) (map[string][]uint64, error) {
	rows, err := db.Query(ctx, `select t.name, e.seq, e.kind, e.data::text from event e join topic t on t.id = e.topic_id order by t.id, e.seq`)
	if err != nil {
		return nil, fmt.Errorf("reading events: %w", err)
	}
	defer rows.Close()
	truth := map[string][]uint64{}
	for rows.Next() {
		var name, kind string
		var seq int64
		var data []byte
		if err := rows.Scan(&name, &seq, &kind, &data); err != nil {
			return nil, fmt.Errorf("reading events: %w", err)
		}
		if seq != int64(len(truth[name]))+1 {
			l.wrong(&l.count.Other, 1, "the database has %d of %s after %d", seq, name, len(truth[name]))
		}
		truth[name] = append(truth[name], l.sum(kind, data))
	}
	return truth, rows.Err()
}

// Words are the first violations, for people.
func (l *Ledger) Words() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.faults)
}
