package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"time"

	"tongchuang/server/limit"
	"tongchuang/server/problem"
)

// The cookies besides the session's. Each binds something that is under way to the browser in which it began.
const (
	secondStepCookie = "-step"     // the password was right, the code is awaited
	providerCookie   = "-district" // a visit to the district's provider
	knownCookie      = "-known"    // somebody has signed in here before
	markCookie       = "-browser"  // a browser in which nobody is signed in, told apart from others at its address
)

// keep gives the browser a cookie; "" takes it away. The provider leads back from another site, which a strict cookie
// would not survive, so that its cookie is a lax one; so is a browser's mark, for a teacher's link leads to the page too.
func (s *Sessions) keep(ctx context.Context, suffix, value string, holds time.Duration) error {
	v := visitOf(ctx)
	if v.header == nil {
		return problem.Internal(errors.New("account: a sign-in outside of a request"))
	}
	c := &http.Cookie{
		Name: s.scs.Cookie.Name + suffix, Value: value, Path: "/", HttpOnly: true, Secure: s.scs.Cookie.Secure,
		SameSite: http.SameSiteStrictMode, MaxAge: int(holds.Seconds()),
	}
	if suffix == providerCookie || suffix == markCookie {
		c.SameSite = http.SameSiteLaxMode
	}
	if value == "" {
		c.MaxAge = -1
	}
	v.header.Add("Set-Cookie", c.String())
	return nil
}

// kept gives what the browser sent back; "" for nothing, or for what cannot be ours.
func (s *Sessions) kept(ctx context.Context, suffix string) string {
	v := visitOf(ctx)
	if v.cookie == nil {
		return ""
	}
	value := v.cookie(s.scs.Cookie.Name + suffix)
	if len(value) > maxCookie {
		return ""
	}
	return value
}

// knownHolds is how long a browser is remembered: a school year.
const knownHolds = 365 * 24 * time.Hour

// remember lets the browser show later that this account has signed in here. It proves nothing but that: the password is
// asked for as ever, and only the guesses of strangers from the same address do not count against it.
func (s *Service) remember(ctx context.Context, account string) error {
	return s.stamp(ctx, knownCookie, "known browser "+account, knownHolds)
}

// known gives the browser's own mark where this account has signed in from it, by its cookie; "" for every other browser.
func (s *Service) known(ctx context.Context, account string) string {
	return s.stamped(ctx, knownCookie, "known browser "+account)
}

// markHolds is how long a browser is told apart from others: a day of school.
const markHolds = 12 * time.Hour

// marks bounds how many browsers of one address are marked. What a mark is good for may rely on it.
var marks = limit.Bound{Free: 200, Leak: 8 * time.Second, First: time.Second, Most: 8 * time.Second}

// Mark makes the browser that asks known from now on as one of those at its address. Where an address has had too many,
// the browser gets none, and no problem either.
func (s *Service) Mark(ctx context.Context) error {
	if s.Browser(ctx) != "" {
		return nil
	}
	from := limit.Address(visitOf(ctx).address)
	wait, err := s.Limiter.Try(ctx, "mark "+from, marks)
	if err != nil || wait > 0 {
		return err
	}
	return s.stamp(ctx, markCookie, "browser at "+from, markHolds)
}

// Browser gives the mark of the browser that asks; "" where it has none for the address that it asks from.
func (s *Service) Browser(ctx context.Context) string {
	return s.stamped(ctx, markCookie, "browser at "+limit.Address(visitOf(ctx).address))
}

// stamp gives the browser a random id, sealed for one purpose, unless it has one.
func (s *Service) stamp(ctx context.Context, suffix, purpose string, holds time.Duration) error {
	if s.stamped(ctx, suffix, purpose) != "" {
		return nil
	}
	id := rand.Text()
	mac, err := s.Vault.MAC(id, purpose)
	if err != nil {
		return err
	}
	return s.Sessions.keep(ctx, suffix, id+"."+base64.RawURLEncoding.EncodeToString(mac), holds)
}

// stamped gives the id that stamp gave for the purpose; "" for none.
func (s *Service) stamped(ctx context.Context, suffix, purpose string) string {
	if visitOf(ctx).cookie == nil || s.Vault == nil {
		return ""
	}
	id, shown, _ := strings.Cut(s.Sessions.kept(ctx, suffix), ".")
	given, err := base64.RawURLEncoding.DecodeString(shown)
	if id == "" || err != nil {
		return ""
	}
	mac, err := s.Vault.MAC(id, purpose)
	if err != nil || !hmac.Equal(mac, given) {
		return ""
	}
	return id
}
