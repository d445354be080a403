// Package load is the project's own load tool, `tongchuang load`: it opens any number of sockets over the real
// protocol, lets some of them post, and measures what arrives: how many events, how late, and whether any is missing,
// doubled or out of order. It answers how many classes a machine holds, and it is what `make bench` measures with.
//
// It is made to cost little, since it runs beside the server: on Linux one thread reads all sockets by epoll and looks
// only at those bytes of a frame that it needs. A Run belongs to one goroutine.
package load

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Mode is what the clients do.
type Mode string

// The modes.
const (
	// Paced posts at a steady rate in each room, by its members in turn.
	Paced Mode = "paced"
	// Saturate keeps Window posts in flight: the next one is sent when one has reached everybody.
	Saturate Mode = "saturate"
	// Posts keeps Window posts in flight on each connection, and waits for answers alone: what the database bears.
	Posts Mode = "posts"
	// Signals is Saturate with the signal `typing`, which is stored nowhere.
	Signals Mode = "signals"
	// Idle connects, follows, and stays: what a connection costs.
	Idle Mode = "idle"
	// History reads pages at random places of a long thread, one after another.
	History Mode = "history"
)

// Options say what to do. Zero values take the defaults of Fill.
type Options struct {
	// URLs are the servers' addresses, as http://localhost:8080. Clients are spread over them; posts go to the first.
	URLs []string
	Mode Mode
	// Rooms to use and members of each to connect; no more than Seats has.
	Seats []Room
	// Rate is posts a second in each room (Paced).
	Rate float64
	// Window is the number of posts in flight (Saturate, Signals), or on each connection (Posts).
	Window int
	// Posters bounds the members of a room that post (Saturate, Signals).
	Posters int
	// Size of a post's text in bytes.
	Size int
	// Warm is left out of the figures; Duration is measured. Hold is how long Idle stays before it looks.
	Warm, Duration, Hold time.Duration
	// Pages is how many History reads, of a thread whose numbers go up to Upto.
	Pages int
	Upto  int64
	// PIDs are the servers' processes, and Postgres's first one, for their CPU and memory; Linux alone.
	PIDs, DatabasePIDs []int
}

// Room is a topic with people who may follow it and post in its thread.
type Room struct {
	Topic  string `json:"topic"`
	Thread string `json:"thread"`
	Seats  []Seat `json:"seats"`
}

// Seat is one client's way in: a token, or a session's cookie. Several clients may share a seat, up to the server's
// bound on one person's connections.
type Seat struct {
	Token  string `json:"token,omitempty"`
	Cookie string `json:"cookie,omitempty"`
}

// Fill gives every option that is zero its default.
func (o Options) Fill() Options {
	if o.Mode == "" {
		o.Mode = Paced
	}
	if o.Rate == 0 {
		o.Rate = 1
	}
	if o.Window == 0 {
		o.Window = 64
	}
	if o.Posters == 0 {
		o.Posters = 8
	}
	if o.Size == 0 {
		o.Size = 110
	}
	if o.Duration == 0 {
		o.Duration = 10 * time.Second
	}
	if o.Warm == 0 {
		o.Warm = 2 * time.Second
	}
	if o.Hold == 0 {
		o.Hold = 8 * time.Second
	}
	if o.Pages == 0 {
		o.Pages = 1000
	}
	return o
}

// ErrNothing: there is nobody to connect, or nowhere to connect to.
var ErrNothing = errors.New("load: no server, or no rooms")

// Run connects everybody, does what the mode says, and gives what was measured. It ends early, with an error, when a
// client cannot be connected or the context is done.
func Run(ctx context.Context, o Options) (Result, error) {
	o = o.Fill()
	if len(o.URLs) == 0 || len(o.Seats) == 0 {
		return Result{}, ErrNothing
	}
	before := memory(o.PIDs)
	r, err := connect(ctx, o)
	if err != nil {
		return Result{}, err
	}
	defer r.close()
	result := Result{Mode: o.Mode, Rooms: len(o.Seats), Connections: len(r.clients), ConnectSeconds: r.took.Seconds(), MemoryBefore: before}
	switch o.Mode {
	case Idle:
		err = r.idle(ctx, &result)
	case History:
		err = r.history(ctx, &result)
	case Paced, Saturate, Posts, Signals:
		err = r.flow(ctx, &result)
	default:
		err = fmt.Errorf("load: no mode is called %q", o.Mode)
	}
	return result, err
}
