package promises_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/chaos"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/wire"
)

// Promise 1. What was answered outlives a Postgres that is killed under load.
func TestAnAcknowledgedPostIsCommitted(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	node := apptest.Join(t, cluster.URL(), loose)
	world := apptest.Seed(t, node.Pool)
	var members []*member
	for _, p := range []apptest.Person{world.Teacher, world.Student, world.StudentHefei} {
		members = append(members, join(t, p, world.ClassTopic, addresses([]*apptest.Node{node})).isHere())
	}
	for kill := range 3 {
		for i := range 60 {
			members[i%len(members)].Post(world.Chat, fmt.Sprintf("post %d before kill %d", i, kill))
			if i == 30 {
				// In the middle of it: some are answered, some are on their way.
				m := members[0]
				m.await("a first answer", func() bool { return len(m.stored) > kill*20 })
				cluster.Kill()
				cluster.Restart()
			}
		}
	}
	pool, err := postgres.Open(t.Context(), cluster.URL(), postgres.PoolConfig{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	for _, m := range members {
		m.allStored()
	}
	mustBeStored(t, pool, members...)
	for _, m := range members {
		m.hasHeard(pool)
		if len(m.stored) != 60 || len(m.refused) != 0 {
			t.Errorf("%d of 60 were stored, refused: %v", len(m.stored), m.refused)
		}
	}
}

// Promise 2. Answers are cut off, and the send is repeated, mostly on another node: one row, one number.
func TestASendWhoseAnswerIsLostIsRepeatedOnAnotherNodeAndIsOnePost(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 3)
	line, cuts := new(lineOf), 0
	writer := in.join(in.world.Student, in.nodes, func(c *chaos.ClientConfig) {
		c.Dial = line.dial
		c.Sent = func(s *chaos.Send) {
			if s.Tries == 1 && rand.IntN(5) == 0 || s.Tries == 2 && rand.IntN(2) == 0 {
				cuts++
				line.cut() // the post is on its way, its answer never comes
			}
		}
	})
	const posts = 50
	for i := range posts {
		writer.Post(in.world.Chat, fmt.Sprintf("post %d", i))
	}
	writer.allStored()
	if len(writer.stored) != posts || len(writer.refused) != 0 {
		t.Errorf("%d stored, refused %v", len(writer.stored), writer.refused)
	}
	if cuts < posts/10 {
		t.Errorf("only %d answers were cut off", cuts)
	}
	mustBeStored(t, in.pool, writer)
	writer.hasHeard(in.pool)
	for i, e := range eventsOf(t, in.pool, in.world.ClassTopic) {
		if want := fmt.Sprintf("post %d", i); decode[wire.Post](t, e.Data).Body != want {
			t.Fatalf("the author's post %d stands elsewhere: %s", i, e.Data)
		}
	}
}

// Promise 2. Five tries of one send at the same time over three nodes give one row and one answer; the same id with
// another text is a conflict, now and later.
func TestFiveTriesAtOnceAreOnePost(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 3)
	var clients []*apptest.Client
	for i := range 5 {
		clients = append(clients, apptest.Hello(t, in.nodes[i%3], in.world.Student.Token))
	}
	for range 20 {
		send := wire.CreatePost{Thread: in.world.Chat, ClientID: uuid.New(), Body: "one and the same"}
		answers := make([]apptest.Frame, len(clients))
		var running sync.WaitGroup
		for i, c := range clients {
			running.Go(func() { answers[i] = c.Do("post.create", send) })
		}
		running.Wait()
		for _, a := range answers {
			if a.Error != nil || string(a.OK) != string(answers[0].OK) {
				t.Fatalf("%s and %s", answers[0].Raw, a.Raw)
			}
		}
		other := send
		other.Body = "another text"
		clients[0].Refused("post.create", other, "conflict")
	}
	if n := len(eventsOf(t, in.pool, in.world.ClassTopic)); n != 20 {
		t.Errorf("%d events of 20 sends", n)
	}
}

// Promise 3, on the whole way: writers on three nodes, and every reader sees 1..n. That the log itself keeps the order
// with pauses before the commit is TestFiftyWritersWithPausesMakeOneOrderWithoutGaps.
func TestWritersOnThreeNodesMakeOneOrderForAllReaders(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 3)
	var members []*member
	for i, p := range []apptest.Person{in.world.Teacher, in.world.TeacherHefei, in.world.Student, in.world.StudentHefei} {
		for n := range 3 {
			members = append(members, in.join(p, in.nodes[(i+n)%3:(i+n)%3+1]).isHere())
		}
	}
	for i := range 120 {
		members[i%len(members)].Post(in.world.Chat, fmt.Sprintf("post %d", i))
	}
	for _, m := range members {
		m.allStored()
	}
	events := eventsOf(t, in.pool, in.world.ClassTopic)
	if len(events) != 120 || events[119].Seq != 120 {
		t.Fatalf("%d events, the last is %d", len(events), events[len(events)-1].Seq)
	}
	for _, m := range members {
		m.hasHeard(in.pool)
	}
}

// Promise 4. Real losses: Redis is stopped, killed, emptied, frozen while people talk over two nodes.
func TestEveryoneHearsEverythingThoughRedisDies(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 2)
	here := in.join(in.world.Teacher, in.nodes[:1]).isHere()
	there := in.join(in.world.StudentHefei, in.nodes[1:]).isHere()
	say := func(what string) {
		for i := range 10 {
			here.Post(in.world.Chat, fmt.Sprintf("%s, here %d", what, i))
			there.Post(in.world.Chat, fmt.Sprintf("%s, there %d", what, i))
		}
	}
	for _, fault := range []struct {
		name  string
		begin func()
		end   func()
	}{
		{"nothing", func() {}, func() {}},
		{"stopped", in.redis.Stop, in.redis.Restart},
		{"killed", in.redis.Kill, in.redis.Restart},
		{"emptied", in.redis.Flush, func() {}},
		{"frozen", in.redis.Freeze, in.redis.Thaw},
	} {
		say("before it is " + fault.name)
		fault.begin()
		say("while it is " + fault.name)
		here.allStored()
		there.allStored()
		here.hasHeard(in.pool)
		there.hasHeard(in.pool)
		fault.end()
		say("after it was " + fault.name)
	}
	for _, m := range []*member{here, there} {
		m.allStored()
	}
	for _, m := range []*member{here, there} {
		m.hasHeard(in.pool)
	}
}

// Promise 8. Without Redis posts are stored as ever, and heard on the other node by polling within two seconds.
func TestWithoutRedisAPostIsHeardWithinTwoSeconds(t *testing.T) { // not parallel: it measures
	in := newInstallation(t, 2)
	writer := in.join(in.world.Teacher, in.nodes[:1]).isHere()
	reader := in.join(in.world.StudentHefei, in.nodes[1:]).isHere()
	in.redis.Kill()
	began := time.Now()
	var sends []*chaos.Send
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for range 60 {
		sends = append(sends, writer.Post(in.world.Chat, "without Redis"))
		<-tick.C
	}
	writer.allStored()
	reader.hasHeard(in.pool)
	reader.mu.Lock()
	defer reader.mu.Unlock()
	writer.mu.Lock()
	defer writer.mu.Unlock()
	for i, s := range sends {
		if s.Tries != 1 {
			t.Errorf("post %d was sent %d times", i, s.Tries)
		}
		if took := reader.times[i].Sub(writer.answers[s.ClientID.String()]); took > failsWithin {
			t.Errorf("post %d, %s after the death of Redis, took %s", i, s.Queued.Sub(began).Round(time.Millisecond), took)
		}
	}
}
