package post

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/post/postdb"
	"tongchuang/server/wire"
)

// maxBelow bounds what comes with one page of a thread; a discussion with more answers than that goes on on the next.
const maxBelow = 1000

// Tree gives a page of a thread for showing it as a tree: at most roots posts that answer no other, after the place
// `after`, each with everything below it, by seq. next is the place to go on from, 0 at the end. The caller has asked
// access; db is a pool or a transaction.
func Tree(ctx context.Context, db postdb.DBTX, thread uuid.UUID, after int64, roots int) (posts []wire.Post, next int64, err error) {
	q := postdb.New(db)
	ids, err := q.Roots(ctx, thread, after, int32(roots+1))
	if err != nil {
		return nil, 0, fmt.Errorf("reading a thread's roots: %w", err)
	}
	more := len(ids) > roots
	ids = ids[:min(roots, len(ids))]
	below, err := q.PostsBelow(ctx, maxBelow, ids)
	if err != nil {
		return nil, 0, fmt.Errorf("reading a thread's answers: %w", err)
	}
	last := uuid.Nil
	if more {
		last = ids[len(ids)-1]
	}
	posts, err = load(ctx, q, append(ids, below...))
	if err != nil {
		return nil, 0, err
	}
	for _, p := range posts {
		if p.ID == last {
			next = p.Seq
		}
	}
	return posts, next, nil
}

// Latest gives the last posts before the place `before`, by seq, whatever they answer. earlier tells whether there are
// more. The caller has asked access.
func Latest(ctx context.Context, db postdb.DBTX, thread uuid.UUID, before int64, most int) (posts []wire.Post, earlier bool, err error) {
	q := postdb.New(db)
	ids, err := q.PostsBefore(ctx, thread, before, int32(most+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading a thread's history: %w", err)
	}
	earlier = len(ids) > most
	ids = ids[:min(most, len(ids))]
	slices.Reverse(ids)
	posts, err = load(ctx, q, ids)
	return posts, earlier, err
}

// History limits.
const (
	historyPage = 50
	maxHistory  = 200
)

// Earlier gives the posts before a place in a thread: scrolling up.
func (s *Service) Earlier(ctx context.Context, actor access.Actor, in wire.HistoryIn) (wire.HistoryPage, error) {
	if err := s.policy.Check(ctx, actor, access.ReadThread, access.Thread(in.Thread)); err != nil {
		return wire.HistoryPage{}, err
	}
	n := in.Limit
	if n <= 0 {
		n = historyPage
	}
	posts, earlier, err := Latest(ctx, s.pool, in.Thread, in.Before, min(n, maxHistory))
	return wire.HistoryPage{Posts: posts, Earlier: earlier}, err
}
