package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"tongchuang/server/problem"
)

// Server makes the HTTP server for a handler, with bounds that a slow or hostile client cannot stretch. A hijacked
// connection (the socket) is free of its deadlines and unknown to its Shutdown: whoever hijacked it closes it.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second, // 128 KiB at 5 KB/s, a bad line
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
}

// How long a request may wait for the database, which has no bound of its own when it hangs (docs/guarantees.md 9). What
// is written may also wait for its turn to hash a password, which is slow on purpose.
const (
	readWithin  = 1900 * time.Millisecond
	writeWithin = 10 * time.Second
)

// inTime gives every request's context its end. A handshake is over by then; the connection that came of it lives on.
func inTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		within := writeWithin
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			within = readWithin
		}
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// readyWithin bounds a readiness check: who asks (a proxy, an orchestrator) gives up after a few seconds.
const readyWithin = 2 * time.Second

// addHealth adds /livez (the process answers) and /readyz (it can work: send it requests).
func addHealth(mux *http.ServeMux, ready func(context.Context) error) {
	say := func(w http.ResponseWriter, status int, text string) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text + "\n"))
	}
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
		defer cancel()
		if ready != nil {
			if err := ready(ctx); err != nil {
				slog.WarnContext(ctx, "not ready", "code", problem.Of(err).Code, "error", err)
				say(w, http.StatusServiceUnavailable, "not ready")
				return
			}
		}
		say(w, http.StatusOK, "ok")
	})
}
