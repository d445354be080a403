package load

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// connecting is how many connections are made at once.
const connecting = 16

// run is what one Run works on.
type run struct {
	options Options
	clients []*client
	rooms   []*room
	poll    poller
	took    time.Duration
	sent    atomic.Int64

	mu        sync.Mutex
	tally     tally // guarded by mu, as all below
	recording bool
	every     int       // of how many deliveries one is timed
	toSend    []*client // whose post was answered
	pump      func()    // sends what the mode asks for after something was read; nil: nothing
	random    *rand.ChaCha8
}

// room is a Room with its clients.
type room struct {
	Room
	clients   []*client
	next      int // whose turn it is to post
	delivered int64
	answered  int64
	refused   int64
	sent      int64
}

// tally is what was counted so far.
type tally struct {
	frames, reads, bytes              int64
	delivered, answered               int64
	refused, missing, doubled, closed int64
	firstBad                          string
	deliver, answer                   samples
	untilSample                       int
}

// poller reads sockets and hands what it read to the clients.
type poller interface {
	// add begins to read c; from then on c.link may be written to.
	add(c *client) error
	// close ends the reading and closes all sockets.
	close()
}

func connect(ctx context.Context, o Options) (*run, error) {
	begun := time.Now()
	servers := make([]*url.URL, len(o.URLs))
	for i, raw := range o.URLs {
		u, err := url.Parse(raw)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			return nil, fmt.Errorf("load: %q is not an address like http://localhost:8080", raw)
		}
		servers[i] = u
	}
	r := &run{options: o, every: 1}
	seed := [32]byte{}
	for i := range 8 {
		seed[i] = byte(begun.UnixNano() >> (8 * i))
	}
	r.random = rand.NewChaCha8(seed)
	type place struct {
		c      *client
		seat   Seat
		server *url.URL
	}
	var places []place
	for i, seats := range o.Seats {
		rm := &room{Room: seats}
		r.rooms = append(r.rooms, rm)
		for j, seat := range seats.Seats {
			c := &client{
				run: r, room: rm, last: -1, answered: make(chan struct{}, 1), followed: make(chan string, 1),
				begins: []byte(`{"topic":"` + seats.Topic + `","seq":`), signal: []byte(`{"topic":"` + seats.Topic + `","signal":"typing"`),
			}
			rm.clients = append(rm.clients, c)
			r.clients = append(r.clients, c)
			places = append(places, place{c, seat, servers[(i+j)%len(servers)]})
		}
	}
	var err error
	if r.poll, err = newPoller(r); err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	next := atomic.Int64{}
	failed := make(chan error, connecting)
	for range connecting {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(places)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				if err := r.enter(ctx, places[i].c, places[i].server, places[i].seat); err != nil {
					failed <- fmt.Errorf("load: connection %d: %w", i+1, err)
					return
				}
			}
		})
	}
	wg.Wait()
	select {
	case err := <-failed:
		r.close()
		return nil, err
	default:
	}
	r.took = time.Since(begun)
	return r, nil
}

// enter connects one client and follows its room.
func (r *run) enter(ctx context.Context, c *client, server *url.URL, seat Seat) error {
	conn, rest, err := dial(ctx, server, seat)
	if err != nil {
		return err
	}
	c.conn, c.rest = conn, rest
	if err := r.poll.add(c); err != nil {
		conn.Close()
		return err
	}
	c.send(opText, []byte(`{"id":"i","do":"hello","in":{"protocol":1}}`))
	return c.follow(ctx)
}

// Subscribing: a server that many come to at once may ask some to come again.
const (
	subscribeTries = 30
	subscribePause = 100 * time.Millisecond
	subscribeWait  = 30 * time.Second
)

// follow subscribes, again where the server was busy.
func (c *client) follow(ctx context.Context) error {
	patience := time.NewTimer(subscribeWait)
	defer patience.Stop()
	refusal := ""
	for try := range subscribeTries {
		c.send(opText, []byte(`{"id":"s","do":"subscribe","in":{"topic":"`+c.room.Topic+`"}}`))
		select {
		case refusal = <-c.followed:
		case <-patience.C:
			return errors.New("no answer to a subscription")
		case <-ctx.Done():
			return ctx.Err()
		}
		if refusal == "" {
			return nil
		}
		if !strings.Contains(refusal, `"code":"unavailable"`) {
			break
		}
		if err := sleep(ctx, time.Duration(try+1)*subscribePause); err != nil {
			return err
		}
	}
	return fmt.Errorf("a subscription was refused: %s", refusal)
}

// read hands over what was read for c; then whatever the mode sends next is sent.
func (r *run) read(c *client, b []byte) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tally.reads++
	r.tally.bytes += int64(len(b) - len(c.rest))
	c.take(b, now)
}

// rested is called by the poller when it has handed over all that there was for now.
func (r *run) rested() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pump != nil {
		r.pump()
	}
}

// broke is called by the poller when a connection ended.
func (r *run) broke(c *client, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !c.ended {
		c.ended = true
		r.bad(&r.tally.closed, fmt.Appendf(nil, "a connection ended: %v", err))
	}
}

// bad counts a fault and keeps the first one's text. Called with mu held.
func (r *run) bad(count *int64, text []byte) {
	*count++
	if r.tally.firstBad == "" {
		r.tally.firstBad = string(text[:min(len(text), 300)])
	}
}

// appendID appends a new UUID of version 4. Called with mu held, or where nobody else posts.
func (r *run) appendID(b []byte) []byte {
	var id [16]byte
	_, _ = r.random.Read(id[:])
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	b = hex.AppendEncode(b, id[0:4])
	b = hex.AppendEncode(append(b, '-'), id[4:6])
	b = hex.AppendEncode(append(b, '-'), id[6:8])
	b = hex.AppendEncode(append(b, '-'), id[8:10])
	return hex.AppendEncode(append(b, '-'), id[10:16])
}

func (r *run) close() { r.poll.close() }
