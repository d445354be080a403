package account

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/account/password"
	"tongchuang/server/i18n"
	"tongchuang/server/limit"
	"tongchuang/server/postgres"
	"tongchuang/server/problem"
)

const (
	// A login ends by itself after loginLifetime, and after loginIdle without a request: a holiday, not a school year.
	loginLifetime = 30 * 24 * time.Hour
	loginIdle     = 14 * 24 * time.Hour
	// touchInterval is how exactly it is known when a login or token was last used; finer costs a write a request.
	touchInterval = time.Minute
	// maxCookie is longer than any token of a session, in bytes.
	maxCookie = 128
	// loginKey is the only thing in a session.
	loginKey = "login"
)

// Address tells from where a request comes.
type Address func(*http.Request) netip.Addr

// Sessions tells whose a request is, by its cookie or its access token. The session holds no more than the id of its
// login; the table `login` is the truth, so that ending a login takes effect everywhere at once. It is safe for
// concurrent use.
type Sessions struct {
	db      *accountdb.Queries
	scs     *scs.SessionManager
	address Address
}

func newSessions(db *accountdb.Queries, secure bool, address Address) *Sessions {
	// Not scs.New: it starts the clean-up of a store in memory, which nothing can stop.
	m := &scs.SessionManager{
		Store: sessionStore{db}, Codec: scs.GobCodec{}, HashTokenInStore: true, Lifetime: loginLifetime,
		Cookie: scs.SessionCookie{
			Name: CookieName(secure), Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode, Path: "/", Persist: true,
		},
	}
	if address == nil {
		address = connectionAddress
	}
	return &Sessions{db, m, address}
}

// CookieName is the session cookie's name. The prefix __Host- makes browsers hold it to this very host and to https,
// which a server on http://localhost cannot have.
func CookieName(secure bool) string {
	if secure {
		return "__Host-tongchuang"
	}
	return "tongchuang"
}

func connectionAddress(r *http.Request) netip.Addr {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return a.Addr()
}

// visit is what the door knows of a request and a sign-in needs.
type visit struct {
	header    http.Header // of the answer
	address   netip.Addr
	userAgent string
	cookie    func(name string) string // of the request
	actor     access.Actor
}

type visitKey struct{}

// visitOf gives the visit of a request; an empty one outside of any.
func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// Actor gives whom the Middleware found to ask.
func (s *Sessions) Actor(ctx context.Context) access.Actor { return access.FromContext(ctx) }

