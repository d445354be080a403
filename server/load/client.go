package load

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// client is one socket. What is said to it is handled under run.mu.
type client struct {
	run    *run
	room   *room
	conn   net.Conn
	begins []byte // how an event of its topic begins, up to the number
	signal []byte // how a signal of its topic begins, up to the name

	writing sync.Mutex
	link    io.Writer // guarded by writing
	out     []byte    // guarded by writing

	rest     []byte // the begin of a frame whose end has not come yet
	parts    []byte // of a fragmented message
	last     int64  // number of the last event
	waiting  int    // posts that are not answered
	asked    time.Time
	answered chan struct{} // of History; capacity 1
	followed chan string   // the refusal of a subscription, or ""; capacity 1
	ended    bool
}

// dial makes a socket of the server's, with the seat's right to be there.
func dial(ctx context.Context, server *url.URL, seat Seat) (net.Conn, []byte, error) {
	dialer := net.Dialer{Timeout: 20 * time.Second}
	host := server.Host
	if server.Port() == "" {
		host = net.JoinHostPort(server.Hostname(), map[string]string{"http": "80", "https": "443"}[server.Scheme])
	}
	conn, err := dialer.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, nil, err
	}
	if server.Scheme == "https" {
		conn = tls.Client(conn, &tls.Config{ServerName: server.Hostname(), MinVersion: tls.VersionTLS12})
	}
	rest, err := upgrade(conn, server, seat)
	if err != nil {
		conn.Close()
		return nil, nil, err
	}
	return conn, rest, nil
}

// upgrade does the opening handshake of RFC 6455, section 4.1, and gives what came after its answer.
func upgrade(conn net.Conn, server *url.URL, seat Seat) ([]byte, error) {
	if err := conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return nil, err
	}
	key := make([]byte, 16)
	rand.Read(key)
	ask := "GET /api/socket HTTP/1.1\r\nHost: " + server.Host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + base64.StdEncoding.EncodeToString(key) + "\r\n"
	switch {
	case seat.Token != "":
		ask += "Authorization: Bearer " + seat.Token + "\r\n"
	case seat.Cookie != "":
		ask += "Cookie: " + seat.Cookie + "\r\nOrigin: " + server.Scheme + "://" + server.Host + "\r\n"
	}
	if _, err := io.WriteString(conn, ask+"\r\n"); err != nil {
		return nil, err
	}
	r := bufio.NewReaderSize(conn, 1024)
	answer, err := http.ReadResponse(r, nil)
	if err != nil {
		return nil, err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSwitchingProtocols {
		return nil, fmt.Errorf("the server answered %s", answer.Status)
	}
	rest, _ := r.Peek(r.Buffered())
	return bytes.Clone(rest), conn.SetDeadline(time.Time{})
}

// send writes one frame.
func (c *client) send(op byte, payload []byte) {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.out = appendFrame(c.out[:0], op, payload)
	_, _ = c.link.Write(c.out) // a connection that broke is noticed where it is read
}

// take handles what was read and keeps what is not whole. Called with run.mu held.
func (c *client) take(b []byte, now time.Time) {
	for {
		f, rest, ok := nextFrame(b)
		if !ok {
			break
		}
		b = rest
		switch f.op {
		case opText, opContinue:
			if f.fin && len(c.parts) == 0 {
				c.hear(f.payload, now)
				continue
			}
			if c.parts = append(c.parts, f.payload...); f.fin {
				c.hear(c.parts, now)
				c.parts = nil
			}
		case opPing:
			c.send(opPong, f.payload)
		case opClose:
			c.run.bad(&c.run.tally.closed, f.payload)
			c.ended = true
		}
	}
	c.rest = append(c.rest[:0], b...)
}

var (
	bodyKey   = []byte(`"body":"t=`)
	seqKey    = []byte(`"seq":`)
	errorKey  = []byte(`,"error":`)
	closedKey = []byte(`"closed":`)
)

