package moderation

import (
	"context"
	"fmt"
	"slices"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Contact tells who may reach the actor, and whom they have blocked (safety.md, rule 10).
func (s *Service) Contact(ctx context.Context, actor access.Actor, _ command.None) (wire.Contact, error) {
	out := wire.Contact{Blocked: []wire.Blocked{}}
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		return out, err
	}
	p, err := s.db.PersonOf(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading a person: %w", err)
	}
	out.RepliesFrom, out.NoticesOff = p.RepliesFrom, p.NoticesOff
	rows, err := s.db.Blocked(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("reading whom a person blocked: %w", err)
	}
	for _, r := range rows {
		out.Blocked = append(out.Blocked, wire.Blocked{Person: wire.Person{ID: r.ID, Name: r.Name, Role: r.Role}, At: r.CreatedAt})
	}
	return out, nil
}

// SetContact changes who may answer the actor in public, and whether the bell tells everything.
func (s *Service) SetContact(ctx context.Context, actor access.Actor, in wire.SetContact) (wire.Contact, error) {
	if err := s.own(ctx, actor, access.ChangeOwn); err != nil {
		return wire.Contact{}, err
	}
	if !slices.Contains([]string{"everyone", "classes", "nobody"}, in.RepliesFrom) {
		return wire.Contact{}, problem.Invalid(problem.Wrong("replies_from", "enum", "Values", "everyone, classes, nobody"))
	}
	if err := s.db.SetContact(ctx, in.RepliesFrom, in.NoticesOff, actor.Person); err != nil {
		return wire.Contact{}, fmt.Errorf("keeping who may reach a person: %w", err)
	}
	return s.Contact(ctx, actor, command.None{})
}

// Block makes the actor hear no more of somebody, who is not told. Whoever keeps a class of theirs cannot be blocked.
func (s *Service) Block(ctx context.Context, actor access.Actor, in wire.PersonRef) (wire.Contact, error) {
	if err := s.Policy.Check(ctx, actor, access.BlockPerson, access.Fellow(in.Person)); err != nil {
		return wire.Contact{}, err
	}
	if err := s.db.Block(ctx, actor.Person, in.Person); err != nil {
		return wire.Contact{}, fmt.Errorf("blocking a person: %w", err)
	}
	return s.Contact(ctx, actor, command.None{})
}

// Unblock undoes Block.
func (s *Service) Unblock(ctx context.Context, actor access.Actor, in wire.PersonRef) (wire.Contact, error) {
	if err := s.own(ctx, actor, access.ChangeOwn); err != nil {
		return wire.Contact{}, err
	}
	if err := s.db.Unblock(ctx, actor.Person, in.Person); err != nil {
		return wire.Contact{}, fmt.Errorf("unblocking a person: %w", err)
	}
	return s.Contact(ctx, actor, command.None{})
}
