package pairing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/language"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

const (
	// threads is the kind of topic of a discussion. The thread bears its pairing's id (migrations/00015).
	threads = "thread"
	// saidOf is the channel on which the database says that something was said in a pairing's discussion.
	saidOf = "pairing_said"
)

// TellSaid tells the other school's staff of what was said since they were told. On several nodes at once it tells each
// once.
func (s *Service) TellSaid(ctx context.Context) error {
	pairings, err := s.db.SaidUntold(ctx)
	if err != nil {
		return fmt.Errorf("looking for what was said about pairings: %w", err)
	}
	for _, id := range pairings {
		if err := s.do(ctx, id, func(ctx context.Context, d *deed) error { return d.tellSaid(ctx) }); err != nil {
			return err
		}
	}
	return nil
}

func (d *deed) tellSaid(ctx context.Context) error {
	speakers, err := d.db.SpeakersSince(ctx, d.row.ID)
	if err != nil {
		return fmt.Errorf("reading who spoke about a pairing: %w", err)
	}
	if err := d.db.SaidTold(ctx, d.row.ID); err != nil {
		return fmt.Errorf("noting what was told of a pairing: %w", err)
	}
	for _, school := range speakers {
		other := d.row.SchoolA
		if other == school {
			other = d.row.SchoolB
		}
		if err := d.tell(ctx, told{kind: "pairing.said", pairing: d.row.ID, only: other, about: school, once: true}); err != nil {
			return err
		}
	}
	return nil
}

// OfStaff lists the pairings whose discussion moderators and administrators could ask to read.
func (s *Service) OfStaff(ctx context.Context, actor access.Actor, _ command.None) (wire.StaffPairings, error) {
	out := wire.StaffPairings{Pairings: []wire.StaffPairing{}}
	if err := s.Policy.Check(ctx, actor, access.ReadQueue, access.Installation()); err != nil {
		return out, err
	}
	rows, err := s.db.StaffPairings(ctx, actor.Person, nil)
	if err != nil {
		return out, fmt.Errorf("listing pairings for staff: %w", err)
	}
	for _, r := range rows {
		out.Pairings = append(out.Pairings, staffPairing(r))
	}
	return out, nil
}

func staffPairing(r pairingdb.StaffPairingsRow) wire.StaffPairing {
	p := wire.StaffPairing{
		ID: r.ID, ProposedAt: r.ProposedAt, Ended: r.Ended,
		Schools: []wire.Names{{En: r.AEn, ZhHans: r.AZhHans, ZhHant: r.AZhHant}, {En: r.BEn, ZhHans: r.BZhHans, ZhHant: r.BZhHant}},
	}
	if r.Until.After(time.Now()) {
		p.Until, p.Thread = &r.Until, &r.ID
	}
	return p
}

// Enter lets a moderator or administrator read what two schools discuss for an hour, because of a reason: it is in the
// log that both schools can read, and their staff are told (safety.md, rule 17). Nothing can be written there.
func (s *Service) Enter(ctx context.Context, actor access.Actor, in wire.EnterPairing) (wire.StaffPairing, error) {
	if err := s.Policy.Check(ctx, actor, access.EnterPairing, access.Pairing(in.Pairing)); err != nil {
		return wire.StaffPairing{}, err
	}
	why, err := checkedText("reason", in.Reason, maxReason)
	if err != nil {
		return wire.StaffPairing{}, err
	}
	if !language.SaysSomething(why) {
		return wire.StaffPairing{}, problem.Invalid(problem.Wrong("reason", "no_reason"))
	}
	by, _, err := whoIs(ctx, s.db, actor.Person)
	if err != nil {
		return wire.StaffPairing{}, err
	}
	err = s.do(ctx, in.Pairing, func(ctx context.Context, d *deed) error {
		until, err := d.db.EnterPairing(ctx, uuid.Must(uuid.NewV7()), actor.Person, in.Pairing, why)
		if err != nil {
			return fmt.Errorf("letting staff read a discussion: %w", err)
		}
		if err := d.record(ctx, access.EnterPairing, in.Pairing, actor.Person, why, nil); err != nil {
			return err
		}
		for _, p := range d.to.staff {
			err := notice.Tell(ctx, d.Tx, notice.Notice{
				Person: p.ID, Kind: "pairing.staff_entered", Link: pagePath(in.Pairing),
				Data: map[string]string{"Name": by.Name, "Reason": why, "Until": until.UTC().Format(time.RFC3339)},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return wire.StaffPairing{}, err
	}
	rows, err := s.db.StaffPairings(ctx, actor.Person, &in.Pairing)
	if err != nil || len(rows) == 0 {
		return wire.StaffPairing{}, fmt.Errorf("reading a pairing for staff: %w", err)
	}
	return staffPairing(rows[0]), nil
}

// threadOf is the topic of a pairing's discussion.
func threadOf(pairing uuid.UUID) topic.Name { return topic.Of(threads, pairing) }
