package rights

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const day = 24 * time.Hour

// limit is how long one kind of thing is kept. Both statements get the moment before which it goes as $1; erase touches
// at most batch rows ($2) and is repeated until it touches none.
type limit struct {
	key   string
	keep  time.Duration
	count string
	erase string
}

// limits are the written limits of retention (safety.md, rule 19): one table for the job, the page and docs/safety.md.
// The audit log is not among them: it is only ever added to.
var limits = []limit{
	// Teachers can read what was deleted in their class for this long (rule 2).
	{"deleted_posts", 30 * day,
		`select count(*) from post where deleted_at < $1 and body <> ''`,
		`with gone as (update post set body = '', html = '', request_hash = '' where id in (
		   select id from post where deleted_at < $1 and body <> '' limit $2) returning id),
		 revisions as (delete from post_revision r using gone where r.post_id = gone.id)
		 select count(*) from gone`},
	// What ended, by being put away or with its pairing, stays readable for a year; its teachers are told a month before.
	{"ended_classes", 365 * day,
		`select count(*) from class c join pairing pr on pr.id = c.pairing_id where ` + endedAt + ` < $1 and c.erased_at is null`, ""},
	// What two schools discussed is as long readable after the end of their pairing; the steps stay on record.
	{"ended_pairings", 365 * day,
		`select count(*) from post p join thread t on t.id = p.thread_id and t.kind = 'pairing' join pairing pr on pr.id = t.id
		 where pr.ended_at < $1 and (p.body <> '' or p.deleted_at is null)`,
		`with gone as (
		   update post set body = '', html = '', request_hash = '', reply_count = 0, deleted_at = coalesce(deleted_at, now()) where id in (
		     select p.id from post p join thread t on t.id = p.thread_id and t.kind = 'pairing' join pairing pr on pr.id = t.id
		     where pr.ended_at < $1 and (p.body <> '' or p.deleted_at is null) limit $2)
		   returning id, thread_id, seq, parent_id),
		 revisions as (delete from post_revision r using gone where r.post_id = gone.id),
		 events as (update event e set data = json_strip_nulls(json_build_object('id', gone.id, 'thread', gone.thread_id, 'seq', gone.seq, 'parent', gone.parent_id, 'state', 'deleted'))
		   from gone join thread t on t.id = gone.thread_id where e.topic_id = t.topic_id and e.subject = gone.id),
		 counts as (update thread set post_count = 0 where id in (select thread_id from gone))
		 select count(*) from gone`},
	{"user_agents", 90 * day,
		`select count(*) from login where created_at < $1 and user_agent <> ''`,
		`with gone as (update login set user_agent = '' where id in (
		   select id from login where created_at < $1 and user_agent <> '' limit $2) returning 1) select count(*) from gone`},
	{"logins", 30 * day,
		`select count(*) from login where coalesce(ended_at, seen_at) < $1`,
		`with gone as (delete from login where id in (
		   select id from login where coalesce(ended_at, seen_at) < $1 limit $2) returning 1) select count(*) from gone`},
	{"sessions", 0,
		`select count(*) from session where expiry < $1`,
		`with gone as (delete from session where token in (
		   select token from session where expiry < $1 limit $2) returning 1) select count(*) from gone`},
	{"registrations", 0,
		`select count(*) from registration where expires_at < $1`,
		`with gone as (delete from registration where id in (
		   select id from registration where expires_at < $1 limit $2) returning 1) select count(*) from gone`},
	{"letters", 30 * day,
		`select count(*) from outbox_mail where created_at < $1`,
		`with gone as (delete from outbox_mail where id in (
		   select id from outbox_mail where created_at < $1 limit $2) returning 1) select count(*) from gone`},
	{"notices", 365 * day,
		`select count(*) from notice where created_at < $1`,
		`with gone as (delete from notice where id in (
		   select id from notice where created_at < $1 limit $2) returning id, person_id),
		 said as (update event e set data = '{}' from gone join topic t on t.name = 'person:' || gone.person_id::text
		   where e.topic_id = t.id and e.subject = gone.id)
		 select count(*) from gone`},
	{"evidence", 365 * day,
		`select count(*) from report r join moderation_case c on c.id = r.case_id where c.closed_at < $1 and r.evidence <> '{}'`,
		`with gone as (update report set evidence = '{}', note = '' where id in (
		   select r.id from report r join moderation_case c on c.id = r.case_id where c.closed_at < $1 and r.evidence <> '{}' limit $2) returning 1)
		 select count(*) from gone`},
	{"appeals", 365 * day,
		`select count(*) from appeal ap join moderation_action d on d.id = ap.action_id where coalesce(ap.decided_at, d.undone_at) < $1 and (ap.body <> '' or ap.answer <> '')`,
		`with gone as (update appeal set body = '', answer = '' where id in (
		   select ap.id from appeal ap join moderation_action d on d.id = ap.action_id
		   where coalesce(ap.decided_at, d.undone_at) < $1 and (ap.body <> '' or ap.answer <> '') limit $2) returning 1) select count(*) from gone`},
	{"requests", 365 * day,
		`select count(*) from rights_request where decided_at < $1 and (body <> '' or name <> '')`,
		`with gone as (update rights_request set body = '', name = '' where id in (
		   select id from rights_request where decided_at < $1 and (body <> '' or name <> '') limit $2) returning 1) select count(*) from gone`},
	{"join_requests", 30 * day,
		`select count(*) from join_request where expires_at < $1 and (name <> '' or password_hash is not null)`,
		`with gone as (update join_request set name = '', password_hash = null where id in (
		   select id from join_request where expires_at < $1 and (name <> '' or password_hash is not null) limit $2) returning 1)
		 select count(*) from gone`},
}

