package pairing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/wire"
)

// studentPurposes are all purposes, in the order of the pages.
var studentPurposes = []string{"chat", "pictures", "recording", "publishing"}

// ClassConsents gives what was said for each student of a class: to its teachers for all, to the coordinators of the two
// schools for their own. For everybody else it is not there.
func (s *Service) ClassConsents(ctx context.Context, actor access.Actor, in wire.ClassRef) (wire.ClassConsents, error) {
	out := wire.ClassConsents{Class: in.Class, Schools: []wire.School{}, Lacking: []wire.LackingConsent{}, Students: []wire.ConsentsOfOne{}}
	refused := s.Policy.Check(ctx, actor, access.ConsentInClass, access.Class(in.Class))
	class, err := s.db.ConsentClass(ctx, in.Class)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, refused
	}
	if err != nil {
		return out, fmt.Errorf("reading a class: %w", err)
	}
	out.Member = refused == nil
	var own *uuid.UUID // the reader's school
	for _, school := range []uuid.UUID{class.SchoolA, class.SchoolB} {
		action := access.CoordinateStudents
		if out.Member {
			action = access.VouchForStudents
		}
		if s.Policy.Check(ctx, actor, action, access.School(school)) == nil {
			own = &school
		}
	}
	if !out.Member && own == nil {
		return out, refused
	}
	out.Names = wire.Names{En: class.NameEn, ZhHans: class.NameZhHans, ZhHant: class.NameZhHant}
	out.Pairing, out.Over, out.PairingEnded = class.PairingID, class.Over, class.EndedAt
	if err := s.consentSchools(ctx, &out, class); err != nil {
		return out, err
	}
	only := own
	if out.Member {
		only = nil
	}
	return out, s.consentStudents(ctx, &out, own, only)
}

// consentSchools fills in the schools, and what they do not consent to.
func (s *Service) consentSchools(ctx context.Context, out *wire.ClassConsents, class pairingdb.ConsentClassRow) error {
	schools, err := s.db.Schools(ctx, []uuid.UUID{class.SchoolA, class.SchoolB})
	if err != nil {
		return fmt.Errorf("reading schools: %w", err)
	}
	standing, err := s.db.ClassPurposes(ctx, out.Class)
	if err != nil {
		return fmt.Errorf("reading schools' consents: %w", err)
	}
	stands := map[wire.LackingConsent]bool{}
	for _, c := range standing {
		stands[wire.LackingConsent{School: c.SchoolID, Purpose: c.Purpose}] = true
	}
	for _, school := range schools {
		out.Schools = append(out.Schools, schoolOf(school))
		for _, purpose := range studentPurposes {
			if one := (wire.LackingConsent{School: school.ID, Purpose: purpose}); !stands[one] {
				out.Lacking = append(out.Lacking, one)
			}
		}
	}
	return nil
}

// consentStudents fills in the students: of one school, or all where only is nil.
func (s *Service) consentStudents(ctx context.Context, out *wire.ClassConsents, own, only *uuid.UUID) error {
	students, err := s.db.ConsentStudents(ctx, out.Class, only)
	if err != nil {
		return fmt.Errorf("reading a class's students: %w", err)
	}
	about, err := s.saidFor(ctx, out.Class, students)
	if err != nil {
		return err
	}
	for _, st := range students {
		one := wire.ConsentsOfOne{
			Person: wire.Person{ID: st.ID, Name: st.Name, Role: string(access.Student), School: st.SchoolID},
			Own:    own != nil && st.SchoolID != nil && *own == *st.SchoolID,
		}
		if one.Own {
			one.KnownAs = st.KnownAs
		}
		for _, purpose := range studentPurposes {
			one.Purposes = append(one.Purposes, about.of(st, purpose))
		}
		out.Students = append(out.Students, one)
	}
	return nil
}

// saidOfStudents is all that was said for the students of a class.
type saidOfStudents struct {
	until map[string]time.Time // by purpose: until when both schools' consents stand, at the longest
	chat  map[uuid.UUID]pairingdb.LastChatDeedsRow
	rest  map[uuid.UUID]map[string]pairingdb.LastConsentsRow
	now   time.Time
}

