// Package apptest runs whole nodes in tests, fills their database with a small world, and speaks the socket's protocol
// to them as a stranger's client would.
package apptest

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/app"
	"tongchuang/server/config"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// Node is a running node.
type Node struct {
	*app.App
	// URL is http://127.0.0.1 and the port.
	URL string
	// Pool is a connection of the test's own to the node's database.
	Pool *pgxpool.Pool

	t       testing.TB
	stopped bool
}

// quiet: a test's output is its own.
var quiet sync.Once

// Start runs a node on a fresh database.
func Start(t testing.TB, change ...func(*config.Config)) *Node {
	t.Helper()
	return Join(t, postgrestest.URL(t), change...)
}

// Join runs a node on a given database: a second one of the same installation, say.
func Join(t testing.TB, databaseURL string, change ...func(*config.Config)) *Node {
	t.Helper()
	ctx := context.Background()
	l, err := app.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := config.Config{
		Addr: l.Addr().String(), PublicURL: "http://" + l.Addr().String(), DatabaseURL: databaseURL, DatabaseConns: 8,
		Drain: 5 * time.Second, LogLevel: slog.LevelError, SecretKey: "a key that all nodes of the tests share",
	}
	for _, f := range change {
		f(&c)
	}
	quiet.Do(func() { slog.SetDefault(c.Logger()) })
	a, err := app.Open(ctx, c)
	if err != nil {
		l.Close()
		t.Fatal(err)
	}
	n := &Node{App: a, URL: c.PublicURL, t: t}
	t.Cleanup(n.Stop)
	if err := a.Serve(ctx, l); err != nil {
		t.Fatal(err)
	}
	if n.Pool, err = postgres.Open(ctx, databaseURL, postgres.PoolConfig{MaxConns: 4, ApplicationName: "test"}); err != nil {
		t.Fatal(err)
	}
	return n
}

// Stop stops the node as SIGTERM does. It may be called twice.
func (n *Node) Stop() {
	if n.stopped {
		return
	}
	n.stopped = true
	if n.Pool != nil {
		n.Pool.Close()
	}
	n.App.Stop()
}
