package pairing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/i18n"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// ChatMissing: both schools' coordinators have to consent to chat in the new pairing, before a class goes on in it.
func ChatMissing() *problem.Error { return problem.New(http.StatusConflict, "pairing.chat_missing") }

// Continue says for the actor's school that a class goes on in this pairing, whose own has ended. When a teacher of the
// class from each school has said so, it does: with its members, what was said in it, and the consents for its students as
// they stood; who is withdrawn stays so. Saying it again changes nothing. Problems: access's; pairing.ended,
// pairing.chat_missing, archived; not_found for a class of other schools.
func (s *Service) Continue(ctx context.Context, actor access.Actor, in wire.ContinueClass) (wire.PairingPage, error) {
	var withdrawn []uuid.UUID
	page, err := s.ofOldClass(ctx, actor, in, func(ctx context.Context, d *deed, by wire.Person, class pairingdb.LockClassRow) error {
		if class.PairingID == in.Pairing {
			return nil
		}
		if stands, err := d.db.ChatStands(ctx, in.Pairing); err != nil {
			return fmt.Errorf("reading the consents to chat: %w", err)
		} else if !stands {
			return ChatMissing()
		}
		said, err := d.db.OfferOf(ctx, in.Class, in.Pairing)
		switch {
		case err != nil && !errors.Is(err, pgx.ErrNoRows):
			return fmt.Errorf("reading whether a class was to go on: %w", err)
		case err != nil:
			return d.offer(ctx, in, by)
		case said == *by.School:
			return nil
		}
		withdrawn, err = d.carryOver(ctx, in, by, class.PairingID)
		return err
	})
	for _, person := range withdrawn { // at once; the job does what this request does not come to
		if err := s.Posts.HidePostsIn(ctx, in.Class, person); err != nil {
			slog.WarnContext(ctx, "hiding what a student said is left to the job", "error", err)
		}
	}
	return page, err
}

// Decline says for the actor's school that a class does not go on in this pairing: it takes back what the own school said,
// or refuses what the other did. Where nobody said anything it changes nothing. Problems: as Continue's.
func (s *Service) Decline(ctx context.Context, actor access.Actor, in wire.ContinueClass) (wire.PairingPage, error) {
	return s.ofOldClass(ctx, actor, in, func(ctx context.Context, d *deed, by wire.Person, class pairingdb.LockClassRow) error {
		if class.PairingID == in.Pairing {
			return nil
		}
		n, err := d.db.DropOffer(ctx, in.Class)
		if err != nil {
			return fmt.Errorf("declining to go on with a class: %w", err)
		}
		if n == 0 {
			return nil
		}
		return d.spoken(ctx, in, by, classDeclined)
	})
}

// ofOldClass runs f for who speaks for a school in this, under the locks of the pairing and of the class.
func (s *Service) ofOldClass(ctx context.Context, actor access.Actor, in wire.ContinueClass, f func(context.Context, *deed, wire.Person, pairingdb.LockClassRow) error) (wire.PairingPage, error) {
	mayNow := func(check func(access.Action, access.Object) error) error {
		if err := check(access.MakeClass, access.Pairing(in.Pairing)); err != nil {
			return err
		}
		return check(access.ContinueClass, access.Class(in.Class))
	}
	if err := mayNow(func(a access.Action, o access.Object) error { return s.Policy.Check(ctx, actor, a, o) }); err != nil {
		return wire.PairingPage{}, err
	}
	err := s.do(ctx, in.Pairing, func(ctx context.Context, d *deed) error {
		if d.row.EndedAt != nil {
			return access.PairingEnded()
		}
		class, err := d.db.LockClass(ctx, in.Class)
		if err != nil {
			return fmt.Errorf("locking a class: %w", err)
		}
		// Asked again: who was a teacher of it, or vouched for, when the request came need not be now.
		err = mayNow(func(a access.Action, o access.Object) error { return s.Policy.CheckIn(ctx, d.Tx.Tx, actor, a, o) })
		if err != nil {
			return err
		}
		old, err := d.db.Peek(ctx, class.PairingID)
		switch {
		case err != nil:
			return fmt.Errorf("reading a class's pairing: %w", err)
		case old.SchoolA != d.row.SchoolA || old.SchoolB != d.row.SchoolB:
			return problem.NotFound()
		}
		by, _, err := whoIs(ctx, d.db, actor.Person)
		if err != nil {
			return err
		}
		d.class = &wire.Names{En: class.NameEn, ZhHans: class.NameZhHans, ZhHant: class.NameZhHant}
		return f(ctx, d, by, class)
	}, in.Class)
	if err != nil {
		return wire.PairingPage{}, err
	}
	return s.Page(ctx, actor, wire.PairingRef{Pairing: in.Pairing})
}

