package chaos

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgres"
)

// room is a place to talk in: a class's chat, or a thread of the public forum.
type room struct {
	topic  string
	thread uuid.UUID
}

// person is who a client speaks as.
type person struct {
	id    uuid.UUID
	token string
	rooms []room
}

// roomsEach is how many topics each client follows.
const roomsEach = 2

// seed fills a fresh, migrated database: rooms, of which every second is a class's chat, and people spread over them.
func seed(ctx context.Context, db postgres.Beginner, rooms, people int) (list []person, err error) {
	err = postgres.InTx(ctx, db, func(ctx context.Context, tx pgx.Tx) error {
		list, err = seedIn(ctx, tx, rooms, people)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("filling the database: %w", err)
	}
	return list, nil
}

func seedIn(ctx context.Context, tx pgx.Tx, rooms, people int) ([]person, error) {
	batch := &pgx.Batch{}
	city, a, b, pairing := newID(), newID(), newID(), newID()
	batch.Queue(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant)
		values ($1, 'chaos', 'US', 'UTC', 'Chaos', '混沌', '混沌')`, city)
	batch.Queue(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant)
		values ($1, $3, 'chaos-a', 'A', 'A', 'A'), ($2, $3, 'chaos-b', 'B', 'B', 'B')`, a, b, city)
	batch.Queue(`insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2::uuid, $3), greatest($2::uuid, $3), now())`, pairing, a, b)

	all, classes := make([]room, rooms), make([]uuid.UUID, rooms)
	for i := range all {
		all[i].thread = newID()
		if i%2 == 1 {
			all[i].topic = "thread:" + all[i].thread.String()
			batch.Queue(`with t as (insert into topic (name) values ($1) returning id)
				insert into thread (id, board_id, topic_id, title, language)
				select $2, (select id from board where slug = 'welcome'), t.id, 'Chaos', 'en' from t`, all[i].topic, all[i].thread)
			continue
		}
		class, board := newID(), newID()
		classes[i], all[i].topic = class, "class:"+class.String()
		batch.Queue(`insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours) values ($1, $2, 'Chaos', '混沌', '混沌', 0, false)`, class, pairing)
		batch.Queue(`insert into board (id, slug, class_id) values ($1, $2, $3)`, board, "class-"+class.String(), class)
		batch.Queue(`with t as (insert into topic (name) values ($1) returning id)
			insert into thread (id, board_id, kind, topic_id, title, language) select $2, $3, 'chat', t.id, '', 'und' from t`, all[i].topic, all[i].thread, board)
	}
	list := make([]person, people)
	for i := range list {
		p := person{id: newID(), token: "tct_" + rand.Text()}
		hash := sha256.Sum256([]byte(p.token))
		batch.Queue(`insert into person (id, role, display_name, school_id, email, email_confirmed_at, verified_at)
			values ($1, 'teacher', $2, $3, $4, now(), now())`, p.id, fmt.Sprintf("Person %d", i), []uuid.UUID{a, b}[i/rooms%2], fmt.Sprintf("p%d@chaos.example", i))
		batch.Queue(`insert into access_token (id, person_id, name, token_hash, scope, expires_at)
			values ($1, $2, 'chaos', $3, 'write', now() + interval '7 days')`, newID(), p.id, hash[:])
		for n := range min(roomsEach, rooms) {
			at := (i + n*(rooms/2+1)) % rooms
			p.rooms = append(p.rooms, all[at])
			if classes[at] != uuid.Nil {
				batch.Queue(`insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher') on conflict do nothing`, classes[at], p.id)
			}
		}
		list[i] = p
	}
	batch.Queue(`insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at)
		select gen_random_uuid(), $1, s, 'chat', $2, now() + interval '1 year' from unnest(array[$3::uuid, $4]) s`, pairing, list[0].id, a, b)
	return list, tx.SendBatch(ctx, batch).Close()
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
