package pairing

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/i18n"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// saidByWhom are those whose word a consent for a student can be.
var saidByWhom = map[string]bool{"guardian": true, "student": true, "school": true}

// SchoolFirst: the student's own school does not consent to this now. What a school has not agreed to, nobody can agree to
// in its place; recorded, it would come into force later by itself, when the family has long forgotten it.
func SchoolFirst() *problem.Error { return problem.New(http.StatusConflict, "consent.school_first") }

// schoolConsents returns SchoolFirst unless the student's own school consents to a purpose in the class now.
func (st student) schoolConsents(ctx context.Context, db *pairingdb.Queries, purpose string) error {
	standing, err := db.ClassPurposes(ctx, st.Class)
	if err != nil {
		return fmt.Errorf("reading schools' consents: %w", err)
	}
	if !slices.ContainsFunc(standing, func(c pairingdb.ClassPurposesRow) bool { return c.SchoolID == *st.SchoolID && c.Purpose == purpose }) {
		return SchoolFirst()
	}
	return nil
}

// GiveStudentPurpose records that one student may be shown in pictures, be recorded, or have their work published: for a
// year, by the student's own school (safety.md, rule 14). Problems: access's; not_found; consent.school_first.
func (s *Service) GiveStudentPurpose(ctx context.Context, actor access.Actor, in wire.GiveStudentPurpose) (wire.ClassConsents, error) {
	return s.changePurpose(ctx, actor, in.StudentPurpose, in.SaidBy, purposeChange{to: "given"}, func(ctx context.Context, db *pairingdb.Queries) (bool, error) {
		err := db.GiveStudentPurpose(ctx, pairingdb.GiveStudentPurposeParams{
			ID: uuid.Must(uuid.NewV7()), Class: in.Class, Person: in.Person, Purpose: in.Purpose, SaidBy: in.SaidBy, By: &actor.Person,
			ExpiresAt: time.Now().AddDate(consentYears, 0, 0),
		})
		return err == nil, err
	})
}

// WithdrawStudentPurpose takes such a consent back, at once. Of what does not stand it changes nothing.
func (s *Service) WithdrawStudentPurpose(ctx context.Context, actor access.Actor, in wire.WithdrawStudentPurpose) (wire.ClassConsents, error) {
	change := purposeChange{to: "withdrawn"}
	if in.Reason != "" {
		var err error
		if change.why, err = checkedText("reason", in.Reason, maxReason); err != nil {
			return wire.ClassConsents{}, err
		}
	}
	return s.changePurpose(ctx, actor, in.StudentPurpose, in.SaidBy, change, func(ctx context.Context, db *pairingdb.Queries) (bool, error) {
		n, err := db.EndStudentPurpose(ctx, pairingdb.EndStudentPurposeParams{
			By: &actor.Person, SaidBy: &in.SaidBy, Reason: change.why, Class: in.Class, Person: in.Person, Purpose: in.Purpose,
		})
		return n > 0, err
	})
}

type purposeChange struct {
	to  string // given, withdrawn
	why string
}

// changePurpose runs f and, when it changed something, records it, tells the class's teachers and the student, and makes
// their open connections ask again: a picture that is open closes.
func (s *Service) changePurpose(ctx context.Context, actor access.Actor, in wire.StudentPurpose, saidBy string, to purposeChange, f func(context.Context, *pairingdb.Queries) (bool, error)) (wire.ClassConsents, error) {
	st, err := s.student(ctx, actor, in.StudentRef, to.to == "given")
	if err != nil {
		return wire.ClassConsents{}, err
	}
	if purposeKeys[in.Purpose] == "" || in.Purpose == "chat" || !saidByWhom[saidBy] {
		return wire.ClassConsents{}, problem.BadRequest()
	}
	teachers, err := s.db.TeachersOfClass(ctx, in.Class)
	if err != nil {
		return wire.ClassConsents{}, fmt.Errorf("listing a class's teachers: %w", err)
	}
	err = s.Log.InTx(ctx, notice.Topics(append(ids(teachers), in.Person)...), func(ctx context.Context, tx *topic.Tx) error {
		db := pairingdb.New(tx)
		if to.to == "given" {
			if err := st.schoolConsents(ctx, db, in.Purpose); err != nil {
				return err
			}
		}
		changed, err := f(ctx, db)
		if err != nil || !changed {
			return err
		}
		action := access.Action("student." + in.Purpose + "_" + to.to)
		if err := audit.Write(ctx, tx, st.entry(actor, action, to.why, map[string]any{"by": saidBy, "purpose": in.Purpose})); err != nil {
			return err
		}
		tell := func(person uuid.UUID, kind, language, link string) error {
			if person == actor.Person {
				return nil
			}
			lang, _ := i18n.Parse(language)
			return notice.Tell(ctx, tx, notice.Notice{Person: person, Kind: kind, Link: link, Data: map[string]string{"Purpose": i18n.T(lang, purposeKeys[in.Purpose], nil)}})
		}
		for _, t := range teachers {
			if err := tell(t.ID, "student.purpose_"+to.to, t.Language, consentsPath(in.Class)); err != nil {
				return err
			}
		}
		if err := tell(in.Person, "student.own_purpose_"+to.to, st.Language, "/classes/"+in.Class.String()); err != nil {
			return err
		}
		return notice.AccessChanged(tx, append(ids(teachers), in.Person)...)
	})
	if err != nil {
		return wire.ClassConsents{}, fmt.Errorf("changing a consent for a student: %w", err)
	}
	return s.ClassConsents(ctx, actor, wire.ClassRef{Class: in.Class})
}

func consentsPath(class uuid.UUID) string { return "/classes/" + class.String() + "/consents" }
