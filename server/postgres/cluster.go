package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"tongchuang/server/child"
)

// ClusterConfig says where and how a private Postgres runs.
type ClusterConfig struct {
	// DataDir is the server's data folder; Postgres gets its own folder inside.
	DataDir string
	// BinDirs, if not nil, are the only folders to look for programs in, best first; see BinariesFor.
	BinDirs []string
	// Logger hears of starts, stops and leftovers; nil means slog.Default. Postgres's own words go to
	// DataDir/postgres.log.
	Logger *slog.Logger
	// Settings are PostgreSQL's, added to the defaults.
	Settings map[string]string
	// Throwaway trades safety against a power failure for speed. For tests.
	Throwaway bool
}

// Cluster is a private Postgres: it listens on a socket that no other user can open, belongs to this process, and ends
// with it. Its methods are safe for concurrent use.
type Cluster struct {
	config    ClusterConfig
	pgData    string
	binaries  Binaries
	runAs     *account
	lock      *flock.Flock
	log       *os.File
	socketDir string
	temporary bool   // socketDir is to be removed at the end
	port      int    // names the socket; a TCP port on Windows alone
	password  string // on Windows alone

	mu         sync.Mutex // guards what follows
	postmaster *child.Process
	closed     bool
}

// How long Stop lets Postgres write its memory to disk and end its sessions before it is stopped as if by a power
// failure, from which it recovers at the next start.
const (
	fastStopBound      = 20 * time.Second
	immediateStopBound = 5 * time.Second
)

// StartCluster makes the data folder's Postgres if there is none, starts it and waits until it answers. What an
// earlier, killed server left behind is cleared away first.
//
// ctx bounds the start, not the life. Errors: ErrNoBinaries, ErrVersionMismatch, ErrDataDirInUse,
// ErrDataDirUnwritable, ErrClusterFailed.
func StartCluster(ctx context.Context, cfg ClusterConfig) (_ *Cluster, err error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.DataDir, err = filepath.Abs(cfg.DataDir); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	c := &Cluster{config: cfg, pgData: filepath.Join(cfg.DataDir, pgDataName), port: 5432}
	if c.runAs, err = accountFor(c.pgData); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrClusterFailed, err)
	}
	if c.lock, err = openDataDir(cfg.DataDir, c.runAs); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.release()
		}
	}()
	if err := c.findPrograms(ctx); err != nil {
		return nil, err
	}
	if c.log, err = openLog(cfg.DataDir, c.runAs); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	if c.socketDir, c.temporary, err = makeSocketDir(cfg.DataDir, c.runAs); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	if err := c.clearLeftovers(ctx); err != nil {
		return nil, err
	}
	if err := c.secure(); err != nil {
		return nil, err
	}
	if err := c.initialize(ctx); err != nil {
		return nil, err
	}
	if err := c.start(ctx); err != nil {
		return nil, err
	}
	if err := c.ensureDatabase(ctx); err != nil {
		return nil, errors.Join(err, c.Stop(context.WithoutCancel(ctx)))
	}
	return c, nil
}

// findPrograms chooses the programs that fit the data folder, and copies them if the user Postgres runs as could not
// run them where they are.
func (c *Cluster) findPrograms(ctx context.Context) error {
	major, err := dataMajor(c.pgData)
	if err != nil {
		return err
	}
	dirs := c.config.BinDirs
	if dirs == nil {
		dirs = binDirs(ctx)
	}
	if c.binaries, err = chooseBinaries(ctx, dirs, major); err != nil {
		return err
	}
	if c.runAs == nil {
		return nil
	}
	if version, err := askVersion(ctx, c.binaries.Dir, c.runAs); err == nil && version == c.binaries.Version {
		return nil
	}
	c.binaries, err = c.binaries.copyFor(ctx, c.runAs, filepath.Join(c.config.DataDir, binariesName))
	return err
}

