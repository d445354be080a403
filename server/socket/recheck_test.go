package socket_test

import (
	"context"
	"errors"
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
	"tongchuang/server/problem"
	"tongchuang/server/socket"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// A guest's day and a token's time end by the clock: no command tells of it.
func TestWhatMerelyExpiresEndsOnOpenSocketsToo(t *testing.T) {
	t.Parallel()
	pool, set := postgrestest.New(t), command.NewSet()
	person, token := uuid.New(), uuid.New()
	for sql, args := range map[string][]any{
		`insert into person (id, role, display_name) values ($1, 'citizen', 'Gus')`: {person},
	} {
		if _, err := pool.Exec(context.Background(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pool.Exec(context.Background(), `insert into access_token (id, person_id, name, token_hash, scope, expires_at)
		values ($1, $2, '', '\x00', 'write', now() + interval '1 day')`, token, person); err != nil {
		t.Fatal(err)
	}
	var over sync.Map
	set.RegisterTopic(command.TopicKind{
		Prefix: "hall",
		MayRead: func(_ context.Context, _ access.Actor, id string) error {
			if _, is := over.Load(id); is {
				return problem.NotFound()
			}
			return nil
		},
		Snapshot: func(context.Context, access.Actor, string) (any, int64, error) { return wire.Empty{}, 0, nil },
	})
	log := topic.NewLog(pool, nil)
	h := hub.New(hub.Config{Log: log})
	h.Connect(new(memory.Exchange).Node(h.Receive))
	pace := socket.Pace{Tick: 10 * time.Millisecond, Recheck: 50 * time.Millisecond}
	s := socket.New(socket.Deps{Node: "bare", Epoch: uuid.New(), Hub: h, Log: log, Policy: access.New(pool), Set: set, Pace: pace})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.ServeHTTP(w, r.WithContext(access.WithActor(r.Context(), access.Actor{Person: person, Token: token})))
	})}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.Run(ctx) })
	running.Go(func() { s.Run(ctx) })
	running.Go(func() {
		if err := server.Serve(socket.Listener{Listener: l}); !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		within, done := context.WithTimeout(context.Background(), patience)
		defer done()
		s.Drain(within)
		server.Close()
		cancel()
		running.Wait()
	})

	c := apptest.Dial(t, &apptest.Node{URL: "http://" + l.Addr().String()}, "")
	c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
	for _, name := range []string{"hall:one", "hall:two"} {
		c.Must("subscribe", wire.Subscribe{Topic: name}, nil)
	}
	over.Store("one", true)
	closed := c.Until("the end of a topic", func(f apptest.Frame) bool { return f.Closed != nil })
	if closed.Topic != "hall:one" || closed.Closed.Code != "not_found" {
		t.Errorf("closed: %s", closed.Raw)
	}
	c.Must("ping", wire.Empty{}, nil)
	if _, err := pool.Exec(context.Background(), `update access_token set expires_at = now() - interval '1 second'`); err != nil {
		t.Fatal(err)
	}
	if code := c.CloseCode(); code != 4001 {
		t.Errorf("closed with %d", code)
	}
}
