package redistest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	// Masters is how many a Cluster has: fewer cannot agree that one of them is gone.
	Masters = 3
	// slots is how many a Redis Cluster has (Redis cluster specification).
	slots = 16384
	// nodeTimeout is after how long a silent node counts as gone; its replica is then chosen within about a second.
	// Redis's own 15 s are for networks; much less would call a node gone that has only to wait for a processor.
	nodeTimeout = time.Second
	// clusterBound is for a cluster to be ready: its masters refuse everything for the first two seconds.
	clusterBound = 30 * time.Second
)

// Cluster is a Redis Cluster of real servers for one test alone: Masters masters that share the slots evenly, and
// replicas of the first ones. Its methods end the test when they fail. It ends with the test.
type Cluster struct {
	t     testing.TB
	nodes []*clusterNode // the masters come first
}

type clusterNode struct {
	*Server
	id     string // 40 hexadecimal digits
	gossip int    // the port at which nodes speak to each other
	of     int    // a replica's master; -1: it is a master
}

// StartCluster starts a cluster in which the first masters have a replica each, so many as replicas says.
func StartCluster(t testing.TB, replicas int) *Cluster {
	t.Helper()
	var failures error
	for range portAttempts {
		c, err := startCluster(t, replicas)
		if err == nil {
			return c
		}
		if errors.Is(err, ErrNoProgram) {
			t.Fatal(err)
		}
		failures = errors.Join(failures, err)
	}
	t.Fatal("redis cluster: ", failures)
	return nil
}

func startCluster(t testing.TB, replicas int) (*Cluster, error) {
	c := &Cluster{t: t}
	ports, err := freePorts(2 * (Masters + replicas))
	if err != nil {
		return nil, err
	}
	for i := range Masters + replicas {
		n := &clusterNode{id: fmt.Sprintf("%040x", i+1), gossip: ports[2*i+1], of: i - Masters}
		if i < Masters {
			n.of = -1
		}
		n.Server = &Server{port: ports[2*i], dir: t.TempDir(), more: []string{
			"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(n.gossip),
			"--cluster-node-timeout", strconv.FormatInt(nodeTimeout.Milliseconds(), 10),
			"--cluster-replica-validity-factor", "0", "--repl-diskless-sync-delay", "0",
		}}
		c.nodes = append(c.nodes, n)
	}
	for _, n := range c.nodes {
		if err := os.WriteFile(filepath.Join(n.dir, "nodes.conf"), c.config(n), 0o600); err != nil {
			return nil, err
		}
	}
	t.Cleanup(c.KillAll)
	return c, c.start()
}

// freePorts gives ports that are free, all different.
func freePorts(n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close() // all of them stay open until the last one is found
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

// share gives the slots of a master.
func share(master int) (first, last int) {
	return master * slots / Masters, (master+1)*slots/Masters - 1
}

// config is what a node would have written of a cluster that has found together: so nobody has to be introduced.
func (c *Cluster) config(me *clusterNode) []byte {
	var b strings.Builder
	for i, n := range c.nodes {
		flags, master, tail := "master", "-", ""
		if n.of >= 0 {
			flags, master = "slave", c.nodes[n.of].id
		} else {
			first, last := share(i)
			tail = fmt.Sprintf(" %d-%d", first, last)
		}
		if n == me {
			flags = "myself," + flags
		}
		fmt.Fprintf(&b, "%s 127.0.0.1:%d@%d %s %s 0 0 %d connected%s\n", n.id, n.port, n.gossip, flags, master, i+1, tail)
	}
	fmt.Fprintf(&b, "vars currentEpoch %d lastVoteEpoch 0\n", len(c.nodes))
	return []byte(b.String())
}

// start starts what does not run, and waits until all nodes agree that the cluster is whole.
func (c *Cluster) start() error {
	ctx, cancel := context.WithTimeout(context.Background(), clusterBound)
	defer cancel()
	failures := make([]error, len(c.nodes))
	var starting sync.WaitGroup
	for i, n := range c.nodes {
		starting.Go(func() {
			if !n.running() {
				failures[i] = n.Start(ctx)
			}
			if failures[i] == nil {
				failures[i] = n.wait(ctx, isWhole)
			}
		})
	}
	starting.Wait()
	return errors.Join(failures...)
}

func (n *clusterNode) running() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.process != nil
}

