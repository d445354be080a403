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
	var l look
	for _, r := range rows {
		p, there := byID[r.ID]
		if !there || p.State != wire.PostHeld {
			continue
		}
		l.read(s.Filter.matcher.Load(), p.Body)
		held := wire.HeldPost{Post: p, Title: r.Title}
		held.Kinds, held.Matches = told(l.found, post.Place{Student: p.Author.Role == string(access.Student)})
		if len(l.found) == 0 { // then it is what is read that has it; there is no place in the source to point at
			l.read(s.Filter.matcher.Load(), markdown.Read(p.HTML))
			held.Kinds, _ = told(l.found, post.Place{})
		}
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
