// Package app puts the parts together from a Config, starts, drains and stops them. It is the only room that knows all
// others.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"tongchuang/client"
	"tongchuang/migrations"
	"tongchuang/server/account/vault"
	"tongchuang/server/config"
	"tongchuang/server/hub"
	"tongchuang/server/jobs"
	"tongchuang/server/metrics"
	"tongchuang/server/postgres"
	"tongchuang/server/rights"
	"tongchuang/server/socket"
	"tongchuang/server/topic"
	"tongchuang/server/web"
)

// App is a running node.
type App struct {
	config  config.Config
	public  *url.URL
	vault   *vault.Vault
	proxy   web.Proxy
	node    string
	cluster *postgres.Cluster // nil with a DATABASE_URL
	pool    *pgxpool.Pool
	epoch   uuid.UUID

	hub       *hub.Hub
	scripts   redis.Scripter // counts for all nodes; nil for a node that is alone
	closers   []io.Closer
	features  *features
	sockets   *socket.Server
	queue     *jobs.Queue
	http      *http.Server
	figures   *metrics.Figures
	debugging *http.Server // nil without DEBUG_ADDR
	listener  net.Listener

	draining atomic.Bool
	cancel   context.CancelFunc
	running  sync.WaitGroup
	failed   chan error // capacity 1
}

// ErrAddrInUse: another program listens on the address.
var ErrAddrInUse = errors.New("address in use")

// Open starts the database and brings its tables up to date: what every command needs. Close it.
func Open(ctx context.Context, c config.Config) (*App, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	public, err := c.Public()
	if err != nil {
		return nil, err
	}
	folder := c.DataDir
	if folder == "" {
		folder = postgres.DefaultDataDir()
	}
	sealed, err := vault.New(c.SecretKey, folder)
	if err != nil {
		return nil, err
	}
	if _, err := rights.ParseLimits(c.Retention); err != nil {
		return nil, err
	}
	proxy, err := web.NewProxy(c.ProxyHeader, c.ProxyFrom)
	if err != nil {
		return nil, err
	}
	a := &App{config: c, public: public, vault: sealed, proxy: proxy, node: c.Node, failed: make(chan error, 1), figures: metrics.New()}
	if a.node == "" {
		a.node = uuid.NewString()[:8]
	}
	if err := a.openDatabase(ctx); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func (a *App) openDatabase(ctx context.Context) error {
	address := a.config.DatabaseURL
	if address == "" {
		dir := a.config.DataDir
		if dir == "" {
			dir = postgres.DefaultDataDir()
		}
		cluster, err := postgres.StartCluster(ctx, postgres.ClusterConfig{DataDir: dir})
		if err != nil {
			return err
		}
		a.cluster, address = cluster, cluster.URL()
		slog.InfoContext(ctx, "a private Postgres runs", "version", cluster.Version(), "data", dir)
	}
	var err error
	if a.pool, err = postgres.Open(ctx, address, postgres.PoolConfig{MaxConns: a.config.DatabaseConns, ApplicationName: "tongchuang " + a.node}); err != nil {
		return err
	}
	if err := postgres.Migrate(ctx, a.pool, migrations.Files); err != nil {
		return err
	}
	if err := jobs.Migrate(ctx, a.pool); err != nil {
		return err
	}
	if err := a.vault.Check(ctx, a.pool); err != nil {
		return err
	}
	a.epoch, err = topic.NewLog(a.pool, nil).Epoch(ctx)
	return err
}

// Listen takes the address. Before the database starts, so that a port that is taken harms nothing.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%w: another program listens on %s; stop it, or choose another with ADDR=:8081", ErrAddrInUse, addr)
	case err != nil:
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	return l, nil
}

