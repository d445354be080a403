package class

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// OfClass is an input about a class.
type OfClass[T any] struct {
	Class uuid.UUID `path:"class"`
	Body  T
}

// Membership shows a class as its teachers keep it. What a school knows of its students is shown to its own teachers
// alone (safety.md, rule 5).
func (s *Service) Membership(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassMembership, error) {
	out := wire.ClassMembership{
		Class: in.Class, Schools: []wire.School{}, Lacking: []wire.ClassLacking{}, People: []wire.ClassPerson{}, TakenOut: []wire.ClassTakenOut{}, Codes: []wire.JoinCodeInfo{}, Waiting: []wire.JoinWaiting{}, Groups: []wire.ClassGroup{},
	}
	if err := s.policy.Check(ctx, actor, access.ReadMembership, access.Class(in.Class)); err != nil {
		return out, err
	}
	own, err := s.ownSchool(ctx, actor, in.Class)
	var refusal *problem.Error
	switch {
	case err == nil:
		out.Own = &own
	case !errors.As(err, &refusal):
		return out, err
	}
	err = postgres.InSnapshot(ctx, s.pool, func(ctx context.Context, tx pgx.Tx) error {
		db := classdb.New(tx)
		for _, step := range []func(context.Context, *classdb.Queries, *wire.ClassMembership) error{kept, lacking, peopleOf, takenOut, waiting} {
			if err := step(ctx, db, &out); err != nil {
				return fmt.Errorf("reading who belongs to a class: %w", err)
			}
		}
		out.Groups, err = groupsOf(ctx, db, in.Class)
		return err
	})
	return out, err
}

func kept(ctx context.Context, db *classdb.Queries, out *wire.ClassMembership) error {
	c, err := db.Settings(ctx, out.Class)
	if err != nil {
		return err
	}
	out.Pairing, out.Names = c.PairingID, wire.Names{En: c.NameEn, ZhHans: c.NameZhHans, ZhHant: c.NameZhHant}
	out.Settings = wire.ClassSettings{FirstPosts: int(c.FirstPosts), NeedsTeacher: c.NeedsTeacher}
	if out.Settings.QuietHours, err = db.QuietFor(ctx, out.Own, out.Class); err != nil {
		return err
	}
	out.Open, out.Staffed, out.Over, out.PairingEnded = c.Open, c.Staffed, c.ArchivedAt != nil, c.PairingEnded
	if c.PairingEnded != nil && !out.Over {
		out.Successor = c.Successor
	}
	schools, err := schoolsOf(ctx, db, []uuid.UUID{out.Class})
	out.Schools = append(out.Schools, schools[out.Class]...)
	return err
}

// lacking fills in what keeps the class closed, where its pairing stands.
func lacking(ctx context.Context, db *classdb.Queries, out *wire.ClassMembership) error {
	if out.Open || out.Over || out.PairingEnded != nil {
		return nil
	}
	rows, err := db.Lacking(ctx, out.Class)
	for _, r := range rows {
		if r.Consent || r.Teacher {
			out.Lacking = append(out.Lacking, wire.ClassLacking{School: r.SchoolID, Consent: r.Consent, Teacher: r.Teacher})
		}
	}
	return err
}

func peopleOf(ctx context.Context, db *classdb.Queries, out *wire.ClassMembership) error {
	rows, err := db.People(ctx, out.Class)
	for _, r := range rows {
		p := wire.ClassPerson{
			Person: wire.Person{ID: r.PersonID, Name: r.DisplayName, Role: r.PersonRole, School: r.SchoolID},
			Role:   r.Role, Nickname: r.Nickname, SignedIn: r.SignedIn, JoinedAt: r.JoinedAt, GuestUntil: r.GuestUntil,
			Own: out.Own != nil && r.SchoolID != nil && *out.Own == *r.SchoolID,
		}
		if r.Nickname != "" && !p.Own {
			p.Person.Name = r.Nickname
		}
		if p.Own && access.Role(r.PersonRole) == access.Student {
			p.KnownAs, p.SignInName = r.KnownAs, r.SignInName
		}
		out.People = append(out.People, p)
	}
	return err
}

