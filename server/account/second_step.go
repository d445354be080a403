package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
)

// secondStepHolds is how long a password that was given waits for its code: enough to find the phone.
const secondStepHolds = 10 * time.Minute

// askForCode keeps, for this browser, that the password was right. What it gives is no session: it is known to
// SecondStep alone, and only with a code.
func (s *Service) askForCode(ctx context.Context, person uuid.UUID) error {
	token, hash := newToken("")
	if err := s.db.AddSecondStep(ctx, hash, person, time.Now().Add(secondStepHolds)); err != nil {
		return fmt.Errorf("begin the second step: %w", err)
	}
	return s.Sessions.keep(ctx, secondStepCookie, token, secondStepHolds)
}

// SecondStep ends a sign-in that asked for a code: by a code of the app, or by a recovery code, of which its owner is
// told by letter. Problems: account.second_step_over, invalid (code), too_many_tries.
func (s *Service) SecondStep(ctx context.Context, _ access.Actor, in Code) (SignedIn, error) {
	hash := hashToken(s.Sessions.kept(ctx, secondStepCookie))
	person, err := s.db.SecondStep(ctx, hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return SignedIn{}, SecondStepOver()
	}
	if err != nil {
		return SignedIn{}, fmt.Errorf("read a second step: %w", err)
	}
	kind, err := s.takeCode(ctx, person, in.Code)
	if err != nil {
		return SignedIn{}, err
	}
	err = postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		n, err := s.db.WithTx(tx).UseSecondStep(ctx, hash)
		if err != nil {
			return fmt.Errorf("use a second step: %w", err)
		}
		if n == 0 {
			return SecondStepOver()
		}
		if kind != recoveryCode {
			return nil
		}
		return jobs.Insert(ctx, tx, letter{About: aboutRecovery, ID: person})
	})
	if err != nil {
		return SignedIn{}, err
	}
	if err := s.Sessions.keep(ctx, secondStepCookie, "", 0); err != nil {
		return SignedIn{}, err
	}
	if err := s.begin(ctx, person, true); err != nil {
		return SignedIn{}, err
	}
	me, err := s.me(ctx, person)
	return SignedIn{Me: me}, err
}
