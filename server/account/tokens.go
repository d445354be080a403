package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/command"
	"tongchuang/server/language"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// tokenPrefix lets people and secret scanners see what a token is.
const tokenPrefix = "tct_"

const (
	maxTokens    = 50
	maxTokenName = 60 // code points
	// A token's days when nothing is said: a term.
	defaultTokenDays = 90
)

// tokenDays are the days that a token can hold.
var tokenDays = []int{30, 90, 180, 365}

// AccessToken lets a script act for a person.
type AccessToken struct {
	ID         uuid.UUID  `json:"id"`
	Name       string     `json:"name"`
	Scope      string     `json:"scope" enum:"read,write"`
	CreatedAt  time.Time  `json:"created_at"`
	ExpiresAt  time.Time  `json:"expires_at"`
	LastUsedAt *time.Time `json:"last_used_at,omitempty" doc:"To the minute"`
}

// AccessTokens are the tokens that stand, the newest first.
type AccessTokens struct {
	Tokens []AccessToken `json:"tokens" nullable:"false"`
}

// CreateAccessToken is the input of CreateAccessToken.
type CreateAccessToken struct {
	Name  string `json:"name" doc:"For its owner"`
	Scope string `json:"scope" doc:"read or write"`
	Days  int    `json:"days,omitempty" doc:"For how many days it holds: 30, 90, 180 or 365; 90 when absent"`
	// A borrowed browser must not leave something behind that outlives its login.
	Password string `json:"password,omitempty" doc:"One's own, again. Absent for an account without one, whose login has to be a fresh one"`
}

// NewAccessToken is a token at the one moment when it is seen.
type NewAccessToken struct {
	AccessToken
	Token string `json:"token" doc:"For the header Authorization: Bearer …; it is not shown again"`
}

// CreateAccessToken makes a token, and tells its owner by letter. Problems: invalid (password among the fields),
// too_many_tokens, too_many_tries, login_needed, sign_in_again, two_step_needed as of access.
func (s *Service) CreateAccessToken(ctx context.Context, actor access.Actor, in CreateAccessToken) (NewAccessToken, error) {
	var made NewAccessToken
	if err := s.ownByLogin(ctx, actor); err != nil {
		return made, err
	}
	if err := s.own(ctx, actor, access.MakeToken); err != nil {
		return made, err
	}
	var f form
	name, err := language.Line(in.Name, maxTokenName)
	switch {
	case errors.Is(err, &language.Refusal{Reason: language.Empty}):
		f.add(problem.Wrong("name", "required"))
	case errors.Is(err, &language.Refusal{Reason: language.TooLong}):
		f.add(problem.Wrong("name", "too_long", "Max", maxTokenName))
	case err != nil:
		f.add(problem.Wrong("name", "invalid"))
	}
	if in.Scope != "read" && in.Scope != "write" {
		f.add(problem.Wrong("scope", "enum", "Values", "read, write"))
	}
	days := in.Days
	if days == 0 {
		days = defaultTokenDays
	}
	if !slices.Contains(tokenDays, days) {
		f.add(problem.Wrong("days", "enum", "Values", "30, 90, 180, 365"))
	}
	if err := f.err(); err != nil {
		return made, err
	}
	standing, err := s.db.CountTokens(ctx, actor.Person)
	if err != nil {
		return made, fmt.Errorf("count access tokens: %w", err)
	}
	if standing >= maxTokens {
		return made, TooManyTokens()
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return made, err
	}
	if err := s.proveOwn(ctx, actor, p, "password", in.Password); err != nil {
		return made, err
	}
	id, err := newID()
	if err != nil {
		return made, err
	}
	token, hash := newToken(tokenPrefix)
	now := time.Now().UTC()
	made = NewAccessToken{AccessToken{ID: id, Name: name, Scope: in.Scope, CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days)}, token}
	err = postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		err := s.db.WithTx(tx).AddToken(ctx, accountdb.AddTokenParams{
			ID: id, PersonID: actor.Person, Name: name, TokenHash: hash, Scope: in.Scope, ExpiresAt: made.ExpiresAt,
		})
		if err != nil {
			return err
		}
		return tellByLetter(ctx, tx, p, aboutToken)
	})
	if err != nil {
		return NewAccessToken{}, fmt.Errorf("make an access token: %w", err)
	}
	return made, nil
}

// ListAccessTokens gives the person's tokens, without their secrets.
func (s *Service) ListAccessTokens(ctx context.Context, actor access.Actor, _ command.None) (AccessTokens, error) {
	all := AccessTokens{Tokens: []AccessToken{}}
	if err := s.own(ctx, actor, access.OwnAffairs); err != nil {
		return all, err
	}
	rows, err := s.db.Tokens(ctx, actor.Person)
	if err != nil {
		return all, fmt.Errorf("read access tokens: %w", err)
	}
	for _, r := range rows {
		all.Tokens = append(all.Tokens, AccessToken{r.ID, r.Name, r.Scope, r.CreatedAt, r.ExpiresAt, r.LastUsedAt})
	}
	return all, nil
}

// RevokeAccessToken ends a token. Problems: not_found, login_needed.
func (s *Service) RevokeAccessToken(ctx context.Context, actor access.Actor, in OneOf) (wire.Empty, error) {
	if err := s.ownByLogin(ctx, actor); err != nil {
		return wire.Empty{}, err
	}
	return wire.Empty{}, s.revoke(ctx, actor.Person, func(ctx context.Context, _ *topic.Tx, db *accountdb.Queries) error {
		n, err := db.RevokeToken(ctx, in.ID, actor.Person)
		if err != nil {
			return fmt.Errorf("revoke an access token: %w", err)
		}
		if n == 0 {
			return problem.NotFound()
		}
		return nil
	})
}
