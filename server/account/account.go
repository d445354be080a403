// Package account is who a person is to the server: registration and its confirmation by mail, sign-in, logins, access
// tokens, passwords, settings, and the end of an account. Service holds the rules; Sessions tells every request whose it
// is. What an answer says, and the work that is done for it, never depends on whether an address is known.
package account

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/account/password"
	"tongchuang/server/account/vault"
	"tongchuang/server/jobs"
	"tongchuang/server/limit"
	"tongchuang/server/mail"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
)

// Posts is what a person wrote. A job calls it after the account is gone, and again until it succeeds: what is done
// already must not be an error.
type Posts interface {
	// DeletePostsOf takes the person's posts back.
	DeletePostsOf(ctx context.Context, person uuid.UUID) error
	// ForgetAuthor takes the person's name out of what the logs of topics keep of their posts.
	ForgetAuthor(ctx context.Context, person uuid.UUID) error
}

// Names says how people may be called. Safe for concurrent use.
type Names interface {
	// Name tells whether a student, or else somebody without an office, may be called so, where those names are taken.
	Name(name string, student bool, taken []string) bool
}

// Deps is what the app gives.
type Deps struct {
	Pool *pgxpool.Pool
	// PublicURL is PUBLIC_URL. Links are made from it alone, never from a request's Host; it decides the cookie's kind.
	PublicURL *url.URL
	Mail      mail.Sender
	Posts     Posts
	// Log is where a person is told what somebody else did to their account, and their open connections that a login or
	// the account has ended.
	Log *topic.Log
	// Vault seals what a copy of the database must not give away.
	Vault *vault.Vault
	// TwoStep are the roles, besides administrators, that have to set up the second step of signing in.
	TwoStep []access.Role
	// District is the provider through which people sign in; zero: none.
	District District
	// Limiter slows guessing down; nil means one in the memory of this node.
	Limiter Limiter
	// Names says how people may be called; nil: as they like.
	Names Names
	// Hasher hashes passwords; nil means one with password.Standard.
	Hasher *password.Hasher
	// Address tells from where a request comes, where a proxy stands before the server; nil means its connection.
	Address Address
	// Now is the clock of the codes; nil means time.Now.
	Now func() time.Time
}

// Service is safe for concurrent use.
type Service struct {
	Deps
	// Sessions tells whose a request is; its Middleware stands before everything that asks.
	Sessions *Sessions

	db       *accountdb.Queries
	policy   *access.Policy
	district *provider // nil: none
}

// New makes the Service. It panics when Pool, PublicURL, Mail, Posts, Log or Vault is missing: a mistake of the program.
func New(d Deps) *Service {
	if d.Pool == nil || d.PublicURL == nil || d.Mail == nil || d.Posts == nil || d.Log == nil || d.Vault == nil {
		panic("account: a dependency is missing")
	}
	if d.Limiter == nil {
		d.Limiter = limit.NewPauses()
	}
	if d.Hasher == nil {
		d.Hasher = password.NewHasher(password.Standard, 0)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	db := accountdb.New(d.Pool)
	policy := access.New(d.Pool)
	policy.RequireTwoStep(d.TwoStep...)
	return &Service{
		Deps: d, db: db, policy: policy, district: newProvider(d.District, d.PublicURL),
		Sessions: newSessions(db, strings.EqualFold(d.PublicURL.Scheme, "https"), d.Address),
	}
}

// Jobs is the work that is done later: letters, the deletion of posts, clean-up.
func (s *Service) Jobs() []jobs.Part {
	return []jobs.Part{
		jobs.Work(&letterWriter{service: s}),
		jobs.Work(&postsLeaver{posts: s.Posts}),
		jobs.Every(cleanInterval, clean{}, &cleaner{db: s.db}),
	}
}

// own asks access whether the actor may look at, or change, what is theirs.
func (s *Service) own(ctx context.Context, actor access.Actor, action access.Action) error {
	return s.policy.Check(ctx, actor, action, access.Person(actor.Person))
}

// ownByLogin is for what an access token must not do, whatever its scope: a script that leaks must not be able to take
// the account.
func (s *Service) ownByLogin(ctx context.Context, actor access.Actor) error {
	if err := s.own(ctx, actor, access.ChangeOwn); err != nil {
		return err
	}
	if actor.Login == uuid.Nil {
		return LoginNeeded()
	}
	return nil
}

// hashed turns what the hasher refuses into problems.
func hashed(err error) error {
	switch {
	case errors.Is(err, password.ErrBusy):
		return problem.Unavailable().After(2).Because(err)
	case errors.Is(err, password.ErrTooLong):
		return problem.Invalid(wrongPassword("password", password.TooLong))
	case err != nil:
		return fmt.Errorf("hash a password: %w", err)
	}
	return nil
}

func newID() (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("make an id: %w", err)
	}
	return id, nil
}
