package postgres_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"tongchuang/migrations"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// steps are n migrations; each would fail if it ran twice, and each second one is slow.
func steps(n int) fs.FS {
	files := fstest.MapFS{}
	for i := range n {
		name := string(rune('a' + i))
		files["0000"+string(rune('1'+i))+"_"+name+".sql"] = &fstest.MapFile{Data: []byte(
			"-- +goose Up\nCREATE TABLE " + name + " (n int);\nSELECT pg_sleep(0.1);\n")}
	}
	return files
}

func emptyPool(t *testing.T, url string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(t.Context(), url, postgres.PoolConfig{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

func TestNodesThatStartAtOnceMigrateOnce(t *testing.T) {
	t.Parallel()
	url := postgrestest.Empty(t)
	var nodes errgroup.Group
	for range 5 {
		pool := emptyPool(t, url)
		nodes.Go(func() error { return postgres.Migrate(t.Context(), pool, steps(3)) })
	}
	if err := nodes.Wait(); err != nil {
		t.Fatal(err)
	}
	if n := ask[int](t, url, "SELECT count(*) FROM schema_migration WHERE version_id > 0"); n != 3 {
		t.Errorf("%d migrations were noted, want 3", n)
	}
	if err := postgres.Migrate(t.Context(), emptyPool(t, url), steps(4)); err != nil {
		t.Error("a later step: ", err)
	}
}

func TestADatabaseOfANewerProgramIsRefusedAndNotTouched(t *testing.T) {
	t.Parallel()
	url := postgrestest.Empty(t)
	pool := emptyPool(t, url)
	if err := postgres.Migrate(t.Context(), pool, steps(3)); err != nil {
		t.Fatal(err)
	}
	mustRefuse(t, postgres.Migrate(t.Context(), pool, steps(2)), postgres.ErrDatabaseNewer, "version 3", "knows 2")
	if n := ask[int](t, url, "SELECT max(version_id)::int FROM schema_migration"); n != 3 {
		t.Errorf("the database is at version %d now", n)
	}
}

func TestAMigrationThatFailsIsNamedAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	url := postgrestest.Empty(t)
	broken := fstest.MapFS{"00001_half.sql": {Data: []byte("-- +goose Up\nCREATE TABLE half (n int);\nSELECT nonsense;\n")}}
	err := postgres.Migrate(t.Context(), emptyPool(t, url), broken)
	if err == nil || !strings.Contains(err.Error(), "00001_half.sql") {
		t.Error(err)
	}
	if there := ask[bool](t, url, "SELECT to_regclass('half') IS NOT NULL"); there {
		t.Error("half of it stands")
	}
}

func TestTheMigrationsWorkForAnOrdinaryRole(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t) // migrates as the server does
	if n := ask[int](t, cluster.URL(), "SELECT max(version_id)::int FROM schema_migration"); n == 0 {
		t.Error("nothing was migrated")
	}
	if err := postgres.Migrate(t.Context(), emptyPool(t, cluster.URL()), migrations.Files); err != nil {
		t.Error("a second time: ", err)
	}
}

func TestMigrationsThatCannotBeReadAreAnError(t *testing.T) {
	t.Parallel()
	err := postgres.Migrate(t.Context(), emptyPool(t, postgrestest.Empty(t)), fstest.MapFS{})
	if err == nil || errors.Is(err, postgres.ErrDatabaseNewer) {
		t.Error(err)
	}
}
