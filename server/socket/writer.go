package socket

import (
	"errors"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/hub"
)

// maxQueued bounds what waits for one connection. Enough for a resume of MaxCatchUp ordinary posts; a reader that
// lets it fill is closed as slow and resumes later, from the log. A single frame may be larger, when nothing else waits:
// a snapshot of long posts must not close a connection that will ask for it again.
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
	if len(w.queue) > 0 && w.bytes+len(f.Bytes) > maxQueued {
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

// Closing tells whether the end has been decided.
func (w *writer) Closing() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closing != nil
}

func (w *writer) nudge() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// run writes until the connection is closing. The reading side ends with it, and closes the connection.
func (w *writer) run() {
	var spare []*hub.Frame
	for range w.wake {
		w.mu.Lock()
		queue, ping, closing := w.queue, w.ping, w.closing
		w.queue, w.bytes, w.ping = spare[:0], 0, false
		w.mu.Unlock()

		err := w.write(queue, ping, closing)
		if err != nil || closing != nil {
			if err == nil || errors.Is(err, websocket.ErrCloseSent) { // that one: the reading side has answered a close
				w.net.finish(time.Now().Add(lingers))
			} else {
				w.ws.Close()
			}
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

// write sends all of it at once. What was collected before an error is sent too: a close of the reading side may be
// part of it.
func (w *writer) write(queue []*hub.Frame, ping bool, closing *Closing) error {
	w.net.cork()
	err := w.frames(queue, ping, closing)
	if broken := w.net.uncork(); broken != nil {
		return broken
	}
	return err
}

func (w *writer) frames(queue []*hub.Frame, ping bool, closing *Closing) error {
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
		return w.ws.WriteControl(websocket.CloseMessage, closing.frame(), deadline)
	}
	return nil
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
