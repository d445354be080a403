package socket

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/hub"
	"tongchuang/server/i18n"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

const (
	// commandTimeout bounds one command, also while the database hangs (docs/guarantees.md 9: errors within 2 s).
	commandTimeout = 1900 * time.Millisecond
	// watchTimeout bounds what nobody waits for: finding out anew what a person may do. It is patient, because giving up
	// ends the connection, and all would come back at once.
	watchTimeout = 10 * time.Second
	// maxWaiting is how many commands of one connection may wait for their outcome at once.
	maxWaiting = 64
	// maxRefused: who keeps sending above the rate is closed after so many more refusals than accepted frames. Refusals
	// in a row would not do: at any rate that a flood can have, a frame fits in between now and then.
	maxRefused = 300
	// maxID is the longest id of a command, in characters.
	maxID = 64
)

// conn is one client. Frames are read, and commands begun, one after another by run; what is said out goes by out.
type conn struct {
	server *Server
	ws     *websocket.Conn
	net    *outlet
	out    *writer
	holder holder
	actor  access.Actor
	ctx    context.Context
	cancel context.CancelFunc

	reading  atomic.Bool  // its turn has come: what the client sends is read
	began    atomic.Int64 // when that was, on the server's clock, as the two below
	heard    atomic.Int64 // the last frame, ping or pong
	pinged   atomic.Int64
	greeted  atomic.Bool
	language atomic.Value // i18n.Language

	limit   *rate.Limiter
	refused int
	waiting chan struct{}
	done    chan struct{}  // what the crew does for run is done
	pending sync.WaitGroup // second halves of commands, and rechecks
	changes atomic.Int64   // of access that no recheck has looked at yet
	due     atomic.Int64   // when to ask again, on the server's clock: what merely expires tells nobody

	mu            sync.Mutex
	subscriptions map[string]*subscription // guarded by mu
	guard         *hub.Membership
	leaving       bool // guarded by mu: no recheck begins any more
}

func newConn(s *Server, ws *websocket.Conn, net *outlet, by holder, actor access.Actor, lang i18n.Language) *conn {
	ctx, cancel := context.WithCancel(access.WithActor(context.Background(), actor))
	c := &conn{
		server: s, ws: ws, net: net, out: newWriter(ws, net, s.pens.pick()), holder: by, actor: actor, ctx: ctx, cancel: cancel,
		limit:         rate.NewLimiter(rate.Limit(s.FramesPerSecond), s.FrameBurst),
		waiting:       make(chan struct{}, maxWaiting),
		done:          make(chan struct{}, 1),
		subscriptions: map[string]*subscription{},
	}
	c.language.Store(lang)
	now := s.clock()
	c.began.Store(int64(now))
	c.heard.Store(int64(now))
	c.pinged.Store(int64(now))
	c.due.Store(int64(dueAfter(now, s.Pace.Recheck)))
	return c
}

// beat is called at every tick: it asks for a ping when it is time, and ends who is silent, or never said hello:
// pings do not stand for that.
func (c *conn) beat(now time.Duration, pace Pace) {
	switch {
	case !c.greeted.Load() && c.reading.Load() && now-time.Duration(c.began.Load()) > pace.Hello:
		c.out.Close(closeNoHello)
	case now-time.Duration(c.heard.Load()) > pace.Silent:
		c.out.Close(closeSilent)
	case now-time.Duration(c.pinged.Load()) >= pace.Ping:
		c.pinged.Store(int64(now))
		c.out.Ping()
	}
	if !c.actor.Visitor() && c.reading.Load() && now >= time.Duration(c.due.Load()) {
		c.due.Store(int64(dueAfter(now, pace.Recheck)))
		c.askAgain()
	}
}

// dueAfter spreads what comes back every now and then over half of that time.
func dueAfter(now, every time.Duration) time.Duration {
	return now + every*3/4 + rand.N(every/2+1)
}

func (c *conn) hear() { c.heard.Store(int64(c.server.clock())) }

func (c *conn) run() {
	why := c.read()
	c.cancel()
	c.leaveAll()
	c.pending.Wait()
	c.out.Close(why)
	<-c.out.stopped
	c.net.linger()
	c.ws.Close()
	c.server.remove(c)
}

// read takes frames until the connection ends, and tells with what to close it where nobody did so yet.
func (c *conn) read() Closing {
	c.ws.SetReadLimit(4 * wire.MaxFrameBytes) // a little too large gets an answer, much too large gets 1009
	c.ws.SetPongHandler(func(string) error { c.hear(); return nil })
	pong := c.ws.PingHandler()
	c.ws.SetPingHandler(func(data string) error {
		if !c.limit.Allow() {
			c.out.Close(closeFlood)
			return nil
		}
		c.hear()
		return pong(data)
	})
	var why Closing
	var watched bool
	c.server.crew.run(func() { why, watched = c.watch() }, c.done)
	if !watched {
		return why
	}
	c.hear() // it could not be heard while it waited for its turn
	c.began.Store(c.heard.Load())
	c.reading.Store(true)
	for {
		kind, frame, err := c.ws.ReadMessage()
		switch {
		case errors.Is(err, websocket.ErrReadLimit):
			return closeTooLarge // gorilla says so itself, but not of a length beyond 2^63
		case err != nil:
			return closeNormal
		case c.out.Closing():
			continue // what comes after the end is not heard; until the peer's close, or its end
		case kind != websocket.TextMessage:
			c.out.Close(closeBinary)
			continue
		}
		c.hear()
		c.server.crew.run(func() { c.take(frame) }, c.done)
	}
}

