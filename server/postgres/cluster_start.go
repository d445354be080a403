package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tongchuang/server/child"
)

// tuning is written into a new cluster's postgresql.conf, where an operator may change it: a share of a machine with
// 1 GB of memory. Durability is left at Postgres's own settings, which are the safe ones.
const tuning = `
# Tongchuang's defaults, for a small machine.
max_connections = 60               # a pool of 16, and room for tools
shared_buffers = 128MB
effective_cache_size = 512MB
maintenance_work_mem = 64MB
max_wal_size = 512MB
jit = off                          # our statements are short
max_parallel_workers_per_gather = 0
autovacuum_max_workers = 2
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
timezone = 'UTC'
log_min_duration_statement = 1s
`

// initialize makes Postgres's folder if there is none. A half-made one is never seen under the final name.
func (c *Cluster) initialize(ctx context.Context) error {
	if major, err := dataMajor(c.pgData); err != nil || major != 0 {
		if err != nil {
			return err
		}
		if err := c.runAs.own(c.pgData); err != nil { // restored by root, for example
			return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
		}
		return nil
	}
	began := time.Now()
	dir, err := os.MkdirTemp(c.config.DataDir, unfinished)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	defer os.RemoveAll(dir) // nothing is there any more after the rename
	if err := c.runAs.own(dir); err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	args := []string{"--pgdata", dir, "--username", superuser, "--encoding", "UTF8", "--locale", "C", "--data-checksums"}
	if c.password != "" {
		args = append(args, "--auth", "scram-sha-256", "--pwfile", filepath.Join(c.config.DataDir, passwordName))
	} else {
		args = append(args, "--auth", "trust") // the socket's folder is what keeps others out
	}
	if c.config.Throwaway {
		args = append(args, "--no-sync")
	}
	if err := c.runInitdb(ctx, args); err != nil {
		return err
	}
	if err := appendFile(filepath.Join(dir, "postgresql.conf"), tuning); err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	if err := os.Remove(c.pgData); err != nil && !errors.Is(err, os.ErrNotExist) { // an empty folder
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	if err := os.Rename(dir, c.pgData); err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	c.config.Logger.Info("made a database", "folder", c.pgData, "postgres", c.binaries.Version, "took", time.Since(began).Round(time.Millisecond))
	return nil
}

func (c *Cluster) runInitdb(ctx context.Context, args []string) error {
	cmd := exec.Command(program(c.binaries.Dir, "initdb"), args...)
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.Env = environment()
	c.runAs.apply(cmd)
	p, err := child.Start(cmd, os.Kill)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrClusterFailed, err)
	}
	select {
	case <-p.Done():
	case <-ctx.Done():
		_ = p.Signal(os.Kill)
		<-p.Done()
		return fmt.Errorf("make a database: %w", ctx.Err())
	}
	if err := p.Err(); err != nil {
		return fmt.Errorf("%w: initdb: %v: %s", ErrClusterFailed, err, tellingLine(output.String()))
	}
	return nil
}

// environment is ours without what would steer Postgres elsewhere or translate its messages.
func environment() []string {
	kept := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "PG") || strings.HasPrefix(variable, "LC_") || strings.HasPrefix(variable, "LANG")
	})
	return append(kept, "LC_ALL=C")
}

func appendFile(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// After the kill of a Postgres, its workers need a moment to notice, one in the middle of a statement until that ends;
// until then a new one refuses to start. The bound is longer than the statement_timeout of our connections.
const (
	lingeringMessage = "pre-existing shared memory block"
	lingeringBound   = 15 * time.Second
)

// start starts Postgres and waits until it answers.
func (c *Cluster) start(ctx context.Context) error {
	began := time.Now()
	for {
		err := c.startOnce(ctx)
		if err == nil {
			c.config.Logger.Info("PostgreSQL runs", "version", c.binaries.Version, "took", time.Since(began).Round(time.Millisecond))
			return nil
		}
		if !strings.Contains(err.Error(), lingeringMessage) || time.Since(began) > lingeringBound {
			return err
		}
		select {
		case <-time.After(10 * pollInterval):
		case <-ctx.Done():
			return err
		}
	}
}

func (c *Cluster) startOnce(ctx context.Context) error {
	logged, err := c.log.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	cmd := exec.Command(program(c.binaries.Dir, "postgres"), c.arguments()...)
	cmd.Env = environment()
	cmd.Stdout, cmd.Stderr = c.log, c.log
	c.runAs.apply(cmd)
	p, err := child.Start(cmd, deathSignal)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrClusterFailed, err)
	}
	c.mu.Lock()
	c.postmaster = p
	c.mu.Unlock()
	if err := c.waitReady(ctx, p); err != nil {
		select {
		case <-p.Done():
			return fmt.Errorf("%w: %s (more in %s)", ErrClusterFailed, c.lastWords(logged), c.log.Name())
		default:
			return errors.Join(err, c.stopPostmaster(ctx))
		}
	}
	return nil
}

