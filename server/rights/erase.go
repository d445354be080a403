package rights

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"

	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
)

// forgets is what is done to each table when a person ($1) is erased, besides to what they wrote. A test compares it with
// the schema: a new column that names a person needs a line here or in kept (erase_schema_test.go).
var forgets = []string{
	`update person set display_name = '', email = null, email_confirmed_at = null, sign_in_name = null, password_hash = null,
	        school_id = null, verified_at = null, language = 'en', time_zone = 'UTC', two_step_at = null where id = $1`,
	`update login set user_agent = '', ended_at = coalesce(ended_at, now()) where person_id = $1`,
	`update access_token set name = '', revoked_at = coalesce(revoked_at, now()) where person_id = $1`,
	`delete from one_time_link where person_id = $1`,
	`update class_member set left_at = coalesce(left_at, now()), nickname = '', known_as = '', removed_reason = '' where person_id = $1`,
	`delete from class_group_member where person_id = $1`,
	`delete from student_consent where person_id = $1`,
	`delete from class_attendance where person_id = $1`,
	`update class_note set body = '', deleted_at = coalesce(deleted_at, now()) where person_id = $1`,
	`delete from guest_invitation where person_id = $1 or invited_by = $1`,
	`update join_request set name = '', password_hash = null where person_id = $1`,
	`update teacher_request set why = '' where person_id = $1 and state <> 'open'`,
	`delete from teacher_request where person_id = $1 and state = 'open'`,
	`update partner_search set closed_at = coalesce(closed_at, now()) where author_id = $1`,
	`delete from read_mark where person_id = $1`,
	`delete from notice where person_id = $1`,
	// Others were told of this person by name.
	`update event e set data = jsonb_set(e.data::jsonb, '{data,Name}', '"—"')::json from notice n join topic t on t.name = 'person:' || n.person_id::text
	 where n.data ->> 'Person' = $1::uuid::text and n.data ? 'Person' and e.topic_id = t.id and e.subject = n.id`,
	`update notice set data = jsonb_set(data, '{Name}', '"—"') where data ->> 'Person' = $1::uuid::text and data ? 'Person'`,
	`update event e set data = '{}' from topic t where t.id = e.topic_id and t.name = 'person:' || $1::uuid::text`,
	`update rights_request set name = '', body = '' where person_id = $1`,
	`update report set note = '' where reporter_id = $1`,
	// The evidence of what is not decided yet is kept until it is (safety.md, rule 9), and then for its time.
	`update report r set evidence = '{}' from moderation_case c where c.id = r.case_id and c.person_id = $1 and c.closed_at is not null`,
	// In the evidence about others they stand around: without their name, and without what was deleted.
	`update report r set evidence = jsonb_set(r.evidence, '{around}', (
	   select jsonb_agg(case when e.said #>> '{author,id}' <> $1::uuid::text then e.said
	                         when p.deleted_at is null then jsonb_set(e.said, '{author,name}', '""')
	                         else jsonb_set(e.said, '{author,name}', '""') || '{"body": "", "html": ""}' end order by e.n)
	   from jsonb_array_elements(r.evidence -> 'around') with ordinality e(said, n) left join post p on p.id = (e.said ->> 'id')::uuid))
	 from moderation_case c
	 where c.id = r.case_id and c.person_id is distinct from $1
	   and r.evidence -> 'around' @> jsonb_build_array(jsonb_build_object('author', jsonb_build_object('id', $1::uuid::text)))`,
	// Nobody is left whom a decision about an appeal would be told to.
	`update appeal set body = '' where person_id = $1`,
	`update moderation_action set note = '' where person_id = $1 and class_id is not null`,
	`delete from person_block where $1::uuid in (blocker_id, blocked_id)`,
	`delete from two_step where person_id = $1`,
	`delete from recovery_code where person_id = $1`,
	`delete from second_step where person_id = $1`,
	`delete from identity where person_id = $1`,
	`delete from provider_visit where person_id = $1`,
}

