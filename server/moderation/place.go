package moderation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/post"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// heldByReport is why a post waits that a moderator holds.
const heldByReport = "report"

// place is where what a deed is about lives: the topics to lock, and what there is to hide.
type place struct {
	topics []topic.Name
	thread uuid.UUID // to hide; zero for none
	post   uuid.UUID // to hide or hold: the post itself, or the thread's first; zero for none
}

func (s *Service) place(ctx context.Context, object string, id uuid.UUID) (place, error) {
	switch object {
	case aPost:
		name, err := s.Posts.TopicOf(ctx, id)
		return place{topics: []topic.Name{name}, post: id}, err
	case aThread:
		t, err := s.db.ThreadPlace(ctx, id)
		if err != nil {
			return place{}, found(err, "finding a thread's topic")
		}
		return place{topics: []topic.Name{topic.Name(t.Topic), topic.Name(t.BoardTopic)}, thread: id, post: t.FirstPost}, nil
	}
	return place{}, nil
}

// hide takes what a deed is about out of sight.
func (p place) hide(ctx context.Context, tx *topic.Tx) error {
	if err := p.hideThread(ctx, tx, true); err != nil || p.post == uuid.Nil {
		return err
	}
	_, _, err := post.HideIn(ctx, tx, p.topics[0], p.post, post.Moderators)
	return err
}

// show puts back what a deed was about that was taken back, as far as no other deed still covers it.
func (p place) show(ctx context.Context, tx *topic.Tx) error {
	db := moderationdb.New(tx)
	if p.thread != uuid.Nil {
		covered, err := db.ThreadCovered(ctx, p.thread)
		if err != nil {
			return fmt.Errorf("looking for another deed about a thread: %w", err)
		}
		if covered {
			return nil
		}
		if err := p.hideThread(ctx, tx, false); err != nil {
			return err
		}
	}
	if p.post == uuid.Nil {
		return nil
	}
	standing, err := db.Covering(ctx, p.post)
	if err != nil {
		return fmt.Errorf("looking for another deed about a post: %w", err)
	}
	if standing.Hidden {
		return nil
	}
	_, err = post.ShowIn(ctx, tx, p.topics[0], p.post, post.Moderators)
	return err
}

func (p place) hideThread(ctx context.Context, tx *topic.Tx, hidden bool) error {
	if p.thread == uuid.Nil {
		return nil
	}
	db := moderationdb.New(tx)
	if err := db.HideThread(ctx, hidden, p.thread); err != nil {
		return fmt.Errorf("hiding a thread: %w", err)
	}
	if err := db.TitleInLog(ctx, hidden, p.thread); err != nil {
		return fmt.Errorf("taking a title out of the log: %w", err)
	}
	return nil
}

func (p place) hold(ctx context.Context, tx *topic.Tx) error {
	_, err := post.HoldIn(ctx, tx, p.topics[0], p.post, heldByReport, true)
	return err
}

// state is that of the place's post; "" for none.
func (p place) state(ctx context.Context, tx *topic.Tx) (string, error) {
	if p.post == uuid.Nil {
		return "", nil
	}
	now, err := post.EvidenceIn(ctx, tx, []uuid.UUID{p.post})
	if err != nil || len(now) == 0 {
		return "", err
	}
	return now[0].Post.State, nil
}

// isHidden tells whether the post of the place is out of sight.
func (p place) isHidden(ctx context.Context, tx *topic.Tx) (bool, error) {
	state, err := p.state(ctx, tx)
	return state == wire.PostHidden, err
}

// release ends the waiting that a deed had begun, as far as no other still holds the post.
func (p place) release(ctx context.Context, tx *topic.Tx) error {
	standing, err := moderationdb.New(tx).Covering(ctx, p.post)
	if err != nil {
		return fmt.Errorf("looking for another deed about a post: %w", err)
	}
	if standing.Held {
		return nil
	}
	_, err = post.HoldIn(ctx, tx, p.topics[0], p.post, heldByReport, false)
	return err
}

// approve shows a held post; what moderators did to hold it is over.
func (p place) approve(ctx context.Context, tx *topic.Tx, by uuid.UUID, note string) error {
	held, err := post.EvidenceIn(ctx, tx, []uuid.UUID{p.post})
	if err != nil {
		return err
	}
	if len(held) == 0 || held[0].Post.State != wire.PostHeld {
		return NotForThis()
	}
	if err := moderationdb.New(tx).EndHolds(ctx, by, note, p.post); err != nil {
		return fmt.Errorf("ending what held a post: %w", err)
	}
	_, err = post.ApproveIn(ctx, tx, p.topics[0], p.post)
	return err
}
