package class

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Archive ends a class: it is read, and not written, from then on. Codes and requests end with it. Problems: archived.
func (s *Service) Archive(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	people, err := s.memberIDs(ctx, in.Class)
	if err != nil {
		return none, err
	}
	return none, s.changing(ctx, actor, in.Class, people, func(ctx context.Context, c *change) error { return c.archive(ctx, people) })
}

func (s *Service) memberIDs(ctx context.Context, class uuid.UUID) ([]uuid.UUID, error) {
	rows, err := s.db.People(ctx, class)
	if err != nil {
		return nil, fmt.Errorf("reading a class's members: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.PersonID
	}
	return ids, nil
}

func (c *change) archive(ctx context.Context, people []uuid.UUID) error {
	if _, err := c.db.Archive(ctx, c.class); err != nil {
		return fmt.Errorf("archiving a class: %w", err)
	}
	if err := c.db.EndCodesOf(ctx, c.class); err != nil {
		return fmt.Errorf("ending codes: %w", err)
	}
	if _, err := c.db.RefuseWaiting(ctx, c.class); err != nil {
		return fmt.Errorf("ending requests: %w", err)
	}
	for _, person := range people {
		if err := c.tell(ctx, person, "class.archived", nil); err != nil {
			return err
		}
	}
	if err := c.write(ctx, "class.archive", uuid.Nil, "", nil); err != nil {
		return err
	}
	return notice.AccessChanged(c.Tx, people...)
}

// MoveUp makes the class of the new year in the same pairing, with those members of the old one who go on, and archives
// the old one, all at once. Nicknames and the way the class is kept go along. Problems: invalid, not_found, archived,
// pairing.ended.
func (s *Service) MoveUp(ctx context.Context, actor access.Actor, in OfClass[wire.MoveUp]) (wire.ClassMade, error) {
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return wire.ClassMade{}, err
	}
	names, err := classNames(in.Body.Names)
	if err != nil {
		return wire.ClassMade{}, err
	}
	people, err := s.memberIDs(ctx, in.Class)
	if err != nil {
		return wire.ClassMade{}, err
	}
	for _, m := range in.Body.Members {
		if !slices.Contains(people, m) {
			return wire.ClassMade{}, problem.NotFound()
		}
	}
	next := newID()
	held := append(notice.Topics(people...), topic.Of(prefix, next))
	err = s.Log.InTx(ctx, held, func(ctx context.Context, tx *topic.Tx) error {
		old := &change{Tx: tx, db: classdb.New(tx), actor: actor, class: in.Class}
		archived, err := old.db.LockClass(ctx, in.Class)
		switch {
		case err != nil:
			return fmt.Errorf("locking a class: %w", err)
		case archived != nil:
			return access.Archived()
		}
		if err := old.look(ctx); err != nil {
			return err
		}
		if err := old.copyTo(ctx, next, names, append(in.Body.Members, actor.Person)); err != nil {
			return err
		}
		return old.archive(ctx, people)
	})
	if err != nil {
		return wire.ClassMade{}, err
	}
	return wire.ClassMade{Class: next}, nil
}

// copyTo makes the class `next` of this one. Who has left since, does not go along; nor do guests, whose day ends.
func (c *change) copyTo(ctx context.Context, next uuid.UUID, names wire.Names, members []uuid.UUID) error {
	was, err := c.db.Settings(ctx, c.class)
	if err != nil {
		return fmt.Errorf("reading a class's settings: %w", err)
	}
	if was.PairingEnded != nil { // it would be closed from its first day; the class itself can go on in a new pairing
		return access.PairingEnded()
	}
	n := &change{Tx: c.Tx, db: c.db, actor: c.actor, class: next}
	if err := n.make(ctx, was.PairingID, names); err != nil {
		return err
	}
	err = c.db.ChangeSettings(ctx, classdb.ChangeSettingsParams{
		ID: next, NameEn: names.En, NameZhHans: names.ZhHans, NameZhHant: names.ZhHant,
		FirstPosts: was.FirstPosts, QuietHours: was.QuietHours, NeedsTeacher: was.NeedsTeacher,
	})
	if err != nil {
		return fmt.Errorf("keeping a class as the one before: %w", err)
	}
	if err := c.db.CopyQuiet(ctx, next, c.class); err != nil {
		return fmt.Errorf("keeping a class's quiet hours: %w", err)
	}
	people, err := c.db.People(ctx, c.class)
	if err != nil {
		return fmt.Errorf("reading a class's members: %w", err)
	}
	for _, p := range people {
		if !slices.Contains(members, p.PersonID) || p.Role == string(access.Guest) || p.Withdrawn {
			continue
		}
		err := c.db.AddMember(ctx, classdb.AddMemberParams{ClassID: next, PersonID: p.PersonID, Role: p.Role, Nickname: p.Nickname, KnownAs: p.KnownAs})
		if err != nil {
			return fmt.Errorf("moving a member up: %w", err)
		}
		if err := n.tell(ctx, p.PersonID, "class.moved_up", nil); err != nil {
			return err
		}
	}
	if err := c.db.KeepMute(ctx, next, c.class); err != nil {
		return fmt.Errorf("keeping who is muted: %w", err)
	}
	return n.write(ctx, "class.move_up", uuid.Nil, "", map[string]any{"from": c.class})
}