// batch is how many rows one statement takes: short enough for its time limit and for those who wait for the rows.
const batch = 500

// Limits are how long each kind of thing is kept, by its key.
type Limits map[string]time.Duration

// DefaultLimits are the written ones.
func DefaultLimits() Limits {
	all := Limits{}
	for _, l := range limits {
		all[l.key] = l.keep
	}
	return all
}

// ParseLimits reads the setting RETENTION: "notices=90d,deleted_posts=7d" shortens these two. A limit can be shortened,
// not lengthened: people were told the written one.
func ParseLimits(setting string) (Limits, error) {
	all := DefaultLimits()
	for part := range strings.SplitSeq(setting, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		written, known := all[key]
		if !known {
			return nil, fmt.Errorf("RETENTION: there is no limit %q", key)
		}
		var days int
		if _, err := fmt.Sscanf(value+"\n", "%dd\n", &days); err != nil || days < 0 {
			return nil, fmt.Errorf("RETENTION: %s=%q is not a number of days, as 30d", key, value)
		}
		if keep := time.Duration(days) * day; keep <= written {
			all[key] = keep
		} else {
			return nil, fmt.Errorf("RETENTION: %s can be shortened, not lengthened: at most %dd", key, int(written/day))
		}
	}
	return all, nil
}

// Retention tells what is kept how long; for everybody.
func (s *Service) Retention(ctx context.Context, actor access.Actor, _ command.None) (wire.Retention, error) {
	out := wire.Retention{Limits: []wire.RetentionLimit{}}
	if err := s.Policy.Check(ctx, actor, access.ReadRetention, access.Installation()); err != nil {
		return out, err
	}
	for _, l := range limits {
		if keep := s.Limits[l.key]; l.keep > 0 {
			out.Limits = append(out.Limits, wire.RetentionLimit{Key: l.key, Days: int(keep / day)})
		}
	}
	return out, nil
}

// Gone is how many things of one kind went, or would.
type Gone struct {
	Key   string
	Days  int
	Count int64
}

// Due counts what has outlived its time and erases nothing.
func Due(ctx context.Context, pool *pgxpool.Pool, keep Limits) ([]Gone, error) {
	var all []Gone
	for _, l := range limits {
		g := Gone{Key: l.key, Days: int(keep[l.key] / day)}
		if err := pool.QueryRow(ctx, l.count, time.Now().Add(-keep[l.key])).Scan(&g.Count); err != nil {
			return nil, fmt.Errorf("counting %s: %w", l.key, err)
		}
		all = append(all, g)
	}
	return all, nil
}

// Retain erases what has outlived its time. It may be repeated, and run beside a server.
func (s *Service) Retain(ctx context.Context) ([]Gone, error) {
	var all []Gone
	for _, l := range limits {
		g := Gone{Key: l.key, Days: int(s.Limits[l.key] / day)}
		before := time.Now().Add(-s.Limits[l.key])
		var err error
		if l.key == "ended_classes" {
			g.Count, err = s.eraseClasses(ctx, before)
		} else {
			g.Count, err = eraseAll(ctx, s.Pool, l.erase, before)
		}
		if err != nil {
			return all, fmt.Errorf("erasing %s: %w", l.key, err)
		}
		all = append(all, g)
	}
	return all, nil
}

func eraseAll(ctx context.Context, pool *pgxpool.Pool, sql string, before time.Time) (int64, error) {
	var all int64
	for {
		var n int64
		if err := pool.QueryRow(ctx, sql, before, batch).Scan(&n); err != nil || n == 0 {
			return all, err
		}
		all += n
	}
}

// endedAt is when a class ended (c), by itself or with its pairing (pr); null while it goes on.
const endedAt = `least(c.archived_at, pr.ended_at)`

// classNotice is how long before the erasure of an ended class its teachers are told, to take its export.
const classNotice = 30 * day

