// Package socket is the door for live clients: the handshake, frames in and out, limits, and the dispatch of commands
// to whoever registered them. docs/protocol.md describes it for a stranger. It knows no feature.
package socket

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/evenly"
	"tongchuang/server/hub"
	"tongchuang/server/i18n"
	"tongchuang/server/metrics"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Path is where the socket is.
const Path = "/api/socket"

// Hub is what the socket needs of the hub.
type Hub interface {
	Join(ctx context.Context, name topic.Name, l hub.Listener, person *wire.Person) (*hub.Membership, error)
	Signal(name topic.Name, frame []byte)
	Present(name topic.Name) []wire.Person
}

// Log is what the socket needs of the log of topics.
type Log interface {
	Head(ctx context.Context, name topic.Name) (int64, error)
	Read(ctx context.Context, name topic.Name, after, upto int64, most int) ([]topic.Event, error)
}

// Policy is what the socket itself asks of access; commands and topics ask for themselves.
type Policy interface {
	Alive(ctx context.Context, actor access.Actor) error
}

// Deps are the parts a Server is made of.
type Deps struct {
	Node   string
	Epoch  uuid.UUID
	Hub    Hub
	Log    Log
	Policy Policy
	Set    *command.Set
	// Origin is the scheme and host that pages come from; nil: the host that the request names.
	Origin *url.URL
	// FramesPerSecond and FrameBurst bound what one connection may send; 0: as wire says.
	FramesPerSecond float64
	FrameBurst      int
	// VisitorsPerAddress bounds the connections of visitors from one address; 0: as wire says.
	VisitorsPerAddress int
	// Figures counts what happens; nil: nobody looks.
	Figures *metrics.Figures
	Pace    Pace
}

// Pace is how patient a Server is with its connections. What is zero is as docs/protocol.md says.
type Pace struct {
	Tick   time.Duration // how often they are looked at
	Hello  time.Duration // until the hello
	Ping   time.Duration // between two pings
	Silent time.Duration // without a sign of life
	// Recheck is how often, about, a connection asks again what its person may do: what expires by itself tells nobody.
	Recheck time.Duration
}

func (p Pace) filled() Pace {
	return Pace{
		Tick:   cmp.Or(p.Tick, time.Second),
		Hello:  cmp.Or(p.Hello, wire.HelloSeconds*time.Second),
		Ping:   cmp.Or(p.Ping, wire.HeartbeatSeconds*time.Second),
		Silent: cmp.Or(p.Silent, (2*wire.HeartbeatSeconds+5)*time.Second),

		Recheck: cmp.Or(p.Recheck, time.Minute),
	}
}

// Server accepts sockets and ends them. It is safe for concurrent use.
type Server struct {
	Deps
	upgrader websocket.Upgrader
	pens     *pens
	crew     *crew
	turns    turns
	started  time.Time

	mu       sync.Mutex
	conns    map[*conn]struct{} // guarded by mu, as all below
	held     map[holder]int     // connections of each
	draining bool
	running  sync.WaitGroup
}

// New makes a Server. Run must be running while it serves.
func New(d Deps) *Server {
	d.FramesPerSecond = cmp.Or(d.FramesPerSecond, wire.FramesPerSecond)
	d.FrameBurst = cmp.Or(d.FrameBurst, wire.FrameBurst)
	d.VisitorsPerAddress = cmp.Or(d.VisitorsPerAddress, wire.VisitorsPerAddress)
	d.Pace = d.Pace.filled()
	if d.Figures == nil {
		d.Figures = metrics.New()
	}
	s := &Server{Deps: d, pens: newPens(d.Figures), crew: newCrew(), turns: make(turns, turnsAtOnce), conns: map[*conn]struct{}{}, held: map[holder]int{}, started: time.Now()}
	s.upgrader = websocket.Upgrader{
		ReadBufferSize:  512,
		WriteBufferPool: &sync.Pool{},
		CheckOrigin:     func(*http.Request) bool { return true }, // checked before, with a better answer
	}
	return s
}

// clock is the time since the Server was made. It runs on whatever is done to the machine's date: a clock that is set
// forward must not make every connection look silent.
func (s *Server) clock() time.Duration { return time.Since(s.started) }

