package class

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/class/classdb"
	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// requestHolds is how long somebody waits for a teacher.
const requestHolds = 7 * 24 * time.Hour

// place is what a right code opens.
type place struct{ class, school uuid.UUID }

// open looks a code up. Every wrong code is the same one question of one index, and has the same answer: whether it
// never was one, has ended, or belongs to a class that is over. Problems: wrong_code, too_many_tries.
func (s *Service) open(ctx context.Context, address, code string) (place, error) {
	folded := foldCode(code)
	tries, err := s.guess(ctx, address, folded)
	if err != nil {
		return place{}, err
	}
	row, err := s.db.ClassOfCode(ctx, codeHash(folded))
	if errors.Is(err, pgx.ErrNoRows) {
		return place{}, WrongCode()
	}
	if err != nil {
		return place{}, fmt.Errorf("looking a code up: %w", err)
	}
	return place{row.ClassID, row.SchoolID}, tries.forgive(ctx)
}

// Begin lets the browser be told apart from others at its address before it tries a code, so that it is not taken for one
// of those that guess there.
func (s *Service) Begin(ctx context.Context, actor access.Actor, _ command.None) (wire.Empty, error) {
	if err := s.policy.Check(ctx, actor, access.ReadJoining, access.Installation()); err != nil || s.Browsers == nil {
		return wire.Empty{}, err
	}
	return wire.Empty{}, s.Browsers.Mark(ctx)
}

// Look tells what a code opens, before a child types more. Problems: wrong_code, too_many_tries.
func (s *Service) Look(ctx context.Context, actor access.Actor, in FromSomewhere[wire.JoinLook]) (wire.JoinPlace, error) {
	var out wire.JoinPlace
	if err := s.policy.Check(ctx, actor, access.JoinByCode, access.Installation()); err != nil {
		return out, err
	}
	at, err := s.open(ctx, in.address, in.Body.Code)
	if err != nil {
		return out, err
	}
	class, err := s.db.ClassNames(ctx, at.class)
	if err != nil {
		return out, fmt.Errorf("reading a class's names: %w", err)
	}
	school, err := s.db.SchoolNames(ctx, at.school)
	if err != nil {
		return out, fmt.Errorf("reading a school's names: %w", err)
	}
	out.Class = wire.Names{En: class.NameEn, ZhHans: class.NameZhHans, ZhHant: class.NameZhHant}
	out.School = wire.Names{En: school.NameEn, ZhHans: school.NameZhHans, ZhHant: school.NameZhHant}
	return out, nil
}

// Ask asks a class's teacher to be let in. No account is made before the teacher says yes; no e-mail address is asked
// for (safety.md, rule 5). Problems: wrong_code, too_many_tries, invalid, full, member_already, other_school.
func (s *Service) Ask(ctx context.Context, actor access.Actor, in FromSomewhere[wire.AskToJoin]) (wire.JoinAsked, error) {
	if err := s.policy.Check(ctx, actor, access.JoinByCode, access.Installation()); err != nil {
		return wire.JoinAsked{}, err
	}
	at, err := s.open(ctx, in.address, in.Body.Code)
	if err != nil {
		return wire.JoinAsked{}, err
	}
	if err := s.mayAsk(ctx, in.address); err != nil {
		return wire.JoinAsked{}, err
	}
	token := rand.Text() // 128 bits
	r := classdb.AddRequestParams{
		ID: newID(), ClassID: at.class, SchoolID: at.school, TokenHash: tokenHash(token), ExpiresAt: time.Now().Add(requestHolds), AskedFrom: []byte{},
	}
	if err := s.crowd(ctx, &r, in.address); err != nil {
		return wire.JoinAsked{}, err
	}
	if actor.Visitor() {
		err = s.newcomer(ctx, &r, in.Body)
	} else {
		err = s.known(ctx, actor, &r)
	}
	if err != nil {
		return wire.JoinAsked{}, err
	}
	err = postgres.InTx(ctx, s.pool, func(ctx context.Context, tx pgx.Tx) error { return keepRequest(ctx, classdb.New(tx), r) })
	if err != nil {
		return wire.JoinAsked{}, err
	}
	return wire.JoinAsked{Token: token}, nil
}

