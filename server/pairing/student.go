package pairing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// student is a student of a class, with the schools that may know what is done about their consent.
type student struct {
	wire.StudentRef
	pairingdb.StudentInClassRow
}

// WithdrawStudent withdraws the consent for one student (safety.md, rule 22): they are out of the class, and what they
// said in it is hidden, when it returns. Withdrawing again hides what is still to be seen, and changes nothing else.
func (s *Service) WithdrawStudent(ctx context.Context, actor access.Actor, in wire.WithdrawStudentConsent) (wire.StudentConsent, error) {
	st, err := s.student(ctx, actor, in.StudentRef, false)
	if err != nil {
		return wire.StudentConsent{}, err
	}
	why, err := checkedText("reason", in.Reason, maxReason)
	if err != nil {
		return wire.StudentConsent{}, err
	}
	err = s.changeStudent(ctx, actor, st, chatChange{chatWithdrawn, why, in.SaidBy}, func(ctx context.Context, tx *topic.Tx) (bool, error) {
		n, err := pairingdb.New(tx).WithdrawStudent(ctx, in.Class, in.Person)
		if err != nil || n == 0 {
			return false, err
		}
		// The job hides what this request does not come to hide.
		return true, jobs.Insert(ctx, tx.Tx, hide{Class: in.Class, Person: in.Person})
	})
	if err != nil {
		return wire.StudentConsent{}, err
	}
	if err := s.Posts.HidePostsIn(ctx, in.Class, in.Person); err != nil {
		slog.WarnContext(ctx, "hiding what a student said is left to the job", "error", err)
		return wire.StudentConsent{}, fmt.Errorf("hiding what a student said: %w", err)
	}
	return s.studentConsent(ctx, in.StudentRef)
}

// GuardianWithdrew: what a guardian withdrew at their link is given again on a guardian's word alone, which the school's
// coordinator writes down, where it has one.
func GuardianWithdrew() *problem.Error {
	return problem.New(http.StatusForbidden, "consent.guardian_withdrew")
}

// GiveStudent gives the consent for one student again, by their own school. What the withdrawal hid stays hidden unless
// it is asked for; who asks for that must keep the class. Problems: access's; not_found; consent.guardian_withdrew,
// consent.school_first.
func (s *Service) GiveStudent(ctx context.Context, actor access.Actor, in wire.GiveStudentConsent) (wire.StudentConsent, error) {
	st, err := s.student(ctx, actor, in.StudentRef, true)
	if err != nil {
		return wire.StudentConsent{}, err
	}
	if in.Show {
		if err := s.Policy.Check(ctx, actor, access.ManageClass, access.Class(in.Class)); err != nil {
			return wire.StudentConsent{}, err
		}
	}
	if st.GuardianWithdrew && in.SaidBy != "guardian" {
		return wire.StudentConsent{}, GuardianWithdrew()
	}
	err = s.changeStudent(ctx, actor, st, chatChange{chatGiven, "", in.SaidBy}, func(ctx context.Context, tx *topic.Tx) (bool, error) {
		db := pairingdb.New(tx)
		if err := st.schoolConsents(ctx, db, "chat"); err != nil {
			return false, err
		}
		n, err := db.GiveStudent(ctx, in.Class, in.Person)
		return n > 0, err
	})
	if err != nil {
		return wire.StudentConsent{}, err
	}
	if err := s.Posts.ShowPostsIn(ctx, in.Class, in.Person, in.Show); err != nil {
		return wire.StudentConsent{}, fmt.Errorf("showing what a withdrawal hid: %w", err)
	}
	return s.studentConsent(ctx, in.StudentRef)
}

// student asks access and reads the student, also one who left and whose consent is withdrawn. It is for the coordinator
// of the student's school and those of the class's teachers who are its own; to give again what a guardian withdrew, for
// the coordinator alone. The other school's teachers hide and mute: what a family consents to is not theirs to say.
func (s *Service) student(ctx context.Context, actor access.Actor, in wire.StudentRef, gives bool) (student, error) {
	teaches := s.Policy.Check(ctx, actor, access.ConsentInClass, access.Class(in.Class))
	row, err := s.db.StudentInClass(ctx, in.Class, in.Person)
	known := err == nil && row.Role == "student" && (!row.Gone || row.WithdrawnAt != nil) && row.SchoolID != nil
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return student{}, fmt.Errorf("reading a student: %w", err)
	}
	if !known {
		if teaches != nil {
			return student{}, teaches
		}
		return student{}, problem.NotFound()
	}
	st := student{in, row}
	action := access.CoordinateStudents
	guardians := gives && row.GuardianWithdrew && row.Coordinated
	if teaches == nil && !guardians {
		action = access.VouchForStudents
	}
	switch err := s.Policy.Check(ctx, actor, action, access.School(*row.SchoolID)); {
	case err == nil:
		return st, nil
	case teaches == nil && guardians && errors.Is(err, problem.Forbidden()):
		return student{}, GuardianWithdrew()
	case teaches != nil: // a stranger learns nothing of the school
		return student{}, teaches
	default:
		return student{}, err
	}
}

