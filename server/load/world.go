package load

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrInhabited: the database has people in it who are neither examples nor made up by this tool.
var ErrInhabited = errors.New("load: the database has real people in it; made-up ones are only put into one that has none")

// madeUp marks the schools of made-up people; their names say so too.
const madeUp = "load-test"

// Kind of the rooms of a made-up world.
type Kind string

const (
	// Classes are rooms with two teachers and otherwise students, where presence is shown.
	Classes Kind = "classes"
	// Threads are discussions of a public board, among citizens.
	Threads Kind = "threads"
)

// FillDatabase makes up rooms with members each of their own, and an access token for everyone, which holds for a day.
// It refuses to touch a database with real people in it.
func FillDatabase(ctx context.Context, pool *pgxpool.Pool, kind Kind, rooms, members int) ([]Room, error) {
	var made []Room
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if err := refuseInhabited(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "set local statement_timeout = 0"); err != nil { // a slow machine takes its time over thousands
			return err
		}
		w := world{kind: kind}
		if err := w.ground(ctx, tx); err != nil {
			return fmt.Errorf("load: making up schools: %w", err)
		}
		for i := range rooms {
			made = append(made, w.addRoom(i, members))
		}
		if err := w.store(ctx, tx); err != nil {
			return fmt.Errorf("load: making up people: %w", err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	_, err = pool.Exec(ctx, "analyze")
	return made, err
}

func refuseInhabited(ctx context.Context, tx pgx.Tx) error {
	var inhabited bool
	err := tx.QueryRow(ctx, `select exists (select from person p left join school s on s.id = p.school_id
		where not p.example and (s.slug is null or s.slug not like $1 || '%'))`, madeUp).Scan(&inhabited)
	if err != nil {
		return fmt.Errorf("load: looking for real people: %w", err)
	}
	if inhabited {
		return ErrInhabited
	}
	return nil
}

// world collects rows, a table each.
type world struct {
	kind                                              Kind
	schools                                           [2]uuid.UUID
	pairing, board                                    uuid.UUID
	people, tokens, classes, boards, members, threads [][]any
	topics                                            []string
}

func (w *world) ground(ctx context.Context, tx pgx.Tx) error {
	city := newID()
	w.schools, w.pairing = [2]uuid.UUID{newID(), newID()}, newID()
	name := madeUp + "-" + city.String()
	b := &pgx.Batch{}
	b.Queue(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'XX', 'UTC', $2, $2, $2)`, city, name)
	for i, id := range w.schools {
		b.Queue(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) values ($1, $2, $3, $3, $3, $3)`,
			id, city, fmt.Sprintf("%s-%d", name, i))
	}
	b.Queue(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`,
		w.pairing, w.schools[0], w.schools[1])
	b.Queue(`select id from board where public order by position limit 1`).QueryRow(func(row pgx.Row) error { return row.Scan(&w.board) })
	return tx.SendBatch(ctx, b).Close()
}

// teachers of a class: one of each school.
const teachers = 2

func (w *world) addRoom(n, members int) Room {
	title := fmt.Sprintf("%s %d", madeUp, n+1)
	thread, board, kind := newID(), w.board, "discussion"
	room := Room{Thread: thread.String(), Topic: "thread:" + thread.String()}
	var class uuid.UUID
	if w.kind == Classes {
		class, board, kind = newID(), newID(), "chat"
		room.Topic = "class:" + class.String()
		w.classes = append(w.classes, []any{class, w.pairing, title, title, title, 0, false})
		w.boards = append(w.boards, []any{board, "class-" + class.String(), class})
	}
	w.topics = append(w.topics, room.Topic)
	w.threads = append(w.threads, []any{thread, board, kind, room.Topic, title, "en"})
	if w.kind == Classes {
		members = max(members, teachers) // without them it is not open
	}
	for i := range members {
		person, token, role := newID(), "tct_"+rand.Text(), "citizen"
		if w.kind == Classes {
			role = "student"
			if i < teachers {
				role = "teacher"
			}
			w.members = append(w.members, []any{class, person, role})
		}
		hash := sha256.Sum256([]byte(token))
		w.people = append(w.people, []any{person, role, fmt.Sprintf("%s %d.%d", madeUp, n+1, i+1), w.schools[i%2], time.Now()})
		w.tokens = append(w.tokens, []any{newID(), person, madeUp, hash[:], "write", time.Now().AddDate(0, 0, 1)})
		room.Seats = append(room.Seats, Seat{Token: token})
	}
	return room
}

func (w *world) store(ctx context.Context, tx pgx.Tx) error {
	copies := []struct {
		table   string
		columns []string
		rows    [][]any
	}{
		{"person", []string{"id", "role", "display_name", "school_id", "verified_at"}, w.people},
		{"access_token", []string{"id", "person_id", "name", "token_hash", "scope", "expires_at"}, w.tokens},
		{"class", []string{"id", "pairing_id", "name_en", "name_zh_hans", "name_zh_hant", "first_posts", "quiet_hours"}, w.classes},
		{"board", []string{"id", "slug", "class_id"}, w.boards},
		{"class_member", []string{"class_id", "person_id", "role"}, w.members},
	}
	for _, c := range copies {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{c.table}, c.columns, pgx.CopyFromRows(c.rows)); err != nil {
			return err
		}
	}
	if w.kind == Classes {
		if _, err := tx.Exec(ctx, `insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at)
			select gen_random_uuid(), $1, s, 'chat', $2, now() + interval '1 year' from unnest($3::uuid[]) s`, w.pairing, w.people[0][0], w.schools[:]); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `insert into topic (name) select unnest($1::text[])`, w.topics); err != nil {
		return err
	}
	b := &pgx.Batch{}
	for _, t := range w.threads {
		b.Queue(`insert into thread (id, board_id, kind, topic_id, title, language)
			select $1::uuid, $2::uuid, $3::text, id, $5::text, $6::text from topic where name = $4`, t...)
	}
	return tx.SendBatch(ctx, b).Close()
}

// FillThread puts posts into a room's thread as if they had been said, for reading pages of it.
func FillThread(ctx context.Context, pool *pgxpool.Pool, room Room, posts int) error {
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		b := &pgx.Batch{}
		b.Queue("set local statement_timeout = 0")
		b.Queue(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language, created_at)
			select gen_random_uuid(), $1::uuid, n, a.id, gen_random_uuid(), '\x00', $2, '<p>' || $2 || '</p>', 'en', now()
			from generate_series(1, $3::int) n
			join (select id, row_number() over () - 1 as k, count(*) over () as all from (select p.id from person p
				join access_token t on t.person_id = p.id where t.name = $4 limit 30) x) a on a.k = n % a.all`,
			room.Thread, prose, posts, madeUp)
		b.Queue(`update topic set head = $2 where name = $1`, room.Topic, posts)
		b.Queue(`update thread set post_count = $2, last_post_seq = $2 where id = $1::uuid`, room.Thread, posts)
		return tx.SendBatch(ctx, b).Close()
	})
	if err != nil {
		return fmt.Errorf("load: filling a thread: %w", err)
	}
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	for _, statement := range []string{"set statement_timeout = 0", "vacuum analyze post", "reset statement_timeout"} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("load: analyzing: %w", err)
		}
	}
	return nil
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
