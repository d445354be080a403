package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/gzhttp"

	"tongchuang/server/i18n"
	"tongchuang/server/problem"
)

// door is what every request passes, from the outside to the inside.
func door(public *url.URL, scripts []string, next http.Handler) (http.Handler, error) {
	h := boundBody(notePattern(next))
	h, err := sameSite(public, h)
	if err != nil {
		return nil, err
	}
	h = readable(h)
	h = language(h)
	h = secured(public, scripts, h)
	h = recovered(h)
	return logged(h), nil
}

// entry is what the log says of one request: no address, no name, no path (which may hold a token), only its pattern.
type entry struct{ id, pattern string }

type entryKey struct{}

// RequestID is the request's own id, as it stands in the log and in the header X-Request-Id; "" outside of a request.
func RequestID(ctx context.Context) string {
	if e, ok := ctx.Value(entryKey{}).(*entry); ok {
		return e.id
	}
	return ""
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e, begun := &entry{id: rand.Text()}, time.Now()
		w.Header().Set("X-Request-Id", e.id)
		seen := &watched{ResponseWriter: w}
		defer func() {
			level := slog.LevelInfo
			if strings.HasSuffix(e.pattern, "/livez") || strings.HasSuffix(e.pattern, "/readyz") {
				level = slog.LevelDebug
			}
			slog.Log(r.Context(), level, "request", "request", e.id, "method", method(r), "pattern", e.pattern,
				"status", seen.status, "bytes", seen.bytes, "took", time.Since(begun))
		}()
		next.ServeHTTP(seen, r.WithContext(context.WithValue(r.Context(), entryKey{}, e)))
	})
}

// method is the request's method where it is a known one: anything else is a client's own text.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// notePattern stands right around a mux, which writes the pattern into the very request that it was given. Of muxes in
// each other the innermost speaks.
func notePattern(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r)
		notePatternAs(r, r.Pattern)
	})
}

func notePatternAs(r *http.Request, pattern string) {
	if e, ok := r.Context().Value(entryKey{}).(*entry); ok && e.pattern == "" {
		e.pattern = pattern
	}
}

func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // the value itself is the signal
				panic(p)
			}
			slog.ErrorContext(r.Context(), "request panicked", "request", RequestID(r.Context()),
				"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			if seen, ok := w.(*watched); ok && seen.status != 0 {
				panic(http.ErrAbortHandler) // half an answer is out: break it off rather than let it look whole
			}
			r = r.WithContext(i18n.WithLanguage(r.Context(), chosenLanguage(r)))
			writeProblem(w, r, problem.New(http.StatusInternalServerError, "internal"))
		}()
		next.ServeHTTP(w, r)
	})
}

// language puts the reader's language into the context. A page's ?lang= comes first; then, for the API, an
// Accept-Language that is exactly one of ours, because the client says so what the page shows; then the cookie.
func language(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(i18n.WithLanguage(r.Context(), chosenLanguage(r))))
	})
}

func chosenLanguage(r *http.Request) i18n.Language {
	accept := r.Header.Get("Accept-Language")
	if forAPI(r) {
		if l, ok := i18n.Parse(accept); ok {
			return l
		}
	} else if l, ok := asked(r); ok {
		return l
	}
	if c, err := r.Cookie("language"); err == nil {
		return i18n.Match(accept, c.Value)
	}
	return i18n.Match(accept)
}

// asked is the language of a page's ?lang=.
func asked(r *http.Request) (i18n.Language, bool) {
	if !strings.Contains(r.URL.RawQuery, "lang=") {
		return "", false
	}
	return i18n.Parse(r.URL.Query().Get("lang"))
}

func forAPI(r *http.Request) bool {
	return r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/")
}

// readable refuses an address that no database could be asked about: U+0000 and what is not UTF-8.
func readable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := url.QueryUnescape(r.URL.RawQuery)
		if err != nil || !clean(query) || !clean(r.URL.Path) {
			writeProblem(w, r, problem.BadRequest())
			return
		}
		next.ServeHTTP(w, r)
	})
}

func clean(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// sameSite refuses requests that change something and come from another site (CSRF).
func sameSite(public *url.URL, next http.Handler) (http.Handler, error) {
	p := http.NewCrossOriginProtection()
	// Behind a proxy that rewrites Host, the page's own Origin is still this one.
	if err := p.AddTrustedOrigin(public.Scheme + "://" + public.Host); err != nil {
		return nil, fmt.Errorf("web: public address %s: %w", public, err)
	}
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, r, problem.New(http.StatusForbidden, "cross_origin"))
	}))
	return p.Handler(next), nil
}

// boundBody bounds what a request may send. An operation of the API has its own bound (maxBody, unless it names
// another), because one that takes files needs more.
func boundBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !forAPI(r) {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		next.ServeHTTP(w, r)
	})
}

// compressFrom is the size in bytes from which an answer is compressed; below, it fits one packet anyway.
const compressFrom = 1200

func compress(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(compressFrom), gzhttp.CompressionLevel(5))
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	return wrap(next), nil
}