// Middleware puts the request's actor into its context, and the person's own language where the request does not name
// one. The language of a visitor is left as it stands there (package web chooses it). A cookie that means nothing makes
// a visitor; an access token that means nothing is refused with 401, for a script should know. The answer's writer is
// passed on as it is, so that a handshake can take the connection over.
func (s *Sessions) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, language, err := s.open(w, r)
		if err != nil {
			refuse(w, r, err)
			return
		}
		if l, ok := i18n.Parse(language); ok && !namesLanguage(r) {
			ctx = i18n.WithLanguage(ctx, l)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// open reads whose the request is, and that person's language.
func (s *Sessions) open(w http.ResponseWriter, r *http.Request) (context.Context, string, error) {
	w.Header().Add("Vary", "Cookie, Authorization")
	v := &visit{header: w.Header(), address: s.address(r), userAgent: r.UserAgent(), cookie: func(name string) string {
		if c, err := r.Cookie(name); err == nil {
			return c.Value
		}
		return ""
	}}
	ctx := context.WithValue(r.Context(), visitKey{}, v)
	ctx = password.InLine(ctx, limit.Address(v.address))
	cookie := ""
	if c, err := r.Cookie(s.scs.Cookie.Name); err == nil && len(c.Value) <= maxCookie {
		cookie = c.Value
	}
	bearer, byToken := bearerToken(r)
	if byToken {
		cookie = ""
	}
	ctx, err := s.scs.Load(ctx, cookie)
	if err != nil {
		return nil, "", err
	}
	language := ""
	if byToken {
		v.actor, language, err = s.byToken(ctx, bearer)
	} else if cookie != "" {
		v.actor, language, err = s.byLogin(ctx)
	}
	return access.WithActor(ctx, v.actor), language, err
}

func (s *Sessions) byLogin(ctx context.Context) (access.Actor, string, error) {
	id, err := uuid.Parse(s.scs.GetString(ctx, loginKey))
	if err != nil {
		return access.Actor{}, "", nil // no session, or an empty one
	}
	now := time.Now()
	l, err := s.db.StandingLogin(ctx, id, now.Add(-loginIdle), now.Add(-loginLifetime))
	if errors.Is(err, pgx.ErrNoRows) {
		return access.Actor{}, "", nil
	}
	if err != nil {
		return access.Actor{}, "", fmt.Errorf("read a login: %w", err)
	}
	if now.Sub(l.SeenAt) > touchInterval {
		if err := s.db.TouchLogin(ctx, id); err != nil {
			slog.WarnContext(ctx, "a login was not noted to be seen", "error", err)
		}
	}
	return access.Actor{Person: l.PersonID, Login: id}, l.Language, nil
}

func (s *Sessions) byToken(ctx context.Context, token string) (access.Actor, string, error) {
	t, err := s.db.StandingToken(ctx, hashToken(token))
	if errors.Is(err, pgx.ErrNoRows) {
		return access.Actor{}, "", problem.Unauthenticated()
	}
	if err != nil {
		return access.Actor{}, "", fmt.Errorf("read an access token: %w", err)
	}
	if t.LastUsedAt == nil || time.Since(*t.LastUsedAt) > touchInterval {
		if err := s.db.TouchToken(ctx, t.ID); err != nil {
			slog.WarnContext(ctx, "an access token was not noted to be used", "error", err)
		}
	}
	return access.Actor{Person: t.PersonID, Token: t.ID, ReadOnly: t.Scope != "write"}, t.Language, nil
}

// bearerToken gives what stands in Authorization: Bearer, which may be nothing: a script whose variable is empty should
// hear of it. Other schemes are a proxy's affair.
func bearerToken(r *http.Request) (string, bool) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// begin gives the browser a new session for a login: a token that someone planted before is worth nothing.
func (s *Sessions) begin(ctx context.Context, login uuid.UUID) error {
	v := visitOf(ctx)
	if v.header == nil {
		return problem.Internal(errors.New("account: a sign-in outside of a request"))
	}
	if err := s.scs.RenewToken(ctx); err != nil {
		return fmt.Errorf("renew a session: %w", err)
	}
	s.scs.Put(ctx, loginKey, login.String())
	token, expiry, err := s.scs.Commit(ctx)
	if err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	s.scs.WriteSessionCookie(ctx, headerWriter{v.header}, token, expiry)
	return nil
}

// end takes the session from the browser, also one that has ended already. Outside of a request, and for an access
// token, there is nothing to take.
func (s *Sessions) end(ctx context.Context) error {
	v := visitOf(ctx)
	if v.header == nil || !v.actor.Visitor() && v.actor.Login == uuid.Nil {
		return nil
	}
	if err := s.scs.Destroy(ctx); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	s.scs.WriteSessionCookie(ctx, headerWriter{v.header}, "", time.Time{})
	return nil
}

// headerWriter is all of a ResponseWriter that a cookie needs.
type headerWriter struct{ header http.Header }

func (h headerWriter) Header() http.Header       { return h.header }
func (headerWriter) Write(p []byte) (int, error) { return len(p), nil }
func (headerWriter) WriteHeader(int)             {}

// namesLanguage tells whether the request itself says in which language its answer is to be: a page by ?lang=, the
// client by an Accept-Language that is exactly one of ours.
func namesLanguage(r *http.Request) bool {
	if _, ok := i18n.Parse(r.URL.Query().Get("lang")); ok {
		return true
	}
	_, ok := i18n.Parse(r.Header.Get("Accept-Language"))
	return ok
}

func refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := problem.Of(err)
	if postgres.IsUnavailable(err) {
		p = problem.Unavailable().Because(err)
	}
	if p.Status >= http.StatusInternalServerError {
		slog.ErrorContext(r.Context(), "a request's actor is unknown", "code", p.Code, "error", err)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	if p.RetryAfter > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(p.RetryAfter))
	}
	w.WriteHeader(p.Status)
	_ = json.MarshalWrite(w, p.Render(i18n.FromContext(r.Context()))) // the client is gone when it fails
}

// sessionStore keeps sessions in the table `session`, under the hash of their token. (The library's own store for pgx
// wants another table's name, and takes no context.)
type sessionStore struct{ db *accountdb.Queries }

var _ scs.CtxStore = sessionStore{}

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := s.db.FindSession(ctx, token)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.db.SaveSession(ctx, token, data, expiry)
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.db.DropSession(ctx, token)
}

// The library calls the methods with a context where they are there; these are for its interface.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}
func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
