package topic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/postgres"
	"tongchuang/server/topic/topicdb"
)

// Publisher is told of events after their commit, in the order of their numbers within one call. It must not block.
type Publisher interface{ Publish(events []Event) }

// Log appends and reads. Safe for concurrent use.
type Log struct {
	pool *pgxpool.Pool
	db   *topicdb.Queries
	pub  Publisher
}

// NewLog makes a Log on pool that tells pub what was committed.
func NewLog(pool *pgxpool.Pool, pub Publisher) *Log {
	return &Log{pool, topicdb.New(pool), pub}
}

// Tx is a transaction that may append to topics and redact what was said in them.
type Tx struct {
	pgx.Tx
	events   []Event
	appended bool
}

// InTx runs f in a transaction and publishes what it appended once that is committed. When the commit's outcome is
// unknown (the connection broke) nothing is published and an error returned; if it did commit, readers find it in the log.
func (l *Log) InTx(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	var done []Event
	err := postgres.InTx(ctx, l.pool, func(ctx context.Context, pgtx pgx.Tx) error {
		tx := &Tx{Tx: pgtx}
		err := f(ctx, tx)
		done = tx.events
		return err
	})
	if err != nil {
		return err
	}
	if len(done) > 0 {
		l.pub.Publish(done)
	}
	return nil
}

// ErrAppendedTwice: a second Append in one transaction could deadlock with another transaction that takes the same
// topics in another order.
var ErrAppendedTwice = errors.New("topic: Append may be called once in a transaction")

// Append numbers and inserts the entries, creating topics that are not there, and gives their numbers in the order of
// entries. It locks the topics until the end of the transaction, so it should come last, and comes once.
func (tx *Tx) Append(ctx context.Context, entries ...Entry) ([]int64, error) {
	if tx.appended {
		return nil, ErrAppendedTwice
	}
	tx.appended = true
	if len(entries) == 0 {
		return nil, nil
	}
	names := namesOf(entries)
	db := topicdb.New(tx.Tx)
	if err := db.Create(ctx, names); err != nil {
		return nil, fmt.Errorf("creating topics: %w", err)
	}
	rows, err := db.Lock(ctx, names)
	if err != nil {
		return nil, fmt.Errorf("locking topics: %w", err)
	}
	heads := NewHeads(len(rows))
	for _, r := range rows {
		heads.Locked(Name(r.Name), r.ID, r.Head)
	}
	events, in := heads.Number(entries, time.Now())
	inserted, err := db.Insert(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("inserting events: %w", err)
	}
	ids, last := heads.Moved()
	if err := db.Advance(ctx, ids, last); err != nil {
		return nil, fmt.Errorf("advancing topics: %w", err)
	}
	for i := range events {
		events[i].At = inserted[0] // now() is the transaction's, the same for all
	}
	tx.events = events
	seqs := make([]int64, len(events))
	for i := range events {
		seqs[i] = events[i].Seq
	}
	return seqs, nil
}

// Redact replaces the data of every event about subject that is in the log so far: what was hidden is then never read
// from the log again. The caller also appends an event that says so.
func (tx *Tx) Redact(ctx context.Context, name Name, subject uuid.UUID, data []byte) error {
	if err := topicdb.New(tx.Tx).Redact(ctx, data, string(name), subject); err != nil {
		return fmt.Errorf("redacting events: %w", err)
	}
	return nil
}

func namesOf(entries []Entry) []string {
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, string(e.Topic))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Epoch is the log's identity: a restored backup gets a new one, and cursors of another epoch are reset.
func (l *Log) Epoch(ctx context.Context) (uuid.UUID, error) {
	id, err := l.db.Epoch(ctx)
	if err != nil {
		return id, fmt.Errorf("reading the epoch: %w", err)
	}
	return id, nil
}

// Head gives the number of the topic's last event; 0 when it has none.
func (l *Log) Head(ctx context.Context, name Name) (int64, error) {
	r, err := l.db.Position(ctx, string(name))
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading a topic's head: %w", err)
	}
	return r.Head, nil
}

// Heads gives the heads of many topics; those without events are missing from the result.
func (l *Log) Heads(ctx context.Context, names []Name) (map[Name]int64, error) {
	plain := make([]string, len(names))
	for i, n := range names {
		plain[i] = string(n)
	}
	rows, err := l.db.Positions(ctx, plain)
	if err != nil {
		return nil, fmt.Errorf("reading topics' heads: %w", err)
	}
	heads := make(map[Name]int64, len(rows))
	for _, r := range rows {
		heads[Name(r.Name)] = r.Head
	}
	return heads, nil
}

// Read gives at most `most` events with after < seq <= upto, in order.
func (l *Log) Read(ctx context.Context, name Name, after, upto int64, most int) ([]Event, error) {
	rows, err := l.db.Read(ctx, string(name), after, upto, int32(most))
	if err != nil {
		return nil, fmt.Errorf("reading a topic: %w", err)
	}
	events := make([]Event, len(rows))
	for i, r := range rows {
		events[i] = Event{Topic: name, Seq: r.Seq, Kind: r.Kind, At: r.At, Data: r.Data}
		if r.Subject != nil {
			events[i].Subject = *r.Subject
		}
	}
	return events, nil
}
