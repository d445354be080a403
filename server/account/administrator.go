package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// FirstAdministratorLink makes a one-time link that makes the first administrator, for the console of whoever runs the
// server; "" when there is one. It holds for a day; several may stand until one is used.
func (s *Service) FirstAdministratorLink(ctx context.Context) (string, error) {
	n, err := s.db.OtherAdministrators(ctx, uuid.Nil)
	if err != nil {
		return "", fmt.Errorf("look for an administrator: %w", err)
	}
	if n > 0 {
		return "", nil
	}
	return addLink(ctx, s.db, s.PublicURL, FirstAdministrator, nil, nil)
}

// MakeOneTimeLink makes a link for the command line. A reset of a password asks for the account's address; whoever runs
// the server can start it, never choose the password. Problems: invalid (email), administrator_exists.
func (s *Service) MakeOneTimeLink(ctx context.Context, purpose Purpose, email string) (string, error) {
	switch purpose {
	case FirstAdministrator:
		link, err := s.FirstAdministratorLink(ctx)
		if err == nil && link == "" {
			err = AdministratorExists()
		}
		return link, err
	case ResetPassword:
		p, err := s.db.PersonByEmail(ctx, foldName(email))
		if errors.Is(err, pgx.ErrNoRows) {
			return "", problem.Invalid(problem.Wrong("email", "no_account"))
		}
		if err != nil {
			return "", fmt.Errorf("look for an account: %w", err)
		}
		return addLink(ctx, s.db, s.PublicURL, purpose, &p.ID, nil)
	}
	return "", fmt.Errorf("no link of the purpose %q is made by hand", purpose)
}

// BecomeAdministrator is the input of BecomeAdministrator. Register is absent where someone signed in is to become it.
type BecomeAdministrator struct {
	Token    string    `json:"token" doc:"What stands behind the # of the link"`
	Register *Register `json:"register,omitempty" doc:"The new administrator's account; absent when signed in"`
}

// BecomeAdministrator makes the first administrator: of the person who is signed in, or of a new account, whose address
// needs no confirmation because the link proves more. Problems: link_used, administrator_exists, invalid,
// unauthenticated (neither signed in nor an account to make).
func (s *Service) BecomeAdministrator(ctx context.Context, actor access.Actor, in BecomeAdministrator) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.mayWrite(ctx); err != nil {
		return none, err
	}
	var r accountdb.Registration
	var err error
	switch {
	case in.Register != nil:
		r, err = s.checkedRegistration(ctx, *in.Register, access.Administrator)
	case actor.Visitor():
		err = problem.Unauthenticated()
	default:
		err = s.ownByLogin(ctx, actor)
	}
	if err != nil {
		return none, err
	}
	err = postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := s.db.WithTx(tx)
		// One at a time: two links used at once must not make two first administrators.
		if err := db.LockAdministrators(ctx); err != nil {
			return fmt.Errorf("look for an administrator: %w", err)
		}
		if _, err := useLink(ctx, db, FirstAdministrator, in.Token); err != nil {
			return err
		}
		n, err := db.OtherAdministrators(ctx, uuid.Nil)
		if err != nil {
			return fmt.Errorf("look for an administrator: %w", err)
		}
		if n > 0 {
			return AdministratorExists()
		}
		if in.Register == nil {
			err = db.SetRole(ctx, actor.Person, string(access.Administrator))
		} else {
			_, err = addPerson(ctx, db, access.Administrator, r)
		}
		if err != nil {
			return fmt.Errorf("make the first administrator: %w", err)
		}
		return db.DropAdministratorLinks(ctx)
	})
	if postgres.IsUniqueViolation(err, "person_email_key") {
		// Said openly: only who runs the server holds the link.
		return none, problem.Invalid(problem.Wrong("email", "taken")).Because(err)
	}
	if err != nil || in.Register != nil {
		return none, err
	}
	// With the role all logins of before have ended (a trigger sees to it), and this browser's begins anew.
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return none, err
	}
	return none, s.begin(ctx, p.ID, p.TwoStepAt != nil)
}
