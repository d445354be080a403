package moderation

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/moderation/moderationdb"
	"tongchuang/server/wire"
)

// noticesPage is how many notices come at once.
const noticesPage = 30

func (s *Service) own(ctx context.Context, actor access.Actor, action access.Action) error {
	return s.Policy.Check(ctx, actor, action, access.Person(actor.Person))
}

// Notices gives a page of what the actor was told, the newest first, and whether they may write.
func (s *Service) Notices(ctx context.Context, actor access.Actor, in wire.NoticesIn) (wire.Notices, error) {
	out := wire.Notices{Notices: []wire.Notice{}}
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		return out, err
	}
	before, err := cursor(in.Before)
	if err != nil {
		return out, err
	}
	rows, err := s.db.Notices(ctx, actor.Person, before, noticesPage+1)
	if err != nil {
		return out, fmt.Errorf("reading notices: %w", err)
	}
	for i, r := range rows {
		if i == noticesPage {
			out.Next = rows[i-1].ID.String()
			break
		}
		n := wire.Notice{ID: r.ID, Kind: r.Kind, Link: r.Link, CreatedAt: r.CreatedAt, ReadAt: r.ReadAt, Data: map[string]string{}}
		if err := json.Unmarshal(r.Data, &n.Data); err != nil {
			return out, fmt.Errorf("decoding a notice: %w", err)
		}
		out.Notices = append(out.Notices, n)
	}
	unread, err := s.db.Unread(ctx, actor.Person)
	if err != nil {
		return out, fmt.Errorf("counting notices: %w", err)
	}
	out.Unread = int(unread)
	out.Suspended, err = s.suspended(ctx, actor.Person)
	return out, err
}

// suspended tells why a person may not write, and until when; nil when they may.
func (s *Service) suspended(ctx context.Context, person uuid.UUID) (*wire.Suspended, error) {
	p, err := s.db.PersonOf(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("reading a person: %w", err)
	}
	if p.SuspendedUntil == nil || p.SuspendedUntil.Before(time.Now()) {
		return nil, nil
	}
	out := &wire.Suspended{Until: ending(p.SuspendedUntil)}
	deeds, err := s.db.Deeds(ctx, moderationdb.DeedsParams{Person: &person})
	if err != nil {
		return nil, fmt.Errorf("reading why a person may not write: %w", err)
	}
	for _, d := range deeds {
		if d.UndoneAt == nil && d.Until != nil && !d.Until.Before(*p.SuspendedUntil) {
			out.Clause, out.Note, out.Deed = d.Clause, d.Note, &d.ID
			break
		}
	}
	return out, nil
}

// Unread counts what the actor has not looked at.
func (s *Service) Unread(ctx context.Context, actor access.Actor, _ command.None) (wire.Unread, error) {
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		return wire.Unread{}, err
	}
	return s.unread(ctx, actor.Person)
}

func (s *Service) unread(ctx context.Context, person uuid.UUID) (wire.Unread, error) {
	n, err := s.db.Unread(ctx, person)
	if err != nil {
		return wire.Unread{}, fmt.Errorf("counting notices: %w", err)
	}
	p, err := s.db.PersonOf(ctx, person)
	if err != nil {
		return wire.Unread{}, fmt.Errorf("reading a person: %w", err)
	}
	return wire.Unread{Unread: int(n), Suspended: p.SuspendedUntil != nil && p.SuspendedUntil.After(time.Now())}, nil
}

// MarkRead notes that the actor has seen a notice, all up to one, or all.
func (s *Service) MarkRead(ctx context.Context, actor access.Actor, in wire.MarkNotices) (wire.Unread, error) {
	if err := s.own(ctx, actor, access.ChangeOwn); err != nil {
		return wire.Unread{}, err
	}
	var err error
	if in.ID != nil {
		err = s.db.ReadNotice(ctx, actor.Person, *in.ID)
	} else {
		err = s.db.ReadNotices(ctx, actor.Person, in.UpTo)
	}
	if err != nil {
		return wire.Unread{}, fmt.Errorf("marking notices: %w", err)
	}
	return s.unread(ctx, actor.Person)
}
