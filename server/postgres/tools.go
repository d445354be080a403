package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ErrNoTool: this machine lacks a program of PostgreSQL's client package, or has only older ones than the server.
var ErrNoTool = errors.New("a PostgreSQL program is missing")

// Tool is a client program of PostgreSQL, as pg_dump.
type Tool struct{ path string }

// FindTool looks for a client program that is at least as new as a server of the given major version, where BinariesFor
// looks for a server's. Errors: ErrNoTool.
func FindTool(ctx context.Context, name string, major int) (Tool, error) {
	dirs := binDirs(ctx)
	if path, err := exec.LookPath(name); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	for _, dir := range dirs {
		path := program(dir, name)
		out, err := exec.CommandContext(ctx, path, "--version").Output()
		if err != nil {
			continue
		}
		words := strings.Fields(string(out)) // “pg_dump (PostgreSQL) 15.18 (Debian …)”
		if len(words) < 3 {
			continue
		}
		if has, err := majorVersion(words[2]); err == nil && has >= major {
			return Tool{path}, nil
		}
	}
	return Tool{}, fmt.Errorf("%w: there is no %s of version %d or newer; install postgresql-client-%d, or name its programs' folder in %s", ErrNoTool, name, major, major, BinDirVariable)
}

// Command prepares a run of the tool on the database at address, whose password stands in no list of processes.
func (t Tool) Command(ctx context.Context, address string, args ...string) (*exec.Cmd, error) {
	u, err := url.Parse(address)
	if err != nil || !isURL(address) {
		return nil, fmt.Errorf("%w: %s", ErrDatabaseURL, invalidURLReason(address, err))
	}
	cmd := exec.CommandContext(ctx, t.path, args...)
	cmd.Env = environment()
	if password, ok := u.User.Password(); ok {
		u.User = url.User(u.User.Username())
		cmd.Env = append(cmd.Env, "PGPASSWORD="+password)
	}
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "pool_") { // the pool's own, which no other program knows
			query.Del(key)
		}
	}
	u.RawQuery = query.Encode()
	cmd.Args = append(cmd.Args, "--dbname="+u.String())
	return cmd, nil
}

// ServerMajor asks the database at address for its major version. Errors: ErrUnreachable, ErrDatabaseURL, ErrServerTooOld.
func ServerMajor(ctx context.Context, address string) (int, error) {
	pool, err := Open(ctx, address, PoolConfig{MaxConns: 1})
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	var version string
	if err := pool.QueryRow(ctx, "SHOW server_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("ask for the server's version: %w", err)
	}
	return majorVersion(version)
}

// RunningURL gives the address of the private Postgres that another process runs in the data folder, if one answers.
func RunningURL(ctx context.Context, dataDir string) (string, bool) {
	raw, err := os.ReadFile(filepath.Join(dataDir, pgDataName, "postmaster.pid"))
	if err != nil || runtime.GOOS == "windows" {
		return "", false
	}
	lines := strings.Split(string(raw), "\n") // pid, folder, start, port, socket's folder, …
	if len(lines) < 5 || lines[4] == "" {
		return "", false
	}
	u := url.URL{Scheme: "postgres", User: url.User(appRole), Path: "/" + databaseName}
	u.RawQuery = url.Values{"sslmode": {"disable"}, "host": {lines[4]}, "port": {lines[3]}, "connect_timeout": {"3"}}.Encode()
	c, err := pgx.Connect(ctx, u.String())
	if err != nil {
		return "", false
	}
	return u.String(), c.Close(ctx) == nil
}