// take handles one frame. Whatever is wrong with it gets an answer and harms nothing else.
func (c *conn) take(frame []byte) {
	if !c.limit.Allow() { // before anything that costs
		if c.refused++; c.refused > maxRefused {
			c.out.Close(closeFlood)
			return
		}
		c.answer(salvageID(frame), nil, problem.New(http.StatusTooManyRequests, "rate.frames", "PerSecond", c.server.FramesPerSecond).After(1))
		return
	}
	c.refused = max(0, c.refused-1)
	if len(frame) > wire.MaxFrameBytes {
		c.answer("", nil, problem.New(http.StatusRequestEntityTooLarge, "frame.too_large", "Max", wire.MaxFrameBytes))
		return
	}
	var cmd wire.Command
	if err := json.Unmarshal(frame, &cmd, json.RejectUnknownMembers(true)); err != nil {
		c.answer(salvageID(frame), nil, problem.BadRequest().Because(err))
		return
	}
	if utf8.RuneCountInString(cmd.ID) > maxID {
		c.answer("", nil, problem.BadRequest())
		return
	}
	if !c.greeted.Load() && cmd.Do != "hello" {
		c.answer(cmd.ID, nil, problem.New(http.StatusBadRequest, helloFirst))
		return
	}
	c.dispatch(cmd)
}

func (c *conn) dispatch(cmd wire.Command) {
	ctx, cancel := c.within(commandTimeout)
	begun := time.Now()
	out, err := c.begin(ctx, cmd)
	later, more := out.(command.Later)
	if err != nil || !more {
		cancel()
		c.server.observe(cmd.Do, begun, err)
		c.answer(cmd.ID, out, err)
		return
	}
	c.waiting <- struct{}{} // a client that outruns the database waits here
	c.pending.Go(func() {
		defer cancel()
		out, err := finish(ctx, later)
		<-c.waiting
		c.server.observe(cmd.Do, begun, err)
		c.answer(cmd.ID, out, err)
	})
}

func finish(ctx context.Context, later command.Later) (out any, err error) {
	defer recovered(&err)
	return later(ctx)
}

// recovered makes an error of a panic: a mistake in one command must not end everybody's connections.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = problem.Internal(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
	}
}

func (c *conn) begin(ctx context.Context, cmd wire.Command) (out any, err error) {
	defer recovered(&err)
	switch cmd.Do {
	case "hello":
		return c.hello(cmd.In)
	case "ping":
		return wire.Empty{}, nil
	case "subscribe":
		return nil, c.subscribe(cmd)
	case "unsubscribe":
		return c.unsubscribe(cmd.In)
	case "signal":
		return c.signal(ctx, cmd.In)
	}
	known, ok := c.server.Set.Find(cmd.Do)
	if !ok {
		return nil, problem.New(http.StatusNotFound, "command.unknown")
	}
	return known.Run(ctx, c.actor, cmd.In)
}

func (c *conn) hello(in jsontext.Value) (any, error) {
	var h wire.Hello
	if err := command.Decode(in, &h); err != nil {
		return nil, err
	}
	if l, ok := i18n.Parse(h.Language); ok {
		c.language.Store(l)
	}
	if h.Protocol != wire.ProtocolVersion {
		return nil, problem.New(http.StatusBadRequest, helloProtocol)
	}
	c.greeted.Store(true)
	return wire.Welcome{
		Protocol: wire.ProtocolVersion, Node: c.server.Node, Now: time.Now().UTC(), Epoch: c.server.Epoch.String(),
		HeartbeatSeconds: wire.HeartbeatSeconds, MaxFrameBytes: wire.MaxFrameBytes, MaxSubscriptions: wire.MaxSubscriptions,
	}, nil
}

// within gives a context of the connection's own that ends after d.
func (c *conn) within(d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(i18n.WithLanguage(c.ctx, c.lang()), d)
}

func (c *conn) lang() i18n.Language { return c.language.Load().(i18n.Language) }

// answer says how the command with this id went. Commands without an id are not answered, but their errors are.
func (c *conn) answer(id string, out any, err error) {
	if err == nil && (id == "" || out == nil) {
		return
	}
	a := wire.Answer{ID: id}
	if err == nil {
		a.OK, err = json.Marshal(out)
	}
	if err != nil {
		if c.ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return // nobody is there to read it
		}
		p := command.ProblemOf(err)
		if p.Status >= http.StatusInternalServerError {
			slog.ErrorContext(c.ctx, "command failed", "code", p.Code, "error", err)
		}
		defer c.closeAfter(p.Code)
		rendered := p.Render(c.lang())
		a.OK, a.Error = nil, &rendered
	}
	c.send(a)
}

// Problems after which there is nothing to go on with.
const (
	unauthenticated = "unauthenticated"
	helloFirst      = "hello.first"
	helloProtocol   = "hello.protocol"
)

// closeAfter ends the connection where an error says that it must. It comes after the answer, which would else be lost.
func (c *conn) closeAfter(code string) {
	switch {
	case code == unauthenticated && !c.actor.Visitor():
		c.out.Close(closeUnauthenticated)
	case code == helloFirst || code == helloProtocol:
		c.out.Close(closeProtocol)
	}
}

// send encodes and queues a frame that is for this client alone.
func (c *conn) send(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		slog.ErrorContext(c.ctx, "encoding a frame failed", "error", err)
		return
	}
	c.out.Send(hub.NewFrame(b))
}

// salvageID finds the id of a frame that is not taken, so that its error can be answered to it.
func salvageID(frame []byte) string {
	if len(frame) > wire.MaxFrameBytes {
		return ""
	}
	var only struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(frame, &only, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) != nil || utf8.RuneCountInString(only.ID) > maxID {
		return ""
	}
	return only.ID
}
