package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/app"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/wire"
)

const (
	laggards = 300
	healthy  = 12
	speakers = 4
	// What the speakers say, together 5 MB: 20,000 posts of a line. Fewer than a resume may have missed.
	shortPosts = 600 // of 1 KB
	longPosts  = 80  // of 50 KB
	// glance is where those who lag stop once more: what they are sent next are long posts.
	glance = shortPosts + 10
	// queued is what may wait for one connection, in bytes (socket.maxQueued).
	queued = 1 << 20
)

// narrow is a listener whose connections hold little that was not read: what waits, waits in the program.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	c, err := n.Listener.Accept()
	if err == nil {
		err = c.(*net.TCPConn).SetWriteBuffer(128 << 10)
	}
	return c, err
}

// narrowNode is a node behind such a listener.
func narrowNode(t *testing.T) *apptest.Node {
	t.Helper()
	l, err := app.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	database, address := postgrestest.URL(t), l.Addr().String()
	c := config.Config{
		Addr: address, PublicURL: "http://" + address, DatabaseURL: database, DatabaseConns: 8, Drain: 5 * time.Second,
		LogLevel: slog.LevelError, SecretKey: "a key that this node needs for itself",
		PostsPerSecond: 100_000, PostsBurst: 100_000, FramesPerSecond: 100_000, FrameBurst: 100_000,
	}
	slog.SetDefault(c.Logger()) // a test's output is its own
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Stop)
	if err := a.Serve(t.Context(), narrow{l}); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Open(t.Context(), database, postgres.PoolConfig{MaxConns: 4, ApplicationName: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return &apptest.Node{App: a, URL: "http://" + address, Pool: pool}
}

// reader follows the class's chat from its first event on, and reads only when it is told to.
type reader struct {
	node   *apptest.Node
	person apptest.Person
	topic  string

	ws     *websocket.Conn
	frame  bytes.Buffer
	last   int64
	times  []time.Time // when each event came
	closed []int       // the codes with which it was ended
}

func (r *reader) next() ([]byte, error) {
	_, frame, err := r.ws.NextReader()
	if err != nil {
		return nil, err
	}
	r.frame.Reset()
	_, err = r.frame.ReadFrom(frame)
	return r.frame.Bytes(), err
}

// connect follows what comes after the last event that was read.
func (r *reader) connect(ctx context.Context) error {
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		var d net.Dialer
		c, err := d.DialContext(ctx, network, address)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(128 << 10)
		}
		return c, err
	}}
	var err error
	if r.ws, _, err = dialer.DialContext(ctx, apptest.SocketURL(r.node), http.Header{"Authorization": {"Bearer " + r.person.Token}}); err != nil {
		return err
	}
	var welcome struct{ OK wire.Welcome }
	if err := r.ask(`{"id":"1","do":"hello","in":{"protocol":1}}`, &welcome); err != nil {
		return err
	}
	var sub struct{ OK wire.Subscribed }
	if err := r.ask(fmt.Sprintf(`{"id":"2","do":"subscribe","in":{"topic":"%s","since":%d,"epoch":"%s"}}`, r.topic, r.last, welcome.OK.Epoch), &sub); err != nil {
		return err
	}
	if sub.OK.Reset != "" || sub.OK.Seq != r.last {
		return fmt.Errorf("resumed after %d: %s at %d", r.last, sub.OK.Reset, sub.OK.Seq)
	}
	return nil
}

func (r *reader) ask(frame string, answer any) error {
	if err := r.ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
		return err
	}
	for {
		b, err := r.next()
		if err != nil {
			return err
		}
		if bytes.HasPrefix(b, []byte(`{"id":`)) {
			return json.Unmarshal(b, answer)
		}
	}
}

// read reads until an event, coming back when it was ended as too slow.
func (r *reader) read(ctx context.Context, until func() int64) error {
	for r.last < until() {
		if err := r.ws.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
			return err
		}
		b, err := r.next()
		var ended *websocket.CloseError
		switch {
		case errors.As(err, &ended):
			r.closed = append(r.closed, ended.Code)
			if ended.Code != 4002 {
				return err
			}
			r.ws.Close()
			if err := r.connect(ctx); err != nil {
				return err
			}
			continue
		case err != nil:
			return fmt.Errorf("after %d: %w", r.last, err)
		}
		rest, event := bytes.CutPrefix(b, []byte(`{"topic":"`+r.topic+`","seq":`))
		if !event {
			continue // somebody came
		}
		var seq int64
		if _, err := fmt.Sscan(string(rest[:max(0, bytes.IndexByte(rest, ','))]), &seq); err != nil || seq != r.last+1 {
			return fmt.Errorf("%.60s after %d (%w)", b, r.last, err)
		}
		r.last, r.times = seq, append(r.times, time.Now())
	}
	return nil
}

// acknowledged is when which event was, and the longest time from a post to its answer.
type acknowledged struct {
	mu      sync.Mutex
	at      map[int64]time.Time // guarded by mu, as below
	longest time.Duration
}

