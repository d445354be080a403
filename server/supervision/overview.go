package supervision

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/supervision/supervisiondb"
	"tongchuang/server/wire"
)

// Overview gives what the teachers of a class see first: its people, how much waits, and how it is kept.
func (s *Service) Overview(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassSupervision, error) {
	out := wire.ClassSupervision{Schools: []wire.SupervisedSchool{}, Members: []wire.SupervisedMember{}, May: []string{}}
	if err := s.Policy.Check(ctx, actor, access.SuperviseClass, access.Class(in.Class)); err != nil {
		return out, err
	}
	about, err := s.about(ctx, in.Class)
	if err != nil {
		return out, err
	}
	out.Class, out.Lock, out.Over = about.ID, lockOf(about), about.ArchivedAt != nil
	out.Names = wire.Names{En: about.NameEn, ZhHans: about.NameZhHans, ZhHant: about.NameZhHant}
	out.NeedsTeacher, out.FirstPosts = about.NeedsTeacher, int(about.FirstPosts)
	if out.QuietHours, err = s.db.QuietFor(ctx, in.Class, actor.Person); err != nil {
		return out, fmt.Errorf("reading a class's quiet hours: %w", err)
	}
	schools, err := s.db.Schools(ctx, in.Class)
	if err != nil {
		return out, fmt.Errorf("reading a class's schools: %w", err)
	}
	for _, r := range schools {
		out.Schools = append(out.Schools, wire.SupervisedSchool{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, TimeZone: r.TimeZone, Today: r.Today,
			City: wire.Names{En: r.CityEn, ZhHans: r.CityZhHans, ZhHant: r.CityZhHant},
		})
	}
	members, err := s.db.Members(ctx, in.Class)
	if err != nil {
		return out, fmt.Errorf("reading a class's people: %w", err)
	}
	for _, m := range members {
		out.Members = append(out.Members, memberOf(m))
		out.Held += int(m.Held)
	}
	may, err := access.Allowed(ctx, s.Policy, actor, access.Class(in.Class), access.ManageClass, access.MuteMember, access.ReadNotes, access.ConsentInClass, access.JudgeInClass)
	if err != nil {
		return out, err
	}
	out.May = append(out.May, may...)
	if slices.Contains(may, string(access.JudgeInClass)) {
		asked, err := s.db.CountAsked(ctx, in.Class, actor.Person)
		if err != nil {
			return out, fmt.Errorf("counting what waits for a teacher: %w", err)
		}
		out.Asked = int(asked)
	}
	return out, nil
}

func memberOf(m supervisiondb.MembersRow) wire.SupervisedMember {
	out := wire.SupervisedMember{
		Person: wire.Person{ID: m.PersonID, Name: m.Name, Role: m.PersonRole, School: m.SchoolID}, Role: m.Role,
		LeftAt: m.LeftAt, RemovedAt: m.RemovedAt, RemovedReason: m.RemovedReason, WithdrawnAt: m.WithdrawnAt,
		Since: m.Since, Posts: int(m.Posts), Held: int(m.Held), SpokeToday: m.SpokeToday,
	}
	if m.MutedUntil != nil && m.MutedUntil.After(time.Now()) {
		out.MutedUntil = m.MutedUntil
	}
	if m.LastPostAt.Unix() > 0 {
		out.LastPostAt = &m.LastPostAt
	}
	return out
}

// lockOf tells by whom a class was locked and why; nil where it is not.
func lockOf(about supervisiondb.AboutRow) *wire.ClassLock {
	if about.LockedAt == nil {
		return nil
	}
	return &wire.ClassLock{At: *about.LockedAt, By: about.Locker, Reason: about.LockedWhy}
}

// given makes nil of the zero id.
func given(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
