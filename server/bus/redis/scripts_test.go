package redis_test

import (
	"strings"
	"testing"

	goredis "github.com/redis/go-redis/v9"

	"tongchuang/server/bus/redis"
	"tongchuang/server/limit"
	"tongchuang/server/redistest"

	"github.com/google/uuid"
)

// A bucket lies wherever its slot is: two nodes that count apart would let everybody say twice as much.
func TestAPersonHasOneBucketOnAllNodesOfACluster(t *testing.T) {
	t.Parallel()
	cluster := redistest.StartCluster(t, 0)
	var nodes []*limit.SharedBuckets
	for _, url := range []string{cluster.URL(), strings.Replace(cluster.URL(), cluster.Addresses()[0], cluster.Addresses()[2], 1)} {
		b := newBus(t, url, ignore, func() {})
		eventually(t, "health", b.Healthy)
		nodes = append(nodes, limit.NewSharedBuckets(b.Scripts(), 0.001, 4))
	}
	for range 30 { // in all three masters' slots
		person, taken := uuid.New(), 0
		for range 5 {
			for _, node := range nodes {
				if node.Allow(t.Context(), person) {
					taken++
				}
			}
		}
		if taken != 4 {
			t.Errorf("%d tokens of 4 were taken on two nodes", taken)
		}
	}
}

func TestScriptsFailAtOnceWhileRedisWasNeverThere(t *testing.T) {
	t.Parallel()
	scripts := newQuickBus(t, "redis://127.0.0.1:1", ignore, func() {}).Scripts()
	ctx := t.Context()
	for name, err := range map[string]error{
		"Eval": scripts.Eval(ctx, "return 1", nil).Err(), "EvalSha": scripts.EvalSha(ctx, "x", nil).Err(),
		"EvalRO": scripts.EvalRO(ctx, "return 1", nil).Err(), "EvalShaRO": scripts.EvalShaRO(ctx, "x", nil).Err(),
		"ScriptExists": scripts.ScriptExists(ctx, "x").Err(), "ScriptLoad": scripts.ScriptLoad(ctx, "return 1").Err(),
	} {
		if err != redis.ErrAway {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n, err := goredis.NewScript("return 1").Run(ctx, scripts, nil).Int(); err != redis.ErrAway {
		t.Errorf("%d, %v", n, err)
	}
}

func TestANodeStartsWhereTheFirstNodeOfItsClusterIsAway(t *testing.T) {
	t.Parallel()
	cluster := redistest.StartCluster(t, 1)
	cluster.Kill(0)
	cluster.AwaitTakeover(0)
	b := newQuickBus(t, cluster.URL()+"?addr="+strings.Join(cluster.Addresses()[1:], "&addr="), ignore, func() {})
	eventually(t, "health", b.Healthy)
}
