package promises_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/apptest"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// failsWithin is the bound of promises 8 and 9, and a little for a machine under load.
const failsWithin = 2*time.Second + 500*time.Millisecond

// Promise 9. Postgres is restarted ten times under load: every command is answered in time, by what it asked for or by
// `unavailable`; outboxes drain; all is well within five seconds.
func TestAPostgresRestartFailsFastAndHonestlyAndIsOverSoon(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	node := apptest.Join(t, cluster.URL(), loose)
	world := apptest.Seed(t, node.Pool)
	nodes := addresses([]*apptest.Node{node})
	writer := join(t, world.Teacher, world.ClassTopic, nodes).isHere()
	reader := join(t, world.StudentHefei, world.ClassTopic, nodes).isHere()

	over := make(chan struct{})
	var running sync.WaitGroup
	failures := 0
	impatient := apptest.Hello(t, node, world.Student.Token)
	running.Go(func() {
		for {
			select {
			case <-over:
				return
			default:
			}
			began := time.Now()
			f := impatient.Do("post.create", wire.CreatePost{Thread: world.Chat, ClientID: uuid.New(), Body: "now or never"})
			if took := time.Since(began); took > failsWithin {
				t.Errorf("an answer took %s", took)
			}
			if f.Error != nil {
				failures++
				if f.Error.Code != "unavailable" || f.Error.RetryAfter == 0 {
					t.Errorf("the answer is %s", f.Raw)
				}
			}
		}
	})
	for range 10 {
		for range 5 {
			writer.Post(world.Chat, "a line")
		}
		cluster.Restart()
	}
	back := time.Now()
	writer.allStored()
	pool, err := postgres.Open(t.Context(), cluster.URL(), postgres.PoolConfig{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	close(over)
	running.Wait()
	reader.hasHeard(pool)
	if took := time.Since(back); took > 5*time.Second {
		t.Errorf("it took %s until all was well", took)
	}
	mustBeStored(t, pool, writer)
	if len(writer.stored) != 50 || len(writer.refused) != 0 {
		t.Errorf("%d of 50 stored, refused %v", len(writer.stored), writer.refused)
	}
	if len(writer.breaks)+len(reader.breaks) != 0 {
		t.Errorf("open connections were ended: %v %v", writer.breaks, reader.breaks)
	}
	if failures == 0 {
		t.Error("nobody noticed the restarts: the test looks elsewhere")
	}
}

// Promise 9. A Postgres that hangs is worse than one that is gone; nobody waits for it longer.
func TestAPostgresThatHangsHangsNobody(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	node := apptest.Join(t, cluster.URL(), loose)
	world := apptest.Seed(t, node.Pool)
	client := apptest.Hello(t, node, world.Student.Token)
	client.Must("post.create", wire.CreatePost{Thread: world.Chat, ClientID: uuid.New(), Body: "before"}, nil)
	visitor := apptest.Hello(t, node, "")

	send := wire.CreatePost{Thread: world.Chat, ClientID: uuid.New(), Body: "while it hangs"}
	thaw := freeze(t, cluster)
	defer thaw()
	for what, ask := range map[string]func(){
		"a post":         func() { client.Refused("post.create", send, "unavailable") },
		"a subscription": func() { visitor.Refused("subscribe", wire.Subscribe{Topic: world.ClassTopic}, "unavailable") },
		"a page of the API": func() {
			if code := status(t, node.URL+"/api/boards"); code != http.StatusServiceUnavailable {
				t.Errorf("the API answers %d", code)
			}
		},
		"readiness": func() {
			if code := status(t, node.URL+"/readyz"); code != http.StatusServiceUnavailable {
				t.Errorf("/readyz answers %d", code)
			}
		},
		"a handshake": func() {
			if code := statusAs(t, node.URL+"/api/socket", world.Teacher.Token); code != http.StatusServiceUnavailable {
				t.Errorf("the door answers %d", code)
			}
		},
	} {
		began := time.Now()
		ask()
		if took := time.Since(began); took > failsWithin {
			t.Errorf("%s took %s", what, took)
		}
	}
	thaw()
	// Whether what was refused stands after all is open; sent again, under the same id, it stands once.
	for client.Do("post.create", send).Error != nil {
	}
	if n := len(eventsOf(t, node.Pool, world.ClassTopic)); n != 2 {
		t.Errorf("%d events of two posts", n)
	}
}

// freeze stops all of Postgres's processes as they are, until the function it returns is called.
func freeze(t *testing.T, cluster *postgrestest.Cluster) (thaw func()) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), cluster.SuperuserURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	rows, err := conn.Query(t.Context(), `select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`)
	if err != nil {
		t.Fatal(err)
	}
	pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		t.Fatal(err)
	}
	pids = append(pids, cluster.PID()) // it would start new ones
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
	}
	return sync.OnceFunc(func() {
		for _, pid := range pids {
			_ = syscall.Kill(pid, syscall.SIGCONT) // one that has ended needs none
		}
	})
}

