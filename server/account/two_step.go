package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// TwoStep is how it stands with one's own second step of signing in.
type TwoStep struct {
	On            bool `json:"on" doc:"Signing in asks for a code"`
	Needed        bool `json:"needed" doc:"This role can do nothing without it"`
	Urged         bool `json:"urged" doc:"This role should have it"`
	RecoveryCodes int  `json:"recovery_codes" doc:"How many are left"`
}

// urged are the roles that are asked, and not made, to set it up: they see and decide about others.
var urged = map[access.Role]bool{access.Teacher: true, access.Coordinator: true, access.Moderator: true, access.Administrator: true}

func (s *Service) twoStepOf(ctx context.Context, p accountdb.Person) (*TwoStep, error) {
	role := access.Role(p.Role)
	is := &TwoStep{On: p.TwoStepAt != nil, Needed: s.policy.RequiresTwoStep(role), Urged: urged[role]}
	if !is.On {
		return is, nil
	}
	n, err := s.db.CountRecoveryCodes(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("count recovery codes: %w", err)
	}
	is.RecoveryCodes = int(n)
	return is, nil
}

// BeginTwoStep is the input of BeginTwoStep.
type BeginTwoStep struct {
	Password string `json:"password" doc:"Empty for an account without one, whose login has to be a fresh one"`
}

// TwoStepSecret is what an authenticator app is given, once.
type TwoStepSecret struct {
	Secret string `json:"secret" doc:"In base32, for typing"`
	URI    string `json:"uri" doc:"otpauth://totp/…, for an app on this device"`
	QR     string `json:"qr" doc:"The same as a picture, SVG"`
}

// BeginTwoStep makes a secret for an authenticator app. Nothing changes until ConfirmTwoStep proves that the app has it.
// Problems: invalid (password), account.two_step_on, too_many_tries, login_needed, sign_in_again.
func (s *Service) BeginTwoStep(ctx context.Context, actor access.Actor, in BeginTwoStep) (TwoStepSecret, error) {
	var made TwoStepSecret
	if err := s.ownByLogin(ctx, actor); err != nil {
		return made, err
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return made, err
	}
	if p.TwoStepAt != nil {
		return made, TwoStepOn()
	}
	if err := s.proveOwn(ctx, actor, p, "password", in.Password); err != nil {
		return made, err
	}
	if err := s.Vault.Claim(ctx, s.Pool); err != nil {
		return made, err
	}
	secret := make([]byte, secretSize)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	sealed, err := s.Vault.Seal(secret, p.ID.String())
	if err != nil {
		return made, err
	}
	if err := s.db.PutTwoStep(ctx, p.ID, sealed); err != nil {
		return made, fmt.Errorf("keep a secret: %w", err)
	}
	made.Secret = base32Plain.EncodeToString(secret)
	made.URI = s.appURI(p, made.Secret)
	made.QR, err = qrSVG(made.URI)
	return made, err
}

// appURI is what authenticator apps read (github.com/google/google-authenticator/wiki/Key-Uri-Format). The site's host
// tells installations apart; who has neither address nor sign-in name, for the district lets them in, finds no more of
// themselves in the app than that.
func (s *Service) appURI(p accountdb.Person, secret string) string {
	name := text(p.Email)
	if name == "" {
		name = text(p.SignInName)
	}
	if name == "" {
		name = p.ID.String()[:8]
	}
	issuer := "Tongchuang " + s.PublicURL.Hostname()
	// %20 and not +: several apps show the plus.
	return "otpauth://totp/" + url.PathEscape(issuer) + ":" + url.PathEscape(name) + "?secret=" + secret + "&issuer=" + url.PathEscape(issuer)
}

// Code is the input of what a code of the app is given for.
type Code struct {
	Code string `json:"code" doc:"Six digits of the authenticator app, or a recovery code where one is taken"`
}

// RecoveryCodes are shown once.
type RecoveryCodes struct {
	Codes []string `json:"codes" nullable:"false" doc:"Each signs in once in the place of a code of the app"`
}

// ConfirmTwoStep turns the second step on, by a code of the app, and gives the recovery codes. All other logins and
// all access tokens end: they were begun without it.
// Problems: invalid (code), account.two_step_on, too_many_tries, login_needed.
func (s *Service) ConfirmTwoStep(ctx context.Context, actor access.Actor, in Code) (RecoveryCodes, error) {
	p, err := s.ownCode(ctx, actor, in.Code, false)
	if err != nil {
		return RecoveryCodes{}, err
	}
	shown, keep, err := s.makeRecoveryCodes(p.ID)
	if err != nil {
		return RecoveryCodes{}, err
	}
	err = s.revoke(ctx, p.ID, func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error {
		n, err := db.BeginAsking(ctx, p.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			return TwoStepOn()
		}
		if err := db.PassTwoStep(ctx, actor.Login); err != nil {
			return err
		}
		if _, err := db.EndLoginsBut(ctx, p.ID, actor.Login); err != nil {
			return err
		}
		if err := db.RevokeTokensOf(ctx, p.ID); err != nil {
			return err
		}
		if err := keep(ctx, db); err != nil {
			return err
		}
		return tellByLetter(ctx, tx, p, aboutTwoStepOn)
	})
	if err != nil {
		return RecoveryCodes{}, fmt.Errorf("set up the second step: %w", err)
	}
	return RecoveryCodes{Codes: shown}, nil
}