// forgetName takes the name out of the events about the person's posts and threads, and about what they did for a pairing.
var forgetName = []string{
	`update event e set data = jsonb_set(e.data::jsonb, '{person,name}', '""')::json
	 from pairing_step s join topic t on t.name = 'pairing:' || s.pairing_id::text
	 where s.person_id = $1 and e.topic_id = t.id and e.subject = s.id and jsonb_typeof(e.data::jsonb -> 'person') = 'object'`,
	`update event e set data = jsonb_set(e.data::jsonb, '{author,name}', '""')::json
	 from post p join thread t on t.id = p.thread_id
	 where p.author_id = $1 and e.topic_id = t.topic_id and e.subject = p.id and jsonb_typeof(e.data::jsonb -> 'author') = 'object'`,
	`update event e set data = jsonb_set(e.data::jsonb, '{author,name}', '""')::json
	 from thread t join topic top on top.name = 'board:' || t.board_id::text
	 where t.author_id = $1 and e.topic_id = top.id and e.subject = t.id and jsonb_typeof(e.data::jsonb -> 'author') = 'object'`,
}

// eraseTexts takes the texts of posts that are deleted already out of the database: the text itself, the earlier ones,
// and the print of what was sent. Their events were redacted when they were deleted.
const eraseTexts = `with gone as (
	  update post set body = '', html = '', request_hash = '' where id = any($1::uuid[]) and deleted_at is not null returning id)
	delete from post_revision where post_id in (select id from gone)`

// eraseTitles takes the titles of a person's discussions whose opening was deleted: they are that person's words too.
var eraseTitles = []string{
	`with gone as (` + openings + `)
	 update event e set data = jsonb_set(e.data::jsonb, '{title}', '"—"')::json
	 from gone join topic top on top.name = 'board:' || gone.board_id::text
	 where e.topic_id = top.id and e.subject = gone.id and e.data::jsonb ? 'title'`,
	`with gone as (` + openings + `) update thread t set title = '—' from gone where t.id = gone.id`,
}

const openings = `select t.id, t.board_id from thread t where t.author_id = $1 and t.title <> '—' and exists (
	  select from post p where p.thread_id = t.id and p.author_id = $1 and p.parent_id is null and p.deleted_at is not null
	    and not exists (select from post o where o.thread_id = t.id and o.seq < p.seq))`

type execer interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

// eraseIn forgets a person who is marked as deleted. It may be repeated.
func eraseIn(ctx context.Context, db execer, person uuid.UUID) error {
	for _, sql := range forgets {
		if _, err := db.Exec(ctx, sql, person); err != nil {
			return fmt.Errorf("forgetting a person: %w", err)
		}
	}
	return nil
}

// erasePerson is the part of an erasure that takes longer: what was written.
type erasePerson struct {
	Person uuid.UUID `json:"person"`
	Posts  bool      `json:"posts"` // deleted, not only without a name
}

// Kind is the job's name in the database.
func (erasePerson) Kind() string { return "rights_erase_person" }

type eraser struct {
	river.WorkerDefaults[erasePerson]
	*Service
}

// Work leaves or deletes what the person wrote. All of it may be repeated, and is, when it is cut off.
func (w *eraser) Work(ctx context.Context, job *river.Job[erasePerson]) error {
	return w.eraseWritten(ctx, job.Args)
}

func (s *Service) eraseWritten(ctx context.Context, who erasePerson) error {
	leave := s.Posts.ForgetAuthor
	if who.Posts {
		leave = s.Posts.DeletePostsOf
	}
	if err := leave(ctx, who.Person); err != nil {
		return fmt.Errorf("leaving what an erased person wrote: %w", err)
	}
	if who.Posts {
		if err := s.eraseDeletedOf(ctx, who.Person); err != nil {
			return err
		}
	}
	return s.finishErasure(ctx, who.Person)
}

