package topic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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

// Tx is a transaction that holds the locks of some topics: it may append to them and redact what was said in them.
type Tx struct {
	pgx.Tx
	*Heads
}

// errMissing: some of the topics to lock are not there yet.
var errMissing = errors.New("topic: not made yet")

// InTx locks the topics, making those that are not there, runs f, stores what it appended, commits, and then publishes
// it. All topics that f appends to are named up front: locks are taken in one order, before any other, so that two
// transactions never wait for each other. When the commit's outcome is unknown (the connection broke) nothing is
// published and an error returned; if it did commit, readers find it in the log.
//
// New topics are made beforehand, on their own: made under the locks of others, they would be locked out of order. An
// empty topic that is left by a transaction that failed harms nobody.
func (l *Log) InTx(ctx context.Context, names []Name, f func(ctx context.Context, tx *Tx) error) error {
	err := l.inTx(ctx, names, f)
	if !errors.Is(err, errMissing) {
		return err
	}
	if err := l.db.Create(ctx, plainNames(names)); err != nil {
		return fmt.Errorf("making topics: %w", err)
	}
	return l.inTx(ctx, names, f)
}

func (l *Log) inTx(ctx context.Context, names []Name, f func(ctx context.Context, tx *Tx) error) error {
	var done []Event
	err := postgres.InTx(ctx, l.pool, func(ctx context.Context, pgtx pgx.Tx) error {
		db := topicdb.New(pgtx)
		heads, err := lock(ctx, db, names)
		if err != nil {
			return err
		}
		if err := f(ctx, &Tx{pgtx, heads}); err != nil {
			return err
		}
		done = heads.made
		if len(done) == 0 {
			return nil
		}
		if err := db.Insert(ctx, heads.rows); err != nil {
			return fmt.Errorf("inserting events: %w", err)
		}
		ids, last := heads.moved()
		if err := db.Advance(ctx, ids, last); err != nil {
			return fmt.Errorf("advancing topics: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(done) > 0 {
		l.pub.Publish(done)
	}
	return nil
}

func lock(ctx context.Context, db *topicdb.Queries, names []Name) (*Heads, error) {
	plain := plainNames(names)
	rows, err := db.Lock(ctx, plain)
	if err != nil {
		return nil, fmt.Errorf("locking topics: %w", err)
	}
	if len(rows) < len(plain) {
		return nil, errMissing
	}
	return newHeads(rows), nil
}

// Redact replaces the data of every event about subject that is in the log so far: what was hidden is then never read
// from the log again. The caller also appends an event that says so.
func (tx *Tx) Redact(ctx context.Context, name Name, subject uuid.UUID, data []byte) error {
	if err := topicdb.New(tx.Tx).Redact(ctx, data, string(name), subject); err != nil {
		return fmt.Errorf("redacting events: %w", err)
	}
	return nil
}

// plainNames sorts and takes each name once.
func plainNames(names []Name) []string {
	plain := make([]string, 0, len(names))
	for _, n := range names {
		plain = append(plain, string(n))
	}
	slices.Sort(plain)
	return slices.Compact(plain)
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
func (l *Log) Head(ctx context.Context, name Name) (int64, error) { return HeadIn(ctx, l.pool, name) }

// HeadIn is Head as db sees it: in a snapshot, the position that goes with what else is read there.
func HeadIn(ctx context.Context, db topicdb.DBTX, name Name) (int64, error) {
	r, err := topicdb.New(db).Position(ctx, string(name))
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading a topic's head: %w", err)
	}
	return r.Head, nil
}

// nameBytes is about how long a name is: a kind and an id.
const nameBytes = 48

// Heads gives the heads of many topics; those without events are missing from the result.
func (l *Log) Heads(ctx context.Context, names []Name) (map[Name]int64, error) {
	var list strings.Builder
	list.Grow(len(names) * nameBytes)
	for _, n := range names {
		list.WriteString(string(n)) // no name has a space
		list.WriteByte(' ')
	}
	rows, err := l.db.Positions(ctx, list.String())
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