func keepRequest(ctx context.Context, db *classdb.Queries, r classdb.AddRequestParams) error {
	if _, err := db.LockClass(ctx, r.ClassID); err != nil {
		return fmt.Errorf("locking a class: %w", err)
	}
	if r.PersonID != nil {
		if err := db.DropRequestOf(ctx, r.ClassID, *r.PersonID); err != nil {
			return fmt.Errorf("dropping the request before: %w", err)
		}
	}
	waiting, err := db.Crowd(ctx, r.ClassID, r.SchoolID)
	if err != nil {
		return fmt.Errorf("counting who waits: %w", err)
	}
	gone, ok := giveWay(waiting, r.AskedBy, r.AskedFrom)
	if !ok {
		return Full()
	}
	if gone != uuid.Nil {
		if err := db.GiveWay(ctx, gone); err != nil {
			return fmt.Errorf("making room for a request: %w", err)
		}
	}
	if err := db.AddRequest(ctx, r); err != nil {
		return fmt.Errorf("keeping a request: %w", err)
	}
	return nil
}

// newcomer fills the request of somebody without an account.
func (s *Service) newcomer(ctx context.Context, r *classdb.AddRequestParams, in wire.AskToJoin) error {
	clean, wrongName := name("name", in.Name)
	l, ok := i18n.Parse(in.Language)
	var wrongLanguage *problem.Field
	if !ok {
		f := problem.Wrong("language", "language")
		wrongLanguage = &f
	}
	if err := wrongs(wrongName, wrongLanguage, s.Passwords.Check("password", in.Password, clean)); err != nil {
		return err
	}
	if err := s.mayBeCalled(ctx, s.db, r.ClassID, "name", clean); err != nil {
		return err
	}
	school, err := s.db.SchoolNames(ctx, r.SchoolID)
	if err != nil {
		return fmt.Errorf("reading a school: %w", err)
	}
	hash, err := s.Passwords.Hash(ctx, in.Password)
	if err != nil {
		return err
	}
	r.Name, r.Language, r.TimeZone, r.PasswordHash = clean, string(l), school.TimeZone, &hash
	return nil
}

// known fills the request of a student who has an account.
func (s *Service) known(ctx context.Context, actor access.Actor, r *classdb.AddRequestParams) error {
	p, err := s.db.PersonForClass(ctx, actor.Person)
	if err != nil {
		return fmt.Errorf("reading a student: %w", err)
	}
	if p.Verified && p.SchoolID != nil && *p.SchoolID != r.SchoolID {
		return OtherSchool()
	}
	_, err = s.db.Member(ctx, r.ClassID, p.ID)
	switch {
	case err == nil:
		return MemberAlready()
	case !errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("reading a member: %w", err)
	}
	r.PersonID, r.Name, r.Language, r.TimeZone = &p.ID, p.DisplayName, p.Language, p.TimeZone
	return nil
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte("join request " + token))
	return sum[:]
}

// Status tells whoever holds a request's token how it stands. Problems: not_found.
func (s *Service) Status(ctx context.Context, actor access.Actor, in wire.JoinStatusIn) (wire.JoinStatus, error) {
	var out wire.JoinStatus
	if err := s.policy.Check(ctx, actor, access.ReadJoining, access.Installation()); err != nil {
		return out, err
	}
	r, err := s.db.RequestByToken(ctx, tokenHash(in.Token))
	if errors.Is(err, pgx.ErrNoRows) {
		return out, problem.NotFound()
	}
	if err != nil {
		return out, fmt.Errorf("reading a request: %w", err)
	}
	names, err := s.db.ClassNames(ctx, r.ClassID)
	if err != nil {
		return out, fmt.Errorf("reading a class's names: %w", err)
	}
	out = wire.JoinStatus{State: "waiting", Name: r.Name, Names: wire.Names{En: names.NameEn, ZhHans: names.NameZhHans, ZhHant: names.NameZhHant}}
	switch {
	case r.Accepted:
		out.State, out.Class, out.SignInName = "accepted", &r.ClassID, r.SignInName
	case r.DecidedAt != nil:
		out.State, out.Reason = "refused", r.Reason
	case r.Over:
		out.State = "over"
	}
	return out, nil
}