// eraseDeletedOf erases at once the texts of somebody's deleted posts, which would otherwise stay for their time, and the
// titles that stood over them.
func (s *Service) eraseDeletedOf(ctx context.Context, person uuid.UUID) error {
	rows, err := s.Pool.Query(ctx, `select id from post where author_id = $1 and deleted_at is not null and body <> ''`, person)
	if err != nil {
		return fmt.Errorf("looking for deleted posts: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return fmt.Errorf("looking for deleted posts: %w", err)
	}
	if _, err := s.Pool.Exec(ctx, eraseTexts, ids); err != nil {
		return fmt.Errorf("erasing texts: %w", err)
	}
	for _, sql := range eraseTitles {
		if _, err := s.Pool.Exec(ctx, sql, person); err != nil {
			return fmt.Errorf("erasing titles: %w", err)
		}
	}
	return nil
}

// finishErasure forgets once more what may have come in between, and notes that it is done.
func (s *Service) finishErasure(ctx context.Context, person uuid.UUID) error {
	return postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		if err := eraseIn(ctx, tx, person); err != nil {
			return err
		}
		for _, sql := range forgetName {
			if _, err := tx.Exec(ctx, sql, person); err != nil {
				return fmt.Errorf("forgetting an author: %w", err)
			}
		}
		return s.db.WithTx(tx).ErasureDone(ctx, person)
	})
}

// keepLedger recurs: it writes what was erased into the file, and finishes what others began (an account that was deleted
// by its owner).
type keepLedger struct{}

// Kind is the job's name in the database.
func (keepLedger) Kind() string { return "rights_keep_ledger" }

const ledgerInterval = time.Minute

// waitingErasures are those that no job is at: what a job has not yet deleted would be called done.
const waitingErasures = `select e.subject from erasure e where e.kind = 'person' and e.done_at is null
	and not exists (select from river_job j where j.state <> 'completed' and j.args ->> 'person' = e.subject::text)
	order by e.at limit 50`

// decidedEvidence is what was kept about people who are erased until it was decided: it goes then.
const decidedEvidence = `update report r set evidence = '{}' from moderation_case c join person p on p.id = c.person_id
	where p.deleted_at is not null and c.closed_at is not null and r.case_id = c.id and r.evidence <> '{}'`

type ledgerKeeper struct {
	river.WorkerDefaults[keepLedger]
	*Service
}

// Work runs once a minute on one node.
func (w *ledgerKeeper) Work(ctx context.Context, _ *river.Job[keepLedger]) error {
	return w.KeepLedger(ctx)
}

// KeepLedger writes what was erased into the file, finishes the erasures that wait, and forgets what was kept of the erased
// for a decision that has fallen.
func (s *Service) KeepLedger(ctx context.Context) error {
	if _, err := WriteLedger(ctx, s.Pool, s.Ledger); err != nil {
		return err
	}
	if _, err := s.Pool.Exec(ctx, decidedEvidence); err != nil {
		return fmt.Errorf("forgetting evidence: %w", err)
	}
	rows, err := s.Pool.Query(ctx, waitingErasures)
	if err != nil {
		return fmt.Errorf("looking for erasures: %w", err)
	}
	waiting, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return fmt.Errorf("looking for erasures: %w", err)
	}
	for _, person := range waiting {
		if err := s.eraseDeletedOf(ctx, person); err != nil {
			return err
		}
		if err := s.finishErasure(ctx, person); err != nil {
			return err
		}
		slog.InfoContext(ctx, "finished the erasure of an account")
	}
	return nil
}

// Jobs are the feature's jobs.
func (s *Service) Jobs() []jobs.Part {
	return []jobs.Part{
		jobs.Work(&eraser{Service: s}),
		jobs.Work(&withdrawnHider{posts: s.Posts}),
		jobs.Every(ledgerInterval, keepLedger{}, &ledgerKeeper{Service: s}),
		jobs.Every(retainInterval, retain{}, &retainer{Service: s}),
	}
}