func (d *deed) offer(ctx context.Context, in wire.ContinueClass, by wire.Person) error {
	if err := d.db.Offer(ctx, in.Class, in.Pairing, *by.School, by.ID); err != nil {
		return fmt.Errorf("keeping that a class is to go on: %w", err)
	}
	return d.spoken(ctx, in, by, classOffered)
}

// spoken records what a school said about a class, and tells the other's: its teachers of the class, and its staff.
func (d *deed) spoken(ctx context.Context, in wire.ContinueClass, by wire.Person, kind string) error {
	if _, err := d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: in.Pairing, Kind: kind, School: by.School, Class: &in.Class}); err != nil {
		return err
	}
	if err := d.recordClass(ctx, in, by, kind, nil); err != nil {
		return err
	}
	members, err := d.db.ToTellInClass(ctx, in.Class)
	if err != nil {
		return fmt.Errorf("finding who is told of a class: %w", err)
	}
	t := told{kind: "pairing." + kind, pairing: in.Pairing, not: by.ID, about: *by.School}
	for _, m := range members {
		if m.Role != string(access.Teacher) || m.SchoolID == nil || *m.SchoolID == *by.School || d.isStaff(m.ID) {
			continue
		}
		if _, err := d.tellOne(ctx, t, m.ID, m.Language); err != nil {
			return err
		}
	}
	return d.tell(ctx, t)
}

// carryOver puts the class into the pairing and tells everybody in it, whose open connections ask again. It gives the
// students for whom the consent was withdrawn in another class while this one was closed.
func (d *deed) carryOver(ctx context.Context, in wire.ContinueClass, by wire.Person, from uuid.UUID) ([]uuid.UUID, error) {
	withdrawn, err := d.withdrawnMeanwhile(ctx, in, by, from)
	if err != nil {
		return nil, err
	}
	return withdrawn, d.goOn(ctx, in, by, from)
}