// hear handles one message.
func (c *client) hear(m []byte, now time.Time) {
	t := &c.run.tally
	t.frames++
	switch {
	case bytes.HasPrefix(m, c.begins):
		seq, _ := number(m[len(c.begins):])
		switch {
		case seq == c.last+1:
		case seq <= c.last:
			c.run.bad(&t.doubled, m)
			return
		default:
			c.run.bad(&t.missing, m)
		}
		c.last = seq
		t.delivered++
		c.room.delivered++
		if t.untilSample--; t.untilSample <= 0 && c.run.recording {
			t.untilSample = c.run.every
			if i := bytes.Index(m, bodyKey); i >= 0 {
				if sent, ok := number(m[i+len(bodyKey):]); ok {
					t.deliver.add(time.Duration(now.UnixNano() - sent))
				}
			}
		}
	case bytes.HasPrefix(m, c.signal):
		t.delivered++
		c.room.delivered++
	case bytes.HasPrefix(m, []byte(`{"id":"`)):
		c.answer(m, now)
	case bytes.Contains(m[:min(len(m), 120)], closedKey):
		c.run.bad(&t.closed, m)
	}
}

// answer handles the answer to a command; its id begins with what was asked: s a subscription, p a post, h a page.
func (c *client) answer(m []byte, now time.Time) {
	t := &c.run.tally
	refused := bytes.Contains(m[:min(len(m), 100)], errorKey)
	kind := m[len(`{"id":"`)]
	if refused && kind != 's' {
		c.run.bad(&t.refused, m)
	}
	switch kind {
	case 's':
		if refused {
			c.followed <- string(m)
			return
		}
		if i := bytes.Index(m, seqKey); i >= 0 {
			c.last, _ = number(m[i+len(seqKey):])
		}
		c.followed <- ""
	case 'p':
		c.waiting--
		c.run.toSend = append(c.run.toSend, c)
		if refused {
			c.room.refused++
			return
		}
		t.answered++
		c.room.answered++
		if sent, ok := number(m[len(`{"id":"p`):]); ok && c.run.recording {
			t.answer.add(time.Duration(now.UnixNano() - sent))
		}
	case 'h':
		t.answered++
		t.answer.add(now.Sub(c.asked))
		c.answered <- struct{}{}
	}
}

// number reads the digits at the front of b.
func number(b []byte) (n int64, ok bool) {
	for _, d := range b {
		if d < '0' || d > '9' {
			break
		}
		n, ok = n*10+int64(d-'0'), true
	}
	return n, ok
}

// post sends a post that carries its time, as its text and as the id of the command.
func (c *client) post(size int) {
	b := make([]byte, 0, 256+size)
	now := time.Now().UnixNano()
	b = append(b, `{"id":"p`...)
	b = strconv.AppendInt(b, now, 10)
	b = append(b, `","do":"post.create","in":{"thread":"`...)
	b = append(b, c.room.Thread...)
	b = append(b, `","client_id":"`...)
	b = c.run.appendID(b)
	b = append(b, `","body":"t=`...)
	begun := len(b) - len("t=")
	b = strconv.AppendInt(b, now, 10)
	b = append(b, ' ')
	for len(b)-begun < size {
		b = append(b, prose[:min(len(prose), size-(len(b)-begun))]...)
	}
	b = append(bytes.TrimRight(b, " "), `"}}`...)
	c.send(opText, b)
}

// prose is what a class says to a class.
const prose = "Good morning from our classroom! Today we measured the water of the river, and it is cleaner than last year. "

func (c *client) typing() {
	c.send(opText, []byte(`{"do":"signal","in":{"topic":"`+c.room.Topic+`","name":"typing"}}`))
}

func (c *client) page(before int64) {
	c.asked = time.Now()
	c.send(opText, fmt.Appendf(nil, `{"id":"h","do":"thread.history","in":{"thread":%q,"before":%d,"limit":50}}`, c.room.Thread, before))
}
