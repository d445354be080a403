package redistest_test

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"tongchuang/server/redistest"
)

func TestAClusterKeepsItsKeysOverAMovedSlotAndALostMaster(t *testing.T) {
	t.Parallel()
	began := time.Now()
	cluster := redistest.StartCluster(t, 1)
	t.Logf("it took %v to start", time.Since(began))
	client := cluster.Client()
	const key = "{a}key"
	slot := int(client.ClusterKeySlot(t.Context(), key).Val())
	if err := client.Set(t.Context(), key, "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
	from := redistest.MasterOf(slot)
	cluster.Move(slot, from, 0)
	if got, err := client.Get(t.Context(), key).Result(); got != "value" {
		t.Fatalf("after the move: %q, %v", got, err)
	}
	// Written again there, by the connection that then waits: the client may still remember where the slot was.
	target := redis.NewClient(&redis.Options{Addr: cluster.Addresses()[0]})
	defer target.Close()
	master := target.Conn()
	defer master.Close()
	if err := master.Set(t.Context(), key, "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if n, err := master.Wait(t.Context(), 1, 10*time.Second).Result(); n != 1 {
		t.Fatalf("%d replicas have it, %v", n, err)
	}
	began = time.Now()
	cluster.Kill(0)
	cluster.AwaitTakeover(0)
	t.Logf("the replica took over after %v", time.Since(began))
	anew := cluster.Client()
	if got, err := anew.Get(t.Context(), key).Result(); got != "value" {
		t.Fatalf("after the takeover: %q, %v", got, err)
	}
	cluster.KillAll()
	cluster.StartAll()
	if err := anew.Ping(t.Context()).Err(); err != nil {
		t.Error(err)
	}
}
