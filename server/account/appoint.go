package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/audit"
	"tongchuang/server/notice"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
)

// Refusals of Appoint, as whoever runs the server reads them.
var (
	// ErrOfASchool: teachers, coordinators and students are their school's; a moderator needs an account of their own.
	ErrOfASchool = errors.New("this account belongs to a school; let the person register another, or leave the school first")
	// ErrLastAdministrator: without one nobody could do what only administrators do.
	ErrLastAdministrator = errors.New("this is the only administrator; make another one first")
)

// appointed is what an appointment is called in the log.
const appointed access.Action = "person.appoint"

// Appoint makes somebody a moderator or an administrator, or with citizen ends that, by an account's address or sign-in
// name. It is for whoever runs the server: nobody comes to these roles from within. The person is told, and signs in
// again, so that nobody comes to more rights by a login that was left open somewhere. Errors: invalid (name),
// ErrOfASchool, ErrLastAdministrator.
func (s *Service) Appoint(ctx context.Context, name string, role access.Role) error {
	c, err := s.db.Credentials(ctx, foldName(name))
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.Invalid(problem.Wrong("name", "no_account"))
	} else if err != nil {
		return fmt.Errorf("look for an account: %w", err)
	}
	before, err := s.db.PersonByID(ctx, c.ID)
	if err != nil {
		return fmt.Errorf("read an account: %w", err)
	}
	if before.Role == string(role) {
		return nil
	}
	return s.Log.InTx(ctx, notice.Topics(c.ID), func(ctx context.Context, tx *topic.Tx) error {
		db := accountdb.New(tx)
		if before.Role == string(access.Administrator) {
			if err := db.LockAdministrators(ctx); err != nil {
				return fmt.Errorf("lock the administrators: %w", err)
			}
			others, err := db.OtherAdministrators(ctx, c.ID)
			if err != nil {
				return fmt.Errorf("count the administrators: %w", err)
			}
			if others == 0 {
				return ErrLastAdministrator
			}
		}
		n, err := db.AppointKeeper(ctx, string(role), c.ID)
		if err != nil {
			return fmt.Errorf("give somebody a role: %w", err)
		}
		if n == 0 {
			return ErrOfASchool
		}
		if _, err := db.EndLoginsBut(ctx, c.ID, uuid.Nil); err != nil {
			return fmt.Errorf("end logins: %w", err)
		}
		if err := db.RevokeTokensOf(ctx, c.ID); err != nil {
			return fmt.Errorf("revoke access tokens: %w", err)
		}
		err = audit.Write(ctx, tx, audit.Entry{
			Action: appointed, Object: access.Person(c.ID), Person: c.ID, Reason: "by the command line",
			Data: map[string]any{"role": role, "before": before.Role},
		})
		if err != nil {
			return err
		}
		if err := notice.Tell(ctx, tx, notice.Notice{Person: c.ID, Kind: "appointed_" + string(role), Data: map[string]string{}, Link: "/settings"}); err != nil {
			return err
		}
		return notice.AccessChanged(tx, c.ID)
	})
}
