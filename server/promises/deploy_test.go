package promises_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
)

// Promise 10. A node is stopped as a deployment does it, under load: readiness fails before the first socket is closed,
// all are asked in waves to come back elsewhere, they do so spread over time, and every send is stored.
func TestADeploymentLosesNothingAndStampedesNobody(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, 2, func(c *config.Config) { c.Drain = 10 * time.Second })
	leaving, staying := in.nodes[0], in.nodes[1]
	const sockets = 40
	var members []*member
	var asked atomic.Int64 // when the first was asked to go, Unix nanoseconds
	var back sync.Map
	people := []apptest.Person{in.world.Teacher, in.world.TeacherHefei, in.world.Student, in.world.StudentHefei}
	for i := range sockets {
		var left atomic.Bool
		node := func(string) string {
			if left.Swap(true) { // the first time here, then where a balancer sends: to what is ready
				back.Store(i, time.Now())
				asked.CompareAndSwap(0, time.Now().UnixNano())
				return apptest.SocketURL(staying)
			}
			return apptest.SocketURL(leaving)
		}
		members = append(members, join(t, people[i%len(people)], in.world.ClassTopic, node).isHere())
	}

	stopped, over := make(chan struct{}), make(chan struct{})
	var running sync.WaitGroup
	var unready atomic.Int64
	running.Go(func() { // the balancer's check
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		for unready.Load() == 0 {
			answer, err := client.Get(leaving.URL + "/readyz")
			if err == nil {
				answer.Body.Close()
			}
			if err != nil || answer.StatusCode != http.StatusOK {
				unready.Store(time.Now().UnixNano())
			}
		}
	})
	sent := 0
	running.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				members[sent%sockets].Post(in.world.Chat, fmt.Sprintf("post %d", sent))
				sent++
			case <-over:
				return
			}
		}
	})
	members[0].await("posts under way", func() bool { return len(members[0].stored) >= 1 })
	began := time.Now()
	go func() { leaving.Stop(); close(stopped) }()
	<-stopped
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("the node took %s to leave", took)
	}
	for _, m := range members {
		m.await("the return", func() bool { return len(m.began) >= 2 })
	}
	close(over)
	running.Wait()

	stored := 0
	for _, m := range members {
		m.allStored()
		m.mu.Lock()
		stored += len(m.stored)
		if count := codes(m.breaks); count[1012] != 1 || len(m.breaks) != 1 {
			t.Errorf("a socket was ended by %v", m.breaks)
		} else if !strings.Contains(m.breaks[0].Error(), "retry_after") {
			t.Errorf("a close without a hint: %v", m.breaks[0])
		}
		if len(m.refused) != 0 {
			t.Errorf("refused: %v", m.refused)
		}
		m.mu.Unlock()
	}
	if stored != sent {
		t.Errorf("%d of %d are stored", stored, sent)
	}
	pool := staying.Pool
	mustBeStored(t, pool, members...)
	for _, m := range members {
		m.hasHeard(pool)
	}
	if unready.Load() > asked.Load() {
		t.Errorf("readiness failed %s after the first socket was closed", time.Duration(unready.Load()-asked.Load()))
	}
	var times []time.Time
	back.Range(func(_, at any) bool { times = append(times, at.(time.Time)); return true })
	slices.SortFunc(times, time.Time.Compare)
	for i := range times {
		if within := times[min(i+sockets/2, len(times)-1)].Sub(times[i]); i+sockets/2 < len(times) && within < 300*time.Millisecond {
			t.Errorf("half of all came back within %s", within)
			break
		}
	}
}

// Promise 12. On one node the access is taken away while the person is in a burst on the other; Redis is dead, so that
// only the log tells the other node. Within two seconds nothing is accepted or delivered any more.
func TestRevocationReachesASocketThatIsInABurstOnAnotherNode(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		revoke string // SQL with the person's id
		code   int    // of the close; 0 when the socket stays and only the topic is closed
	}{
		"left the class": {`update class_member set left_at = now() where person_id = $1`, 0},
		"token revoked":  {`update access_token set revoked_at = now() where person_id = $1`, 4001},
		"account ended":  {`update person set deleted_at = now() where id = $1`, 4001},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := newInstallation(t, 2)
			in.redis.Kill()
			out := in.join(in.world.StudentHefei, in.nodes[1:]).isHere()
			witness := in.join(in.world.Teacher, in.nodes[:1]).isHere()
			over := make(chan struct{})
			var running sync.WaitGroup
			running.Go(func() {
				tick := time.NewTicker(10 * time.Millisecond)
				defer tick.Stop()
				for {
					select {
					case <-tick.C:
						out.Post(in.world.Chat, "the burst "+uuid.NewString())
						witness.Post(in.world.Chat, "the others")
					case <-over:
						return
					}
				}
			})
			out.await("the burst", func() bool { return len(out.events) > 20 })
			if _, err := in.pool.Exec(t.Context(), c.revoke, in.world.StudentHefei.ID); err != nil {
				t.Fatal(err)
			}
			revoked := time.Now()
			changed(t, in.pool, in.world.StudentHefei.ID)
			out.await("the end", func() bool {
				if c.code == 0 {
					return out.ended != nil
				}
				return codes(out.breaks)[c.code] > 0 || codes(out.breaks)[http.StatusUnauthorized] > 0
			})
			ended := time.Now()
			if took := ended.Sub(revoked); took > 2*time.Second {
				t.Errorf("it took %s", took)
			}
			witness.await("more of the others", func() bool {
				return len(witness.times) > 0 && witness.times[len(witness.times)-1].After(ended.Add(300*time.Millisecond))
			})
			close(over)
			running.Wait()
			out.mu.Lock()
			defer out.mu.Unlock()
			if last := out.times[len(out.times)-1]; last.After(ended) {
				t.Errorf("something was delivered %s after the end", last.Sub(ended))
			}
			for _, at := range out.answers {
				if at.After(ended) {
					t.Errorf("something was accepted %s after the end", at.Sub(ended))
				}
			}
		})
	}
}
