package app

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"
)

// debug serves profiles (net/http/pprof) and figures on DEBUG_ADDR, which has to be this machine's alone: a profile tells
// what the server does for whom.
func (a *App) debug(figures http.Handler) error {
	if a.config.DebugAddr == "" {
		return nil
	}
	l, err := net.Listen("tcp", a.config.DebugAddr)
	if err != nil {
		return fmt.Errorf("listening on DEBUG_ADDR %s: %w", a.config.DebugAddr, err)
	}
	if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		l.Close()
		return fmt.Errorf("DEBUG_ADDR %q is not an address of this machine alone, like localhost:6060", a.config.DebugAddr)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.Handle("GET /metrics", figures)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	a.running.Go(func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			slog.Warn("serving profiles and figures ended", "error", err)
		}
	})
	a.debugging = server
	return nil
}
