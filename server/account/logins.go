package account

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Login is a browser that is signed in.
type Login struct {
	ID        uuid.UUID `json:"id"`
	UserAgent string    `json:"user_agent" doc:"The browser's own words"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at" doc:"To the minute"`
	TwoStep   bool      `json:"two_step,omitempty,omitzero" doc:"It gave a code"`
	Current   bool      `json:"current,omitempty,omitzero" doc:"The one that this request came by"`
}

// Logins are the logins that stand, the last seen first.
type Logins struct {
	Logins []Login `json:"logins" nullable:"false"`
}

func (s *Service) standingLogins(ctx context.Context, person uuid.UUID) ([]accountdb.LoginsRow, error) {
	now := time.Now()
	rows, err := s.db.Logins(ctx, person, now.Add(-loginIdle), now.Add(-loginLifetime))
	if err != nil {
		return nil, fmt.Errorf("read logins: %w", err)
	}
	return rows, nil
}

// ListLogins gives the person's logins.
func (s *Service) ListLogins(ctx context.Context, actor access.Actor, _ command.None) (Logins, error) {
	all := Logins{Logins: []Login{}}
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		return all, err
	}
	rows, err := s.standingLogins(ctx, actor.Person)
	if err != nil {
		return all, err
	}
	for _, r := range rows {
		all.Logins = append(all.Logins, Login{r.ID, r.UserAgent, r.CreatedAt, r.SeenAt, r.TwoStep, r.ID == actor.Login})
	}
	return all, nil
}

// OneOf is the input of what is done to one login or access token.
type OneOf struct {
	ID uuid.UUID `path:"id"`
}

// EndLogin ends one of the person's logins, on whatever node its connections are. Problems: not_found, login_needed.
func (s *Service) EndLogin(ctx context.Context, actor access.Actor, in OneOf) (wire.Empty, error) {
	if err := s.ownByLogin(ctx, actor); err != nil {
		return wire.Empty{}, err
	}
	return wire.Empty{}, s.revoke(ctx, actor.Person, func(ctx context.Context, _ *topic.Tx, db *accountdb.Queries) error {
		n, err := db.EndLogin(ctx, in.ID, actor.Person)
		if err != nil {
			return fmt.Errorf("end a login: %w", err)
		}
		if n == 0 {
			return problem.NotFound()
		}
		return nil
	})
}

// EndOtherLogins ends all of the person's logins but this one.
func (s *Service) EndOtherLogins(ctx context.Context, actor access.Actor, _ command.None) (wire.Empty, error) {
	if err := s.ownByLogin(ctx, actor); err != nil {
		return wire.Empty{}, err
	}
	return wire.Empty{}, s.revoke(ctx, actor.Person, func(ctx context.Context, _ *topic.Tx, db *accountdb.Queries) error {
		if _, err := db.EndLoginsBut(ctx, actor.Person, actor.Login); err != nil {
			return fmt.Errorf("end the other logins: %w", err)
		}
		return nil
	})
}
