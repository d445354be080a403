package post

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/post/postdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// TopicOf gives the topic that a post's events are in, to be named by a transaction that changes the post; not_found.
func (s *Service) TopicOf(ctx context.Context, id uuid.UUID) (topic.Name, error) {
	at, err := s.db.Topic(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", problem.NotFound()
	} else if err != nil {
		return "", fmt.Errorf("finding a post's topic: %w", err)
	}
	return topic.Name(at.Topic), nil
}

// HideIn hides a post, or shows it again, within the caller's transaction, which holds the post's topic: what else is
// done about it stands or falls with it. The caller has asked access. A repetition changes nothing.
func HideIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, hidden bool) (wire.Post, error) {
	kind := Restored
	if hidden {
		kind = Hidden
	}
	return changeIn(ctx, tx, name, id, kind, setHidden(id, hidden))
}

// HoldIn makes a post wait for approval, or ends its waiting, as HideIn does. What is hidden or deleted stays so.
func HoldIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, why string, held bool) (wire.Post, error) {
	kind := Restored
	if held {
		kind = Held
	}
	return changeIn(ctx, tx, name, id, kind, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		if row.DeletedAt != nil || row.HiddenAt != nil || held == (row.HeldAt != nil) {
			return false, nil
		}
		if held {
			return true, db.Hold(ctx, why, id)
		}
		return true, db.Approve(ctx, id)
	})
}
