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

	"tongchuang/server/problem"
)

// The cookies besides the session's. Each binds something that is under way to the browser in which it began.
const (
	secondStepCookie = "-step"     // the password was right, the code is awaited
	providerCookie   = "-district" // a visit to the district's provider
	knownCookie      = "-known"    // somebody has signed in here before
)

// keep gives the browser a cookie; "" takes it away. The provider leads back from another site, which a strict cookie
// would not survive, so that its cookie is a lax one.
func (s *Sessions) keep(ctx context.Context, suffix, value string, holds time.Duration) error {
	v := visitOf(ctx)
	if v.header == nil {
		return problem.Internal(errors.New("account: a sign-in outside of a request"))
	}
	c := &http.Cookie{
		Name: s.scs.Cookie.Name + suffix, Value: value, Path: "/", HttpOnly: true, Secure: s.scs.Cookie.Secure,
		SameSite: http.SameSiteStrictMode, MaxAge: int(holds.Seconds()),
	}
	if suffix == providerCookie {
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
	if s.known(ctx, account) != "" {
		return nil
	}
	id := rand.Text()
	mac, err := s.Vault.MAC(id, "known browser "+account)
	if err != nil {
		return err
	}
	return s.Sessions.keep(ctx, knownCookie, id+"."+base64.RawURLEncoding.EncodeToString(mac), knownHolds)
}

// known gives the browser's own mark where this account has signed in from it, by its cookie; "" for every other browser.
func (s *Service) known(ctx context.Context, account string) string {
	if visitOf(ctx).cookie == nil || s.Vault == nil {
		return ""
	}
	id, shown, _ := strings.Cut(s.Sessions.kept(ctx, knownCookie), ".")
	given, err := base64.RawURLEncoding.DecodeString(shown)
	if id == "" || err != nil {
		return ""
	}
	mac, err := s.Vault.MAC(id, "known browser "+account)
	if err != nil || !hmac.Equal(mac, given) {
		return ""
	}
	return id
}
