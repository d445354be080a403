package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/topic"
)

// classAge is how long before the day of loading the class began; all that was said was said since then.
const classAge = 21 * 24 * time.Hour

var (
	pairingID = idOf("pairing", "columbus+hefei")
	classID   = idOf("class", "two-rivers")
	chatID    = idOf("thread", "two-rivers")
)

const (
	insertClass = `insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, created_at)
values ($1, $2, 'Two Rivers Class (example)', '两河班（示例）', '兩河班（範例）', $3) on conflict do nothing`

	insertMember = `insert into class_member (class_id, person_id, role, nickname, joined_at)
values ($1, $2, $3, $4, $5) on conflict do nothing`

	insertBoard = `insert into board (id, slug, class_id) values ($1, $2, $3) on conflict do nothing`

	insertTopic = `insert into topic (name) values ($1) on conflict (name) do nothing`

	insertChat = `insert into thread (id, board_id, kind, topic_id, title, language, last_post_at, created_at)
select $1, $2, 'chat', t.id, '', 'und', $4, $4 from topic t where t.name = $3 on conflict do nothing`
)

// addClass adds the class with its members, its board and its chat, and gives the day on which it began: that of the
// first run, if this is a later one.
func addClass(ctx context.Context, tx pgx.Tx, began time.Time) (time.Time, error) {
	board, name := idOf("board", "two-rivers"), topic.Of("class", classID)
	b := &pgx.Batch{}
	b.Queue(insertClass, classID, pairingID, began)
	for _, p := range people {
		if role := p.role; p.school != (school{}) {
			b.Queue(insertMember, classID, p.id(), role, p.name, began)
		}
	}
	b.Queue(insertBoard, board, "class-"+classID.String(), classID)
	b.Queue(insertTopic, name)
	b.Queue(insertChat, chatID, board, name, began)
	b.Queue("select created_at from class where id = $1", classID).QueryRow(func(row pgx.Row) error { return row.Scan(&began) })
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return began, fmt.Errorf("adding the class: %w", err)
	}
	return began, nil
}

// ClassID is the example class's, for tests and for links to it.
func ClassID() uuid.UUID { return classID }
