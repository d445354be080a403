package post

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/metrics"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Tuning of the writer, from the measurements in docs/performance.md.
const (
	// defaultGroup bounds one commit, so that its last post does not wait long for its first.
	defaultGroup = 256
	// defaultWriters is how many commits are under way at once; a topic always belongs to the same one.
	defaultWriters = 2
	// groupTimeout bounds one commit, and createTimeout all that one post may wait: guarantees.md 9, errors within 2 s.
	groupTimeout  = 1800 * time.Millisecond
	createTimeout = 1900 * time.Millisecond
)

// Writer commits posts in groups: each commit takes what arrived during the last one; no timer.
type Writer struct {
	log     *topic.Log
	policy  Policy
	known   *known
	figures *metrics.Figures
	group   int
	queues  []*queue
}

func newWriter(log *topic.Log, policy Policy, known *known) *Writer {
	w := &Writer{log: log, policy: policy, known: known, figures: metrics.New()}
	w.tune(defaultGroup, defaultWriters)
	return w
}

// tune sets how many posts one commit takes at most, and how many commits are under way at once. Before run.
func (w *Writer) tune(group, writers int) {
	w.group, w.queues = group, make([]*queue, writers)
	for i := range w.queues {
		w.queues[i] = newQueue()
	}
}

func (w *Writer) enqueue(p *pending) bool {
	sum := uint(0)
	for i := range len(p.topic) {
		sum = sum*31 + uint(p.topic[i])
	}
	return w.queues[sum%uint(len(w.queues))].put(p)
}

func (w *Writer) run(ctx context.Context) {
	var running sync.WaitGroup
	for _, q := range w.queues {
		running.Go(func() { w.serve(ctx, q) })
	}
	running.Wait()
}

// serve commits what comes into a queue, on a connection of its own.
func (w *Writer) serve(ctx context.Context, q *queue) {
	line := w.log.NewLine(w.warm)
	defer line.Close()
	if err := line.Open(ctx); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "the writer has no connection yet", "error", err)
	}
	for {
		select {
		case <-q.ready:
			w.commit(ctx, line, q.take(w.group))
		case <-ctx.Done():
			q.close()
			for group := q.take(w.group); len(group) > 0; group = q.take(w.group) {
				w.commit(ctx, line, group)
			}
			return
		}
	}
}

// commit stores a group. When the database refuses it, each post is tried alone, so that a poisoned one fails alone;
// when the database is away, all fail at once and honestly.
func (w *Writer) commit(ctx context.Context, line *topic.Line, group []*pending) {
	if len(group) == 0 {
		return
	}
	err := w.try(ctx, line, group)
	if err == nil {
		return
	}
	if postgres.IsUnavailable(err) {
		fail(ctx, group, err)
		return
	}
	for i, p := range group {
		// Alone, a post is tried once more too: the same send may have been stored elsewhere at the same moment, which
		// is known by now.
		switch err := w.try(ctx, line, group[i:i+1]); {
		case err == nil:
		case postgres.IsUnavailable(err):
			fail(ctx, group[i:], err)
			return
		default:
			slog.ErrorContext(ctx, "a post could not be stored", "post", p.post.ID, "topic", p.topic, "error", err)
			p.finish(wire.PostStored{}, problem.Internal(err))
		}
	}
}

func (w *Writer) try(ctx context.Context, line *topic.Line, group []*pending) error {
	// A shutdown does not interrupt a commit that has begun.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), groupTimeout)
	defer cancel()
	begun := time.Now()
	err := w.store(ctx, line, group)
	outcome := "stored"
	if err != nil {
		outcome = "failed"
	}
	w.figures.CommitSeconds.WithLabelValues(outcome).Observe(time.Since(begun).Seconds())
	w.figures.GroupSize.Observe(float64(len(group)))
	return err
}

func fail(ctx context.Context, group []*pending, err error) {
	slog.WarnContext(ctx, "posts could not be stored", "posts", len(group), "error", err)
	for _, p := range group {
		p.finish(wire.PostStored{}, problem.Unavailable().Because(err))
	}
}

// key is what identifies a send for ever.
type key struct{ author, client uuid.UUID }

func (p *pending) key() key { return key{p.post.Author.ID, *p.post.ClientID} }

// sent is a send that is stored already.
type sent struct {
	stored wire.PostStored
	hash   []byte
}

