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
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Register is the input of Register.
type Register struct {
	Email       string `json:"email"`
	DisplayName string `json:"display_name"`
	Language    string `json:"language" doc:"en, zh-Hans or zh-Hant"`
	TimeZone    string `json:"time_zone" doc:"IANA name"`
	Password    string `json:"password"`
	Adult       bool   `json:"adult" doc:"The declaration to be an adult, without which nobody can register by themselves"`
}

// Register takes a registration and sends a link that confirms its address; until then there is no account. For an
// address that has one already, the answer and the work are the same, and the letter says so to its owner.
// Problems: invalid, too_many_tries, unavailable.
func (s *Service) Register(ctx context.Context, _ access.Actor, in Register) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.mayWrite(ctx); err != nil {
		return none, err
	}
	r, err := s.checkedRegistration(ctx, in, access.Citizen)
	if err != nil {
		return none, err
	}
	mayMail, err := s.mayMail(ctx, r.Email)
	if err != nil || !mayMail {
		return none, err
	}
	return none, postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		err := s.db.WithTx(tx).AddRegistration(ctx, accountdb.AddRegistrationParams{
			ID: r.ID, Email: r.Email, DisplayName: r.DisplayName, Language: r.Language, TimeZone: r.TimeZone,
			PasswordHash: r.PasswordHash, ExpiresAt: time.Now().Add(registrationHolds),
		})
		if err != nil {
			return fmt.Errorf("keep a registration: %w", err)
		}
		return jobs.Insert(ctx, tx, letter{About: aboutRegistration, ID: r.ID})
	})
}

// checkedRegistration gives what is to be kept of a registration that is fit, with its password hashed.
func (s *Service) checkedRegistration(ctx context.Context, in Register, role access.Role) (accountdb.Registration, error) {
	var f form
	r := accountdb.Registration{Email: f.email(in.Email), DisplayName: f.displayName(in.DisplayName)}
	r.Language, r.TimeZone = string(f.language(in.Language)), f.timeZone(in.TimeZone)
	f.newPassword(in.Password, r.Email, r.DisplayName)
	if !in.Adult {
		f.add(problem.Wrong("adult", "adult"))
	}
	if err := s.name(ctx, &f, uuid.Nil, role, r.DisplayName); err != nil {
		return r, err
	}
	if err := f.err(); err != nil {
		return r, err
	}
	hash, err := s.Hasher.Hash(ctx, in.Password)
	if err := hashed(err); err != nil {
		return r, err
	}
	r.PasswordHash = hash
	r.ID, err = newID()
	return r, err
}

// RequestConfirmation is the input of RequestConfirmation.
type RequestConfirmation struct {
	Email string `json:"email"`
}

// RequestConfirmation sends the confirming link of a registration again. The answer is the same for every address.
// Problems: invalid, too_many_tries.
func (s *Service) RequestConfirmation(ctx context.Context, _ access.Actor, in RequestConfirmation) (wire.Empty, error) {
	return wire.Empty{}, s.requestLetter(ctx, in.Email, aboutConfirmation)
}

// requestLetter leaves it to the letter's job to find out whom the address belongs to: so the answer's time cannot
// tell.
func (s *Service) requestLetter(ctx context.Context, address string, about string) error {
	if err := s.mayWrite(ctx); err != nil {
		return err
	}
	var f form
	email := f.email(address)
	if err := f.err(); err != nil {
		return err
	}
	mayMail, err := s.mayMail(ctx, email)
	if err != nil || !mayMail {
		return err
	}
	return postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		return jobs.Insert(ctx, tx, letter{About: about, Email: email})
	})
}

// Token is the input of what a link does.
type Token struct {
	Token string `json:"token" doc:"What stands behind the # of the link"`
}

// Confirm makes the account of a registration. It can be signed in to at once. Problems: link_used.
func (s *Service) Confirm(ctx context.Context, _ access.Actor, in Token) (wire.Empty, error) {
	err := postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := s.db.WithTx(tx)
		link, err := useLink(ctx, db, ConfirmEmail, in.Token)
		if err != nil {
			return err
		}
		if link.PersonID != nil {
			return db.ConfirmEmail(ctx, *link.PersonID)
		}
		r, err := db.Registration(ctx, *link.RegistrationID)
		if errors.Is(err, pgx.ErrNoRows) {
			return LinkUsed()
		}
		if err != nil {
			return fmt.Errorf("read a registration: %w", err)
		}
		if _, err := addPerson(ctx, db, access.Citizen, r); err != nil {
			return err
		}
		// Others' registrations of the address end with this one, and with them their links.
		return db.DropRegistrationsOf(ctx, r.Email)
	})
	if postgres.IsUniqueViolation(err, "person_email_key") {
		return wire.Empty{}, LinkUsed().Because(err)
	}
	return wire.Empty{}, err
}
