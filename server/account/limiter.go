package account

import (
	"context"
	"math"
	"time"

	"tongchuang/server/limit"
)

// Limiter counts tries. It is safe for concurrent use.
type Limiter interface {
	// Try counts one try under key, or returns how long to wait; then it is not counted.
	Try(ctx context.Context, key string, b limit.Bound) (wait time.Duration, err error)
	// Forgive takes one counted try back: it was no guess.
	Forgive(ctx context.Context, key string, b limit.Bound) error
}

// The bounds of guessing. A whole school shares one address and must never be locked out, so an address alone has a very
// high bound; the pair of address and account is the strict one; the account alone holds against guessing from
// everywhere, with pauses short enough for its owner to get in between.
var (
	guessPair    = limit.Bound{Free: 5, Leak: 10 * time.Minute, First: 2 * time.Second, Most: 15 * time.Minute}
	guessAccount = limit.Bound{Free: 30, Leak: 15 * time.Minute, First: time.Second, Most: 2 * time.Minute}
	guessAddress = limit.Bound{Free: 2000, Leak: time.Second, First: time.Second, Most: time.Second}
	// Letters to one address: enough for someone who looks into the wrong folder three times.
	letterBound = limit.Bound{Free: 5, Leak: 10 * time.Minute, First: 10 * time.Minute, Most: time.Hour}
	// Registrations and the like from one address: a class of forty does it in one lesson.
	writeAddress = limit.Bound{Free: 300, Leak: 2 * time.Second, First: 2 * time.Second, Most: 10 * time.Second}
)

// limited is a try that was counted under several keys.
type limited struct {
	limiter Limiter
	keys    []string
	bounds  []limit.Bound
}

// try counts under one more key; the problem is too_many_tries.
func (l *limited) try(ctx context.Context, key string, b limit.Bound) error {
	wait, err := l.limiter.Try(ctx, key, b)
	if err != nil {
		return err
	}
	if wait > 0 {
		return TooManyTries(max(1, int(math.Ceil(wait.Seconds()))))
	}
	l.keys, l.bounds = append(l.keys, key), append(l.bounds, b)
	return nil
}

// forgive takes back what was counted.
func (l *limited) forgive(ctx context.Context) error {
	for i, key := range l.keys {
		if err := l.limiter.Forgive(ctx, key, l.bounds[i]); err != nil {
			return err
		}
	}
	return nil
}

// guess counts a try of someone's password before it is looked at, so that a thousand at once are a thousand. A browser
// from which the account has signed in before has a count of its own: a school's pupils, at the address that they share
// with their teacher, cannot hold the teacher up by guessing.
func (s *Service) guess(ctx context.Context, account string) (*limited, error) {
	from := limit.Address(visitOf(ctx).address)
	l := &limited{limiter: s.Limiter}
	type count struct {
		key string
		b   limit.Bound
	}
	counts := []count{{"guess " + from, guessAddress}, {"guess " + account, guessAccount}, {"guess " + from + " " + account, guessPair}}
	if browser := s.known(ctx, account); browser != "" {
		counts = []count{counts[0], {"guess by " + browser + " " + account, guessPair}}
	}
	for _, one := range counts {
		if err := l.try(ctx, one.key, one.b); err != nil {
			// What a refused try had counted elsewhere is taken back, or waiting would never end.
			if undo := l.forgive(ctx); undo != nil {
				return nil, undo
			}
			return nil, err
		}
	}
	return l, nil
}

// mayWrite slows down a flood of registrations and requests for letters from one address.
func (s *Service) mayWrite(ctx context.Context) error {
	l := &limited{limiter: s.Limiter}
	return l.try(ctx, "write "+limit.Address(visitOf(ctx).address), writeAddress)
}

// mayMail tells whether another letter may go to an address. One too many is left out silently: the letters before it
// say the same.
func (s *Service) mayMail(ctx context.Context, email string) (bool, error) {
	wait, err := s.Limiter.Try(ctx, "letter "+email, letterBound)
	return wait == 0, err
}
