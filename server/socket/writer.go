package socket

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/hub"
)

// maxQueued bounds what waits for one connection. Events take half of it, and wait in the log beyond that; a reader that
// lets the rest fill is closed as slow and resumes later. A single frame may be larger: a snapshot of long posts,
// and what is said while it is under way, must not close a connection that will ask for it again.
const maxQueued = 1 << 20

// weight is what a frame counts in the queue: never more than half of it.
func weight(f *hub.Frame) int { return min(len(f.Encoded), maxQueued/2) }

// writer is a connection's outgoing side: a queue bounded in bytes, which a pen writes in one go. Its methods are safe
// for concurrent use.
type writer struct {
	ws      *websocket.Conn
	net     *outlet
	pen     *pen
	stopped chan struct{} // closed when nothing will be written any more

	mu      sync.Mutex
	queue   []*hub.Frame // guarded by mu, as all below
	bytes   int          // of the queue, as weights
	flying  int          // what was queued, and that the network may not have taken yet
	room    chan struct{}
	ping    bool
	closing *Closing
	busy    bool // it has its turn, or waits for it, or for the network
	over    bool // stopped is closed
}

func newWriter(ws *websocket.Conn, net *outlet, pen *pen) *writer {
	net.begin()
	return &writer{ws: ws, net: net, pen: pen, stopped: make(chan struct{})}
}

// Send queues a frame. False means that the connection is closing; a full queue closes it.
func (w *writer) Send(f *hub.Frame) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing != nil {
		return false
	}
	if w.passes(f) {
		return true
	}
	if before := w.bytes + w.flying; before > 0 && before+weight(f) > maxQueued {
		c := closeSlow
		w.closing, w.queue, w.bytes = &c, nil, 0
		w.makeRoom()
		w.nudge()
		return false
	}
	w.put(f)
	return true
}

// Forward implements hub.Forwarder: to the network, a run of frames is one. Half of the queue is for answers and
// snapshots, which are nowhere else.
func (w *writer) Forward(f *hub.Frame) hub.Outcome {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.closing != nil:
		return hub.Gone
	case w.passes(f):
	case !w.fits(weight(f)):
		return hub.Full
	default:
		w.put(f)
	}
	return hub.Taken
}

// passes tells whether f is a signal that is left out: who has that much to read misses none. Called with mu held.
func (w *writer) passes(f *hub.Frame) bool { return f.Passing && w.bytes+w.flying > maxQueued/8 }

// put is called with mu held.
func (w *writer) put(f *hub.Frame) {
	w.queue = append(w.queue, f)
	w.bytes += weight(f)
	w.nudge()
}

// fits tells whether n more bytes leave room for what is no event. Called with mu held.
func (w *writer) fits(n int) bool {
	before := w.bytes + w.flying
	return before == 0 || before+n <= maxQueued/2
}

// TooSlow implements hub.Forwarder.
func (w *writer) TooSlow() { w.Close(closeSlow) }

// Room waits until n more bytes fit. Errors: ctx's, and errClosing.
func (w *writer) Room(ctx context.Context, n int) error {
	for {
		w.mu.Lock()
		if w.closing != nil {
			w.mu.Unlock()
			return errClosing
		}
		if w.fits(n) {
			w.mu.Unlock()
			return nil
		}
		if w.room == nil {
			w.room = make(chan struct{})
		}
		room := w.room
		w.mu.Unlock()
		select {
		case <-room:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

var errClosing = errors.New("socket: the connection is closing")

// makeRoom tells who waits in Room to look again. Called with mu held.
func (w *writer) makeRoom() {
	if w.room != nil {
		close(w.room)
		w.room = nil
	}
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
		w.makeRoom()
		w.nudge()
	}
}

// Closing tells whether the end has been decided.
func (w *writer) Closing() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closing != nil
}

// nudge asks for a turn. Called with mu held.
func (w *writer) nudge() {
	if !w.busy && !w.over {
		w.busy = true
		w.pen.add(w)
	}
}

// keptQueue bounds the memory that an idle connection keeps for its queue, in frames.
const keptQueue = 8

// serve writes what is queued. The pen calls it.
func (w *writer) serve(p *pen) {
	w.mu.Lock()
	queue, ping, closing := w.queue, w.ping, w.closing
	w.flying = w.bytes
	flying := w.bytes
	w.queue, w.bytes, w.ping = nil, 0, false
	w.mu.Unlock()

	err := w.write(p, queue, ping, closing)
	p.count(queue, flying, w.net.waits())
	if cap(queue) <= keptQueue {
		clear(queue)
		w.mu.Lock()
		if w.queue == nil {
			w.queue = queue[:0]
		}
		w.mu.Unlock()
	}
	if w.net.whenOut(func(broken error) { w.served(errors.Join(err, broken), closing) }) {
		return // the network takes its time; others have their turn meanwhile
	}
	w.served(err, closing)
}

// served ends a turn: there is another one, or none for now, or none ever.
func (w *writer) served(err error, closing *Closing) {
	if err == nil && closing == nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.busy, w.flying = false, 0
		w.makeRoom()
		if len(w.queue) > 0 || w.ping || w.closing != nil {
			w.nudge()
		}
		return
	}
	if closing != nil {
		w.pen.figures.Closes.WithLabelValues(strconv.Itoa(closing.Code)).Inc()
	}
	if err == nil || errors.Is(err, websocket.ErrCloseSent) { // that one: the reading side has answered a close
		w.net.finish(time.Now().Add(lingers))
	} else {
		w.ws.Close()
	}
	w.stop()
}

// write hands all of it to the network: small frames together, large ones from where they are.
func (w *writer) write(p *pen, queue []*hub.Frame, ping bool, closing *Closing) error {
	if err := w.frames(p, queue); err != nil {
		return err
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

func (w *writer) frames(p *pen, queue []*hub.Frame) error {
	if len(queue) == 1 {
		return w.net.send(queue[0].Encoded)
	}
	b := p.blot()
	for _, f := range queue {
		if len(b)+len(f.Encoded) > inkSize {
			if err := w.net.send(b); err != nil {
				return err
			}
			b = b[:0]
		}
		if len(f.Encoded) > inkSize {
			if err := w.net.send(f.Encoded); err != nil {
				return err
			}
			continue
		}
		b = append(b, f.Encoded...)
	}
	if len(b) == 0 {
		return nil
	}
	return w.net.send(b)
}

// stop makes every later Send fail.
func (w *writer) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing == nil {
		w.closing = &Closing{}
	}
	w.queue, w.bytes, w.flying = nil, 0, 0
	w.makeRoom()
	if !w.over {
		w.over = true
		close(w.stopped)
	}
}
