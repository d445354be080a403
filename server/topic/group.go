package topic

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/topic/topicdb"
)

// The statements of a group are those of queries.sql, put into batches by hand: sqlc's own batches send one statement
// each, and a group's price is its round trips.
const (
	// Arrays of another length would have every statement planned anew, which takes longer than to run it. The plans that
	// are kept go by indexes: a table that is small today is not when its plan is still in use.
	groupPlans = `select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`

	groupLock = `select id, name, head, now()::timestamptz from topic where name = any($1::text[]) order by id for update`

	groupInsert = `insert into event (topic_id, seq, kind, subject, data)
select unnest($1::bigint[]), unnest($2::bigint[]), unnest($3::text[]),
       nullif(unnest($4::uuid[]), '00000000-0000-0000-0000-000000000000'), unnest($5::json[])`

	groupAdvance = `update topic set head = n.head
from (select unnest($1::bigint[]) as id, unnest($2::bigint[]) as head) n where topic.id = n.id`
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
func (l *Log) Commit(ctx context.Context, g Group) error {
	conn, err := l.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("taking a connection: %w", err)
	}
	defer conn.Release() // closes the connection when it is still in a transaction

	var rows []topicdb.LockRow
	ask := &pgx.Batch{}
	ask.Queue("begin")
	ask.Queue(groupPlans)
	ask.Queue(groupLock, plainNames(g.Topics)).Query(func(r pgx.Rows) error {
		var err error
		rows, err = pgx.CollectRows(r, pgx.RowToStructByPos[topicdb.LockRow])
		return err
	})
	g.Ask(ask)
	if err := conn.SendBatch(ctx, ask).Close(); err != nil {
		return fmt.Errorf("locking a group's topics: %w", err)
	}

	heads, write := newHeads(rows), &pgx.Batch{}
	if err := g.Decide(heads, write); err != nil {
		return err
	}
	if len(heads.made) > 0 {
		r := heads.rows
		write.Queue(groupInsert, r.TopicIds, r.Seqs, r.Kinds, r.Subjects, r.Data)
		ids, last := heads.moved()
		write.Queue(groupAdvance, ids, last)
	}
	write.Queue("commit")
	if err := conn.SendBatch(ctx, write).Close(); err != nil {
		return fmt.Errorf("committing a group: %w", err)
	}
	if len(heads.made) > 0 {
		l.pub.Publish(heads.made)
	}
	return nil
}
