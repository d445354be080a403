// Package audit keeps the record of what was done to people and texts, by whom and why. Entries are only ever added:
// the database refuses to change or remove one. Write is safe for concurrent use; it runs in the caller's transaction,
// so that nothing is done without its entry.
package audit

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"tongchuang/server/access"
)

// Entry is one thing done.
type Entry struct {
	Actor   uuid.UUID // who did it; zero: the program itself
	Action  access.Action
	Object  access.Object
	Schools []uuid.UUID // who may read the entry, besides administrators
	Class   uuid.UUID   // zero: not about a class
	Person  uuid.UUID   // whom it is about; zero: nobody
	Reason  string
	Data    map[string]any // what else has to be known; nothing that a deletion would have to reach
}

// DB is a transaction, or a pool.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
}

const insert = `insert into audit_entry (id, actor_id, action, object, object_id, school_ids, class_id, person_id, reason, data)
values ($1, nullif($2, $10::uuid), $3, $4, nullif($5, $10::uuid), $6, nullif($7, $10::uuid), nullif($8, $10::uuid), $9, $11)`

// Write adds an entry.
func Write(ctx context.Context, db DB, e Entry) error {
	data := []byte("{}")
	if e.Data != nil {
		var err error
		if data, err = json.Marshal(e.Data); err != nil {
			return fmt.Errorf("encoding an audit entry: %w", err)
		}
	}
	if e.Schools == nil {
		e.Schools = []uuid.UUID{}
	}
	_, err := db.Exec(ctx, insert, uuid.Must(uuid.NewV7()), e.Actor, string(e.Action), string(e.Object.Kind), e.Object.ID,
		e.Schools, e.Class, e.Person, e.Reason, uuid.Nil, data)
	if err != nil {
		return fmt.Errorf("writing the audit log: %w", err)
	}
	return nil
}