// Row by row, so that the plan does not depend on how many posts there were when it was made: it is kept.
const askSent = `select s.author, s.client, p.id, p.thread_id, p.seq, p.request_hash, p.created_at, coalesce(p.held_for, '')
from unnest($1::uuid[], $2::uuid[]) s(author, client)
cross join lateral (select * from post where author_id = s.author and client_id = s.client limit 1) p`

// storePosts also counts what readers see: a thread in which something waits for approval is not new to them.
const storePosts = `with said as (
  insert into post (id, thread_id, seq, parent_id, author_id, client_id, request_hash, body, html, language, language_set, held_for, held_at, created_at)
  select n.id, n.thread, n.seq, nullif(n.parent, '00000000-0000-0000-0000-000000000000'), n.author, n.client, n.hash, n.body, n.html, n.language, n.language_set,
         nullif(n.held_for, ''), case when n.held_for <> '' then $13::timestamptz end, $13
  from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bytea[], $8::text[], $9::text[], $10::text[], $11::bool[], $12::text[])
    n(id, thread, seq, parent, author, client, hash, body, html, language, language_set, held_for))
update thread set post_count = post_count + ($15::bigint[])[array_position($14, id)],
       last_post_seq = greatest(last_post_seq, ($16::bigint[])[array_position($14, id)]),
       last_post_at = case when ($16::bigint[])[array_position($14, id)] > 0 then $13 else last_post_at end
where id = any($14::uuid[])`

// countReplies, as the count of threads above, names its rows: joined to them, a kept plan may read the whole table.
const countReplies = `update post set reply_count = reply_count + ($2::int[])[array_position($1, id)] where id = any($1::uuid[])`

// askAuthors tells how authors are shown in their threads (a student outside of a class by no name), whether their posts
// wait for a teacher first, whether what they answer is there, and whether its author wants to hear of them. It joins by
// whole keys alone: the plan is made while tables are empty, when every index of two columns seems as good as the key.
const askAuthors = `select k.n, p.role, p.language, p.school_id,
       case when b.class_id is null and p.role = 'student' then '' else coalesce(nullif(m.nickname, ''), p.display_name) end,
       coalesce(m.role = 'student' and m.approved_posts < c.first_posts, false),
       k.parent = '00000000-0000-0000-0000-000000000000' or coalesce(q.thread_id = t.id, false), q.id is null or may_reply(q.author_id, p.id, b.class_id)
from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality k(person, thread, parent, n)
join person p on p.id = k.person
join thread t on t.id = k.thread
join board b on b.id = t.board_id
left join class c on c.id = b.class_id
left join class_member m on m.class_id = b.class_id and m.person_id = p.id
left join post q on q.id = k.parent`

// warm queues what a group asks and writes, about nothing.
func (w *Writer) warm(b *pgx.Batch) {
	w.ask(b, nil)
	nothing := newRows(0)
	nothing.queuePosts(b, time.Time{})
	nothing.queueReplies(b)
}

// asked is what is read about a group before it is stored.
type asked struct {
	before   map[key]sent
	verdicts []error
	fits     []bool // the post that it answers is there
	welcome  []bool // its author lets this one answer
}

// ask queues the questions about a group; the answers are there when the batch was read.
func (w *Writer) ask(b *pgx.Batch, group []*pending) *asked {
	n := len(group)
	a := &asked{before: map[key]sent{}, verdicts: make([]error, n), fits: make([]bool, n), welcome: make([]bool, n)}
	authors, clients, threads, parents := make([]uuid.UUID, n), make([]uuid.UUID, n), make([]uuid.UUID, n), make([]uuid.UUID, n)
	questions := make([]access.Question, n)
	for i, p := range group {
		authors[i], clients[i], threads[i] = p.actor.Person, *p.post.ClientID, p.post.Thread
		if p.post.Parent != nil {
			parents[i] = *p.post.Parent
		}
		questions[i] = access.Question{Actor: p.actor, Thread: p.post.Thread}
	}
	b.Queue(askSent, authors, clients).Query(func(rows pgx.Rows) error { return collectSent(rows, a.before) })
	w.policy.CheckAll(b, access.CreatePost, questions, a.verdicts)
	b.Queue(askAuthors, authors, threads, parents).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var i int64
			var role, language, name string
			var school *uuid.UUID
			var waits, fits, welcome bool
			if err := rows.Scan(&i, &role, &language, &school, &name, &waits, &fits, &welcome); err != nil {
				return err
			}
			group[i-1].hold(waits)
			w.known.note(group[i-1].actor.Person, language, role)
			author := &group[i-1].post.Author
			author.Role, author.School, author.Name, a.fits[i-1] = role, school, name, fits
			*author = shownAs(*author)
			a.welcome[i-1] = welcome
		}
		return rows.Err()
	})
	return a
}

