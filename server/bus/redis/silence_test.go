package redis_test

import (
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/redistest"
)

// swallower stands between the bus and Redis. After swallow the connections of before stay open, and nothing comes
// through them any more: a router that has forgotten them.
type swallower struct {
	net.Listener
	generation atomic.Int64
	running    sync.WaitGroup
}

func swallowing(t *testing.T, address string) *swallower {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &swallower{Listener: l}
	s.running.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", address)
			if err != nil {
				client.Close()
				continue
			}
			born := s.generation.Load()
			s.running.Go(func() { s.pass(client, server, born) })
			s.running.Go(func() { s.pass(server, client, born) })
		}
	})
	t.Cleanup(func() { l.Close(); s.running.Wait() })
	return s
}

func (s *swallower) pass(from, to net.Conn, born int64) {
	defer to.Close()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		if s.generation.Load() != born {
			continue
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

func (s *swallower) swallow() { s.generation.Add(1) }

func TestAConnectionThatDiedWithoutSayingSoIsReplaced(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	between := swallowing(t, server.Address())
	url := strings.Replace(server.URL(), server.Address(), between.Addr().String(), 1)
	heard := make(chan string, 100)
	var gaps atomic.Int64
	b := newQuickBus(t, url, func(_ string, m []byte) { heard <- string(m) }, func() { gaps.Add(1) })
	name := "test:" + uuid.NewString()
	if err := b.Follow(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	eventually(t, "health", b.Healthy)
	between.swallow()
	eventually(t, "sickness to show", func() bool { return !b.Healthy() })
	eventually(t, "health", b.Healthy)
	if gaps.Load() == 0 {
		t.Error("no gap was told")
	}
	newBus(t, server.URL(), ignore, func() {}).Publish(name, []byte("after"))
	if got := <-heard; got != "after" {
		t.Error(got)
	}
}
