package promises_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9/logging"
	"go.uber.org/goleak"

	"tongchuang/server/apptest"
	"tongchuang/server/chaos"
	"tongchuang/server/config"
	"tongchuang/server/postgrestest"
	"tongchuang/server/redistest"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) {
	logging.Disable() // Redis is away most of the time here
	// go-redis knocks at a Redis that is away in a goroutine that sleeps a second, also after its pool was closed.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// patience is how long a test waits for what must come; a machine under load is slow, not wrong.
const patience = 30 * time.Second

// loose lets everybody post as fast as a test wants.
func loose(c *config.Config) {
	c.PostsPerSecond, c.PostsBurst, c.FramesPerSecond, c.FrameBurst = 100_000, 100_000, 100_000, 100_000
	c.LogLevel = slog.LevelError + 1 // that the database is away is not news here
}

func over(redis string) func(*config.Config) {
	return func(c *config.Config) { c.RedisURL = redis }
}

// installation is some nodes over one database and one Redis, with the small world in it.
type installation struct {
	t     testing.TB
	nodes []*apptest.Node
	redis *redistest.Private
	world *apptest.World
	pool  *pgxpool.Pool
}

func newInstallation(t testing.TB, nodes int, change ...func(*config.Config)) *installation {
	t.Helper()
	in := &installation{t: t, redis: redistest.Start(t)}
	database := postgrestest.URL(t)
	for range nodes {
		in.nodes = append(in.nodes, apptest.Join(t, database, append([]func(*config.Config){loose, over(in.redis.URL())}, change...)...))
	}
	in.pool = in.nodes[0].Pool
	in.world = apptest.Seed(t, in.pool)
	return in
}

// member is a client that comes back, and its list of the class's chat.
type member struct {
	*chaos.Client
	t     testing.TB
	topic string

	mu      sync.Mutex
	came    chan struct{}     // closed and renewed whenever something below changes
	began   []wire.Subscribed // guarded by mu, as all below
	events  []chaos.Event     // since the last snapshot
	times   []time.Time       // when they came
	ended   *wire.Problem
	stored  map[string]wire.PostStored // by client id
	answers map[string]time.Time
	refused []string
	breaks  []error
}

// Began implements chaos.Observer.
func (m *member) Began(_ string, s wire.Subscribed) {
	m.note(func() {
		if len(s.Snapshot) > 0 {
			m.events, m.times = nil, nil
		}
		m.began = append(m.began, s)
	})
}

// Heard implements chaos.Observer.
func (m *member) Heard(_ string, e chaos.Event) {
	m.note(func() { m.events, m.times = append(m.events, e), append(m.times, time.Now()) })
}

// Ended implements chaos.Observer.
func (m *member) Ended(_ string, why wire.Problem) { m.note(func() { m.ended = &why }) }

func (m *member) note(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
	close(m.came)
	m.came = make(chan struct{})
}

// await returns when what is true of the member; what is called with mu held.
func (m *member) await(what string, is func() bool) {
	m.t.Helper()
	deadline := time.After(patience)
	for {
		m.mu.Lock()
		done, came := is(), m.came
		state := fmt.Sprintf("%d events, %d stored, refused %v, breaks %v", len(m.events), len(m.stored), m.refused, m.breaks)
		m.mu.Unlock()
		if done {
			return
		}
		select {
		case <-came:
		case <-deadline:
			m.t.Fatalf("waiting for %s: %s", what, state)
		}
	}
}

// join lets somebody follow the class's chat on the nodes; more settings by change.
func (in *installation) join(p apptest.Person, nodes []*apptest.Node, change ...func(*chaos.ClientConfig)) *member {
	in.t.Helper()
	return join(in.t, p, in.world.ClassTopic, addresses(nodes), change...)
}

func addresses(nodes []*apptest.Node) func(string) string {
	return func(failed string) string {
		for {
			n := apptest.SocketURL(nodes[rand.IntN(len(nodes))])
			if n != failed || len(nodes) == 1 {
				return n
			}
		}
	}
}

func join(t testing.TB, p apptest.Person, topic string, node func(string) string, change ...func(*chaos.ClientConfig)) *member {
	t.Helper()
	m := &member{
		t: t, topic: topic, came: make(chan struct{}), stored: map[string]wire.PostStored{}, answers: map[string]time.Time{},
	}
	c := chaos.ClientConfig{
		Node: node, Token: p.Token, Topics: []string{topic}, FromStart: true, Observer: m, LongestWait: 2 * time.Second,
		Answered: func(s *chaos.Send, stored wire.PostStored, refused *wire.Problem) {
			m.note(func() {
				if refused != nil {
					m.refused = append(m.refused, refused.Code)
					return
				}
				m.stored[s.ClientID.String()], m.answers[s.ClientID.String()] = stored, time.Now()
			})
		},
		Failed: func(err error) { m.note(func() { m.breaks = append(m.breaks, err) }) },
	}
	for _, f := range change {
		f(&c)
	}
	m.Client = chaos.NewClient(c)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = m.Run(ctx) }) // how it ended is in breaks
	t.Cleanup(func() { cancel(); running.Wait() })
	return m
}

