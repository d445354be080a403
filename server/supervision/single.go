package supervision

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// HidePost hides one message of a class, or of what two schools discuss, with a reason that its author is told. In
// public, moderators decide about posts (package moderation).
func (s *Service) HidePost(ctx context.Context, actor access.Actor, in wire.HidePost) (wire.Post, error) {
	if !slices.Contains(wire.Clauses, in.Clause) {
		return wire.Post{}, problem.Invalid(problem.Wrong("clause", "required"))
	}
	return s.one(ctx, actor, wire.DecidePosts{Posts: []uuid.UUID{in.Post}, Deed: "hide", Clause: in.Clause, Reason: in.Reason})
}

// RestorePost undoes HidePost.
func (s *Service) RestorePost(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.Post, error) {
	return s.one(ctx, actor, wire.DecidePosts{Posts: []uuid.UUID{in.Post}, Deed: "restore"})
}

// ApprovePost shows a message that was held.
func (s *Service) ApprovePost(ctx context.Context, actor access.Actor, in wire.PostRef) (wire.Post, error) {
	return s.one(ctx, actor, wire.DecidePosts{Posts: []uuid.UUID{in.Post}, Deed: "approve"})
}

// one decides about one post, wherever it was said.
func (s *Service) one(ctx context.Context, actor access.Actor, in wire.DecidePosts) (wire.Post, error) {
	id := in.Posts[0]
	if err := s.Policy.Check(ctx, actor, deeds[in.Deed].action, access.Post(id)); err != nil {
		return wire.Post{}, err
	}
	at, err := s.db.ClassOfPost(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return wire.Post{}, problem.NotFound()
	} else if err != nil {
		return wire.Post{}, fmt.Errorf("reading where a post was said: %w", err)
	}
	if at.ClassID == nil {
		return s.discussed(ctx, actor, in, at)
	}
	in.Class = *at.ClassID
	out, err := s.Decide(ctx, actor, in)
	if err != nil {
		return wire.Post{}, err
	}
	return out.Posts[0], nil
}

// discussed decides about a post of two schools' discussion, which has no class. Its author is told in the same way.
func (s *Service) discussed(ctx context.Context, actor access.Actor, in wire.DecidePosts, at supervisiondb.ClassOfPostRow) (wire.Post, error) {
	id, author, name := in.Posts[0], at.AuthorID, topic.Name(at.Topic)
	var p wire.Post
	err := s.Log.InTx(ctx, append(notice.Topics(author), name), func(ctx context.Context, tx *topic.Tx) error {
		before, err := stateOf(ctx, tx, id)
		if err != nil {
			return err
		}
		var done bool
		if p, done, err = decideIn(ctx, tx, name, in.Deed, id, before); err != nil || !done {
			return err
		}
		if err := audit.Write(ctx, tx, audit.Entry{
			Actor: actor.Person, Action: access.Action("post." + in.Deed), Object: access.Post(id), Schools: at.Schools, Person: author, Reason: because(in.Clause, in.Reason),
		}); err != nil || author == actor.Person || in.Deed == "restore" && p.State != wire.PostVisible {
			return err
		}
		n := notice.Notice{
			Person: author, Kind: "discussion." + deeds[in.Deed].tell, Data: map[string]string{},
			Link: "/threads/" + at.ThreadID.String() + "#post-" + id.String(),
		}
		explain(&n, in.Clause, in.Reason)
		return notice.Tell(ctx, tx, n)
	})
	return p, err
}
