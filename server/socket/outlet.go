package socket

import (
	"errors"
	"io"
	"net"
	"sync"
	"syscall"
	"time"
)

// A reader that takes less than a piece in this time counts as gone: 8 kbit/s.
const (
	writeTimeout = 30 * time.Second
	writePiece   = 32 << 10
)

// errUnlistened: the http.Server's listener is not a Listener.
var errUnlistened = errors.New("socket: the connection did not come by a socket.Listener")

// Listener hands out connections that can carry a socket. Put it under the http.Server: the upgrade then takes the
// connection over as it is.
type Listener struct{ net.Listener }

// Accept gives the next connection.
func (l Listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &outlet{Conn: c}, nil
}

// outlet is a net.Conn that, once it carries a socket, never lets a writer wait: the network gets at once what it takes,
// without another goroutine and without a timer, and only what is left over goes to a goroutine that waits for it.
// Frames that were encoded once for everybody are written from where they are. gorilla/websocket writes its own (answers
// to pings and closes) by Write, between whole frames. Its methods are safe for concurrent use.
type outlet struct {
	net.Conn

	mu       sync.Mutex
	socket   bool   // guarded by mu, as all below
	closed   bool   // a close frame was written: no more data
	left     []byte // what the network did not take yet
	draining bool   // a goroutine writes left
	done     func(error)
	broken   error

	raw     syscall.RawConn // nil: every write takes the goroutine
	attempt func(fd uintptr) bool
	offered []byte // to attempt; and what came of it
	taken   int
	refusal error
}

// begin makes it carry a socket.
func (o *outlet) begin() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.socket = true
	if c, ok := o.Conn.(syscall.Conn); ok {
		o.raw, _ = c.SyscallConn()
	}
	o.attempt = func(fd uintptr) bool {
		o.taken, o.refusal = writeAtOnce(fd, o.offered)
		return true // whatever came of it: it does not wait
	}
}

// put writes what the network takes now and keeps the rest. Called with mu held.
func (o *outlet) put(b []byte) error {
	if o.broken != nil {
		return o.broken
	}
	if !o.draining && o.raw != nil {
		o.offered = b
		err := o.raw.Write(o.attempt)
		o.offered = nil
		if err == nil {
			err = o.refusal
		}
		if err != nil {
			o.broken = err
			return err
		}
		b = b[o.taken:]
	}
	if len(b) == 0 {
		return nil
	}
	o.left = append(o.left, b...)
	if !o.draining {
		o.draining = true
		go o.drain()
	}
	return nil
}

// send writes data frames. After a close frame there is no more data: that is no error.
func (o *outlet) send(b []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return nil
	}
	return o.put(b)
}

// whenOut calls done with how it went once everything is out. False: it is out already, and done is not called.
func (o *outlet) whenOut(done func(error)) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.draining {
		o.done = done
	}
	return o.draining
}

// waits tells whether something is not out yet.
func (o *outlet) waits() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.draining
}

// drain writes what is left, waiting for the network.
func (o *outlet) drain() {
	for {
		o.mu.Lock()
		left, done := o.left, o.done
		o.left = nil
		err := o.broken
		if err != nil || len(left) == 0 {
			o.draining, o.done = false, nil
			o.mu.Unlock()
			if done != nil {
				done(err)
			}
			return
		}
		o.mu.Unlock()
		if err := o.wait(left); err != nil {
			o.mu.Lock()
			o.broken = err
			o.mu.Unlock()
		}
	}
}

// wait writes b piece by piece.
func (o *outlet) wait(b []byte) error {
	for len(b) > 0 {
		if err := o.Conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
			return err
		}
		n, err := o.Conn.Write(b[:min(writePiece, len(b))])
		if err != nil {
			return err
		}
		b = b[n:]
	}
	return o.Conn.SetWriteDeadline(time.Time{}) // whoever writes at once has none
}

// Write implements net.Conn; of a socket it takes whole frames.
func (o *outlet) Write(b []byte) (int, error) {
	o.mu.Lock()
	if !o.socket {
		o.mu.Unlock()
		return o.Conn.Write(b)
	}
	defer o.mu.Unlock()
	if err := o.put(b); err != nil {
		return 0, err
	}
	const opcode, isClose = 0x0f, 0x8
	o.closed = o.closed || len(b) > 0 && b[0]&opcode == isClose
	return len(b), nil
}

// SetWriteDeadline does nothing for a socket: only the goroutine that waits needs one.
func (o *outlet) SetWriteDeadline(t time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.socket {
		return nil
	}
	return o.Conn.SetWriteDeadline(t)
}

// lingers is how long the reading side waits for the peer's own close, so that ours is not lost to a reset.
const lingers = 2 * time.Second

// linger reads and forgets until the peer closes, or the time is over that finish set: a connection that is closed
// with something unread in it is reset, and the peer never sees why. Without finish it returns at once.
func (o *outlet) linger() { _, _ = io.Copy(io.Discard, o.Conn) }

// finish ends the writing side and bounds the reading one.
func (o *outlet) finish(deadline time.Time) {
	if half, ok := o.Conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	_ = o.Conn.SetReadDeadline(deadline)
}
