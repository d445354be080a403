package account

import (
	"context"
	"errors"
	"net/http"
	"time"

	"tongchuang/server/problem"
)

// The cookies besides the session's. Each binds something that is under way to the browser in which it began.
const (
	secondStepCookie = "-step"     // the password was right, the code is awaited
	providerCookie   = "-district" // a visit to the district's provider
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