// RenewRecoveryCodes gives new recovery codes, by a code of the app; those before are worth nothing. Problems as of
// ConfirmTwoStep, and account.two_step_off.
func (s *Service) RenewRecoveryCodes(ctx context.Context, actor access.Actor, in Code) (RecoveryCodes, error) {
	p, err := s.ownCode(ctx, actor, in.Code, true)
	if err != nil {
		return RecoveryCodes{}, err
	}
	shown, keep, err := s.makeRecoveryCodes(p.ID)
	if err != nil {
		return RecoveryCodes{}, err
	}
	err = postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error { return keep(ctx, s.db.WithTx(tx)) })
	return RecoveryCodes{Codes: shown}, err
}

// ownCode lets the actor's own code of the app pass, for an account where the second step is on, or is not yet.
func (s *Service) ownCode(ctx context.Context, actor access.Actor, code string, on bool) (accountdb.Person, error) {
	if err := s.ownByLogin(ctx, actor); err != nil {
		return accountdb.Person{}, err
	}
	p, err := s.person(ctx, actor.Person)
	switch {
	case err != nil:
		return p, err
	case on && p.TwoStepAt == nil:
		return p, TwoStepOff()
	case !on && p.TwoStepAt != nil:
		return p, TwoStepOn()
	}
	if len(foldCode(code)) != codeDigits {
		return p, wrongCode() // a recovery code is not used up for this
	}
	_, err = s.takeCode(ctx, p.ID, code)
	return p, err
}

// makeRecoveryCodes gives new codes, and what keeps them in the place of the person's others in a transaction of the
// caller's.
func (s *Service) makeRecoveryCodes(person uuid.UUID) (shown []string, keep func(context.Context, *accountdb.Queries) error, err error) {
	shown, hashes, err := s.newRecoveryCodes(person)
	return shown, func(ctx context.Context, db *accountdb.Queries) error {
		if err := db.DropRecoveryCodes(ctx, person); err != nil {
			return fmt.Errorf("forget recovery codes: %w", err)
		}
		if err := db.AddRecoveryCodes(ctx, person, hashes); err != nil {
			return fmt.Errorf("keep recovery codes: %w", err)
		}
		return nil
	}, err
}

// EndTwoStep is the input of EndTwoStep.
type EndTwoStep struct {
	Password string `json:"password" doc:"Empty for an account without one"`
	Code     string `json:"code" doc:"Of the app, or a recovery code"`
}

// EndTwoStep turns the second step off. All other logins end, and its owner is told by letter. Problems: invalid
// (password, code), account.two_step_off, too_many_tries, login_needed, sign_in_again.
func (s *Service) EndTwoStep(ctx context.Context, actor access.Actor, in EndTwoStep) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.ownByLogin(ctx, actor); err != nil {
		return none, err
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return none, err
	}
	if p.TwoStepAt == nil {
		return none, TwoStepOff()
	}
	// The password first: a wrong one must not use a code up.
	if err := s.proveOwn(ctx, actor, p, "password", in.Password); err != nil {
		return none, err
	}
	if _, err := s.takeCode(ctx, p.ID, in.Code); err != nil {
		return none, err
	}
	return none, s.revoke(ctx, p.ID, func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error {
		if err := forgetTwoStep(ctx, db, p.ID, actor.Login); err != nil {
			return err
		}
		return tellByLetter(ctx, tx, p, aboutTwoStepOff)
	})
}

// forgetTwoStep takes the second step from an account, and ends its logins but one.
func forgetTwoStep(ctx context.Context, db *accountdb.Queries, person, keep uuid.UUID) error {
	n, err := db.StopAsking(ctx, person)
	if err != nil {
		return fmt.Errorf("end the second step: %w", err)
	}
	if n == 0 {
		return TwoStepOff()
	}
	for _, step := range []func() error{
		func() error { return db.DropTwoStep(ctx, person) },
		func() error { return db.DropRecoveryCodes(ctx, person) },
		func() error { return db.DropSecondStepsOf(ctx, person) },
		func() error { _, err := db.EndLoginsBut(ctx, person, keep); return err },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("end the second step: %w", err)
		}
	}
	return nil
}

// tellByLetter tells the owner of an account that has an address what was done to it.
func tellByLetter(ctx context.Context, tx pgx.Tx, p accountdb.Person, about string) error {
	if p.Email == nil {
		return nil
	}
	return jobs.Insert(ctx, tx, letter{About: about, ID: p.ID})
}