func (s *Service) saidFor(ctx context.Context, class uuid.UUID, students []pairingdb.ConsentStudentsRow) (saidOfStudents, error) {
	all := saidOfStudents{map[string]time.Time{}, map[uuid.UUID]pairingdb.LastChatDeedsRow{}, map[uuid.UUID]map[string]pairingdb.LastConsentsRow{}, time.Now()}
	people := make([]uuid.UUID, 0, len(students))
	for _, st := range students {
		people = append(people, st.ID)
		all.rest[st.ID] = map[string]pairingdb.LastConsentsRow{}
	}
	standing, err := s.db.ClassPurposes(ctx, class)
	if err != nil {
		return all, fmt.Errorf("reading schools' consents: %w", err)
	}
	for _, c := range standing {
		if until, ok := all.until[c.Purpose]; !ok || c.Until.Before(until) {
			all.until[c.Purpose] = c.Until
		}
	}
	deeds, err := s.db.LastChatDeeds(ctx, class, people, []string{string(chatWithdrawn), string(chatGiven), string(access.WithdrawStudent)})
	if err != nil {
		return all, fmt.Errorf("reading who changed a consent: %w", err)
	}
	for _, d := range deeds {
		all.chat[d.PersonID] = d
	}
	rest, err := s.db.LastConsents(ctx, class)
	if err != nil {
		return all, fmt.Errorf("reading consents for students: %w", err)
	}
	for _, c := range rest {
		if of := all.rest[c.PersonID]; of != nil {
			of[c.Purpose] = c
		}
	}
	return all, nil
}

// of is how one purpose stands for one student.
func (all saidOfStudents) of(st pairingdb.ConsentStudentsRow, purpose string) wire.ConsentForOne {
	one := wire.ConsentForOne{Purpose: purpose, State: "none"}
	if purpose == "chat" {
		one.State = "standing" // the school's own consent covers its students
		if st.WithdrawnAt != nil {
			one.State = "withdrawn"
		}
		if d, ok := all.chat[st.ID]; ok {
			one.At, one.SaidBy, one.Reason, one.By = &d.At, d.SaidBy, d.Reason, personOf(d.ActorID, d.Name, d.Role)
		}
	} else if c, ok := all.rest[st.ID][purpose]; ok {
		one.State, one.At, one.SaidBy, one.By, one.Until = "standing", &c.GivenAt, c.SaidBy, personOf(c.GivenBy, c.GivenName, c.GivenRole), &c.ExpiresAt
		one.Renewable = renewable(c.ExpiresAt, all.now)
		switch {
		case c.WithdrawnAt != nil:
			one.State, one.At, one.By, one.Reason = "withdrawn", c.WithdrawnAt, personOf(c.WithdrawnBy, c.WithdrawnName, c.WithdrawnRole), c.Reason
			if c.WithdrawnAs != nil {
				one.SaidBy = *c.WithdrawnAs
			}
		case c.ExpiresAt.Before(all.now):
			one.State = "expired"
		}
	}
	if one.State != "standing" {
		if one.State == "withdrawn" {
			one.Until = nil
		}
		return one
	}
	if until, ok := all.until[purpose]; ok && (one.Until == nil || until.Before(*one.Until)) {
		one.Until = &until
	}
	return one
}

func personOf(id *uuid.UUID, name, role string) *wire.Person {
	if id == nil || role == "" {
		return nil
	}
	return &wire.Person{ID: *id, Name: name, Role: role}
}

// SchoolConsents gives a school's coordinator the classes in which it has students.
func (s *Service) SchoolConsents(ctx context.Context, actor access.Actor, in wire.SchoolRef) (wire.SchoolConsents, error) {
	out := wire.SchoolConsents{Classes: []wire.ConsentClass{}}
	if err := s.Policy.Check(ctx, actor, access.CoordinateStudents, access.School(in.School)); err != nil {
		return out, err
	}
	rows, err := s.db.SchoolConsentClasses(ctx, in.School)
	if err != nil {
		return out, fmt.Errorf("reading a school's classes: %w", err)
	}
	for _, r := range rows {
		out.Classes = append(out.Classes, wire.ConsentClass{
			Class: r.ID, Names: wire.Names{En: r.NameEn, ZhHans: r.NameZhHans, ZhHant: r.NameZhHant}, Over: r.Over,
			Students: int(r.Students), Withdrawn: int(r.Withdrawn), Pictures: int(r.Pictures),
		})
	}
	return out, nil
}
