package post

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// Keeper is whose hiding keeps a post out of sight.
type Keeper string

// The keepers. A post is shown when none of them hides it.
const (
	Moderators Keeper = wire.HiddenForModerators // by a decision about it or its thread
	Keepers    Keeper = wire.HiddenForKeepers    // the teachers of its class
	Consent    Keeper = wire.HiddenForConsent    // withdrawn, for its author in the class
)

// HideIn hides a post within the caller's transaction, which holds the post's topic: what else is done about it stands
// or falls with it. The caller has asked access. It returns whether by did not hide it already; a repetition changes
// nothing.
func HideIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, by Keeper) (wire.Post, bool, error) {
	var done bool
	p, err := changeIn(ctx, tx, name, id, Hidden, hide(id, by, &done))
	return p, done, err
}

// ShowIn takes a hiding back, as HideIn does. While another's stands the post stays hidden; what waited for approval
// before it was hidden, or was made to wait meanwhile, waits then.
func ShowIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, by Keeper) (wire.Post, error) {
	return changeIn(ctx, tx, name, id, Restored, show(id, by))
}

func hide(id uuid.UUID, by Keeper, done *bool) func(context.Context, *postdb.Queries, postdb.ForChangeRow) (bool, error) {
	return func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		*done = row.DeletedAt == nil && !slices.Contains(row.HiddenFor, string(by))
		if !*done {
			return false, nil
		}
		return true, db.Hide(ctx, string(by), id)
	}
}

func show(id uuid.UUID, by Keeper) func(context.Context, *postdb.Queries, postdb.ForChangeRow) (bool, error) {
	return func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		if row.DeletedAt != nil || row.HiddenAt == nil {
			return false, nil
		}
		return slices.Contains(row.HiddenFor, string(by)), db.Show(ctx, string(by), id)
	}
}

// HoldIn makes a post wait for approval, or ends its waiting for this reason, as HideIn does. What is hidden stays so, and
// waits when it is shown; what is deleted stays so, and what waits for another reason goes on waiting.
func HoldIn(ctx context.Context, tx *topic.Tx, name topic.Name, id uuid.UUID, why string, held bool) (wire.Post, error) {
	kind := Restored
	if held {
		kind = Held
	}
	return changeIn(ctx, tx, name, id, kind, func(ctx context.Context, db *postdb.Queries, row postdb.ForChangeRow) (bool, error) {
		if row.DeletedAt != nil || held == (row.HeldAt != nil) || !held && row.HeldFor != why {
			return false, nil
		}
		seen := row.HiddenAt == nil
		if held {
			return seen, db.Hold(ctx, why, id)
		}
		return seen, db.Approve(ctx, id)
	})
}
