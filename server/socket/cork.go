package socket

import (
	"io"
	"net"
	"sync"
	"time"
)

// flushAt is how much a corked connection collects before it writes; one write of this size is one system call.
const flushAt = 64 << 10

// writeTimeout is how long one write may take before the reader counts as gone.
const writeTimeout = 10 * time.Second

var corkBuffers = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// Listener hands out connections that can be corked. Put it under the http.Server: the upgrade then takes the
// connection over as it is, and gorilla/websocket writes its frames into it one by one while the network sees one write
// for all that were queued.
type Listener struct{ net.Listener }

// Accept gives the next connection.
func (l Listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &corked{Conn: c}, nil
}

// corked is a net.Conn that can collect its writes. Its methods are safe for concurrent use.
type corked struct {
	net.Conn
	mu      sync.Mutex
	collect *[]byte // guarded by mu; nil while not corked
	socket  bool    // guarded by mu; a websocket's: deadlines are set per flush, not per frame
}

// cork begins to collect.
func (c *corked) cork() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.socket = true
	if c.collect == nil {
		c.collect = corkBuffers.Get().(*[]byte)
	}
}

// uncork writes what was collected.
func (c *corked) uncork() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.collect == nil {
		return nil
	}
	err := c.flush()
	*c.collect = (*c.collect)[:0]
	if cap(*c.collect) <= 2*flushAt {
		corkBuffers.Put(c.collect)
	}
	c.collect = nil
	return err
}

// flush is called with mu held.
func (c *corked) flush() error {
	if len(*c.collect) == 0 {
		return nil
	}
	if err := c.Conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	_, err := c.Conn.Write(*c.collect)
	*c.collect = (*c.collect)[:0]
	return err
}

// Write collects while corked.
func (c *corked) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.collect == nil {
		if c.socket {
			if err := c.Conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
				return 0, err
			}
		}
		return c.Conn.Write(b)
	}
	*c.collect = append(*c.collect, b...)
	if len(*c.collect) >= flushAt {
		if err := c.flush(); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

// SetWriteDeadline does nothing for a websocket: every write to the network sets its own.
func (c *corked) SetWriteDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.socket {
		return nil
	}
	return c.Conn.SetWriteDeadline(t)
}

// lingers is how long the reading side waits for the peer's own close, so that ours is not lost to a reset.
const lingers = 2 * time.Second

// linger reads and forgets until the peer closes, or the time is over that finish set: a connection that is closed
// with something unread in it is reset, and the peer never sees why. Without finish it returns at once.
func (c *corked) linger() { _, _ = io.Copy(io.Discard, c.Conn) }

// finish ends the writing side and bounds the reading one.
func (c *corked) finish(deadline time.Time) {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	_ = c.Conn.SetReadDeadline(deadline)
}
