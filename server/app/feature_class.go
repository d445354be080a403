package app

import (
	"context"
	"errors"
	"fmt"

	"tongchuang/server/account"
	"tongchuang/server/account/password"
	"tongchuang/server/class"
	"tongchuang/server/problem"
)

func (a *App) newClasses(f *features, tries account.Limiter) *class.Service {
	return class.New(class.Deps{
		Pool: a.pool, Log: f.log, Policy: f.policy, Epoch: a.epoch, Limiter: tries, Passwords: passwords{f.accounts.Hasher},
		Names: f.filter.Filter, Browsers: f.accounts, Fingerprints: a.vault,
	})
}

// passwords are the rules for passwords, for whoever makes accounts besides package account. One hasher serves both, so
// that one bound holds for all that is hashed at once.
type passwords struct{ hasher *password.Hasher }

// Check implements class.Passwords.
func (passwords) Check(name, plain string, personal ...string) *problem.Field {
	why := password.Check(plain, personal...)
	var wrong problem.Field
	switch why {
	case password.Good:
		return nil
	case password.TooShort:
		wrong = problem.Wrong(name, string(why), "Min", password.MinLength)
	case password.TooLong:
		wrong = problem.Wrong(name, string(why), "Max", password.MaxLength)
	default:
		wrong = problem.Wrong(name, string(why))
	}
	return &wrong
}

// Hash implements class.Passwords.
func (p passwords) Hash(ctx context.Context, plain string) (string, error) {
	hash, err := p.hasher.Hash(ctx, plain)
	switch {
	case errors.Is(err, password.ErrBusy):
		return "", problem.Unavailable().After(2).Because(err)
	case err != nil:
		return "", fmt.Errorf("hashing a password: %w", err)
	}
	return hash, nil
}
