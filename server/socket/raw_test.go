package socket_test

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"tongchuang/server/apptest"
)

// The first byte of a frame: RFC 6455, section 5.2.
const (
	final  = 0x80
	more   = 0x00
	text   = 0x01
	octets = 0x02
	closes = 0x08
	pings  = 0x09
	pongs  = 0x0a
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// raw is a connection of which a test writes every byte.
type raw struct {
	t testing.TB
	net.Conn
	in      *bufio.Reader
	answer  *http.Response
	pouring sync.WaitGroup
}

// open makes the handshake by hand; "" is a visitor. Its end is the test's end.
func (s *stage) open(token string, lines ...string) *raw {
	s.t.Helper()
	r := &raw{t: s.t}
	var err error
	if r.Conn, err = net.Dial("tcp", strings.TrimPrefix(s.node.URL, "http://")); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { r.Conn.Close(); r.pouring.Wait() })
	if token != "" {
		lines = append(lines, "Authorization: Bearer "+token)
	}
	lines = append([]string{
		"GET /api/socket HTTP/1.1", "Host: " + strings.TrimPrefix(s.node.URL, "http://"), "Connection: Upgrade", "Upgrade: websocket",
		"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
	}, lines...)
	r.send([]byte(strings.Join(lines, "\r\n") + "\r\n\r\n"))
	r.in = bufio.NewReader(r.Conn)
	if r.answer, err = http.ReadResponse(r.in, nil); err != nil || r.answer.StatusCode != http.StatusSwitchingProtocols {
		s.t.Fatal(r.answer, err)
	}
	return r
}

// greeted opens and says hello.
func (s *stage) greeted(token string) *raw {
	s.t.Helper()
	r := s.open(token)
	r.say(`{"id":"hello","do":"hello","in":{"protocol":1}}`)
	r.answered("hello")
	return r
}

// masked makes a frame as a client must send it. The key is zero, so that the bytes stay what they are.
func masked(first byte, payload []byte) []byte {
	return append(append(length(first, 0x80, uint64(len(payload))), 0, 0, 0, 0), payload...)
}

// length makes the beginning of a frame that claims n bytes.
func length(first, mask byte, n uint64) []byte {
	switch {
	case n < 126:
		return []byte{first, mask | byte(n)}
	case n < 1<<16:
		return binary.BigEndian.AppendUint16([]byte{first, mask | 126}, uint16(n))
	}
	return binary.BigEndian.AppendUint64([]byte{first, mask | 127}, n)
}

func (r *raw) send(b []byte) {
	r.t.Helper()
	if _, err := r.Conn.Write(b); err != nil {
		r.t.Fatalf("writing: %v", err)
	}
}

// pour writes without waiting for it: the other side may have enough before the end.
func (r *raw) pour(b []byte) { r.pouring.Go(func() { _, _ = r.Conn.Write(b) }) }

func (r *raw) say(frame string) { r.t.Helper(); r.send(masked(final|text, []byte(frame))) }

// next reads a frame.
func (r *raw) next() (kind byte, payload []byte, err error) {
	if err := r.Conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return 0, nil, err
	}
	var head [2]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return 0, nil, err
	}
	n := uint64(head[1] & 0x7f)
	var wide [8]byte
	switch n {
	case 126:
		_, err = io.ReadFull(r.in, wide[6:])
		n = binary.BigEndian.Uint64(wide[:])
	case 127:
		_, err = io.ReadFull(r.in, wide[:])
		n = binary.BigEndian.Uint64(wide[:])
	}
	if err != nil {
		return 0, nil, err
	}
	payload = make([]byte, n)
	_, err = io.ReadFull(r.in, payload)
	return head[0] & 0x0f, payload, err
}

// answered reads until the answer to a command.
func (r *raw) answered(id string) apptest.Frame {
	r.t.Helper()
	for {
		kind, payload, err := r.next()
		if err != nil {
			r.t.Fatalf("waiting for the answer to %s: %v", id, err)
		}
		var f apptest.Frame
		switch kind {
		case closes:
			r.t.Fatalf("closed while waiting for the answer to %s: %v", id, payload)
		case text:
			if err := json.Unmarshal(payload, &f); err != nil {
				r.t.Fatal(err)
			}
			f.Raw = payload
			if f.ID != nil && *f.ID == id {
				return f
			}
		}
	}
}

// alive tells that the connection still works.
func (r *raw) alive() {
	r.t.Helper()
	r.say(`{"id":"alive","do":"ping"}`)
	r.answered("alive")
}

// closed reads to the end of the connection and gives the code of the close; 0 when it broke without one.
func (r *raw) closed() (code int) {
	r.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		kind, payload, err := r.next()
		var slow net.Error
		switch {
		case errors.As(err, &slow) && slow.Timeout() || time.Now().After(deadline):
			r.t.Error("the connection was not closed")
			return -1
		case err != nil:
			return code
		case kind == closes && len(payload) >= 2:
			code = int(binary.BigEndian.Uint16(payload))
		}
	}
}
