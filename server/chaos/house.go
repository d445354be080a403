package chaos

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"tongchuang/server/postgres"
	"tongchuang/server/redistest"
)

// House is what runs: a Postgres that keeps its promises to the disk, a Redis, and nodes that reach both through a
// proxy of their own each. All of it listens on loopback or on sockets in its folder, and ends with Close.
type House struct {
	dir      string
	postgres *postgres.Cluster
	redis    *redistest.Server
	bridge   net.Listener // to Postgres's socket, which proxies cannot speak to
	proxies  *toxiproxy.ApiServer
	nodes    []*Node
	// DB reaches Postgres directly.
	DB *pgxpool.Pool

	bridging sync.WaitGroup
}

// OpenHouse starts everything. program is the command tongchuang; logs and data go below dir, which Postgres's user must
// be able to pass through.
func OpenHouse(ctx context.Context, program, dir string, nodes int) (_ *House, err error) {
	h := &House{dir: dir}
	defer func() {
		if err != nil {
			h.Close()
		}
	}()
	h.postgres, err = postgres.StartCluster(ctx, postgres.ClusterConfig{
		DataDir: filepath.Join(dir, "postgres"), Logger: slog.New(slog.DiscardHandler),
		Settings: map[string]string{"max_connections": "100"},
	})
	if err != nil {
		return nil, err
	}
	if h.redis, err = redistest.Run(ctx); err != nil {
		return nil, err
	}
	if h.bridge, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	socket, err := pgxpool.ParseConfig(h.postgres.URL())
	if err != nil {
		return nil, err
	}
	path := filepath.Join(socket.ConnConfig.Host, fmt.Sprintf(".s.PGSQL.%d", socket.ConnConfig.Port))
	h.bridging.Go(func() { serveBridge(h.bridge, path) })
	h.proxies = toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	for i := range nodes {
		n, err := h.newNode(program, fmt.Sprintf("n%d", i+1), socket.ConnConfig.User, socket.ConnConfig.Database)
		if err != nil {
			return nil, err
		}
		h.nodes = append(h.nodes, n)
	}
	// The first makes the tables; then the others find them.
	for _, n := range h.nodes {
		if err := errors.Join(n.Start(), n.AwaitReady(ctx)); err != nil {
			return nil, err
		}
	}
	h.DB, err = postgres.Open(ctx, h.postgres.URL(), postgres.PoolConfig{MaxConns: 4, ApplicationName: "chaos"})
	return h, err
}

// Close ends everything.
func (h *House) Close() {
	for _, n := range h.nodes {
		n.close()
	}
	if h.DB != nil {
		h.DB.Close()
	}
	if h.bridge != nil {
		_ = h.bridge.Close()
		h.bridging.Wait()
	}
	if h.redis != nil {
		_ = h.redis.Kill()
	}
	if h.postgres != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_ = h.postgres.Stop(ctx)
	}
}

// serveBridge joins connections on l to the socket at path. Where nobody listens there, they end at once.
func serveBridge(l net.Listener, path string) {
	var running sync.WaitGroup
	defer running.Wait()
	for {
		in, err := l.Accept()
		if err != nil {
			return
		}
		running.Go(func() {
			defer in.Close()
			out, err := net.Dial("unix", path)
			if err != nil {
				return
			}
			defer out.Close()
			var both sync.WaitGroup
			pass := func(to, from net.Conn) {
				_, _ = io.Copy(to, from)
				_ = to.Close() // an end of one side is the end of both
				_ = from.Close()
			}
			both.Go(func() { pass(out, in) })
			both.Go(func() { pass(in, out) })
			both.Wait()
		})
	}
}

// gate is a proxy that can fail.
type gate struct {
	proxy *toxiproxy.Proxy
}

func (h *House) newGate(name, upstream string) (*gate, error) {
	p := toxiproxy.NewProxy(h.proxies, name, "127.0.0.1:0", upstream)
	if err := p.Start(); err != nil {
		return nil, fmt.Errorf("starting a proxy: %w", err)
	}
	return &gate{p}, nil
}

func (g *gate) address() string { return g.proxy.Listen }

// slow delays what comes back by about d.
func (g *gate) slow(d time.Duration) error {
	return g.toxic("slow", "latency", map[string]any{"latency": d.Milliseconds(), "jitter": d.Milliseconds() / 2})
}

// silence lets nothing through; connections stay open and say nothing.
func (g *gate) silence() error { return g.toxic("silence", "timeout", map[string]any{"timeout": 0}) }

func (g *gate) toxic(name, kind string, attributes map[string]any) error {
	for _, stream := range []string{"upstream", "downstream"} {
		if kind == "latency" && stream == "upstream" {
			continue
		}
		b, err := json.Marshal(map[string]any{"name": name + "-" + stream, "type": kind, "stream": stream, "toxicity": 1, "attributes": attributes})
		if err != nil {
			return err
		}
		if _, err := g.proxy.Toxics.AddToxicJson(strings.NewReader(string(b))); err != nil {
			return fmt.Errorf("poisoning a proxy: %w", err)
		}
	}
	return nil
}

// heal makes it a plain proxy again.
func (g *gate) heal(ctx context.Context) { g.proxy.Toxics.ResetToxics(ctx) }

// cut ends all connections; new ones are accepted at once.
func (g *gate) cut() error {
	g.proxy.Stop()
	return g.proxy.Start()
}

// OpenDir makes a folder that other users can pass through.
func OpenDir() (string, error) {
	dir, err := os.MkdirTemp("", "tongchuang-chaos-")
	if err == nil {
		err = os.Chmod(dir, 0o711)
	}
	if err != nil {
		return "", fmt.Errorf("making a folder: %w", err)
	}
	return dir, nil
}