// isHere returns when the member follows.
func (m *member) isHere() *member {
	m.t.Helper()
	m.await("the subscription", func() bool { return len(m.began) > 0 })
	return m
}

// hasHeard returns when the member's list is the database's, and fails when it is not in order.
func (m *member) hasHeard(pool *pgxpool.Pool) {
	m.t.Helper()
	want := eventsOf(m.t, pool, m.topic)
	m.await(fmt.Sprintf("all %d events", len(want)), func() bool { return len(m.events) >= len(want) })
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, e := range m.events {
		if i >= len(want) || e.Seq != want[i].Seq || e.Kind != want[i].Kind || string(e.Data) != string(want[i].Data) {
			m.t.Fatalf("event %d of %d is %d %s", i+1, len(want), e.Seq, e.Kind)
		}
	}
}

// allStored returns when every post of the outbox is answered.
func (m *member) allStored() {
	m.t.Helper()
	m.await("the outbox", func() bool { return m.Oldest().IsZero() })
}

func eventsOf(t testing.TB, pool *pgxpool.Pool, topic string) []chaos.Event {
	t.Helper()
	rows, err := pool.Query(context.Background(), `select e.seq, e.kind, e.data::text from event e join topic t on t.id = e.topic_id
		where t.name = $1 order by e.seq`, topic)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var events []chaos.Event
	for rows.Next() {
		var e chaos.Event
		var data string
		if err := rows.Scan(&e.Seq, &e.Kind, &data); err != nil {
			t.Fatal(err)
		}
		e.Data = json.RawMessage(data)
		events = append(events, e)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return events
}

// mustBeStored fails unless everything that was acknowledged is in the database, each send once, where the answer said.
func mustBeStored(t testing.TB, pool *pgxpool.Pool, members ...*member) {
	t.Helper()
	for _, m := range members {
		m.mu.Lock()
		defer m.mu.Unlock()
		for client, stored := range m.stored {
			var rows int
			var seq int64
			err := pool.QueryRow(context.Background(), `select count(*), coalesce(min(seq), 0) from post where client_id = $1`, client).Scan(&rows, &seq)
			if err != nil {
				t.Fatal(err)
			}
			if rows != 1 || seq != stored.Seq {
				t.Errorf("%s was acknowledged as %d: %d rows, at %d", client, stored.Seq, rows, seq)
			}
		}
	}
}

// lineOf is a network that can be cut.
type lineOf struct {
	mu   sync.Mutex
	conn net.Conn
}

func (l *lineOf) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, network, address)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = c
	return c, err
}

func (l *lineOf) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if tcp, ok := l.conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
		_ = tcp.Close()
	}
}

// codes counts why connections ended.
func codes(breaks []error) map[int]int {
	count := map[int]int{}
	for _, err := range breaks {
		var e *chaos.Ending
		if errors.As(err, &e) {
			count[e.Code]++
		} else {
			count[0]++
		}
	}
	return count
}

// percentile of durations; p from 0 to 1.
func percentile(list []time.Duration, p float64) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*p))]
}

func decode[T any](t testing.TB, data []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
