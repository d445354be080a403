package redistest

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

// Variable names the address of the server that tests share.
const Variable = "TONGCHUANG_TEST_REDIS_URL"

// Share is one test's part of the shared server: everything it names (keys and channels) begins with Prefix.
type Share struct {
	URL    string
	Prefix string
	Client *redis.Client
}

// New gives the test its part of the shared server. The client is closed, and the part emptied, with the test.
func New(t testing.TB) Share {
	t.Helper()
	url := os.Getenv(Variable)
	if url == "" {
		t.Fatal(Variable + " is not set: run `make test`, or `go run ./server/testservices -- go test ./...`")
	}
	options, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(Variable+": ", err)
	}
	share := Share{URL: url, Prefix: "test:" + strings.ReplaceAll(uuid.NewString(), "-", "") + ":", Client: redis.NewClient(options)}
	t.Cleanup(func() {
		defer share.Client.Close()
		ctx := context.Background()
		keys := share.Client.Scan(ctx, 0, share.Prefix+"*", 1000).Iterator()
		for keys.Next(ctx) {
			share.Client.Del(ctx, keys.Val())
		}
		if err := keys.Err(); err != nil {
			t.Error("empty the test's part of Redis: ", err)
		}
	})
	if err := share.Client.Ping(t.Context()).Err(); err != nil {
		t.Fatal("the tests' Redis does not answer: ", err)
	}
	return share
}

// Private is a server for one test alone. Its methods end the test when they fail.
type Private struct {
	t      testing.TB
	server *Server
}

// Start starts a server for this test alone. It ends with the test.
func Start(t testing.TB) *Private {
	t.Helper()
	server, err := Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := &Private{t: t, server: server}
	t.Cleanup(func() { p.must(server.Kill()) })
	return p
}

// URL is what REDIS_URL takes; it stays the same over every stop and start.
func (p *Private) URL() string { return p.server.URL() }

// Address is host:port, for a proxy in between.
func (p *Private) Address() string { return p.server.Address() }

// Client makes a client that is closed with the test.
func (p *Private) Client() *redis.Client {
	client := redis.NewClient(&redis.Options{Addr: p.Address()})
	p.t.Cleanup(func() { client.Close() })
	return client
}

// Stop ends the server in good order.
func (p *Private) Stop() { p.t.Helper(); p.must(p.server.Stop()) }

// Kill ends the server as kill -9 does.
func (p *Private) Kill() { p.t.Helper(); p.must(p.server.Kill()) }

// Restart starts a stopped or killed server again, or stops and starts a running one. It comes back empty.
func (p *Private) Restart() {
	p.t.Helper()
	p.must(p.server.Stop())
	p.must(p.server.Start(context.Background()))
}

// Flush deletes everything that is stored.
func (p *Private) Flush() { p.t.Helper(); p.must(p.server.Flush(context.Background())) }

func (p *Private) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal("redis: ", err)
	}
}