// ServeHTTP makes a socket of the request. Who asks is in its context (access.WithActor).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.originAllowed(r) {
		http.Error(w, "origin not allowed", http.StatusForbidden)
		return
	}
	actor := access.FromContext(r.Context())
	by := holderOf(r, actor)
	if why := s.admit(by); why != nil {
		s.refuse(w, r, why)
		return
	}
	ws, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		s.dismiss(by) // Upgrade has answered
		return
	}
	net, ok := ws.NetConn().(*outlet)
	if !ok {
		s.dismiss(by)
		slog.ErrorContext(r.Context(), "a socket could not begin", "error", errUnlistened)
		ws.Close()
		return
	}
	c := newConn(s, ws, net, by, actor, i18n.FromContext(r.Context()))
	s.mu.Lock()
	s.conns[c] = struct{}{}
	draining := s.draining
	s.mu.Unlock()
	if draining {
		c.out.Close(closeRestart(time.Second))
	}
	go c.run() // in a goroutine of its own, so that the request's memory is given back
}

// originAllowed: browsers name the page's origin, and a cookie is only believed together with it. A program that
// sends no Origin must not send a cookie either.
func (s *Server) originAllowed(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return len(r.Header.Values("Cookie")) == 0
	}
	o, err := url.Parse(origins[0])
	if err != nil || len(origins) > 1 || o.Host == "" || o.Scheme+"://"+o.Host != origins[0] {
		return false // an origin is a scheme and a host, and nothing else
	}
	if s.Origin != nil {
		return originOf(o) == originOf(s.Origin)
	}
	return (o.Scheme == "http" || o.Scheme == "https") && o.Host == r.Host
}

// originOf writes an address as a browser writes an origin: in small letters, without a port that is the scheme's own.
func originOf(u *url.URL) string {
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "https":
		host = strings.TrimSuffix(host, ":443")
	case "http":
		host = strings.TrimSuffix(host, ":80")
	}
	return u.Scheme + "://" + host
}

func (s *Server) remove(c *conn) {
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
	s.dismiss(c.holder)
}

// The connections are looked at in shares: hundreds of pings and questions at once are felt by who speaks meanwhile.
const (
	beatShares = 20
	beatLeast  = 50
)

// Run keeps the connections' heartbeats until ctx is done: one timer for all of them.
func (s *Server) Run(ctx context.Context) {
	round := evenly.NewRound[*conn](beatShares, beatLeast)
	tick := time.NewTicker(round.Every(s.Pace.Tick))
	defer tick.Stop()
	var tidy tidier
	for {
		select {
		case at := <-tick.C:
			share, first := round.Next(s.all)
			for now := s.clock(); len(share) > 0; share = share[1:] {
				share[0].beat(now, s.Pace)
			}
			if first {
				tidy.look(at, s.Count())
			}
		case <-ctx.Done():
			return
		}
	}
}

func (s *Server) all() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		all = append(all, c)
	}
	return all
}

// Count is how many connections are open.
func (s *Server) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// Waves of a drain: the clients of one node come back to the others spread over this time.
const (
	drainWaves = 10
	drainOver  = 2 * time.Second
	comeBack   = 500 * time.Millisecond
)

// Drain refuses new sockets, asks the open ones in waves to come back elsewhere, and waits until all are gone or ctx
// is done.
func (s *Server) Drain(ctx context.Context) {
	s.mu.Lock()
	s.draining = true
	s.mu.Unlock()
	all := s.all()
	wave := len(all)/drainWaves + 1
	for len(all) > 0 {
		n := min(wave, len(all))
		for _, c := range all[:n] {
			c.out.Close(closeRestart(comeBack))
		}
		all = all[n:]
		if len(all) == 0 {
			break
		}
		select {
		case <-time.After(drainOver / drainWaves):
		case <-ctx.Done():
			all = nil
		}
	}
	gone := make(chan struct{})
	go func() { s.running.Wait(); close(gone) }()
	select {
	case <-gone:
	case <-ctx.Done():
		slog.Warn("sockets were still open when the time to drain was over", "open", s.Count())
		for _, c := range s.all() {
			c.ws.Close()
		}
		<-gone
	}
}