func status(t *testing.T, url string) int { return statusAs(t, url, "") }

func statusAs(t *testing.T, url, token string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: patience}
	answer, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	answer.Body.Close()
	return answer.StatusCode
}

// Promises 5 and 13. An older backup is restored: another epoch, everybody begins anew with what is there, nothing of
// what is gone is shown, no id is given out twice, and the talk goes on.
func TestARestoredBackupIsSafe(t *testing.T) {
	t.Parallel()
	cluster := postgrestest.StartCluster(t)
	node := apptest.Join(t, cluster.URL(), loose)
	world := apptest.Seed(t, node.Pool)
	var mu sync.Mutex
	current := node
	nodes := func(string) string {
		mu.Lock()
		defer mu.Unlock()
		return apptest.SocketURL(current)
	}
	writer := join(t, world.Teacher, world.ClassTopic, nodes).isHere()
	reader := join(t, world.StudentHefei, world.ClassTopic, nodes).isHere()
	for range 20 {
		writer.Post(world.Chat, "in the backup")
	}
	writer.allStored()
	dump := dumpDatabase(t, cluster.URL())
	for range 10 {
		writer.Post(world.Chat, "after the backup")
	}
	writer.allStored()
	reader.hasHeard(node.Pool)
	before := map[string]bool{}
	reader.mu.Lock()
	for _, e := range reader.events {
		before[decode[wire.Post](t, e.Data).ID.String()] = true
	}
	reader.mu.Unlock()

	node.Stop()
	restoreDatabase(t, cluster.URL(), dump)
	again := apptest.Join(t, cluster.URL(), loose)
	mu.Lock()
	current = again
	mu.Unlock()
	for _, m := range []*member{writer, reader} {
		m.await("the new beginning", func() bool { return m.began[len(m.began)-1].Reset == "epoch" })
		m.mu.Lock()
		if last := m.began[len(m.began)-1]; last.Seq != 20 || last.Epoch == m.began[0].Epoch || len(last.Snapshot) == 0 {
			t.Errorf("the new beginning is %+v", last)
		}
		m.mu.Unlock()
	}
	// Numbers are used again, in another epoch; ids never.
	for range 15 {
		writer.Post(world.Chat, "after the restore")
	}
	writer.allStored()
	reader.await("the posts after the restore", func() bool { return len(reader.events) == 15 })
	reader.mu.Lock()
	defer reader.mu.Unlock()
	for i, e := range reader.events {
		p := decode[wire.Post](t, e.Data)
		if e.Seq != int64(21+i) || before[p.ID.String()] || p.Body != "after the restore" {
			t.Errorf("after the restore came %d %s", e.Seq, e.Data)
		}
	}
}

// dumpDatabase and restoreDatabase are an operator's pg_dump and pg_restore; docs/operating.md.
func dumpDatabase(t *testing.T, url string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup")
	postgresTool(t, "pg_dump", "--format=custom", "--no-owner", "--file", file, url)
	return file
}

func restoreDatabase(t *testing.T, url, file string) {
	t.Helper()
	postgresTool(t, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname", url, file)
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := topic.NewEpoch(t.Context(), conn); err != nil {
		t.Fatal(err)
	}
}

func postgresTool(t *testing.T, name string, args ...string) {
	t.Helper()
	binaries, err := postgres.BinariesFor(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(binaries.Dir, name)
	if _, err := os.Stat(program); err != nil {
		if program, err = exec.LookPath(name); err != nil {
			t.Skip("there is no ", name, " on this machine")
		}
	}
	if output, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, output)
	}
}
