package web

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/problem"
)

// Fail answers with the problem in err, in the reader's language; any other error is logged and shown as internal. For
// handlers that are no operations (the socket's handshake, a download).
func Fail(w http.ResponseWriter, r *http.Request, err error) {
	p := command.ProblemOf(err)
	logFailure(r.Context(), p)
	writeProblem(w, r, p)
}

func logFailure(ctx context.Context, p *problem.Error) {
	if p.Status >= http.StatusInternalServerError {
		slog.ErrorContext(ctx, "request failed", "request", RequestID(ctx), "code", p.Code, "error", p)
	}
}

func writeProblem(w http.ResponseWriter, r *http.Request, p *problem.Error) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.RetryAfter))
	}
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_ = strictJSON.Marshal(w, p.Render(i18n.FromContext(r.Context()))) // the client is gone when it fails
	}
}

// noOperation answers what no operation of the API takes: 405 where the path is known, 404 where it is not.
func noOperation(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = m
			if _, pattern := mux.Handler(other); strings.HasPrefix(pattern, m+" ") {
				allowed = append(allowed, m)
			}
		}
		if len(allowed) == 0 {
			writeProblem(w, r, problem.NotFound())
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		writeProblem(w, r, problem.New(http.StatusMethodNotAllowed, "method_not_allowed"))
	})
}
