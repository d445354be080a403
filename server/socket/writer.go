package socket

import (
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/hub"
)

// maxQueued bounds what waits for one connection. Enough for a resume of MaxCatchUp ordinary posts; a reader that
// lets it fill is closed as slow and resumes later, from the log.
const maxQueued = 1 << 20

// writer is a connection's outgoing side: a queue bounded in bytes, and one goroutine that writes all that is queued in
// one go. Its methods are safe for concurrent use.
type writer struct {
	ws   *websocket.Conn
	net  *corked
	wake chan struct{} // capacity 1

	mu      sync.Mutex
	queue   []*hub.Frame // guarded by mu, as all below
	bytes   int
	ping    bool
	closing *Closing
}

func newWriter(ws *websocket.Conn, net *corked) *writer {
	return &writer{ws: ws, net: net, wake: make(chan struct{}, 1)}
}

// Send queues a frame. False means that the connection is closing; a full queue closes it.
func (w *writer) Send(f *hub.Frame) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing != nil {
		return false
	}
	if w.bytes+len(f.Bytes) > maxQueued {
		c := closeSlow
		w.closing, w.queue, w.bytes = &c, nil, 0
		w.nudge()
		return false
	}
	w.queue = append(w.queue, f)
	w.bytes += len(f.Bytes)
	w.nudge()
	return true
}

// Ping asks for a ping.
func (w *writer) Ping() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ping = true
	w.nudge()
}

// Close ends the connection once what is queued has been written. The first call counts.
func (w *writer) Close(c Closing) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing == nil {
		w.closing = &c
		w.nudge()
	}
}

func (w *writer) nudge() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// lingers is how long the reading side waits for the peer's own close, so that ours is not lost to a reset.
const lingers = 2 * time.Second

// run writes until the connection is closing. The reading side ends with it, and closes the connection.
func (w *writer) run() {
	var spare []*hub.Frame
	for range w.wake {
		w.mu.Lock()
		queue, ping, closing := w.queue, w.ping, w.closing
		w.queue, w.bytes, w.ping = spare[:0], 0, false
		w.mu.Unlock()

		err := w.write(queue, ping, closing)
		if err != nil {
			w.ws.Close()
		} else if closing != nil {
			w.net.finish(time.Now().Add(lingers))
		}
		if err != nil || closing != nil {
			w.stop()
			return
		}
		clear(queue)
		spare = queue
		if cap(spare) > 256 {
			spare = nil // a burst's memory is not kept for an idle connection
		}
	}
}

func (w *writer) write(queue []*hub.Frame, ping bool, closing *Closing) error {
	w.net.cork()
	for _, f := range queue {
		if err := w.ws.WritePreparedMessage(f.Prepared); err != nil {
			return err
		}
	}
	deadline := time.Now().Add(writeTimeout)
	if ping {
		if err := w.ws.WriteControl(websocket.PingMessage, nil, deadline); err != nil {
			return err
		}
	}
	if closing != nil {
		if err := w.ws.WriteControl(websocket.CloseMessage, closing.frame(), deadline); err != nil {
			return err
		}
	}
	return w.net.uncork()
}

// stop makes every later Send fail.
func (w *writer) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing == nil {
		w.closing = &Closing{}
	}
	w.queue, w.bytes = nil, 0
}
