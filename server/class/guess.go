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
// counted over all of them: the beginning of a code, and all codes together, at most some one every second once six
// hundred were wrong.
//
// One pupil who goes on guessing would take every try that the school's address still has. So a browser with a mark
// (Browsers) and hardly a wrong guess of its own, guessClean, is not asked what others guessed at its address. A fresh mark
// is such a browser, too, and must not buy unlimited guesses: an address gets 200 marks and then one every 8 s, a mark is
// good at its own address alone, and for two guesses past the address's bound, and for one in ten minutes after. With the
// hundred that an address has anyway, that is less than guessAny leaves free, so that one address never makes the rest of
// the world wait; and later it is less than one every second, which is what guessAny admits. The beginnings that such
// browsers guess are counted by themselves with short pauses, or a pupil, who knows how the class's code begins, would
// lock the class out by them: the marks of an address come more slowly than those pauses end.
var (
	guessClean       = limit.Bound{Free: 2, Leak: 10 * time.Minute, First: 10 * time.Minute, Most: 10 * time.Minute}
	guessBrowser     = limit.Bound{Free: 5, Leak: time.Minute, First: 2 * time.Second, Most: time.Minute}
	guessAddress     = limit.Bound{Free: 100, Leak: 5 * time.Second, First: time.Second, Most: 30 * time.Second}
	guessPrefix      = limit.Bound{Free: 20, Leak: time.Minute, First: time.Second, Most: 20 * time.Second}
	guessCleanPrefix = limit.Bound{Free: 60, Leak: 10 * time.Second, First: time.Second, Most: 2 * time.Second}
	guessAny         = limit.Bound{Free: 600, Leak: time.Second, First: time.Second, Most: 2 * time.Second}
	// Requests with a code that is right, from one browser, which may go from hand to hand; then from its address: a
	// school of forty classes joins in one morning.
	askBrowser = limit.Bound{Free: 10, Leak: 5 * time.Minute, First: 5 * time.Minute, Most: 5 * time.Minute}
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

// count is a key, and how often it may be tried.
type count struct {
	key string
	b   limit.Bound
}

// guess counts a try of a code before it is looked at, so that a thousand at once are a thousand. Problems:
// too_many_tries.
func (s *Service) guess(ctx context.Context, address, folded string) (*guessed, error) {
	g := &guessed{limiter: s.Limiter}
	beginning := folded[:min(prefixLength, len(folded))]
	counts := []count{{"join from " + address, guessAddress}, {"join like " + beginning, guessPrefix}, {"join", guessAny}}
	if browser := s.browser(ctx); browser != "" {
		wait, err := g.try(ctx, count{"join cleanly by " + browser, guessClean})
		if err != nil {
			return nil, err
		}
		if wait == 0 {
			counts = []count{{"join cleanly like " + beginning, guessCleanPrefix}, counts[2]}
		} else {
			counts = append([]count{{"join by " + browser, guessBrowser}}, counts...)
		}
	}
	for _, one := range counts {
		wait, err := g.try(ctx, one)
		if err != nil {
			return nil, err
		}
		if wait > 0 {
			// What was counted elsewhere is taken back, or waiting would never end.
			if err := g.forgive(ctx); err != nil {
				return nil, err
			}
			return nil, TooManyGuesses(max(1, int(math.Ceil(wait.Seconds()))))
		}
	}
	return g, nil
}

// try counts under one more key, or tells how long to wait.
func (g *guessed) try(ctx context.Context, one count) (time.Duration, error) {
	wait, err := g.limiter.Try(ctx, one.key, one.b)
	if err != nil {
		return 0, fmt.Errorf("counting a guess: %w", err)
	}
	if wait == 0 {
		g.keys, g.bounds = append(g.keys, one.key), append(g.bounds, one.b)
	}
	return wait, nil
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

// mayAsk bounds what is asked for with codes that are right: by one browser, and beyond that by its address.
func (s *Service) mayAsk(ctx context.Context, address string) error {
	if browser := s.browser(ctx); browser != "" {
		wait, err := s.Limiter.Try(ctx, "ask by "+browser, askBrowser)
		if err != nil {
			return fmt.Errorf("counting a request: %w", err)
		}
		if wait == 0 {
			return nil
		}
	}
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