// store commits a group in one transaction and answers all of it, or returns an error having answered nobody.
func (w *Writer) store(ctx context.Context, line *topic.Line, group []*pending) error {
	answers := make([]outcome, len(group))
	names := make([]topic.Name, len(group))
	for i, p := range group {
		names[i] = p.topic
	}
	var about *asked
	err := line.Commit(ctx, topic.Group{
		Topics: names,
		Ask:    func(b *pgx.Batch) { about = w.ask(b, group) },
		Decide: func(heads *topic.Heads, b *pgx.Batch) error {
			rows := newRows(len(group))
			for i, p := range group {
				known, again := about.before[p.key()]
				if again && bytes.Equal(known.hash, p.hash) { // whatever may be written now
					answers[i].stored = known.stored
					continue
				}
				if answers[i].err = about.refusal(i); answers[i].err != nil {
					continue
				}
				if again {
					answers[i].err = Conflict()
					continue
				}
				stored, err := p.place(heads)
				if err != nil {
					return err
				}
				rows.add(p)
				answers[i].stored, about.before[p.key()] = stored, sent{stored, p.hash}
			}
			rows.queue(b, heads.At())
			return nil
		},
	})
	if err != nil {
		return err
	}
	stored := 0
	for i, p := range group {
		p.finish(answers[i].stored, answers[i].err)
		if answers[i].err == nil {
			stored++
		}
	}
	w.figures.PostsCommitted.Add(float64(stored))
	return nil
}

// refusal tells why the i-th may not be written.
func (a *asked) refusal(i int) error {
	switch {
	case a.verdicts[i] != nil:
		return a.verdicts[i]
	case !a.fits[i]:
		return problem.NotFound()
	case !a.welcome[i]:
		return Unwelcome()
	}
	return nil
}

// isOwn tells whether a topic is that of the thread alone.
func isOwn(name topic.Name, thread uuid.UUID) bool { return name == topic.Of("thread", thread) }

// place numbers a post and appends its event.
func (p *pending) place(heads *topic.Heads) (wire.PostStored, error) {
	p.post.Seq, p.post.CreatedAt = heads.Next(p.topic), heads.At().UTC()
	var said any = p.post.Said(isOwn(p.topic, p.post.Thread), p.post.Seq, p.post.CreatedAt)
	kind := Created
	if p.heldFor != "" {
		kind, said = Held, wire.PostGone{ID: p.post.ID, Thread: p.post.Thread, Seq: p.post.Seq, Parent: p.post.Parent, State: wire.PostHeld}
	}
	data, err := json.Marshal(said)
	if err != nil {
		return wire.PostStored{}, fmt.Errorf("encoding a post: %w", err)
	}
	if _, err := heads.Append(topic.Entry{Topic: p.topic, Kind: kind, Subject: p.post.ID, Data: data}); err != nil {
		return wire.PostStored{}, err
	}
	return wire.PostStored{
		ID: p.post.ID, ClientID: *p.post.ClientID, Thread: p.post.Thread, Seq: p.post.Seq, CreatedAt: p.post.CreatedAt,
		State: p.post.State, HeldFor: p.heldFor, Found: p.found.Kinds,
	}, nil
}

func collectSent(rows pgx.Rows, into map[key]sent) error {
	for rows.Next() {
		var k key
		var s sent
		if err := rows.Scan(&k.author, &k.client, &s.stored.ID, &s.stored.Thread, &s.stored.Seq, &s.hash, &s.stored.CreatedAt, &s.stored.HeldFor); err != nil {
			return err
		}
		s.stored.ClientID, s.stored.CreatedAt, s.stored.State = k.client, s.stored.CreatedAt.UTC(), wire.PostVisible
		if s.stored.HeldFor != "" {
			s.stored.State = wire.PostHeld
		}
		into[k] = s
	}
	return rows.Err()
}
