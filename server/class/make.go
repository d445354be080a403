package class

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/language"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// maxClassName bounds a class's name, in code points.
const maxClassName = 60

// PairingRef names a pairing.
type PairingRef struct {
	Pairing uuid.UUID `path:"pairing"`
}

// InPairing is an input about a pairing.
type InPairing[T any] struct {
	Pairing uuid.UUID `path:"pairing"`
	Body    T
}

// Staff lists whom a class of the pairing can have as teachers.
func (s *Service) Staff(ctx context.Context, actor access.Actor, in PairingRef) (wire.PairingStaff, error) {
	out := wire.PairingStaff{Schools: []wire.School{}, Teachers: []wire.Person{}}
	if err := s.policy.Check(ctx, actor, access.MakeClass, access.Pairing(in.Pairing)); err != nil {
		return out, err
	}
	schools, err := s.db.PairingSchools(ctx, in.Pairing)
	if err != nil {
		return out, fmt.Errorf("reading a pairing's schools: %w", err)
	}
	for _, r := range schools {
		out.Schools = append(out.Schools, schoolOf(r))
	}
	teachers, err := s.db.VerifiedTeachers(ctx, in.Pairing)
	if err != nil {
		return out, fmt.Errorf("reading a pairing's teachers: %w", err)
	}
	for _, t := range teachers {
		out.Teachers = append(out.Teachers, wire.Person{ID: t.ID, Name: t.DisplayName, Role: t.Role, School: t.SchoolID})
	}
	return out, nil
}

func schoolOf(r classdb.PairingSchoolsRow) wire.School {
	return wire.School{
		ID: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant},
		City: wire.City{ID: r.CityID, Slug: r.Slug, Country: r.Country, TimeZone: r.TimeZone,
			Names: wire.Names{En: r.CityEn, ZhHans: r.CityZhHans, ZhHant: r.CityZhHant}},
	}
}

// Make makes a class of an opened pairing, with its board and its chat. Problems: invalid, not_open, not_fit.
func (s *Service) Make(ctx context.Context, actor access.Actor, in InPairing[wire.NewClass]) (wire.ClassMade, error) {
	if err := s.policy.Check(ctx, actor, access.MakeClass, access.Pairing(in.Pairing)); err != nil {
		return wire.ClassMade{}, err
	}
	names, err := classNames(in.Body.Names)
	if err != nil {
		return wire.ClassMade{}, err
	}
	class := newID()
	teachers := slices.DeleteFunc(slices.Clone(in.Body.Teachers), func(p uuid.UUID) bool { return p == actor.Person })
	slices.SortFunc(teachers, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	teachers = slices.Compact(teachers)
	held := append(notice.Topics(append(teachers, actor.Person)...), topic.Of(prefix, class))
	err = s.Log.InTx(ctx, held, func(ctx context.Context, tx *topic.Tx) error {
		c := &change{Tx: tx, db: classdb.New(tx), actor: actor, class: class}
		if err := c.make(ctx, in.Pairing, names); err != nil {
			return err
		}
		if err := c.staff(ctx, append(teachers, actor.Person)); err != nil {
			return err
		}
		return c.write(ctx, access.MakeClass, uuid.Nil, "", map[string]any{"names": names, "teachers": len(teachers) + 1})
	})
	if err != nil {
		return wire.ClassMade{}, err
	}
	return wire.ClassMade{Class: class}, nil
}

// make adds the class itself. Its topic is held already.
func (c *change) make(ctx context.Context, pairing uuid.UUID, names wire.Names) error {
	board := newID()
	for _, step := range []func() error{
		func() error {
			return c.db.AddClass(ctx, classdb.AddClassParams{ID: c.class, PairingID: pairing, NameEn: names.En, NameZhHans: names.ZhHans, NameZhHant: names.ZhHant})
		},
		func() error { return c.db.AddBoard(ctx, board, "class-"+c.class.String(), c.class) },
		func() error { return c.db.AddChat(ctx, newID(), board, string(topic.Of(prefix, c.class))) },
		func() error { return c.look(ctx) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("making a class: %w", err)
		}
	}
	return nil
}

// staff adds verified teachers of the two schools, and tells them.
func (c *change) staff(ctx context.Context, people []uuid.UUID) error {
	for _, id := range people {
		if err := c.addStaff(ctx, id, string(access.Teacher)); err != nil {
			return err
		}
	}
	return notice.AccessChanged(c.Tx, people...)
}

func (c *change) addStaff(ctx context.Context, person uuid.UUID, role string) error {
	p, err := c.db.PersonForClass(ctx, person)
	if err != nil {
		return NotFit().Because(err)
	}
	if !access.Role(p.Role).Teaches() || !p.Verified || !c.ofPairing(p.SchoolID) {
		return NotFit()
	}
	if err := c.db.AddMember(ctx, classdb.AddMemberParams{ClassID: c.class, PersonID: person, Role: role}); err != nil {
		return fmt.Errorf("adding a teacher: %w", err)
	}
	return c.tell(ctx, person, "class.staff_added", nil)
}

// classNames cleans a class's names. One is enough: whoever knows only one language still makes a class.
func classNames(n wire.Names) (wire.Names, error) {
	n.En, n.ZhHans, n.ZhHant = strings.TrimSpace(n.En), strings.TrimSpace(n.ZhHans), strings.TrimSpace(n.ZhHant)
	if n == (wire.Names{}) {
		return n, problem.Invalid(problem.Wrong("names.en", "one_name"))
	}
	n.ZhHans = cmp.Or(n.ZhHans, n.ZhHant, n.En)
	n.ZhHant = cmp.Or(n.ZhHant, n.ZhHans)
	n.En = cmp.Or(n.En, n.ZhHans)
	var wrong []*problem.Field
	clean := func(field, s string) string {
		line, err := language.Line(s, maxClassName)
		if err == nil {
			return line
		}
		f := problem.Wrong(field, "required")
		if len(s) > 0 {
			f = problem.Wrong(field, "too_long", "Max", maxClassName)
		}
		wrong = append(wrong, &f)
		return ""
	}
	n = wire.Names{En: clean("names.en", n.En), ZhHans: clean("names.zh-Hans", n.ZhHans), ZhHant: clean("names.zh-Hant", n.ZhHant)}
	return n, wrongs(wrong...)
}
