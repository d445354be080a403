package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
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
	// Whoever looks around as a student may write at once, at any hour.
	insertClass = `insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant, first_posts, quiet_hours, created_at)
values ($1, $2, 'Two Rivers Class (example)', '两河班（示例）', '兩河班（範例）', 0, false, $3) on conflict do nothing`

	insertConsent = `insert into consent (id, pairing_id, school_id, purpose, given_by, given_at, expires_at)
select $1, $2, p.school_id, $3, p.id, $4, now() + interval '1 year' from person p where p.id = $5 on conflict do nothing`

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
		if role := p.role; role == access.Teacher || role == access.Student {
			b.Queue(insertMember, classID, p.id(), role, p.name, began)
		}
	}
	for _, p := range people {
		if p.role == access.Coordinator {
			for _, purpose := range []string{"chat", "publishing"} {
				b.Queue(insertConsent, idOf("consent", purpose+"/"+p.signIn), pairingID, purpose, began, p.id())
			}
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
