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

// maxPageBytes bounds the texts of one page, as Markdown and HTML together: long posts make shorter pages, so that a
// phone on a bad line gets a page at all. One post always comes, however long it is.
const maxPageBytes = 256 << 10

func bytesOf(p wire.Post) int { return len(p.Body) + len(p.HTML) }

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
	posts, next = shorten(posts, next)
	return posts, next, nil
}

// shorten keeps as many branches of a page as fit into it, and at least the first. A reply stands after what it
// answers, by seq.
func shorten(posts []wire.Post, next int64) ([]wire.Post, int64) {
	root := map[uuid.UUID]uuid.UUID{} // by post: where its branch begins
	size := map[uuid.UUID]int{}       // by root
	for _, p := range posts {
		root[p.ID] = p.ID
		if p.Parent != nil {
			root[p.ID] = root[*p.Parent]
		}
		size[root[p.ID]] += bytesOf(p)
	}
	total, last, end := 0, int64(0), false
	kept := map[uuid.UUID]bool{}
	for _, p := range posts {
		if root[p.ID] != p.ID {
			continue
		}
		if total += size[p.ID]; end || total > maxPageBytes && last > 0 {
			end = true
			continue
		}
		kept[p.ID], last = true, p.Seq
	}
	if !end {
		return posts, next
	}
	return slices.DeleteFunc(posts, func(p wire.Post) bool { return !kept[root[p.ID]] }), last
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
	if posts, err = load(ctx, q, ids); err != nil {
		return nil, false, err
	}
	size := 0
	for i := len(posts) - 1; i >= 0; i-- {
		if size += bytesOf(posts[i]); size > maxPageBytes && i < len(posts)-1 {
			return posts[i+1:], true, nil
		}
	}
	return posts, earlier, nil
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