func takenOut(ctx context.Context, db *classdb.Queries, out *wire.ClassMembership) error {
	rows, err := db.TakenOut(ctx, out.Class)
	for _, r := range rows {
		one := wire.ClassTakenOut{
			Person: wire.Person{ID: r.PersonID, Name: r.DisplayName, Role: r.PersonRole, School: r.SchoolID}, At: r.RemovedAt, Reason: r.RemovedReason,
			Own: out.Own != nil && r.SchoolID != nil && *out.Own == *r.SchoolID,
		}
		if r.Nickname != "" && !one.Own {
			one.Person.Name = r.Nickname
		}
		one.ForNow = r.SchoolID != nil && r.RemovedFrom != nil && *r.SchoolID != *r.RemovedFrom
		one.May = one.Own || one.ForNow || r.RemovedFrom == nil
		out.TakenOut = append(out.TakenOut, one)
	}
	return err
}

func waiting(ctx context.Context, db *classdb.Queries, out *wire.ClassMembership) error {
	codes, err := db.Codes(ctx, out.Class)
	if err != nil {
		return err
	}
	for _, c := range codes {
		out.Codes = append(out.Codes, wire.JoinCodeInfo{School: c.SchoolID, CreatedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt})
	}
	rows, err := db.Waiting(ctx, out.Class)
	for _, r := range rows {
		out.Waiting = append(out.Waiting, wire.JoinWaiting{ID: r.ID, Name: r.Name, Language: r.Language, School: r.SchoolID, HasAccount: r.HasAccount, CreatedAt: r.CreatedAt})
	}
	return err
}

// maxFirstPosts: more would hold a class up for weeks.
const maxFirstPosts = 50

// ChangeSettings changes how a class is kept. Problems: invalid, archived.
func (s *Service) ChangeSettings(ctx context.Context, actor access.Actor, in OfClass[wire.ChangeClass]) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	if n := in.Body.FirstPosts; n != nil && (*n < 0 || *n > maxFirstPosts) {
		return none, problem.Invalid(problem.Wrong("first_posts", "too_large", "Max", maxFirstPosts))
	}
	var own uuid.UUID
	if in.Body.QuietHours != nil {
		var err error
		if own, err = s.ownSchool(ctx, actor, in.Class); err != nil {
			return none, err
		}
	}
	var names *wire.Names
	if in.Body.Names != nil {
		clean, err := classNames(*in.Body.Names)
		if err != nil {
			return none, err
		}
		names = &clean
	}
	return none, s.changing(ctx, actor, in.Class, nil, func(ctx context.Context, c *change) error {
		now, err := c.db.Settings(ctx, in.Class)
		if err != nil {
			return fmt.Errorf("reading a class's settings: %w", err)
		}
		to := classdb.ChangeSettingsParams{
			ID: in.Class, NameEn: now.NameEn, NameZhHans: now.NameZhHans, NameZhHant: now.NameZhHant,
			FirstPosts: now.FirstPosts, QuietHours: now.QuietHours, NeedsTeacher: now.NeedsTeacher,
		}
		if names != nil {
			to.NameEn, to.NameZhHans, to.NameZhHant = names.En, names.ZhHans, names.ZhHant
		}
		if in.Body.FirstPosts != nil {
			to.FirstPosts = int32(*in.Body.FirstPosts)
		}
		if in.Body.NeedsTeacher != nil {
			to.NeedsTeacher = *in.Body.NeedsTeacher
		}
		if err := c.db.ChangeSettings(ctx, to); err != nil {
			return fmt.Errorf("changing a class's settings: %w", err)
		}
		data := map[string]any{"first_posts": to.FirstPosts, "needs_teacher": to.NeedsTeacher}
		if in.Body.QuietHours != nil { // each school's, for its own students
			if err := c.db.KeepQuiet(ctx, in.Class, own, *in.Body.QuietHours); err != nil {
				return fmt.Errorf("changing a class's quiet hours: %w", err)
			}
			data["quiet_hours"], data["school"] = *in.Body.QuietHours, own
		}
		return c.write(ctx, "class.change_settings", uuid.Nil, "", data)
	})
}
