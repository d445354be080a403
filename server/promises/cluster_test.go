package promises_test

import (
	"fmt"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
)

// Promises 3, 4 and 8 on two whole nodes over a Redis Cluster that is rearranged, and loses a master, while everybody
// writes.
func TestEveryoneHearsEverythingThoughTheClusterIsRearranged(t *testing.T) {
	t.Parallel()
	cluster := redistest.StartCluster(t, redistest.Masters)
	database := postgrestest.URL(t)
	in := &installation{t: t}
	for range 2 {
		in.nodes = append(in.nodes, apptest.Join(t, database, loose, over(cluster.URL())))
	}
	in.pool = in.nodes[0].Pool
	in.world = apptest.Seed(t, in.pool)
	members := []*member{
		in.join(in.world.Student, in.nodes[:1]).isHere(), in.join(in.world.StudentHefei, in.nodes[1:]).isHere(),
	}
	round := 0
	everybodyWrites := func() {
		for i := range 20 {
			for _, m := range members {
				m.Post(in.world.Chat, fmt.Sprintf("post %d of round %d", i, round))
			}
		}
		round++
	}
	allHeard := func() {
		for _, m := range members {
			m.allStored()
		}
		for _, m := range members {
			m.hasHeard(in.pool)
		}
	}
	everybodyWrites()
	client := cluster.Client()
	for lane := range 16 { // the slots in which the bus's channels lie
		slot := int(client.ClusterKeySlot(t.Context(), fmt.Sprintf("{%d}", lane)).Val())
		if from := redistest.MasterOf(slot); from != 1 {
			cluster.Move(slot, from, 1)
		}
	}
	everybodyWrites()
	allHeard()
	cluster.Kill(1)
	everybodyWrites()
	allHeard() // before anybody has taken over
	cluster.AwaitTakeover(1)
	everybodyWrites()
	cluster.KillAll()
	everybodyWrites()
	allHeard()
	cluster.StartAll()
	everybodyWrites()
	allHeard()
	mustBeStored(t, in.pool, members...)
	for _, m := range members {
		if want := 20 * round; len(m.stored) != want || len(m.refused) != 0 || len(m.breaks) != 0 {
			t.Errorf("%d of %d were stored, refused %v, breaks %v", len(m.stored), want, m.refused, m.breaks)
		}
	}
}
