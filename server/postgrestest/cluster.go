package postgrestest

import (
	"context"
	"log/slog"
	"os"
	"testing"

	"tongchuang/migrations"
	"tongchuang/server/postgres"
)

// Cluster is a private Postgres that a test may kill and start again. Its methods are safe for concurrent use.
type Cluster struct {
	t       testing.TB
	cluster *postgres.Cluster
}

// StartCluster starts a Postgres for this test alone, with a migrated database. It ends with the test.
func StartCluster(t testing.TB) *Cluster {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), setupTimeout)
	defer cancel()
	cluster, err := postgres.StartCluster(ctx, postgres.ClusterConfig{
		DataDir:   OpenDir(t),
		Logger:    slog.New(slog.DiscardHandler),
		Throwaway: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), setupTimeout)
		defer cancel()
		if err := cluster.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	pool, err := postgres.Open(ctx, cluster.URL(), postgres.PoolConfig{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if err := postgres.Migrate(ctx, pool, migrations.Files); err != nil {
		t.Fatal(err)
	}
	return &Cluster{t: t, cluster: cluster}
}

// URL is the address of the database; it stays the same over Kill and Restart.
func (c *Cluster) URL() string { return c.cluster.URL() }

// SuperuserURL is the address of the maintenance database as the superuser.
func (c *Cluster) SuperuserURL() string { return c.cluster.SuperuserURL() }

// PID is the number of its main process.
func (c *Cluster) PID() int { return c.cluster.PID() }

// Kill ends Postgres as a kill -9 does and returns when it is dead.
func (c *Cluster) Kill() {
	c.t.Helper()
	process, err := os.FindProcess(c.cluster.PID())
	if err == nil {
		err = process.Kill()
	}
	if err != nil {
		c.t.Fatal("kill PostgreSQL: ", err)
	}
	<-c.cluster.Done()
}

// Restart starts Postgres after a Kill, or stops it in good order and starts it again.
func (c *Cluster) Restart() {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), setupTimeout)
	defer cancel()
	if err := c.cluster.Restart(ctx); err != nil {
		c.t.Fatal("restart PostgreSQL: ", err)
	}
}

// OpenDir makes a folder for this test that other users can pass through, as Postgres must when root runs the tests;
// t.TempDir is closed to them.
func OpenDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp(TempRoot(), "tongchuang-test-")
	if err == nil {
		err = os.Chmod(dir, 0o711)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