func (a *acknowledged) note(seq int64, sent time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.at[seq] = time.Now()
	a.longest = max(a.longest, time.Since(sent))
}

// say posts and waits for the answer.
func (a *acknowledged) say(c *apptest.Client, w *apptest.World, body string) {
	sent := time.Now()
	var stored wire.PostStored
	c.Must("post.create", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: body}, &stored)
	a.note(stored.Seq, sent)
}

// heap is what objects take, in bytes, with those that nobody collected yet.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// watchHeap looks at the heap until stop, which gives the most that it was.
func watchHeap() (stop func() uint64) {
	ctx, cancel := context.WithCancel(context.Background())
	var most uint64
	var running sync.WaitGroup
	running.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for ctx.Err() == nil {
			most = max(most, heap())
			<-tick.C
		}
	})
	return func() uint64 { cancel(); running.Wait(); return most }
}

// Promise 11, for hundreds of slow readers at once.
func TestHundredsWhoStopReadingHarmNobodyAndGetEverythingLater(t *testing.T) { // not parallel: it measures
	n := narrowNode(t)
	w := apptest.Seed(t, n.Pool)
	people := append(classmates(t, n, w, 75), w.TeacherHefei, w.StudentHefei)
	var lagging, well []*reader
	var coming sync.WaitGroup
	for i := range laggards + healthy {
		r := &reader{node: n, person: people[i%len(people)], topic: w.ClassTopic}
		if i < laggards {
			lagging = append(lagging, r)
		} else {
			well = append(well, r)
		}
		coming.Go(func() {
			if err := r.connect(t.Context()); err != nil {
				t.Error(err)
			}
		})
		t.Cleanup(func() { r.ws.Close() })
	}
	coming.Wait()
	if t.Failed() {
		return
	}
	var target atomic.Int64 // the last event that everybody is to read
	target.Store(1 << 40)
	outcome := make(chan error, laggards+healthy)
	for _, r := range well {
		go func() { outcome <- r.read(t.Context(), target.Load) }()
	}
	runtime.GC()
	before := heap()
	acks := &acknowledged{at: map[int64]time.Time{}}
	var speaking sync.WaitGroup
	voices := make([]*apptest.Client, speakers)
	for i := range speakers {
		voices[i] = apptest.Hello(t, n, w.Teacher.Token)
		speaking.Go(func() {
			for range shortPosts / speakers {
				acks.say(voices[i], w, strings.Repeat("同窗会", 110))
			}
			for range longPosts / speakers {
				acks.say(voices[i], w, strings.Repeat("同窗会", 5_500))
			}
		})
	}
	most := watchHeap()
	speaking.Wait()
	while := acks.longest
	even := make(chan error, laggards)
	readUntil := func(last int64) {
		for _, r := range lagging {
			go func() { even <- r.read(t.Context(), func() int64 { return last }) }()
		}
	}
	readUntil(glance)
	for range laggards {
		if err := <-even; err != nil {
			t.Error(err)
		}
	}
	waiting := uint64(0)
	for range 10 { // the last of them is still being sent something
		runtime.GC()
		waiting = max(waiting, heap())
	}

	// Now all of them read, and the others go on talking until they are even.
	began := time.Now()
	readUntil(shortPosts + longPosts)
	done, said := 0, int64(shortPosts+longPosts)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for done < laggards {
		select {
		case <-tick.C:
			acks.say(voices[0], w, "meanwhile")
			said++
		case err := <-even:
			if done++; err != nil {
				t.Error(err)
			}
		}
	}
	took := time.Since(began)
	peak := most()
	t.Logf("%d who did not read: %d MB before, %d MB while all wait, at most %d MB; even after %s; longest until an answer %s, while they read %s",
		laggards, before>>20, waiting>>20, peak>>20, took.Round(time.Millisecond), while.Round(time.Millisecond), acks.longest.Round(time.Millisecond))
	// Twice: what nobody needs any more lies around until it is collected.
	if each := int64(waiting-before) / laggards; each > queued {
		t.Errorf("%d bytes wait for each reader", each)
	}
	if each := int64(peak-before) / laggards; each > 2*queued {
		t.Errorf("at most %d bytes were there for each reader", each)
	}
	if acks.longest > frozenWithin {
		t.Errorf("a post was answered after %s", acks.longest)
	}
	target.Store(said + 1)
	for _, r := range lagging {
		go func() { outcome <- r.read(t.Context(), target.Load) }()
	}
	acks.say(voices[0], w, "all is well")
	for range laggards + healthy {
		if err := <-outcome; err != nil {
			t.Error(err)
		}
	}
	for _, r := range well {
		if len(r.closed) != 0 {
			t.Errorf("one who read was ended by %v", r.closed)
		}
		for i, came := range r.times {
			if took := came.Sub(acks.at[int64(i+1)]); took > frozenWithin {
				t.Errorf("event %d was heard after %s", i+1, took)
			}
		}
	}
	ended := 0
	for _, r := range lagging {
		ended += len(r.closed)
	}
	t.Logf("%d were ended as too slow, and came back", ended)
}
