package socket

import (
	"time"

	"tongchuang/server/problem"
)

// observe counts a command and how long it took. Names that nobody registered are a client's own text.
func (s *Server) observe(name string, begun time.Time, err error) {
	switch name {
	case "hello", "ping", "subscribe", "unsubscribe", "signal":
	default:
		if _, ok := s.Set.Find(name); !ok {
			name = "unknown"
		}
	}
	outcome := "ok"
	if err != nil {
		outcome = problem.Of(err).Code
	}
	s.Figures.Commands.WithLabelValues(name, outcome).Observe(time.Since(begun).Seconds())
}

// Load tells what the open connections hold: subscriptions, and bytes that wait to be written.
func (s *Server) Load() (subscriptions, bytes int) {
	for _, c := range s.all() {
		c.mu.Lock()
		subscriptions += len(c.subscriptions)
		c.mu.Unlock()
		c.out.mu.Lock()
		bytes += c.out.bytes + c.out.flying
		c.out.mu.Unlock()
	}
	return subscriptions, bytes
}
