package topic

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/topic/topicdb"
)

// The statements of a group are those of queries.sql, put into batches by hand: sqlc's own batches send one statement
// each, and a group's price is its round trips and its statements.
const (
	groupLock = `select id, name, head, now()::timestamptz from topic where name = any($1::text[]) order by id for update`

	groupAppend = `with said as (
	  insert into event (topic_id, seq, kind, subject, data)
	  select unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::text[]),
	         nullif(unnest($4::uuid[]), '00000000-0000-0000-0000-000000000000'), unnest($5::json[]))
	update topic set head = ($7::bigint[])[array_position($6, id)] where id = any($6::bigint[])`
)

// Group is a transaction of many independent appends in two round trips: lock and ask, then insert and commit.
type Group struct {
	// Topics are locked first; they exist already.
	Topics []Name
	// Ask queues what must be known before, under the locks; results go to the queued queries' own callbacks.
	Ask func(*pgx.Batch)
	// Decide appends to the locked topics and queues the rows to insert with it.
	Decide func(*Heads, *pgx.Batch) error
}

// Commit runs the group and publishes what was appended. After an error nothing of it is published; when the
// connection broke during the commit it may still have happened.
func (l *Line) Commit(ctx context.Context, g Group) error {
	made, err := l.commit(ctx, g)
	if err != nil {
		l.undo()
		return err
	}
	if len(made) > 0 {
		l.log.pub.Publish(made)
	}
	return nil
}

func (l *Line) commit(ctx context.Context, g Group) ([]Event, error) {
	conn, err := l.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("taking a connection: %w", err)
	}
	var rows []topicdb.LockRow
	ask := &pgx.Batch{}
	ask.Queue("begin")
	ask.Queue(groupLock, plainNames(g.Topics)).Query(func(r pgx.Rows) error {
		var err error
		rows, err = pgx.CollectRows(r, pgx.RowToStructByPos[topicdb.LockRow])
		return err
	})
	g.Ask(ask)
	if err := conn.SendBatch(ctx, ask).Close(); err != nil {
		return nil, fmt.Errorf("locking a group's topics: %w", err)
	}

	heads, write := newHeads(rows), &pgx.Batch{}
	if err := g.Decide(heads, write); err != nil {
		return nil, err
	}
	heads.queue(write)
	write.Queue("commit")
	if err := conn.SendBatch(ctx, write).Close(); err != nil {
		return nil, fmt.Errorf("committing a group: %w", err)
	}
	l.used = time.Now()
	return heads.made, nil
}

// queue adds the statement that appends what was made.
func (h *Heads) queue(b *pgx.Batch) {
	if len(h.made) == 0 {
		return
	}
	r := h.rows
	ids, last := h.moved()
	b.Queue(groupAppend, r.TopicIds, r.Seqs, r.Kinds, r.Subjects, r.Data, ids, last)
}
