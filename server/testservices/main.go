// Command testservices starts a throwaway Postgres and a throwaway Redis, runs a command that finds them by
// TONGCHUANG_TEST_DATABASE_URL and TONGCHUANG_TEST_REDIS_URL, stops both in any case, and returns the command's exit
// code. With -program it also keeps the server itself running, for tests in a browser (TONGCHUANG_URL).
//
//	go run ./server/testservices [-pg npm] [-program bin/tongchuang] -- go test ./...
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
)

// What `go test ./...` may take for its services to start on a busy machine.
const startBound = 2 * time.Minute

// How long a command that was told to end may take.
const endBound = 30 * time.Second

func main() {
	pg := flag.String("pg", "system", "whose PostgreSQL programs to use: system (then npm's if there is none) or npm")
	path := flag.String("program", "", "a built server to keep running for the command")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: testservices [-pg system|npm] [-program path] -- command [argument…]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 || (*pg != "system" && *pg != "npm") {
		flag.Usage()
		os.Exit(2)
	}
	code, err := run(*pg, *path, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "testservices:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// run is main with deferred calls.
func run(pg, path string, command []string) (code int, err error) {
	// Signals are taken before anything is started, so that everything started is also stopped.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()

	type services struct {
		postgres *postgres.Cluster
		redis    *redistest.Server
		program  *program
		err      error
	}
	dir, err := os.MkdirTemp(postgrestest.TempRoot(), "tongchuang-testservices-")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ready := make(chan services, 1)
	go func() {
		var s services
		startCtx, cancel := context.WithTimeout(ctx, startBound)
		defer cancel()
		if s.redis, s.err = redistest.Run(startCtx); s.err == nil {
			s.postgres, s.err = startPostgres(startCtx, pg, dir)
		}
		if s.err == nil && path != "" {
			s.program, s.err = startProgram(startCtx, path, dir)
		}
		ready <- s
	}()
	interrupted := false
	var s services
	select {
	case s = <-ready:
	case <-signals:
		interrupted = true
		cancel()
		s = <-ready
	}
	if s.redis != nil {
		defer func() { err = errors.Join(err, s.redis.Stop()) }()
	}
	if s.postgres != nil {
		defer func() { err = errors.Join(err, s.postgres.Stop(context.Background())) }()
	}
	variables := []string{}
	if s.program != nil {
		defer func() { err = errors.Join(err, s.program.stop()) }()
		variables = append(variables, programURLVariable+"="+s.program.url(), programPIDVariable+"="+s.program.pidFile())
	}
	switch {
	case interrupted:
		return 130, nil
	case s.err != nil:
		return 1, s.err
	}
	return runCommand(command, signals, append(variables,
		postgrestest.Variable+"="+s.postgres.SuperuserURL(),
		redistest.Variable+"="+s.redis.URL())...)
}

// startPostgres starts a server with room for many tests at once.
func startPostgres(ctx context.Context, pg, dir string) (*postgres.Cluster, error) {
	if err := os.Chmod(dir, 0o711); err != nil { // Postgres of a root's tests runs as another user
		return nil, err
	}
	if pg == "npm" {
		found, err := postgres.NPMBinaries(ctx)
		if err != nil {
			return nil, err
		}
		// Private servers of the tests use it, too.
		if err := os.Setenv(postgres.BinDirVariable, found.Dir); err != nil {
			return nil, err
		}
	}
	return postgres.StartCluster(ctx, postgres.ClusterConfig{
		DataDir:   filepath.Join(dir, "data"),
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Throwaway: true,
		Settings: map[string]string{
			"max_connections":            "300",
			"autovacuum":                 "off",
			"log_min_duration_statement": "-1",
			"max_wal_size":               "2GB",
		},
	})
}

// runCommand passes signals on and waits for the command's end.
func runCommand(command []string, signals <-chan os.Signal, variables ...string) (int, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), variables...)
	if err := cmd.Start(); err != nil {
		return 127, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var tooLong <-chan time.Time
	for {
		select {
		case err := <-ended:
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				if code := exit.ExitCode(); code >= 0 {
					return code, nil
				}
				return 128 + int(exit.Sys().(syscall.WaitStatus).Signal()), nil
			}
			return 0, err
		case s := <-signals:
			// The terminal sends Ctrl-C to the command as well; a second one does it no harm.
			_ = cmd.Process.Signal(s)
			if tooLong == nil {
				tooLong = time.After(endBound)
			}
		case <-tooLong:
			_ = cmd.Process.Kill()
		}
	}
}
