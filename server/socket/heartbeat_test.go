package socket_test

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/bus/memory"
	"tongchuang/server/command"
	"tongchuang/server/hub"
	"tongchuang/server/postgrestest"
	"tongchuang/server/socket"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// hasty is a server's pace for tests of its patience.
var hasty = socket.Pace{Tick: 20 * time.Millisecond, Hello: 300 * time.Millisecond, Ping: 100 * time.Millisecond, Silent: 600 * time.Millisecond}

// bare runs a socket with no feature behind it but what register adds, for visitors.
func bare(t *testing.T, pace socket.Pace, register func(*command.Set)) *stage {
	t.Helper()
	s, _ := bareOn(t, hub.Config{}, pace, register)
	return s
}

// bareOn is bare on a hub of this kind, with a log that tells the hub what is said.
func bareOn(t *testing.T, c hub.Config, pace socket.Pace, register func(*command.Set)) (*stage, *topic.Log) {
	t.Helper()
	pool, set := postgrestest.New(t), command.NewSet()
	c.Log = topic.NewLog(pool, nil)
	h := hub.New(c)
	log := topic.NewLog(pool, h)
	h.Connect(new(memory.Exchange).Node(h.Receive))
	if register != nil {
		register(set)
	}
	s := socket.New(socket.Deps{Node: "bare", Epoch: uuid.New(), Hub: h, Log: log, Policy: access.New(pool), Set: set, Pace: pace})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle(socket.Path, s)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Second}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.Run(ctx) })
	running.Go(func() { s.Run(ctx) })
	running.Go(func() { _ = server.Serve(socket.Listener{Listener: l}) })
	t.Cleanup(func() {
		within, done := context.WithTimeout(context.Background(), patience)
		defer done()
		s.Drain(within)
		server.Close()
		cancel()
		running.Wait()
		if n := s.Count(); n != 0 {
			t.Errorf("%d connections are left", n)
		}
	})
	return &stage{t: t, node: &apptest.Node{URL: "http://" + l.Addr().String(), Pool: pool}}, log
}

func TestWhoIsSilentIsLetGoAndWhoAnswersStays(t *testing.T) {
	t.Parallel()
	s := bare(t, hasty, nil)
	// Half-open: nothing comes back, whatever is sent.
	gone, here := s.greeted(""), s.greeted("")
	code := make(chan int, 1)
	go func() { code <- gone.closed() }()
	begun := time.Now()
	for answered := 0; answered < 12; { // twice as long as silence is borne
		kind, payload, err := here.next()
		if err != nil || kind == closes {
			t.Fatalf("after %v: %v %v", time.Since(begun), payload, err)
		}
		if kind == pings {
			here.send(masked(final|pongs, payload))
			answered++
		}
	}
	mustBe(t, "who is silent", <-code, 4010)
	here.alive()
}

func TestPingsDoNotStandForAHello(t *testing.T) {
	t.Parallel()
	s := bare(t, hasty, nil)
	for what, frame := range map[string][]byte{
		"pings":   masked(final|pings, nil),
		"pongs":   masked(final|pongs, nil),
		"garbage": masked(final|text, []byte("{")),
	} {
		r := s.open("")
		done := make(chan struct{})
		r.pouring.Go(func() {
			for tick := time.NewTicker(50 * time.Millisecond); ; {
				select {
				case <-tick.C:
					_, _ = r.Conn.Write(frame)
				case <-done:
					tick.Stop()
					return
				}
			}
		})
		mustBe(t, what, r.closed(), 4008)
		close(done)
	}
}

func TestAMistakeInOneCommandEndsOnlyThatCommand(t *testing.T) {
	t.Parallel()
	s := bare(t, socket.Pace{}, func(set *command.Set) {
		command.Register(set, "test.panic", func(context.Context, access.Actor, command.None) (wire.Empty, error) { panic("at once") })
		command.RegisterLater(set, "test.panic_later", func(context.Context, access.Actor, command.None) (func(context.Context) (wire.Empty, error), error) {
			return func(context.Context) (wire.Empty, error) { panic("later") }, nil
		})
	})
	c := apptest.Hello(t, s.node, "")
	c.Refused("test.panic", wire.Empty{}, "internal")
	c.Refused("test.panic_later", wire.Empty{}, "internal")
	c.Must("ping", wire.Empty{}, nil)
}