// Serve builds the parts and begins to answer on l. It returns at once; Wait tells when it ended by itself.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	a.cancel = cancel
	f, err := a.parts(ctx)
	if err != nil {
		return err
	}
	if a.queue, err = jobs.New(a.pool, f.jobs...); err != nil {
		return err
	}
	a.sockets = socket.New(socket.Deps{
		Node: a.node, Epoch: a.epoch, Hub: a.hub, Log: f.log, Policy: f.policy, Set: f.set, Origin: a.origin(),
		FramesPerSecond: a.config.FramesPerSecond, FrameBurst: a.config.FrameBurst, VisitorsPerAddress: a.config.VisitorSockets, Figures: a.figures,
	})
	a.register()
	built, _ := client.App()
	handler, err := web.New(web.Deps{
		PublicURL: a.public, Client: built, Forum: f.forum, Features: f.all(), Commands: f.set,
		Authenticate: f.accounts.Sessions.Middleware, Socket: a.sockets, Ready: a.Ready, Routes: a.routes(), Proxy: a.proxy,
	})
	if err != nil {
		return err
	}
	if err := a.queue.Start(ctx); err != nil {
		return err
	}
	a.running.Go(func() { a.hub.Run(running) })
	a.running.Go(func() { a.sockets.Run(running) })
	a.running.Go(func() { f.posts.Run(running) })
	if a.cluster != nil {
		a.running.Go(func() { a.watchCluster(running) })
	}
	if err := a.debug(a.figures.Handler()); err != nil {
		return err
	}
	if a.public.Scheme == "https" && a.config.ProxyHeader == "" {
		slog.WarnContext(ctx, "PUBLIC_URL is https, so a proxy stands in front, and PROXY_HEADER is not set: all guessing of passwords and codes is slowed down, and the sockets of all visitors are bounded, as if they came from one address")
	}
	a.http = web.Server(handler)
	a.listener = l
	a.running.Go(func() {
		if err := a.http.Serve(socket.Listener{Listener: l}); !errors.Is(err, http.ErrServerClosed) {
			a.fail(fmt.Errorf("serving: %w", err))
		}
	})
	return nil
}

// origin: pages come from PUBLIC_URL when it is set, and from whatever host the browser names when it is not.
func (a *App) origin() *url.URL {
	if a.config.PublicURL == "" {
		return nil
	}
	return a.public
}

func (a *App) fail(err error) {
	select {
	case a.failed <- err:
	default:
	}
}

// watchCluster starts the private Postgres again when it died.
func (a *App) watchCluster(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-a.cluster.Done():
		}
		if ctx.Err() != nil {
			return
		}
		slog.Error("the private Postgres ended; starting it again")
		if err := a.cluster.Restart(ctx); err != nil {
			a.fail(fmt.Errorf("restarting the private Postgres: %w", err))
			return
		}
	}
}

// ErrDraining: the node is leaving.
var ErrDraining = errors.New("draining")

// Ready is nil while the node can work.
func (a *App) Ready(ctx context.Context) error {
	if a.draining.Load() {
		return ErrDraining
	}
	return a.pool.Ping(ctx)
}

// Failed tells why a running node cannot go on.
func (a *App) Failed() <-chan error { return a.failed }

// Public is the address that people type.
func (a *App) Public() *url.URL { return a.public }

// Stop drains and stops a serving node: readiness fails first, sockets are asked to come back elsewhere, requests and
// jobs end, then what carries them. It takes at most Config.Drain and a little.
func (a *App) Stop() {
	ctx, cancel := context.WithTimeout(context.Background(), a.config.Drain)
	defer cancel()
	a.draining.Store(true)
	if a.sockets != nil {
		a.sockets.Drain(ctx)
	}
	if a.http != nil {
		if err := a.http.Shutdown(ctx); err != nil {
			slog.Warn("requests were still open when the time to drain was over", "error", err)
			a.http.Close()
		}
	}
	if a.queue != nil {
		if err := a.queue.Stop(ctx); err != nil {
			slog.Warn("jobs were still running when the time to drain was over", "error", err)
		}
	}
	if a.debugging != nil {
		a.debugging.Close()
	}
	if a.cancel != nil {
		a.cancel()
	}
	a.running.Wait()
	a.Close()
}

// closeTimeout bounds the end of the private Postgres: fast first, then as after a power failure.
const closeTimeout = 20 * time.Second

// Close gives up what Open took. It may be called twice.
func (a *App) Close() {
	for _, c := range a.closers {
		if err := c.Close(); err != nil {
			slog.Warn("closing a connection to Redis", "error", err)
		}
	}
	a.closers = nil
	if a.pool != nil {
		a.pool.Close()
		a.pool = nil
	}
	if a.cluster != nil {
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		if err := a.cluster.Stop(ctx); err != nil {
			slog.Error("stopping the private Postgres", "error", err)
		}
		a.cluster = nil
	}
}
