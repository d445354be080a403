package rights

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/postgres"
	"tongchuang/server/rights/rightsdb"
)

// Erased is one line of the ledger: something that must not come back with a restored backup. It names nobody but by id.
type Erased struct {
	ID      uuid.UUID  `json:"id"`
	Kind    string     `json:"kind"` // person, post, withdrawn, guardian_link
	Subject uuid.UUID  `json:"subject"`
	Class   *uuid.UUID `json:"class,omitempty"`
	At      time.Time  `json:"at"`
}

// ReadLedger reads the file; one that is not there is empty. A last line that was cut off by a crash is passed over: the
// database still has it.
func ReadLedger(path string) ([]Erased, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || path == "" {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ledger of erasures: %w", err)
	}
	var all []Erased
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var e Erased
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			continue
		}
		all = append(all, e)
	}
	return all, lines.Err()
}

// WriteLedger appends to the file what the database's ledger has and the file has not, and gives the number of lines. Only
// one node does it at a time. Without a path it does nothing.
func WriteLedger(ctx context.Context, pool *pgxpool.Pool, path string) (int, error) {
	if path == "" {
		return 0, nil
	}
	known, err := ReadLedger(path)
	if err != nil {
		return 0, err
	}
	have := make(map[uuid.UUID]bool, len(known))
	for _, e := range known {
		have[e.ID] = true
	}
	rows, err := rightsdb.New(pool).Ledger(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading what was erased: %w", err)
	}
	var add bytes.Buffer
	n := 0
	for _, r := range rows {
		if have[r.ID] {
			continue
		}
		line, err := json.Marshal(Erased{r.ID, r.Kind, r.Subject, r.ClassID, r.At.UTC()})
		if err != nil {
			return 0, fmt.Errorf("writing the ledger of erasures: %w", err)
		}
		add.Write(append(line, '\n'))
		n++
	}
	if n == 0 {
		return 0, nil
	}
	if err := appendTo(path, add.Bytes()); err != nil {
		return 0, fmt.Errorf("writing the ledger of erasures: %w", err)
	}
	return n, nil
}

// appendTo is on the disk when it returns. It begins on a new line, whatever a crash left behind.
func appendTo(path string, lines []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if info, err := f.Stat(); err == nil && info.Size() > 0 {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, info.Size()-1); err == nil && last[0] != '\n' {
			lines = append([]byte{'\n'}, lines...)
		}
	}
	_, err = f.Write(lines)
	return errors.Join(err, f.Sync(), f.Close())
}

// EraseAgain does to a restored database what was done since its backup: every line of the ledger that it does not know.
// No server may run. It gives the number of lines; it may be repeated.
func EraseAgain(ctx context.Context, pool *pgxpool.Pool, ledger []Erased) (int, error) {
	done := 0
	for _, e := range ledger {
		err := postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
			var known bool
			if err := tx.QueryRow(ctx, `select exists (select from erasure where id = $1)`, e.ID).Scan(&known); err != nil || known {
				return err
			}
			// First, so that the triggers' own line, made by what follows, is the one too many.
			const keep = `insert into erasure (id, kind, subject, class_id, at, done_at) values ($1, $2, $3, $4, $5, now())`
			if _, err := tx.Exec(ctx, keep, e.ID, e.Kind, e.Subject, e.Class, e.At); err != nil {
				return err
			}
			if err := again(ctx, tx, e); err != nil {
				return err
			}
			done++
			_, err := tx.Exec(ctx, `delete from erasure where kind = $1 and subject = $2 and class_id is not distinct from $3 and id <> $4 and xmin = pg_current_xact_id()::xid`,
				e.Kind, e.Subject, e.Class, e.ID)
			return err
		})
		if err != nil {
			return done, fmt.Errorf("erasing again what was erased: %w", err)
		}
	}
	return done, nil
}

// What is done again to a post: it is no longer shown, no longer counted, and its text is gone from the log and the rows.
const (
	uncount = `update thread t set post_count = greatest(t.post_count - 1, 0) from post p
		where p.id = $1 and t.id = p.thread_id and p.deleted_at is null and p.hidden_at is null and p.held_at is null`
	uncountReply = `update post q set reply_count = greatest(q.reply_count - 1, 0) from post p
		where p.id = $1 and q.id = p.parent_id and p.deleted_at is null and p.hidden_at is null and p.held_at is null`
	redact = `update event e set data = json_strip_nulls(json_build_object('id', p.id, 'thread', p.thread_id, 'seq', p.seq, 'parent', p.parent_id, 'state', $2::text))
		from post p join thread t on t.id = p.thread_id where p.id = $1 and e.topic_id = t.topic_id and e.subject = p.id`
)

func again(ctx context.Context, tx pgx.Tx, e Erased) error {
	exec := func(sql string, args ...any) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	}
	gone := func(post uuid.UUID, state string, sql string, args ...any) error {
		for _, step := range []func() error{
			func() error { return exec(uncount, post) },
			func() error { return exec(uncountReply, post) },
			func() error { return exec(redact, post, state) },
			func() error { return exec(sql, args...) },
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
	switch e.Kind {
	case "guardian_link":
		return exec(`update guardian_link set revoked_at = $2 where id = $1 and revoked_at is null`, e.Subject, e.At)
	case "post":
		if err := gone(e.Subject, "deleted", `update post set deleted_at = $2 where id = $1 and deleted_at is null`, e.Subject, e.At); err != nil {
			return err
		}
		return eraseOfTheErased(ctx, tx, e.Subject)
	case "withdrawn":
		if err := exec(`update class_member set withdrawn_at = $3 where person_id = $1 and class_id = $2 and withdrawn_at is null`, e.Subject, e.Class, e.At); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `select p.id from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
			where p.author_id = $1 and b.class_id = $2 and p.deleted_at is null and not 'consent' = any(p.hidden_for)`, e.Subject, e.Class)
		if err != nil {
			return err
		}
		posts, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return err
		}
		for _, post := range posts {
			if err := gone(post, "hidden", `update post set hidden_at = coalesce(hidden_at, $2), hidden_for = array_append(hidden_for, 'consent') where id = $1`, post, e.At); err != nil {
				return err
			}
		}
	case "person":
		if err := exec(`update person set deleted_at = $2 where id = $1 and deleted_at is null`, e.Subject, e.At); err != nil {
			return err
		}
		if err := eraseIn(ctx, tx, e.Subject); err != nil {
			return err
		}
		for _, sql := range forgetName {
			if err := exec(sql, e.Subject); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseOfTheErased erases at once the text of a deleted post whose author is erased, and the title that stood over it.
func eraseOfTheErased(ctx context.Context, tx pgx.Tx, post uuid.UUID) error {
	var erased bool
	err := tx.QueryRow(ctx, `select coalesce((select a.deleted_at is not null from post p join person a on a.id = p.author_id where p.id = $1), false)
		or exists (select from erasure e join post p on p.author_id = e.subject where p.id = $1 and e.kind = 'person')`, post).Scan(&erased)
	if err != nil || !erased {
		return err
	}
	var author uuid.UUID
	if err := tx.QueryRow(ctx, `select author_id from post where id = $1`, post).Scan(&author); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, eraseTexts, []uuid.UUID{post}); err != nil {
		return err
	}
	for _, sql := range eraseTitles {
		if _, err := tx.Exec(ctx, sql, author); err != nil {
			return err
		}
	}
	return nil
}
