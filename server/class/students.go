package class

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/i18n"
	"tongchuang/server/notice"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// maxStudents is how many a class can have, of both schools.
const maxStudents = 500

// AddStudents makes an account with a sign-in code for each student of a list of the actor's own school. The codes are
// in the answer and nowhere else: only their hashes are kept, as of every password. Problems: invalid, other_school,
// archived, unavailable.
func (s *Service) AddStudents(ctx context.Context, actor access.Actor, in OfClass[wire.AddStudents]) (wire.SignInSlips, error) {
	out := wire.SignInSlips{Slips: []wire.SignInSlip{}}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return out, err
	}
	school, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return out, err
	}
	students, err := cleanStudents(in.Body.Students)
	if err != nil {
		return out, err
	}
	place, err := s.db.SchoolNames(ctx, school)
	if err != nil {
		return out, fmt.Errorf("reading a school: %w", err)
	}
	rows := make([]classdb.AddStudentParams, len(students))
	for i, st := range students {
		code := newSignInCode()
		hash, err := s.Passwords.Hash(ctx, code)
		if err != nil {
			return out, err
		}
		rows[i] = classdb.AddStudentParams{
			ID: newID(), DisplayName: shownName(st), Language: st.Language, TimeZone: place.TimeZone, PasswordHash: hash, SchoolID: school,
		}
		out.Slips = append(out.Slips, wire.SignInSlip{Person: rows[i].ID, Name: st.Name, Code: code})
	}
	for range nameTries {
		names, nameErr := s.freeSignInNames(ctx, len(rows))
		if nameErr != nil {
			return wire.SignInSlips{}, nameErr
		}
		for i := range rows {
			rows[i].SignInName, out.Slips[i].SignInName = names[i], names[i]
		}
		err = s.changing(ctx, actor, in.Class, nil, func(ctx context.Context, c *change) error { return c.addStudents(ctx, rows, students) })
		if !postgres.IsUniqueViolation(err, signInNameKey) {
			break
		}
	}
	if err != nil {
		return wire.SignInSlips{}, err
	}
	return out, nil
}

// shownName is what the class sees: the nickname, where the school gave one.
func shownName(st wire.NewStudent) string {
	if st.Nickname != "" {
		return st.Nickname
	}
	return st.Name
}

func (c *change) addStudents(ctx context.Context, rows []classdb.AddStudentParams, students []wire.NewStudent) error {
	people, err := c.db.People(ctx, c.class)
	if err != nil {
		return fmt.Errorf("reading a class's members: %w", err)
	}
	if len(people)+len(rows) > maxStudents {
		return problem.Invalid(problem.Wrong("students", "too_many", "Max", maxStudents-len(people)))
	}
	for i, row := range rows {
		if err := c.db.AddStudent(ctx, row); err != nil {
			return fmt.Errorf("making a student's account: %w", err)
		}
		err := c.db.AddMember(ctx, classdb.AddMemberParams{ClassID: c.class, PersonID: row.ID, Role: string(access.Student), KnownAs: students[i].Name})
		if err != nil {
			return fmt.Errorf("adding a student: %w", err)
		}
		if err := c.write(ctx, "class.add_student", row.ID, "", nil); err != nil {
			return err
		}
	}
	return nil
}

// cleanStudents looks at a list again: what comes back from a preview is a stranger's input like any other.
func cleanStudents(in []wire.NewStudent) ([]wire.NewStudent, error) {
	if len(in) == 0 {
		return nil, problem.Invalid(problem.Wrong("students", "required"))
	}
	if len(in) > maxList {
		return nil, problem.Invalid(problem.Wrong("students", "too_many", "Max", maxList))
	}
	students := slices.Clone(in)
	var wrong []*problem.Field
	for i := range students {
		st, at := &students[i], fmt.Sprintf("students[%d].", i)
		var f *problem.Field
		st.Name, f = name(at+"name", st.Name)
		wrong = append(wrong, f)
		if st.Nickname != "" {
			st.Nickname, f = name(at+"nickname", st.Nickname)
			wrong = append(wrong, f)
		}
		if _, ok := i18n.Parse(st.Language); !ok {
			bad := problem.Wrong(at+"language", "language")
			wrong = append(wrong, &bad)
		}
	}
	return students, wrongs(wrong...)
}

// ResetSignIns gives students of the actor's own school new sign-in codes. All their logins end, on every node.
// Problems: not_found, not_fit, other_school, archived, unavailable.
func (s *Service) ResetSignIns(ctx context.Context, actor access.Actor, in OfClass[wire.ResetSignIns]) (wire.SignInSlips, error) {
	none := wire.SignInSlips{Slips: []wire.SignInSlip{}}
	if err := s.manages(ctx, actor, in.Class); err != nil {
		return none, err
	}
	school, err := s.ownSchool(ctx, actor, in.Class)
	if err != nil {
		return none, err
	}
	people := slices.Clone(in.Body.People)
	if len(people) == 0 || len(people) > maxList {
		return none, problem.Invalid(problem.Wrong("people", "too_many", "Max", maxList))
	}
	slices.SortFunc(people, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	people = slices.Compact(people)
	for _, person := range people { // before the costly hashes
		if _, err := s.resettable(ctx, s.db, in.Class, person, school); err != nil {
			return none, err
		}
	}
	names, err := s.freeSignInNames(ctx, len(people))
	if err != nil {
		return none, err
	}
	out := none
	hashes := make([]string, len(people))
	for i, person := range people {
		code := newSignInCode()
		if hashes[i], err = s.Passwords.Hash(ctx, code); err != nil {
			return none, err
		}
		out.Slips = append(out.Slips, wire.SignInSlip{Person: person, Code: code})
	}
	err = s.changing(ctx, actor, in.Class, people, func(ctx context.Context, c *change) error {
		for i, person := range people {
			m, err := s.resettable(ctx, c.db, in.Class, person, school)
			if err != nil {
				return err
			}
			slip := &out.Slips[i]
			if slip.Name, slip.SignInName = m.KnownAs, m.SignInName; slip.Name == "" {
				slip.Name = m.DisplayName
			}
			if slip.SignInName == "" {
				slip.SignInName = names[i]
			}
			if err := c.reset(ctx, person, hashes[i], slip.SignInName); err != nil {
				return err
			}
		}
		return notice.AccessChanged(c.Tx, people...)
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

// resettable gives a member whose sign-in the school gives out: a student of it.
func (s *Service) resettable(ctx context.Context, db *classdb.Queries, class, person, school uuid.UUID) (classdb.OneMemberRow, error) {
	m, err := db.OneMember(ctx, class, person)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return m, problem.NotFound()
	case err != nil:
		return m, fmt.Errorf("reading a member: %w", err)
	case m.SchoolID == nil || *m.SchoolID != school:
		return m, OtherSchool()
	case access.Role(m.PersonRole) != access.Student || m.Role != string(access.Student):
		return m, NotFit()
	}
	return m, nil
}

func (c *change) reset(ctx context.Context, person uuid.UUID, hash, signIn string) error {
	for _, step := range []func() error{
		func() error { return c.db.SetSignIn(ctx, person, hash, signIn) },
		func() error { return c.db.EndLogins(ctx, person) },
		func() error { return c.db.RevokeTokens(ctx, person) },
		func() error { return c.db.ForgetTwoStep(ctx, person) }, // with the phone that is lost nobody could use the new code
		func() error { return c.write(ctx, "class.reset_sign_in", person, "", nil) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("resetting a sign-in: %w", err)
		}
	}
	return nil
}