// arguments are the settings that the cluster depends on, and which a configuration file therefore cannot change.
func (c *Cluster) arguments() []string {
	settings := map[string]string{
		"port":                    strconv.Itoa(c.port),
		"listen_addresses":        "",
		"unix_socket_directories": `"` + strings.ReplaceAll(c.socketDir, `"`, `""`) + `"`,
		"unix_socket_permissions": "0700",
		"logging_collector":       "off",
		"log_destination":         "stderr",
	}
	if c.socketDir == "" {
		settings["listen_addresses"] = "127.0.0.1"
		delete(settings, "unix_socket_directories")
		delete(settings, "unix_socket_permissions")
	}
	if c.config.Throwaway {
		// Nothing else is switched off: what is committed has to outlive the kill of a process in tests, too.
		settings["fsync"] = "off"
	}
	maps.Copy(settings, c.config.Settings)
	args := []string{"-D", c.pgData}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// waitReady asks for a connection until Postgres gives one, ends, or ctx ends. A recovery after a kill may take a
// while; it is ctx that bounds it.
func (c *Cluster) waitReady(ctx context.Context, p *child.Process) error {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	patience := time.NewTicker(10 * time.Second)
	defer patience.Stop()
	for {
		select {
		case <-tick.C:
		case <-patience.C:
			c.config.Logger.Info("waiting for PostgreSQL, which may be recovering from a crash")
			continue
		case <-p.Done():
			return ErrClusterFailed
		case <-ctx.Done():
			return fmt.Errorf("%w: not ready in time: %w", ErrClusterFailed, ctx.Err())
		}
		tryCtx, cancel := context.WithTimeout(ctx, time.Second)
		conn, err := pgconn.Connect(tryCtx, c.SuperuserURL())
		if err == nil {
			conn.Close(tryCtx)
			cancel()
			return nil
		}
		cancel()
		var pgErr *pgconn.PgError
		if errors.As(err, &pgErr) && pgErr.Code != "57P03" { // it answers, but not “starting up”
			return fmt.Errorf("%w: %s", ErrClusterFailed, oneLine(pgErr.Message))
		}
	}
}

// lastWords is the line of the log, from the given byte on, that tells why Postgres ended.
func (c *Cluster) lastWords(from int64) string {
	text, err := io.ReadAll(io.NewSectionReader(c.log, from, 64<<10))
	if err != nil {
		return err.Error()
	}
	// The workers of a Postgres that was killed write their own last words into the same log at this moment.
	var own strings.Builder
	for line := range strings.Lines(string(text)) {
		if !strings.Contains(line, "unexpected postmaster exit") {
			own.WriteString(line)
		}
	}
	return tellingLine(own.String())
}

// tellingLine picks the line that names the cause out of Postgres's output.
func tellingLine(output string) string {
	var last string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		last = line
		for _, mark := range []string{"FATAL:", "PANIC:", "error:"} {
			if _, cause, found := strings.Cut(line, mark); found {
				return strings.TrimSpace(cause)
			}
		}
	}
	if last == "" {
		return "it gave no reason"
	}
	return last
}

// ensureDatabase makes the server's role and database if they are missing.
func (c *Cluster) ensureDatabase(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.SuperuserURL())
	if err != nil {
		return fmt.Errorf("%w: %s", ErrClusterFailed, reason(err))
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, thing := range []struct{ question, answer string }{
		{"SELECT FROM pg_roles WHERE rolname = '" + appRole + "'", "CREATE ROLE " + appRole + " LOGIN"},
		{"SELECT FROM pg_database WHERE datname = '" + databaseName + "'", "CREATE DATABASE " + databaseName + " OWNER " + appRole},
	} {
		found, err := conn.Exec(ctx, thing.question)
		if err == nil && found.RowsAffected() == 0 {
			_, err = conn.Exec(ctx, thing.answer)
		}
		if err != nil {
			return fmt.Errorf("%w: make the server's database: %s", ErrClusterFailed, reason(err))
		}
	}
	if c.password == "" {
		return nil
	}
	// rand.Text's alphabet needs no escaping.
	if _, err := conn.Exec(ctx, "ALTER ROLE "+appRole+" PASSWORD '"+c.password+"'"); err != nil {
		return fmt.Errorf("%w: make the server's database: %s", ErrClusterFailed, reason(err))
	}
	return nil
}