func (d *deed) withdrawnMeanwhile(ctx context.Context, in wire.ContinueClass, by wire.Person, from uuid.UUID) ([]uuid.UUID, error) {
	people, err := d.db.WithdrawnMeanwhile(ctx, in.Class, from)
	if err != nil {
		return nil, fmt.Errorf("finding consents that were withdrawn meanwhile: %w", err)
	}
	for _, person := range people {
		err := audit.Write(ctx, d.Tx, audit.Entry{
			Actor: by.ID, Action: chatWithdrawn, Object: access.Class(in.Class), Class: in.Class, Person: person,
			Schools: []uuid.UUID{d.row.SchoolA, d.row.SchoolB}, Data: map[string]any{"as_in": "another class"},
		})
		if err != nil {
			return nil, err
		}
		if err := jobs.Insert(ctx, d.Tx.Tx, hide{Class: in.Class, Person: person}); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func (d *deed) goOn(ctx context.Context, in wire.ContinueClass, by wire.Person, from uuid.UUID) error {
	if err := d.db.ContinueIn(ctx, in.Pairing, in.Class); err != nil {
		return fmt.Errorf("going on with a class: %w", err)
	}
	if _, err := d.db.DropOffer(ctx, in.Class); err != nil {
		return fmt.Errorf("forgetting that a class was to go on: %w", err)
	}
	for _, pairing := range []uuid.UUID{in.Pairing, from} { // what became of it stands on both pages
		if _, err := d.step(ctx, &by, pairingdb.InsertStepParams{Pairing: pairing, Kind: classContinued, School: by.School, Class: &in.Class}); err != nil {
			return err
		}
	}
	if err := d.recordClass(ctx, in, by, classContinued, map[string]any{"from": from}); err != nil {
		return err
	}
	members, err := d.db.ToTellInClass(ctx, in.Class)
	if err != nil {
		return fmt.Errorf("finding who is told of a class: %w", err)
	}
	for _, m := range members {
		if m.ID == by.ID {
			continue
		}
		if err := d.tellMember(ctx, m, "class.continued", "/classes/"+in.Class.String()); err != nil {
			return err
		}
	}
	of := slices.Clone(d.to.staff)
	d.to.staff = slices.DeleteFunc(of, func(p pairingdb.ToTellRow) bool { // they are told as members
		return slices.ContainsFunc(members, func(m pairingdb.ToTellInClassRow) bool { return m.ID == p.ID })
	})
	if err := d.tell(ctx, told{kind: "pairing." + classContinued, pairing: in.Pairing, not: by.ID, about: *by.School}); err != nil {
		return err
	}
	if _, err := d.db.TellClass(ctx, in.Class); err != nil {
		return fmt.Errorf("noting how a class stands: %w", err)
	}
	all, err := d.db.MembersOf(ctx, []uuid.UUID{in.Class})
	if err != nil {
		return fmt.Errorf("listing a class's members: %w", err)
	}
	return notice.AccessChanged(d.Tx, all...)
}

// tellMembersOfEnd tells those in the pairing's classes who are not told as its staff that these are closed now.
func (d *deed) tellMembersOfEnd(ctx context.Context, by uuid.UUID) error {
	classes, err := d.db.ClassesOf(ctx, by, d.row.ID)
	if err != nil {
		return fmt.Errorf("reading a pairing's classes: %w", err)
	}
	for _, c := range classes {
		if c.Over {
			continue
		}
		members, err := d.db.ToTellInClass(ctx, c.ID)
		if err != nil {
			return fmt.Errorf("finding who is told of a class: %w", err)
		}
		d.class = &wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant}
		for _, m := range members {
			if m.ID == by || d.isStaff(m.ID) {
				continue
			}
			if err := d.tellMember(ctx, m, "class.pairing_ended", "/classes"); err != nil {
				return err
			}
		}
	}
	d.class = nil
	return nil
}

// tellFormer tells the teachers of classes that closed with an earlier pairing, and who are not told as staff, that these
// can go on in the one that is open now.
func (d *deed) tellFormer(ctx context.Context, by, school uuid.UUID) error {
	for _, p := range d.to.former {
		if p.ID == by || d.isStaff(p.ID) {
			continue
		}
		if _, err := d.tellOne(ctx, told{kind: "pairing.opened_again", pairing: d.row.ID, about: school}, p.ID, p.Language); err != nil {
			return err
		}
	}
	return nil
}

func (d *deed) isStaff(person uuid.UUID) bool {
	return slices.ContainsFunc(d.to.staff, func(p pairingdb.ToTellRow) bool { return p.ID == person })
}

func (d *deed) tellMember(ctx context.Context, m pairingdb.ToTellInClassRow, kind, link string) error {
	return notice.Tell(ctx, d.Tx, notice.Notice{Person: m.ID, Kind: kind, Link: link, Data: map[string]string{"Class": classIn(m.Language, *d.class)}})
}

func (d *deed) recordClass(ctx context.Context, in wire.ContinueClass, by wire.Person, step string, data map[string]any) error {
	all := map[string]any{"pairing": in.Pairing, "school": by.School, "step": step}
	for k, v := range data {
		all[k] = v
	}
	return audit.Write(ctx, d.Tx, audit.Entry{
		Actor: by.ID, Action: access.ContinueClass, Object: access.Class(in.Class), Class: in.Class,
		Schools: []uuid.UUID{d.row.SchoolA, d.row.SchoolB}, Data: all,
	})
}

func classIn(language string, names wire.Names) string {
	switch lang, _ := i18n.Parse(language); lang {
	case i18n.ZhHans:
		return names.ZhHans
	case i18n.ZhHant:
		return names.ZhHant
	}
	return names.En
}

// oldClassesOf are the classes that can go on in a pairing.
func oldClassesOf(ctx context.Context, db *pairingdb.Queries, person uuid.UUID, of wire.Pairing) ([]wire.OldClass, error) {
	rows, err := db.OldClasses(ctx, person, of.ID)
	if err != nil {
		return nil, fmt.Errorf("reading classes of ended pairings: %w", err)
	}
	list := make([]wire.OldClass, len(rows))
	for i, r := range rows {
		c := wire.OldClass{
			ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, EndedAt: r.EndedAt,
			Students: int(r.Students), Member: r.Member, Needs: []uuid.UUID{}, May: []string{},
		}
		for _, side := range of.Sides {
			if !slices.Contains(r.StaffedBy, side.School.ID) {
				c.Needs = append(c.Needs, side.School.ID)
			}
		}
		if r.OfferedFrom != nil {
			c.Offer = &wire.ClassOffer{School: *r.OfferedFrom, At: *r.OfferedAt, By: wire.Person{ID: *r.OfferedBy, Name: *r.OfferedName, Role: *r.OfferedRole, School: r.OfferedFrom}}
		}
		list[i] = c
	}
	return list, nil
}

// mayContinue fills in for which classes the reader speaks.
func (s *Service) mayContinue(ctx context.Context, actor access.Actor, page *wire.PairingPage) error {
	if len(page.Old) == 0 {
		return nil
	}
	teaches, err := access.Allowed(ctx, s.Policy, actor, access.Pairing(page.Pairing.ID), access.MakeClass)
	if err != nil || len(teaches) == 0 {
		return err
	}
	for i := range page.Old {
		c := &page.Old[i]
		if !c.Member {
			continue
		}
		if c.May, err = access.Allowed(ctx, s.Policy, actor, access.Class(c.ID), access.ContinueClass); err != nil {
			return err
		}
		if c.May == nil {
			c.May = []string{}
		}
	}
	return nil
}
