package promises_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/apptest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// changed tells a person's connections to ask again, as the server does after a change; the nodes find it in the log.
func changed(t *testing.T, pool *pgxpool.Pool, person uuid.UUID) {
	t.Helper()
	name := topic.Of("person", person)
	err := topic.NewLog(pool, unheard{}).InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
		_, err := tx.Append(topic.Entry{Topic: name, Kind: wire.AccessChanged, Data: []byte("{}")})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unheard is a topic.Publisher that tells nobody.
type unheard struct{}

func (unheard) Publish([]topic.Event) {}

// slowReader follows from the given event on, and then reads nothing.
func slowReader(t *testing.T, in *installation, p apptest.Person, since int, epoch string) *websocket.Conn {
	t.Helper()
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		var d net.Dialer
		c, err := d.DialContext(ctx, network, address)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(4 << 10)
		}
		return c, err
	}}
	ws, _, err := dialer.DialContext(t.Context(), apptest.SocketURL(in.nodes[0]), http.Header{"Authorization": {"Bearer " + p.Token}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	for _, frame := range []string{
		`{"id":"1","do":"hello","in":{"protocol":1}}`,
		fmt.Sprintf(`{"id":"2","do":"subscribe","in":{"topic":"%s","since":%d,"epoch":"%s"}}`, in.world.ClassTopic, since, epoch),
	} {
		if err := ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := ws.ReadMessage(); err != nil {
			t.Fatal(err)
		}
	}
	return ws
}

// Promise 11. Two of twelve stop reading while much is said: the others hear everything and are not ended; the slow
// get the rest when they come back.
func TestASlowReaderHarmsOnlyItself(t *testing.T) { // not parallel: it measures
	in := newInstallation(t, 1)
	people := []apptest.Person{in.world.Teacher, in.world.TeacherHefei, in.world.Student}
	var fast []*member
	for i := range 10 {
		fast = append(fast, in.join(people[i%len(people)], in.nodes).isHere())
	}
	page := strings.Repeat("同窗", 9_000) // 54 KB, and as much again as HTML
	say := func(posts int) (took []time.Duration) {
		for range posts {
			m := fast[0]
			m.mu.Lock()
			before := len(m.events)
			m.mu.Unlock()
			s := m.Post(in.world.Chat, page)
			for _, m := range fast {
				m.await("the page", func() bool { return len(m.events) > before })
				m.mu.Lock()
				took = append(took, m.times[before].Sub(s.Queued))
				m.mu.Unlock()
			}
		}
		return took
	}
	alone := percentile(say(20), 0.99)
	var slow []*websocket.Conn
	for range 2 {
		slow = append(slow, slowReader(t, in, in.world.StudentHefei, 20, fast[0].began[0].Epoch))
	}
	// More than the kernel's buffers and the queue hold together.
	beside := percentile(say(70), 0.99)
	// That p99 rises by no more than a tenth is measured, not asserted: a shared machine would decide the test.
	t.Logf("p99 %s alone, %s beside slow readers", alone, beside)
	for _, m := range fast {
		if len(m.breaks) != 0 {
			t.Errorf("a fast one was ended by %v", m.breaks)
		}
	}
	// That the slow are told why is TestWhoDoesNotReadIsClosedAsSlowAndTheOthersHearEverything. What they missed they get.
	for _, ws := range slow {
		ws.Close()
	}
	in.join(in.world.StudentHefei, in.nodes).hasHeard(in.pool)
}
