package filter

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/markdown"
	"tongchuang/server/post"
	"tongchuang/server/wire"
)

// mostHeld is how many posts are shown at once; the others come when these are dealt with.
const mostHeld = 100

// Held gives the posts of the public forum that wait because of the lists, for those who approve or hide them. Problems:
// unauthenticated, forbidden.
func (s *Service) Held(ctx context.Context, actor access.Actor, _ struct{}) (wire.HeldPosts, error) {
	list := wire.HeldPosts{Held: []wire.HeldPost{}, May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.ReadFilters, access.Installation()); err != nil {
		return list, err
	}
	rows, err := s.db.Held(ctx, mostHeld)
	if err != nil {
		return list, fmt.Errorf("listing what is held: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	evidence, err := post.EvidenceIn(ctx, s.Pool, ids)
	if err != nil {
		return list, err
	}
	byID := map[uuid.UUID]wire.Post{}
	for _, e := range evidence {
		byID[e.Post.ID] = e.Post
	}
	for _, r := range rows {
		p, there := byID[r.ID]
		if !there || p.State != wire.PostHeld {
			continue
		}
		held := wire.HeldPost{Post: p, Title: r.Title}
		held.Kinds, held.Matches = s.Filter.Explain(p, post.Place{Student: p.Author.Role == string(access.Student)})
		list.Held = append(list.Held, held)
	}
	if len(list.Held) > 0 {
		may, err := access.Allowed(ctx, s.Policy, actor, access.Post(list.Held[0].Post.ID), access.DecidePost)
		if err != nil {
			return list, err
		}
		list.May = append(list.May, may...)
	}
	return list, nil
}

// Explain tells those who decide about a post what is found in it by now: the kinds, and the pieces of its source. It is
// safe for concurrent use.
func (f *Filter) Explain(p wire.Post, place post.Place) (kinds []string, matches []wire.FilterMatch) {
	l := looks.Get().(*look)
	defer looks.Put(l)
	l.read(f.matcher.Load(), p.Body)
	if kinds, matches = told(l.found, place); len(kinds) > 0 {
		return kinds, matches
	}
	// Then it is what is read that has it; there is no place in the source to point at.
	l.read(f.matcher.Load(), markdown.Read(p.HTML))
	kinds, _ = told(l.found, place)
	return kinds, matches
}