// eraseClasses tells the teachers of classes whose time is nearly over, and erases those that were told of long enough
// ago: what was said, nicknames and the record of attendance.
func (s *Service) eraseClasses(ctx context.Context, before time.Time) (int64, error) {
	due, err := s.ids(ctx, `select c.id from class c join pairing pr on pr.id = c.pairing_id where `+endedAt+` < $1 and c.erasing_told_at is null`, before.Add(classNotice))
	if err != nil {
		return 0, err
	}
	for _, class := range due {
		if err := s.tellOfErasure(ctx, class); err != nil {
			return 0, err
		}
	}
	if due, err = s.ids(ctx, `select c.id from class c join pairing pr on pr.id = c.pairing_id where `+endedAt+` < $1 and c.erased_at is null and c.erasing_told_at < $2`, before, time.Now().Add(-classNotice)); err != nil {
		return 0, err
	}
	for i, class := range due {
		if err := s.eraseClass(ctx, class); err != nil {
			return int64(i), err
		}
	}
	return int64(len(due)), nil
}

func (s *Service) ids(ctx context.Context, sql string, args ...any) ([]uuid.UUID, error) {
	rows, err := s.Pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func (s *Service) tellOfErasure(ctx context.Context, class uuid.UUID) error {
	teachers, err := s.db.TeachersOf(ctx, class)
	if err != nil {
		return err
	}
	return s.Log.InTx(ctx, notice.Topics(teachers...), func(ctx context.Context, tx *topic.Tx) error {
		tag, err := tx.Exec(ctx, `update class set erasing_told_at = now() where id = $1 and erasing_told_at is null`, class)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		for _, t := range teachers {
			if err := notice.Tell(ctx, tx, notice.Notice{Person: t, Kind: "rights.class_erasing", Link: "/classes/" + class.String()}); err != nil {
				return err
			}
		}
		return nil
	})
}

const eraseClassPosts = `with gone as (
	  update post set body = '', html = '', request_hash = '', deleted_at = coalesce(deleted_at, now()) where id in (
	    select p.id from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
	    where b.class_id = $1 and (p.body <> '' or p.deleted_at is null) limit $2)
	  returning id, thread_id, seq, parent_id),
	revisions as (delete from post_revision r using gone where r.post_id = gone.id),
	events as (update event e set data = json_strip_nulls(json_build_object('id', gone.id, 'thread', gone.thread_id, 'seq', gone.seq, 'parent', gone.parent_id, 'state', 'deleted'))
	  from gone join thread t on t.id = gone.thread_id where e.topic_id = t.topic_id and e.subject = gone.id)
	select count(*) from gone`

// eraseClass takes the texts of an ended class; that it was, and who was in it, stays.
func (s *Service) eraseClass(ctx context.Context, class uuid.UUID) error {
	for {
		var n int64
		if err := s.Pool.QueryRow(ctx, eraseClassPosts, class, batch).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	schools, err := s.db.SchoolsOfClass(ctx, class)
	if err != nil {
		return err
	}
	return s.Log.InTx(ctx, nil, func(ctx context.Context, tx *topic.Tx) error {
		for _, sql := range []string{
			`update thread t set post_count = 0 from board b where b.id = t.board_id and b.class_id = $1`,
			`update post p set reply_count = 0 from thread t join board b on b.id = t.board_id where p.thread_id = t.id and b.class_id = $1 and p.reply_count > 0`,
			`update class_member set nickname = '', known_as = '' where class_id = $1`,
			`delete from class_attendance where class_id = $1`,
			`update class_note set body = '' where class_id = $1`,
			`update appeal ap set body = '', answer = '' from moderation_action d where d.id = ap.action_id and d.class_id = $1`,
			`update moderation_action set note = '', undone_why = '' where class_id = $1`,
			`update class set erased_at = now(), archived_at = coalesce(archived_at, now()) where id = $1`,
		} {
			if _, err := tx.Exec(ctx, sql, class); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{
			Action: "class.erased", Object: access.Class(class), Class: class, Schools: []uuid.UUID{schools.SchoolA, schools.SchoolB},
		})
	})
}

type retain struct{}

// Kind is the job's name in the database.
func (retain) Kind() string { return "rights_retain" }

const retainInterval = day

type retainer struct {
	river.WorkerDefaults[retain]
	*Service
}

// Timeout of one attempt: the first run of an old installation has much to do.
func (*retainer) Timeout(*river.Job[retain]) time.Duration { return 30 * time.Minute }

// Work runs once a day on one node, and when a node starts to lead.
func (w *retainer) Work(ctx context.Context, _ *river.Job[retain]) error {
	all, err := w.Retain(ctx)
	for _, g := range all {
		if g.Count > 0 {
			slog.InfoContext(ctx, "erased what has outlived its time", "kind", g.Key, "count", g.Count, "days", g.Days)
		}
	}
	return err
}
