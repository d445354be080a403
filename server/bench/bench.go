package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgres"
)

// bench is one run of everything.
type bench struct {
	peers    string
	rounds   int
	duration time.Duration
	only     []string
	redisURL string

	dir     string // for what is built, and the database
	cluster *postgres.Cluster
	beside  bool // the peers stand where they should
}

// contender is one of the servers that a scenario compares.
type contender struct {
	name string
	run  func(ctx context.Context, b *bench) (figures, error)
}

// scenario is a row, or some, of the table.
type scenario struct {
	name, title string
	contenders  []contender
	// judge prints ratios against targets.
	judge func(medians map[string]figures)
}

func (b *bench) run(ctx context.Context) error {
	if err := b.prepare(ctx); err != nil {
		return err
	}
	defer b.end()
	describeMachine()
	var failed error
	for _, s := range scenarios() {
		if len(b.only) > 0 && !slices.Contains(b.only, s.name) {
			continue
		}
		if err := b.measure(ctx, s); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", s.name, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return failed
}

// measure runs the contenders in turns, so that a machine that is busy for a while is busy for all of them.
func (b *bench) measure(ctx context.Context, s scenario) error {
	fmt.Printf("\n%s\n", s.title)
	all := map[string][]figures{}
	var failed error
	for range b.rounds {
		for _, c := range s.contenders {
			f, err := c.run(ctx, b)
			if errors.Is(err, errNotHere) {
				continue
			} else if err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", c.name, err))
				continue
			}
			all[c.name] = append(all[c.name], f)
		}
	}
	fmt.Println(heading)
	medians := map[string]figures{}
	for _, c := range s.contenders {
		if runs := all[c.name]; len(runs) > 0 {
			medians[c.name] = median(runs)
			fmt.Println(medians[c.name].line(c.name))
		}
	}
	s.judge(medians)
	return failed
}

// errNotHere: a contender cannot be measured on this machine.
var errNotHere = errors.New("not here")

func (b *bench) prepare(ctx context.Context) error {
	var err error
	if b.dir, err = os.MkdirTemp("", "tongchuang-bench-"); err != nil {
		return err
	}
	if err := os.Chmod(b.dir, 0o711); err != nil { // a root's Postgres runs as another user
		return err
	}
	if err := build(ctx, ".", b.path("tongchuang"), "./server"); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(b.peers, "peers")); err == nil {
		for name, from := range map[string]string{"gor": "peers", "cfg": "peers", "chat": "peers", "loadgen": "loadgen"} {
			what := "."
			if from == "peers" {
				what = "./" + name
			}
			if err := build(ctx, filepath.Join(b.peers, from), b.path(name), what); err != nil {
				fmt.Println("the peers cannot be built here:", err)
				break
			}
			b.beside = true
		}
	}
	quiet := slog.New(slog.DiscardHandler)
	if b.cluster, err = postgres.StartCluster(ctx, postgres.ClusterConfig{DataDir: filepath.Join(b.dir, "data"), Logger: quiet,
		Settings: map[string]string{"max_connections": "100"}}); err != nil {
		return err
	}
	migrate := exec.CommandContext(ctx, b.path("tongchuang"), "migrate")
	migrate.Env = append(os.Environ(), "DATABASE_URL="+b.cluster.URL(), "LOG_LEVEL=warn")
	if out, err := migrate.CombinedOutput(); err != nil {
		return fmt.Errorf("migrating: %w: %s", err, out)
	}
	return b.tableOfPeers(ctx)
}

// tableOfPeers makes the table that the peer `chat` writes to.
func (b *bench) tableOfPeers(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, b.cluster.URL())
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `create table msg (id bigint generated always as identity primary key, room_id bigint not null,
		user_id bigint not null, client_id text not null, lang text not null, body text not null, at timestamptz not null default now())`)
	return err
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// end stops Postgres and clears the folder away.
func (b *bench) end() {
	if b.cluster != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if err := b.cluster.Stop(ctx); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
	}
	_ = os.RemoveAll(b.dir)
}

func build(ctx context.Context, dir, out, what string) error {
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-o", out, what)
	c.Dir = dir
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w: %s", what, err, text)
	}
	return nil
}
