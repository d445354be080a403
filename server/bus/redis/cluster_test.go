package redis_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/bus/bustest"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestTheBusOverARedisClusterIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, joining(redistest.StartCluster(t, 0).URL()))
}

// heardWithin is promise 8: what is said while Redis is away is heard by then.
const heardWithin = 2 * time.Second

// Promises 4 and 8 over a cluster: of its three masters one may go, and slots may move, under everybody's feet.
func TestWhateverHappensToARedisClusterEventsGoOnAndArrive(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]struct {
		replicas   int
		harm, heal func(c *redistest.Cluster, slot int)
	}{
		"a slot moves": {
			harm: func(c *redistest.Cluster, slot int) {
				from := redistest.MasterOf(slot)
				c.Move(slot, from, (from+1)%redistest.Masters)
			},
			heal: func(*redistest.Cluster, int) {},
		},
		"a master dies and its replica takes over": {
			replicas: redistest.Masters,
			harm:     func(c *redistest.Cluster, slot int) { c.Kill(redistest.MasterOf(slot)) },
			heal:     func(c *redistest.Cluster, slot int) { c.AwaitTakeover(redistest.MasterOf(slot)) },
		},
		"a master is frozen, its replica takes over, and it comes back": {
			replicas: redistest.Masters,
			harm:     func(c *redistest.Cluster, slot int) { c.Freeze(redistest.MasterOf(slot)) },
			heal: func(c *redistest.Cluster, slot int) {
				c.AwaitTakeover(redistest.MasterOf(slot))
				c.Thaw(redistest.MasterOf(slot))
			},
		},
		"the whole cluster is frozen for a while": {
			harm: func(c *redistest.Cluster, _ int) {
				for m := range redistest.Masters {
					c.Freeze(m)
				}
			},
			heal: func(c *redistest.Cluster, _ int) { c.Thaw(0, 1, 2) },
		},
		"the whole cluster is away for a while": {
			harm: func(c *redistest.Cluster, _ int) { c.KillAll() },
			heal: func(c *redistest.Cluster, _ int) { c.StartAll() },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool, cluster := postgrestest.New(t), redistest.StartCluster(t, fault.replicas)
			one, other := newNode(t, pool, cluster.URL(), time.Second), newNode(t, pool, cluster.URL(), time.Second)
			topic := topic.Of("test", uuid.New())
			here, there := one.listen(t, topic), other.listen(t, topic)
			eventually(t, "health", func() bool { return one.bus.Healthy() && other.bus.Healthy() })
			one.say(t, topic, 5)
			there.mustHear(t, 5)
			here.mustHear(t, 5)

			slot := cluster.Client().ClusterKeySlot(t.Context(), one.bus.Channel(string(topic))).Val()
			fault.harm(cluster, int(slot))
			one.say(t, topic, 5)
			other.say(t, topic, 5)
			said := time.Now()
			late := one.listen(t, newTopicWith(t, other)) // opened while the cluster is not whole
			for _, e := range []*ear{here, there} {
				e.mustHear(t, 15)
			}
			if took := time.Since(said); took > heardWithin {
				t.Errorf("heard after %v", took)
			}
			fault.heal(cluster, int(slot))

			healed := time.Now()
			one.carriesTo(t, other, topic)
			other.carriesTo(t, one, topic)
			eventually(t, "health", func() bool { return one.bus.Healthy() && other.bus.Healthy() })
			t.Logf("back to normal after %v", time.Since(healed))
			head, err := one.log.Head(t.Context(), topic)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range []*ear{here, there} {
				e.mustHear(t, head)
			}
			late.mustHear(t, 1)
			mustBePresent(t, one, other)
		})
	}
}

// carriesTo waits until what n says comes to the other through Redis.
func (n *node) carriesTo(t *testing.T, other *node, name topic.Name) {
	t.Helper()
	before := other.bus.Received()
	eventually(t, "Redis to carry", func() bool {
		n.say(t, name, 1)
		return other.bus.Received() > before
	})
}

// mustBePresent fails unless each node learns who comes to the other, and who goes.
func mustBePresent(t *testing.T, nodes ...*node) {
	t.Helper()
	room := topic.Of("test", uuid.New())
	for _, n := range nodes {
		m, err := n.Join(t.Context(), room, &ear{}, &wire.Person{ID: uuid.New(), Name: "somebody"})
		if err != nil {
			t.Fatal(err)
		}
		defer m.Leave()
		if err := m.CatchUp(context.WithoutCancel(t.Context()), 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range nodes {
		eventually(t, "everybody to be seen everywhere", func() bool { return len(n.Present(room)) == len(nodes) })
	}
}
