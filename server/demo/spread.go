package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/postgres"
)

// The times stand in the rows and, for clients, in the events' data: both are kept equal. An event's data is text, and
// stays so: a member "created_at" is only ever the one looked for, as quotes within a body are escaped.
const (
	// spreadPosts gives the threads of the posts whose time changed.
	spreadPosts = `with wanted as (select unnest($1::uuid[]) as client, unnest($2::uuid[]) as author, unnest($3::timestamptz[]) as at)
update post p set created_at = w.at from wanted w
where p.client_id = w.client and p.author_id = w.author and p.created_at <> w.at
returning p.thread_id`

	spreadPostEvents = `update event e set
  at = case when e.seq = p.seq then p.created_at else e.at end,
  data = regexp_replace(e.data::text, '"created_at":"[^"]*"', '"created_at":"' || to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"')::json
from post p join thread t on t.id = p.thread_id
where t.id = any($1::uuid[]) and p.client_id = any($2::uuid[]) and e.topic_id = t.topic_id and e.subject = p.id`

	// A chat began with its class, any other thread with its first post.
	spreadThreads = `update thread t set last_post_at = p.last, created_at = case when t.kind = 'chat' then t.created_at else p.first end
from (select thread_id, min(created_at) as first, max(created_at) as last from post where thread_id = any($1::uuid[]) group by thread_id) p
where t.id = p.thread_id`

	spreadThreadEvents = `update event e set at = t.created_at,
  data = regexp_replace(e.data::text, '"(created_at|last_post_at)":"[^"]*"', '"\1":"' || to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"', 'g')::json
from thread t join board b on b.id = t.board_id join topic o on o.name = 'board:' || b.id
where t.id = any($1::uuid[]) and e.topic_id = o.id and e.subject = t.id and e.kind = 'thread.created'`
)

// spread gives the texts the times at which they were said, as if the people had written on many days. What has its
// time already is not touched.
func spread(ctx context.Context, pool *pgxpool.Pool, discussions []discussion, before time.Time) error {
	var clients, authors []uuid.UUID
	var times []time.Time
	for _, d := range discussions {
		for _, t := range d.texts {
			clients, authors = append(clients, t.client()), append(authors, t.author.id())
			times = append(times, before.Add(-t.before))
		}
	}
	return postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, spreadPosts, clients, authors, times)
		if err != nil {
			return fmt.Errorf("giving texts their times: %w", err)
		}
		threads, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return fmt.Errorf("giving texts their times: %w", err)
		}
		if len(threads) == 0 {
			return nil
		}
		b := &pgx.Batch{}
		b.Queue(spreadPostEvents, threads, clients)
		b.Queue(spreadThreads, threads)
		b.Queue(spreadThreadEvents, threads)
		if err := tx.SendBatch(ctx, b).Close(); err != nil {
			return fmt.Errorf("giving events their times: %w", err)
		}
		return nil
	})
}
