package redis_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"tongchuang/server/bus/bustest"
	"tongchuang/server/bus/redis"
	"tongchuang/server/child"
	"tongchuang/server/hub"
	"tongchuang/server/redistest"
)

func TestMain(m *testing.M) {
	// go-redis looks for a server that was away once a second, and notices only then that its pool was closed.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// joining gives nodes on the Redis at url.
func joining(url string) func(*testing.T) bustest.Join {
	return func(t *testing.T) bustest.Join {
		return func(receive func(string, []byte)) hub.Bus { return newBus(t, url, receive, func() {}) }
	}
}

func newBus(t *testing.T, url string, receive func(string, []byte), onGap func()) *redis.Bus {
	t.Helper()
	b, err := redis.New(t.Context(), url, receive, onGap)
	return started(t, b, err)
}

// newQuickBus notices after a fifth of the usual time that Redis is away.
func newQuickBus(t *testing.T, url string, receive func(string, []byte), onGap func()) *redis.Bus {
	t.Helper()
	b, err := redis.Open(t.Context(), url, receive, onGap, 5)
	return started(t, b, err)
}

func started(t *testing.T, b *redis.Bus, err error) *redis.Bus {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func ignore(string, []byte) {}

// eventually asks again and again until the answer is yes.
func eventually(t *testing.T, what string, yes func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !yes() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("waited in vain: ", what)
		}
	}
}

func TestTheBusOverRedisIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, joining(redistest.New(t).URL))
}

func TestDatabasesOfOneRedisDoNotHearEachOther(t *testing.T) {
	t.Parallel()
	url := strings.TrimSuffix(redistest.New(t).URL, "/0")
	heard := make(chan string, 10)
	hear := func(_ string, m []byte) { heard <- string(m) }
	one, other := newBus(t, url+"/1", hear, func() {}), newBus(t, url+"/2", hear, func() {})
	third := newBus(t, url+"/2", ignore, func() {})
	for _, b := range []*redis.Bus{one, other} {
		if err := b.Follow(t.Context(), "test:x"); err != nil {
			t.Fatal(err)
		}
	}
	newBus(t, url+"/3", ignore, func() {}).Publish("test:x", []byte("from a third"))
	third.Publish("test:x", []byte("from the second"))
	if got := <-heard; got != "from the second" {
		t.Error(got)
	}
}

func TestAnAddressThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "localhost:6379", "http://localhost", "redis://localhost/x"} {
		if _, err := redis.New(t.Context(), url, ignore, func() {}); err == nil {
			t.Errorf("%q was taken", url)
		}
	}
}

func TestTheBusOverARedisClusterIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, joining(startCluster(t)))
}

// startCluster starts a Redis Cluster of one node and gives its address.
func startCluster(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal(redistest.ErrNoProgram)
	}
	port, gossip := freePort(t), freePort(t)
	cmd := exec.Command(path, "--port", strconv.Itoa(port), "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir(),
		"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(gossip))
	process, err := child.Start(cmd, os.Kill)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := process.Signal(os.Kill); err != nil {
			t.Error(err)
		}
		<-process.Done()
	})
	client := goredis.NewClient(&goredis.Options{Addr: fmt.Sprintf("127.0.0.1:%d", port), MaxRetries: -1})
	defer client.Close()
	eventually(t, "a cluster", func() bool { return client.ClusterAddSlotsRange(t.Context(), 0, 16383).Err() == nil })
	eventually(t, "a cluster that is ready", func() bool {
		info, err := client.ClusterInfo(t.Context()).Result()
		return err == nil && strings.Contains(info, "cluster_state:ok")
	})
	return fmt.Sprintf("redis://127.0.0.1:%d", port)
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