// changeStudent runs f and, when it changed something, records it, tells the class's teachers and the student, and makes
// the student's open connections ask again.
func (s *Service) changeStudent(ctx context.Context, actor access.Actor, st student, to chatChange, f func(context.Context, *topic.Tx) (bool, error)) error {
	teachers, err := s.db.TeachersOfClass(ctx, st.Class)
	if err != nil {
		return fmt.Errorf("listing a class's teachers: %w", err)
	}
	// Under the lock of the class's topic: what is said before is seen by who hides, what comes after is refused.
	names := append(notice.Topics(append(ids(teachers), st.Person)...), topic.Of("class", st.Class))
	err = s.Log.InTx(ctx, names, func(ctx context.Context, tx *topic.Tx) error {
		changed, err := f(ctx, tx)
		if err != nil || !changed {
			return err
		}
		if err := audit.Write(ctx, tx, st.entry(actor, to.action, to.why, map[string]any{"by": to.saidBy})); err != nil {
			return err
		}
		kind, own := "student.given_of", "student.own_given_in"
		if to.action == chatWithdrawn {
			kind, own = "student.withdrawn_of", "student.own_withdrawn_from"
		}
		about := map[string]string{"ClassEn": st.NameEn, "ClassZhHans": st.NameZhHans, "ClassZhHant": st.NameZhHant}
		// Person lets an erasure find the name again (package rights).
		named := maps.Clone(about)
		named["Name"], named["Person"] = st.Called, st.Person.String()
		for _, t := range teachers {
			if t.ID == actor.Person {
				continue
			}
			if err := notice.Tell(ctx, tx, notice.Notice{Person: t.ID, Kind: kind, Data: named, Link: "/classes/" + st.Class.String() + "/consents"}); err != nil {
				return err
			}
		}
		if err := notice.Tell(ctx, tx, notice.Notice{Person: st.Person, Kind: own, Data: about, Link: "/classes"}); err != nil {
			return err
		}
		return notice.AccessChanged(tx, st.Person)
	})
	if err != nil {
		return fmt.Errorf("changing the consent for a student: %w", err)
	}
	return nil
}

func ids(people []pairingdb.TeachersOfClassRow) []uuid.UUID {
	all := make([]uuid.UUID, len(people))
	for i, p := range people {
		all[i] = p.ID
	}
	return all
}

// What the audit log calls a change of the consent to chat for one student.
const (
	chatWithdrawn access.Action = "student.consent_withdrawn"
	chatGiven     access.Action = "student.consent_given"
)

// chatChange is a change of the consent to chat for one student.
type chatChange struct {
	action access.Action
	why    string
	saidBy string // whose word it is
}

func (st student) entry(actor access.Actor, action access.Action, why string, data map[string]any) audit.Entry {
	return audit.Entry{
		Actor: actor.Person, Action: action, Object: access.Class(st.Class), Class: st.Class, Person: st.Person,
		Schools: []uuid.UUID{st.SchoolA, st.SchoolB}, Reason: why, Data: data,
	}
}

func (s *Service) studentConsent(ctx context.Context, in wire.StudentRef) (wire.StudentConsent, error) {
	row, err := s.db.StudentInClass(ctx, in.Class, in.Person)
	if err != nil {
		return wire.StudentConsent{}, fmt.Errorf("reading a student: %w", err)
	}
	return wire.StudentConsent{Class: in.Class, Person: in.Person, WithdrawnAt: row.WithdrawnAt}, nil
}

// hide is the job that hides what a student said, if the request that withdrew the consent did not come to it.
type hide struct {
	Class  uuid.UUID `json:"class"`
	Person uuid.UUID `json:"person"`
}

// Kind is the job's name in the database.
func (hide) Kind() string { return "pairing_hide_student" }

type hider struct {
	river.WorkerDefaults[hide]
	service *Service
}

// Work hides, unless the consent was given again meanwhile.
func (w *hider) Work(ctx context.Context, job *river.Job[hide]) error {
	stands, err := w.service.db.IsWithdrawn(ctx, job.Args.Class, job.Args.Person)
	if err != nil {
		return fmt.Errorf("reading the consent for a student: %w", err)
	}
	if !stands {
		return nil
	}
	return w.service.Posts.HidePostsIn(ctx, job.Args.Class, job.Args.Person)
}