// wait asks a node again and again until what it tells of the cluster and of its role is as wanted.
func (n *clusterNode) wait(ctx context.Context, is func(cluster, role string) bool) error {
	client := redis.NewClient(&redis.Options{Addr: n.Address(), MaxRetries: -1})
	defer client.Close()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		cluster, err := client.ClusterInfo(ctx).Result()
		if err == nil {
			role, err := client.Info(ctx, "replication").Result()
			if err == nil && is(cluster, role) {
				return nil
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("the cluster does not find together: %w", ctx.Err())
		}
	}
}

func isWhole(cluster, role string) bool {
	return strings.Contains(cluster, "cluster_state:ok") &&
		(strings.Contains(role, "role:master") || strings.Contains(role, "master_link_status:up"))
}

// AwaitTakeover waits until the replica of a killed or frozen master has its place, and all others know it.
func (c *Cluster) AwaitTakeover(master int) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), clusterBound)
	defer cancel()
	for _, n := range c.nodes {
		if n.of == master {
			c.must(n.wait(ctx, func(_, role string) bool { return strings.Contains(role, "role:master") }))
		}
	}
	for i, n := range c.nodes {
		if i != master && n.running() {
			c.must(n.wait(ctx, isWhole))
		}
	}
}

// URL is what REDIS_URL takes: it names the first node. It stays the same over every stop and start.
func (c *Cluster) URL() string { return "redis://" + c.nodes[0].Address() }

// Addresses are host:port of all nodes, the masters' of the beginning first.
func (c *Cluster) Addresses() []string {
	all := make([]string, len(c.nodes))
	for i, n := range c.nodes {
		all[i] = n.Address()
	}
	return all
}

// Client makes a client of the whole cluster that is closed with the test.
func (c *Cluster) Client() *redis.ClusterClient {
	client := redis.NewClusterClient(&redis.ClusterOptions{Addrs: c.Addresses(), MaxRetries: -1, DialerRetries: 1})
	c.t.Cleanup(func() { client.Close() })
	return client
}

// Kill ends a node as kill -9 does.
func (c *Cluster) Kill(node int) { c.t.Helper(); c.must(c.nodes[node].Kill()) }

// KillAll ends all nodes as kill -9 does.
func (c *Cluster) KillAll() {
	c.t.Helper()
	for _, n := range c.nodes {
		c.must(n.Kill())
	}
}

// StartAll starts the nodes that do not run, and waits until the cluster is whole. They remember who owns which slot.
func (c *Cluster) StartAll() { c.t.Helper(); c.must(c.start()) }

// Move gives a slot to another master, with its keys, as a rebalancing of the cluster does.
func (c *Cluster) Move(slot, from, to int) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), clusterBound)
	defer cancel()
	source, target := c.nodes[from], c.nodes[to]
	do := func(n *clusterNode, args ...any) any {
		client := redis.NewClient(&redis.Options{Addr: n.Address(), MaxRetries: -1})
		defer client.Close()
		answer, err := client.Do(ctx, args...).Result()
		if err != nil && !errors.Is(err, redis.Nil) {
			c.must(fmt.Errorf("%v: %w", args, err))
		}
		return answer
	}
	do(target, "cluster", "setslot", slot, "importing", source.id)
	do(source, "cluster", "setslot", slot, "migrating", target.id)
	for {
		keys, _ := do(source, "cluster", "getkeysinslot", slot, 100).([]any)
		if len(keys) == 0 {
			break
		}
		for _, k := range keys {
			do(source, "migrate", "127.0.0.1", target.port, k, 0, clusterBound.Milliseconds())
		}
	}
	do(target, "cluster", "setslot", slot, "node", target.id)
	do(source, "cluster", "setslot", slot, "node", target.id)
}

// MasterOf is the master that had the slot in the beginning.
func MasterOf(slot int) int {
	for m := range Masters {
		if first, last := share(m); first <= slot && slot <= last {
			return m
		}
	}
	return -1
}

func (c *Cluster) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal("redis cluster: ", err)
	}
}