// secure makes up the password where the socket is a TCP port that every user of the machine can reach.
func (c *Cluster) secure() error {
	if runtime.GOOS != "windows" {
		return nil
	}
	path := filepath.Join(c.config.DataDir, passwordName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		text = []byte(rand.Text())
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	c.password = strings.TrimSpace(string(text))
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("%w: %v", ErrClusterFailed, err)
	}
	c.port = free.Addr().(*net.TCPAddr).Port
	return free.Close()
}

// The names inside the cluster. The server works as an ordinary role, which owns the database and nothing else.
const (
	superuser    = "postgres"
	appRole      = "tongchuang"
	databaseName = "tongchuang"
)

// URL is the address of the server's database, for Open. It stays the same over Restart.
func (c *Cluster) URL() string { return c.url(appRole, databaseName) }

// SuperuserURL is the address of the maintenance database as the superuser.
func (c *Cluster) SuperuserURL() string { return c.url(superuser, "postgres") }

func (c *Cluster) url(user, database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(user), Path: "/" + database}
	query := url.Values{"sslmode": {"disable"}}
	if c.socketDir == "" {
		u.User = url.UserPassword(user, c.password)
		u.Host = net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port))
	} else {
		query.Set("host", c.socketDir)
		query.Set("port", strconv.Itoa(c.port))
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// Version is PostgreSQL's, as “15.18”.
func (c *Cluster) Version() string { return c.binaries.Version }

// PID is the number of Postgres's main process.
func (c *Cluster) PID() int { return c.running().PID() }

// Done is closed when Postgres has ended, by Stop or by itself. After Restart it is another channel.
func (c *Cluster) Done() <-chan struct{} { return c.running().Done() }

func (c *Cluster) running() *child.Process {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.postmaster
}

// Restart starts a Postgres that has ended by itself, or stops and starts one that runs. Not after Stop.
func (c *Cluster) Restart(ctx context.Context) error {
	c.mu.Lock()
	closed := c.closed
	c.mu.Unlock()
	if closed {
		return errors.New("restart of a stopped cluster")
	}
	if err := c.stopPostmaster(ctx); err != nil {
		return err
	}
	if err := c.clearLeftovers(ctx); err != nil {
		return err
	}
	return c.start(ctx)
}

// Stop ends Postgres in good order, or within about 25 seconds, or when ctx ends, without order, and gives up the data
// folder. No committed data is lost either way. A second call does nothing.
func (c *Cluster) Stop(ctx context.Context) error {
	c.mu.Lock()
	again := c.closed
	c.closed = true
	c.mu.Unlock()
	if again {
		return nil
	}
	err := c.stopPostmaster(ctx)
	c.release()
	return err
}

func (c *Cluster) stopPostmaster(ctx context.Context) error {
	p := c.running()
	ended := func(ctx context.Context, bound time.Duration) bool {
		timeout := time.NewTimer(bound)
		defer timeout.Stop()
		select {
		case <-p.Done():
			return true
		case <-timeout.C:
		case <-ctx.Done():
		}
		return false
	}
	if ended(ctx, 0) {
		return nil
	}
	if err := c.stopFast(p.PID()); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	if ended(ctx, fastStopBound) {
		return nil
	}
	c.config.Logger.Warn("PostgreSQL does not stop in time, stopping it at once; it will recover at its next start")
	if err := c.stopImmediately(p.PID()); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	// Postgres is not left behind, even if nobody has time any more.
	if ended(context.WithoutCancel(ctx), immediateStopBound) {
		return nil
	}
	if err := c.kill(p.PID()); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	<-p.Done()
	return nil
}

// release gives back what the cluster holds besides the process.
func (c *Cluster) release() {
	if c.log != nil {
		c.log.Close()
	}
	if c.temporary {
		_ = os.RemoveAll(c.socketDir) // only tidiness
	}
	if err := c.lock.Unlock(); err != nil {
		c.config.Logger.Warn("cannot unlock the data folder", "error", err)
	}
}
