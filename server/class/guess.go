package class

import (
	"context"
	"fmt"
	"math"
	"net/netip"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/limit"
)

// The bounds of guessing codes; only wrong ones count. A whole school shares one address and enters its code within the
// same minute, some of them wrongly: an address alone is generous. Guessing from many addresses is held by what is
// counted over all of them: the beginning of a code, and all codes together, at most some one every second once three
// hundred were wrong. The pauses are short, so that nobody can lock a class out for longer than a guesser keeps at it.
var (
	guessAddress = limit.Bound{Free: 100, Leak: 5 * time.Second, First: time.Second, Most: 30 * time.Second}
	guessPrefix  = limit.Bound{Free: 20, Leak: time.Minute, First: time.Second, Most: 20 * time.Second}
	guessAny     = limit.Bound{Free: 300, Leak: time.Second, First: time.Second, Most: 2 * time.Second}
	// Requests from one address with a code that is right: a school of forty classes joins in one morning.
	askAddress = limit.Bound{Free: 400, Leak: 5 * time.Second, First: 2 * time.Second, Most: 30 * time.Second}
)

// prefixLength is how much of a code is counted together: 961 beginnings.
const prefixLength = 2

// guessed is a try that was counted.
type guessed struct {
	limiter Limiter
	keys    []string
	bounds  []limit.Bound
}

// guess counts a try of a code before it is looked at, so that a thousand at once are a thousand. Problems:
// too_many_tries.
func (s *Service) guess(ctx context.Context, address, folded string) (*guessed, error) {
	g := &guessed{limiter: s.Limiter}
	for _, one := range []struct {
		key string
		b   limit.Bound
	}{{"join from " + address, guessAddress}, {"join like " + folded[:min(prefixLength, len(folded))], guessPrefix}, {"join", guessAny}} {
		wait, err := s.Limiter.Try(ctx, one.key, one.b)
		if err != nil {
			return nil, fmt.Errorf("counting a guess: %w", err)
		}
		if wait > 0 {
			// What was counted elsewhere is taken back, or waiting would never end.
			if err := g.forgive(ctx); err != nil {
				return nil, err
			}
			return nil, TooManyGuesses(max(1, int(math.Ceil(wait.Seconds()))))
		}
		g.keys, g.bounds = append(g.keys, one.key), append(g.bounds, one.b)
	}
	return g, nil
}

// forgive takes back what was counted: it was no guess.
func (g *guessed) forgive(ctx context.Context) error {
	for i, key := range g.keys {
		if err := g.limiter.Forgive(ctx, key, g.bounds[i]); err != nil {
			return fmt.Errorf("taking a guess back: %w", err)
		}
	}
	return nil
}

// mayAsk bounds what one address asks for with codes that are right.
func (s *Service) mayAsk(ctx context.Context, address string) error {
	wait, err := s.Limiter.Try(ctx, "ask from "+address, askAddress)
	if err != nil {
		return fmt.Errorf("counting a request: %w", err)
	}
	if wait > 0 {
		return TooManyGuesses(max(1, int(math.Ceil(wait.Seconds()))))
	}
	return nil
}

// FromSomewhere is an input that knows from which address it came.
type FromSomewhere[T any] struct {
	Body    T
	address string
}

// Resolve is called by huma.
func (in *FromSomewhere[T]) Resolve(ctx huma.Context) []error {
	in.address = addressKey(ctx.RemoteAddr())
	return nil
}

var _ huma.Resolver = (*FromSomewhere[int])(nil)

// addressKey is limit.Address of what a request says of its sender.
func addressKey(remote string) string {
	a, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	return limit.Address(a.Addr())
}
