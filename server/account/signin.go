package account

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/command"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// SignIn is the input of SignIn.
type SignIn struct {
	Name     string `json:"name" doc:"The e-mail address, or the sign-in name that the school gave"`
	Password string `json:"password"`
}

// SignedIn is the answer to a sign-in: who it is, or that a code is asked for before that is said.
type SignedIn struct {
	Me
	SecondStep bool `json:"second_step,omitempty,omitzero" doc:"Nobody is signed in yet: second-step takes the code, from this browser, within ten minutes"`
}

// SignIn begins a login: the answer sets the session's cookie. A login that the browser had ends. Where the account has
// the second step, SecondStep goes on. Problems: wrong_credentials, too_many_tries, unavailable.
func (s *Service) SignIn(ctx context.Context, _ access.Actor, in SignIn) (SignedIn, error) {
	name := foldName(in.Name)
	tries, err := s.guess(ctx, name)
	if err != nil {
		return SignedIn{}, err
	}
	c, err := s.prove(ctx, name, in.Password)
	if err != nil {
		return SignedIn{}, err
	}
	if err := tries.forgive(ctx); err != nil {
		return SignedIn{}, err
	}
	entered, err := s.enter(ctx, c.ID, c.TwoStep)
	if err != nil {
		return SignedIn{}, err
	}
	return entered, s.remember(ctx, name)
}

// enter lets in whoever proved to be this person, or asks them for a code first.
func (s *Service) enter(ctx context.Context, person uuid.UUID, twoStep bool) (SignedIn, error) {
	if twoStep {
		return SignedIn{SecondStep: true}, s.askForCode(ctx, person)
	}
	if err := s.begin(ctx, person, false); err != nil {
		return SignedIn{}, err
	}
	me, err := s.me(ctx, person)
	return SignedIn{Me: me}, err
}

// prove gives the person who has this name and this password. For a name that nobody has, the same question is asked
// and a hash is computed too.
func (s *Service) prove(ctx context.Context, name, plain string) (accountdb.CredentialsRow, error) {
	c, err := s.db.Credentials(ctx, name)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return c, fmt.Errorf("look for an account: %w", err)
	}
	hash := c.PasswordHash
	if hash == "" {
		hash = s.Hasher.Dummy()
	}
	fits, stale, err := s.Hasher.Verify(ctx, hash, plain)
	if err := hashed(err); err != nil {
		return c, err
	}
	if !fits || c.PasswordHash == "" {
		return c, WrongCredentials()
	}
	if stale {
		s.renewHash(ctx, c.ID, hash, plain)
	}
	return c, nil
}

// renewHash replaces a hash of yesterday's costs. It may fail: the next sign-in tries again.
func (s *Service) renewHash(ctx context.Context, person uuid.UUID, old, plain string) {
	renewed, err := s.Hasher.Hash(ctx, plain)
	if err == nil {
		err = s.db.ReplaceHash(ctx, renewed, person, old)
	}
	if err != nil {
		slog.WarnContext(ctx, "a password's hash was not renewed", "error", err)
	}
}

// maxUserAgent is how much is kept of a browser's own words, in bytes.
const maxUserAgent = 300

// begin gives the browser a login, in the place of the one that it had.
func (s *Service) begin(ctx context.Context, person uuid.UUID, twoStep bool) error {
	login, err := newID()
	if err != nil {
		return err
	}
	v := visitOf(ctx)
	if v.actor.Login != uuid.Nil {
		if err := s.endLogin(ctx, v.actor); err != nil {
			return err
		}
	}
	if err := s.db.AddLogin(ctx, login, person, cut(v.userAgent, maxUserAgent), twoStep); err != nil {
		return fmt.Errorf("begin a login: %w", err)
	}
	return s.Sessions.begin(ctx, login)
}

// cut gives at most n bytes of s, whole characters that a database takes.
func cut(s string, n int) string {
	s = strings.ToValidUTF8(s, "")
	if len(s) > n {
		s = s[:n]
		for len(s) > 0 && !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
	}
	return s
}

// SignOut ends the login that the request came by, and its session. A visitor may ask for it, too.
func (s *Service) SignOut(ctx context.Context, actor access.Actor, _ command.None) (wire.Empty, error) {
	if actor.Login != uuid.Nil {
		if err := s.endLogin(ctx, actor); err != nil {
			return wire.Empty{}, err
		}
	}
	return wire.Empty{}, s.Sessions.end(ctx)
}

// endLogin ends the login that the actor came by.
func (s *Service) endLogin(ctx context.Context, actor access.Actor) error {
	return s.revoke(ctx, actor.Person, func(ctx context.Context, _ *topic.Tx, db *accountdb.Queries) error {
		if _, err := db.EndLogin(ctx, actor.Login, actor.Person); err != nil {
			return fmt.Errorf("end a login: %w", err)
		}
		return nil
	})
}
