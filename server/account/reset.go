package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/jobs"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// RequestReset is the input of RequestReset.
type RequestReset struct {
	Email string `json:"email"`
}

// RequestReset sends a link that sets a new password, if the address is an account's. The answer is the same for every
// address. Problems: invalid, too_many_tries.
func (s *Service) RequestReset(ctx context.Context, _ access.Actor, in RequestReset) (wire.Empty, error) {
	return wire.Empty{}, s.requestLetter(ctx, in.Email, aboutReset)
}

// ResetByToken is the input of ResetByToken.
type ResetByToken struct {
	Token    string `json:"token" doc:"What stands behind the # of the link"`
	Password string `json:"password"`
}

// ResetByToken sets a new password, once for each link. All logins and access tokens end: whoever had the old password
// is out. Problems: invalid, link_used, unavailable.
func (s *Service) ResetByToken(ctx context.Context, _ access.Actor, in ResetByToken) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.mayWrite(ctx); err != nil {
		return none, err
	}
	var f form
	f.newPassword(in.Password, "", "") // what can be said without the account is said before the link is used
	if err := f.err(); err != nil {
		return none, err
	}
	// The hash is made outside of the transaction, which should not hold a connection while it waits for its turn.
	hash, err := s.Hasher.Hash(ctx, in.Password)
	if err := hashed(err); err != nil {
		return none, err
	}
	person, err := s.whoseLink(ctx, ResetPassword, in.Token)
	if err != nil {
		return none, err
	}
	return none, s.revoke(ctx, person, func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error {
		link, err := useLink(ctx, db, ResetPassword, in.Token)
		if err != nil {
			return err
		}
		p, err := db.PersonByID(ctx, *link.PersonID)
		if errors.Is(err, pgx.ErrNoRows) {
			return LinkUsed()
		}
		if err != nil {
			return fmt.Errorf("read an account: %w", err)
		}
		var f form
		f.newPassword(in.Password, text(p.Email), p.DisplayName)
		if err := f.err(); err != nil {
			return err // rolled back: the link can be used with a better password
		}
		for _, step := range []func() error{
			func() error { return db.SetPassword(ctx, hash, person) },
			func() error { return db.ConfirmEmail(ctx, person) }, // the link came by that address
			func() error { _, err := db.EndLoginsBut(ctx, person, uuid.Nil); return err },
			func() error { return db.RevokeTokensOf(ctx, person) },
			func() error { return db.DropLinksOf(ctx, person) },
			func() error { return db.DropSecondStepsOf(ctx, person) },
			func() error { return jobs.Insert(ctx, tx, letter{About: aboutPassword, ID: person}) },
		} {
			if err := step(); err != nil {
				return fmt.Errorf("reset a password: %w", err)
			}
		}
		return nil
	})
}

// ChangePassword is the input of ChangePassword.
type ChangePassword struct {
	OldPassword string `json:"old_password"`
	Password    string `json:"password"`
}

// ChangePassword sets a new password and ends all other logins and all access tokens: whoever knew the old one, or sat at
// a forgotten login, is out. Problems: invalid (old_password among the fields),
// too_many_tries, login_needed, unavailable.
func (s *Service) ChangePassword(ctx context.Context, actor access.Actor, in ChangePassword) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.ownByLogin(ctx, actor); err != nil {
		return none, err
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return none, err
	}
	var f form
	f.newPassword(in.Password, text(p.Email), p.DisplayName)
	if err := f.err(); err != nil {
		return none, err
	}
	if err := s.proveOwn(ctx, actor, p, "old_password", in.OldPassword); err != nil {
		return none, err
	}
	hash, err := s.Hasher.Hash(ctx, in.Password)
	if err := hashed(err); err != nil {
		return none, err
	}
	return none, s.revoke(ctx, p.ID, func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error {
		if err := db.SetPassword(ctx, hash, p.ID); err != nil {
			return fmt.Errorf("change a password: %w", err)
		}
		if _, err := db.EndLoginsBut(ctx, p.ID, actor.Login); err != nil {
			return fmt.Errorf("end the other logins: %w", err)
		}
		if err := db.RevokeTokensOf(ctx, p.ID); err != nil {
			return fmt.Errorf("end the access tokens: %w", err)
		}
		if err := db.DropLinksOf(ctx, p.ID); err != nil {
			return fmt.Errorf("end the links: %w", err)
		}
		if err := db.DropSecondStepsOf(ctx, p.ID); err != nil {
			return fmt.Errorf("end the sign-ins that are under way: %w", err)
		}
		if p.Email == nil {
			return nil
		}
		return jobs.Insert(ctx, tx, letter{About: aboutPassword, ID: p.ID})
	})
}

// proveOwn asks someone who is signed in for their password again; a borrowed browser is not an account.
// An account without one, whose people come through their district, has to come from there anew.
func (s *Service) proveOwn(ctx context.Context, actor access.Actor, p accountdb.Person, field, plain string) error {
	if p.PasswordHash == nil {
		return s.proveFresh(ctx, actor)
	}
	hash := *p.PasswordHash
	tries, err := s.guess(ctx, p.ID.String())
	if err != nil {
		return err
	}
	fits, _, err := s.Hasher.Verify(ctx, hash, plain)
	if err := hashed(err); err != nil {
		return err
	}
	if !fits {
		return problem.Invalid(problem.Wrong(field, "wrong_password"))
	}
	return tries.forgive(ctx)
}

// freshFor is how long a login proves by itself who is at the browser.
const freshFor = 15 * time.Minute

func (s *Service) proveFresh(ctx context.Context, actor access.Actor) error {
	began, err := s.db.LoginBegan(ctx, actor.Login)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("read a login: %w", err)
	}
	if err != nil || time.Since(began) > freshFor {
		return SignInAgain()
	}
	return nil
}
