package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// How long a Postgres that outlived its server may take to write its memory to disk before it is stopped harder.
const (
	leftoverFastBound      = 30 * time.Second
	leftoverImmediateBound = 10 * time.Second
	pollInterval           = 20 * time.Millisecond
)

// pidFile is what Postgres notes in postmaster.pid, one item a line.
type pidFile struct {
	pid       int
	socketDir string
}

func readPIDFile(pgData string) (pidFile, bool, error) {
	text, err := os.ReadFile(filepath.Join(pgData, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return pidFile{}, false, nil
	}
	if err != nil {
		return pidFile{}, false, err
	}
	lines := strings.Split(string(text), "\n")
	var f pidFile
	f.pid, err = strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || f.pid <= 0 {
		return pidFile{}, false, nil // cut off by a full disk or a power failure
	}
	if len(lines) > 4 {
		f.socketDir = strings.TrimSpace(lines[4])
	}
	return f, true, nil
}

// clearLeftovers deals with what a killed server left: a running Postgres is stopped, a note of a process number that
// something else has now is made harmless, temporary folders are removed. The caller holds the data folder's lock, so
// no living server owns any of it.
func (c *Cluster) clearLeftovers(ctx context.Context) error {
	stale, _ := filepath.Glob(filepath.Join(c.config.DataDir, unfinished))
	for _, dir := range stale {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove unfinished data folder: %w", err)
		}
	}
	f, found, err := readPIDFile(c.pgData)
	if err != nil || !found {
		return err
	}
	switch {
	case !alive(f.pid): // Postgres sees that itself
	case isPostmasterOf(f.pid, c.pgData):
		c.config.Logger.Warn("stopping a PostgreSQL that outlived its server", "pid", f.pid)
		if err := c.stopLeftover(ctx, f.pid); err != nil {
			return err
		}
	default:
		if err := disown(c.pgData); err != nil {
			return err
		}
	}
	temporary := strings.HasPrefix(filepath.Base(f.socketDir), "tongchuang-") && !strings.HasPrefix(f.socketDir, c.config.DataDir)
	if temporary && f.socketDir != c.socketDir {
		_ = os.RemoveAll(f.socketDir) // only tidiness
	}
	return nil
}

// disown writes our own number over that of a stranger in postmaster.pid: Postgres refuses to start beside any living
// process noted there, except its parent. Deleting the file would also take away the note of the shared memory by
// which Postgres finds its own old processes.
func disown(pgData string) error {
	path := filepath.Join(pgData, "postmaster.pid")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	return os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"+rest), 0o600)
}

func (c *Cluster) stopLeftover(ctx context.Context, pid int) error {
	for _, step := range []struct {
		stop  func(pid int) error
		bound time.Duration
	}{{c.stopFast, leftoverFastBound}, {c.stopImmediately, leftoverImmediateBound}, {c.kill, leftoverImmediateBound}} {
		if err := step.stop(pid); err != nil {
			return fmt.Errorf("stop the PostgreSQL that outlived its server: %w", err)
		}
		if gone(ctx, pid, step.bound) {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return fmt.Errorf("%w: an earlier PostgreSQL, process %d, does not stop", ErrClusterFailed, pid)
}

// gone waits for the end of a process that is not our child.
func gone(ctx context.Context, pid int, bound time.Duration) bool {
	timeout := time.NewTimer(bound)
	defer timeout.Stop()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for alive(pid) {
		select {
		case <-tick.C:
		case <-timeout.C:
			return false
		case <-ctx.Done():
			return false
		}
	}
	return true
}
