package account

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/audit"
	"tongchuang/server/i18n"
	"tongchuang/server/notice"
	"tongchuang/server/topic"
)

// renewVouching is the deed in the log: the district says something else of somebody than it did before.
const renewVouching access.Action = "person.vouch_again"

// notVouched is what the district says of who belongs to none of the schools here, as roles go.
const notVouched access.Role = "none"

// said is what the district says of somebody: a role in a school; notVouched in none.
type said struct {
	role   access.Role
	school uuid.UUID // zero for notVouched
}

// renew brings an account up to what the district says of its person now. It does nothing where the district says what
// it said before, or where somebody else decided meanwhile what this person is here: who is administrator, or whose
// school took its word back, is not put back by the district. Of what it does not speak, it changes nothing.
//
// A change ends every login and token, every membership (who teaches a class is no student of it, and the other way
// round) and what hung on the old role; the classes' teachers let in whom they know. It is in the log of the schools of
// before and of now, and the person is told.
func (s *Service) renew(ctx context.Context, v vouched) error {
	before, err := s.db.Vouched(ctx, s.district.Issuer, v.subject)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // a way in alone
	}
	if err != nil {
		return fmt.Errorf("read an identity: %w", err)
	}
	if !v.saysSchool {
		return nil
	}
	if !v.saysRole {
		v.teacher = before.Role == string(access.Teacher)
	}
	now, err := s.saidNow(ctx, v, before.School)
	if err != nil || now.is(before.Role, before.School) {
		return err
	}
	return s.Log.InTx(ctx, notice.Topics(before.PersonID), func(ctx context.Context, tx *topic.Tx) error {
		db := accountdb.New(tx)
		is, err := db.LockVouched(ctx, s.district.Issuer, v.subject)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read an identity: %w", err)
		}
		if now.is(is.VouchedRole, is.VouchedSchool) || !stands(is) { // by another sign-in at this moment; by somebody else
			return nil
		}
		return s.change(ctx, tx, before.PersonID, is, now, v)
	})
}

// is tells whether this was said before.
func (n said) is(role string, school *uuid.UUID) bool {
	return string(n.role) == role && (n.role == notVouched || school != nil && *school == n.school)
}

func (s *Service) saidNow(ctx context.Context, v vouched, last *uuid.UUID) (said, error) {
	school, err := s.schoolOf(ctx, v, last)
	switch {
	case err != nil:
		return said{}, err
	case school == nil:
		return said{role: notVouched}, nil
	case v.teacher:
		return said{access.Teacher, school.ID}, nil
	}
	return said{access.Student, school.ID}, nil
}

// schoolOf gives the school here to which the district says that somebody belongs, of several the one of before; nil for
// none. Where the setting names one school for all, the problem is account.district_school if that is not there.
func (s *Service) schoolOf(ctx context.Context, v vouched, before *uuid.UUID) (*accountdb.SchoolBySlugRow, error) {
	var all []accountdb.SchoolBySlugRow
	for _, slug := range v.schools {
		school, err := s.db.SchoolBySlug(ctx, slug)
		switch {
		case errors.Is(err, pgx.ErrNoRows) && s.district.SchoolClaim == "":
			return nil, DistrictSchool().Because(fmt.Errorf("OIDC_SCHOOL: there is no school %q", slug))
		case errors.Is(err, pgx.ErrNoRows):
		case err != nil:
			return nil, fmt.Errorf("look for the district's school: %w", err)
		default:
			all = append(all, school)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	at := slices.IndexFunc(all, func(one accountdb.SchoolBySlugRow) bool { return before != nil && one.ID == *before })
	return &all[max(at, 0)], nil
}

// stands tells whether an account is what the district made of it: a coordinator is a teacher with an office.
func stands(is accountdb.LockVouchedRow) bool {
	role := access.Role(is.Role)
	if role == access.Coordinator {
		role = access.Teacher
	}
	if is.VouchedRole == string(notVouched) { // left by the district's word, as change does it
		return !is.Verified && (role == access.Citizen || role == access.Student)
	}
	return is.Verified && string(role) == is.VouchedRole && is.SchoolID != nil && *is.SchoolID == *is.VouchedSchool
}

// change makes of a person what the district says now.
func (s *Service) change(ctx context.Context, tx *topic.Tx, person uuid.UUID, is accountdb.LockVouchedRow, now said, v vouched) error {
	db, lang := accountdb.New(tx), i18n.Language(is.Language)
	school, role := &now.school, now.role
	if role == notVouched {
		// Who was known to be an adult goes on as one; of a student the school of before keeps the record.
		school, role = nil, access.Citizen
		if is.Role == string(access.Student) {
			school, role = is.SchoolID, access.Student
		}
	}
	other := is.Role == string(access.Student) != (role == access.Student)
	steps := []func() error{
		func() error { return db.SetStanding(ctx, string(role), school, now.role != notVouched, person) },
		func() error { _, err := db.EndLoginsBut(ctx, person, uuid.Nil); return err },
		func() error { return db.RevokeTokensOf(ctx, person) },
		func() error { return db.DropSecondStepsOf(ctx, person) },
		func() error { return db.DropLinksOf(ctx, person) },
		func() error { return db.EndMemberships(ctx, person) },
		func() error { return db.CloseSearchesOf(ctx, person) },
		func() error { return s.keepSaid(ctx, db, v.subject, now) },
	}
	if other {
		steps = append(steps,
			func() error { return s.becomeOther(ctx, db, person, role, v, lang) },
			func() error { return db.EndGuardianLinks(ctx, person) })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("renew what the district vouches for: %w", err)
		}
	}
	var schools []uuid.UUID
	for _, one := range []*uuid.UUID{is.SchoolID, school} {
		if one != nil && !slices.Contains(schools, *one) {
			schools = append(schools, *one)
		}
	}
	err := audit.Write(ctx, tx, audit.Entry{
		Action: renewVouching, Object: access.Person(person), Schools: schools, Person: person, Reason: s.district.Name,
		Data: map[string]any{"from": is.Role, "role": string(now.role)},
	})
	if err != nil {
		return err
	}
	kind := "district." + string(now.role)
	if string(now.role) == is.VouchedRole {
		kind = "district.moved"
	}
	told := notice.Notice{Person: person, Kind: kind, Data: map[string]string{"District": s.district.Name}, Link: "/settings"}
	if err := notice.Tell(ctx, tx, told); err != nil {
		return err
	}
	return notice.AccessChanged(tx, person)
}

// becomeOther: an adult's address and a student's slip of paper are no way into the other's account, and a student is not
// called as a teacher is (safety.md, rule 5). The address is a new teacher's where it is nobody else's.
func (s *Service) becomeOther(ctx context.Context, db *accountdb.Queries, person uuid.UUID, role access.Role, v vouched, lang i18n.Language) error {
	var email *string
	if role == access.Teacher && v.email != "" {
		_, err := db.PersonByEmail(ctx, v.email)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if err != nil {
			email = &v.email
		}
	}
	return db.BecomeOther(ctx, nameOf(v, role, lang), email, person)
}

func (s *Service) keepSaid(ctx context.Context, db *accountdb.Queries, subject string, now said) error {
	var school *uuid.UUID
	if now.role != notVouched {
		school = &now.school
	}
	return db.RenewVouched(ctx, s.district.Issuer, subject, string(now.role), school)
}
