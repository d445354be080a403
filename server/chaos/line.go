package chaos

import (
	"context"
	"net"
	"sync"
	"time"
)

// line is a client's network, which can be cut, stalled, and left hanging. Its methods are safe for concurrent use.
type line struct {
	mu    sync.Mutex
	conn  *net.TCPConn // guarded by mu, as all below; nil without a connection
	until time.Time    // nothing is read before
	ghost []net.Conn   // connections whose client has vanished
}

// dial is ClientConfig.Dial.
func (l *line) dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	tcp := c.(*net.TCPConn)
	// Little is buffered, so that a reader that stops is felt by the server.
	_ = tcp.SetReadBuffer(16 << 10)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = tcp
	return &wired{TCPConn: tcp, line: l, gone: make(chan struct{})}, nil
}

// cut ends the connection as a pulled cable and a new one do: what was under way is lost, in both directions.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		_ = l.conn.SetLinger(0)
		_ = l.conn.Close()
		l.conn = nil
	}
}

// stall makes the client read nothing for a while.
func (l *line) stall(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = time.Now().Add(d)
}

// vanish leaves the server with a connection behind which nobody is, and makes the client begin another one.
func (l *line) vanish() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn == nil {
		return
	}
	if raw, err := l.conn.File(); err == nil { // a second hold on the socket keeps it open
		if kept, err := net.FileConn(raw); err == nil {
			l.ghost = append(l.ghost, kept)
		}
		_ = raw.Close()
	}
	// Closing would say so to the server: only our own reading ends.
	_ = l.conn.SetReadDeadline(time.Unix(1, 0))
	_ = l.conn.SetWriteDeadline(time.Unix(1, 0))
	l.conn = nil
}

// bury closes the connections of those who vanished.
func (l *line) bury() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range l.ghost {
		_ = c.Close()
	}
	l.ghost = nil
}

// wired is a connection over a line.
type wired struct {
	*net.TCPConn
	line  *line
	close sync.Once
	gone  chan struct{}
}

// Read waits while the line is stalled.
func (w *wired) Read(b []byte) (int, error) {
	w.line.mu.Lock()
	wait := time.Until(w.line.until)
	w.line.mu.Unlock()
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-w.gone:
		}
	}
	return w.TCPConn.Read(b)
}

// Close ends a stall, too.
func (w *wired) Close() error {
	w.close.Do(func() { close(w.gone) })
	return w.TCPConn.Close()
}
