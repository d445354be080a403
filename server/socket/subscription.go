package socket

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"tongchuang/server/command"
	"tongchuang/server/hub"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

type subscription struct {
	name   topic.Name
	id     string
	kind   command.TopicKind
	member *hub.Membership
}

// Reasons of a reset: why a resume was not possible.
const (
	resetEpoch  = "epoch"   // the cursor is of another log
	resetAhead  = "ahead"   // the cursor is beyond the log's end
	resetTooOld = "too_old" // too much was missed for a replay
)

// subscribe joins first and reads afterwards, so that nothing falls between the snapshot and what comes live.
func (c *conn) subscribe(cmd wire.Command) error {
	var in wire.Subscribe
	if err := command.Decode(cmd.In, &in); err != nil {
		return err
	}
	name := topic.Name(in.Topic)
	prefix, id, ok := name.Split()
	kind, known := c.server.Set.Topic(prefix)
	if in.Since != nil && *in.Since < 0 {
		return problem.BadRequest()
	}
	if !ok || !known {
		return problem.NotFound()
	}
	member, after, head, err := c.enter(cmd.ID, name, id, kind, in)
	if err != nil {
		return err
	}
	mayRead := func(ctx context.Context) error { return kind.MayRead(ctx, c.actor, id) }
	after, err = c.replay(name, after, head, mayRead)
	ctx, cancel := c.within(watchTimeout) // anew: a replay may take longer
	defer cancel()
	if err == nil {
		err = member.CatchUp(ctx, after)
	}
	if err != nil {
		member.Leave()
		if !errors.Is(err, hub.ErrFull) { // that one is closed as slow
			c.sayClosed(in.Topic, err) // the command was answered already
		}
		return nil
	}
	c.mu.Lock()
	c.subscriptions[in.Topic] = &subscription{name, id, kind, member}
	c.mu.Unlock()
	// Access may have been taken away while we joined, before the guard could see this subscription.
	if err := mayRead(ctx); err != nil {
		c.drop(in.Topic, err)
	}
	return nil
}

// enter joins the topic and answers the command, when it is this connection's turn. The time until then is not the
// command's: the client asked together with many others.
func (c *conn) enter(cmdID string, name topic.Name, id string, kind command.TopicKind, in wire.Subscribe) (member *hub.Membership, after, head int64, err error) {
	waiting, stop := c.within(watchTimeout)
	defer stop()
	if err := c.server.turns.take(waiting); err != nil {
		return nil, 0, 0, err
	}
	defer c.server.turns.giveBack()
	ctx, cancel := c.within(commandTimeout)
	defer cancel()
	if err := kind.MayRead(ctx, c.actor, id); err != nil {
		return nil, 0, 0, err
	}
	if err := c.makeRoom(in.Topic); err != nil {
		return nil, 0, 0, err
	}
	var me *wire.Person
	if kind.Present != nil {
		var err error
		if me, err = kind.Present(ctx, c.actor, id); err != nil {
			return nil, 0, 0, err
		}
	}
	member, err = c.server.Hub.Join(ctx, name, c.out, me)
	if err != nil {
		return nil, 0, 0, err
	}
	after, head, err = c.sayWhereItBegins(ctx, cmdID, name, id, kind, in)
	if err != nil {
		member.Leave()
		return nil, 0, 0, err
	}
	return member, after, head, nil
}

// makeRoom ends an earlier subscription to the same topic and refuses one too many.
func (c *conn) makeRoom(name string) error {
	c.mu.Lock()
	before := c.subscriptions[name]
	delete(c.subscriptions, name)
	full := len(c.subscriptions) >= wire.MaxSubscriptions
	c.mu.Unlock()
	if before != nil {
		before.member.Leave()
	}
	if full {
		return problem.New(http.StatusTooManyRequests, "subscription.too_many", "Max", wire.MaxSubscriptions)
	}
	return nil
}

// sayWhereItBegins answers the command, and gives the number after which events follow and the last that there was.
func (c *conn) sayWhereItBegins(ctx context.Context, cmdID string, name topic.Name, id string, kind command.TopicKind, in wire.Subscribe) (after, head int64, err error) {
	out := wire.Subscribed{Topic: in.Topic, Epoch: c.server.Epoch.String()}
	if in.Since != nil {
		if head, err = c.server.Log.Head(ctx, name); err != nil {
			return 0, 0, err
		}
		switch {
		case in.Epoch != out.Epoch:
			out.Reset = resetEpoch
		case *in.Since > head:
			out.Reset = resetAhead
		case head-*in.Since > hub.MaxCatchUp:
			out.Reset = resetTooOld
		default:
			out.Seq = *in.Since
		}
	}
	if in.Since == nil || out.Reset != "" {
		snapshot, seq, err := kind.Snapshot(ctx, c.actor, id)
		if err != nil {
			return 0, 0, err
		}
		out.Seq, head = seq, seq
		if out.Snapshot, err = json.Marshal(snapshot); err != nil {
			return 0, 0, err
		}
	}
	if kind.Present != nil {
		out.Present = c.server.Hub.Present(name)
	}
	c.answer(cmdID, out, nil)
	return out.Seq, head, nil
}

func (c *conn) unsubscribe(raw jsontext.Value) (any, error) {
	var in wire.Unsubscribe
	if err := command.Decode(raw, &in); err != nil {
		return nil, err
	}
	if s := c.forget(in.Topic); s != nil {
		s.member.Leave()
	}
	return wire.Empty{}, nil
}

func (c *conn) forget(name string) *subscription {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.subscriptions[name]
	delete(c.subscriptions, name)
	return s
}

// drop ends a subscription and tells the client why.
func (c *conn) drop(name string, why error) {
	s := c.forget(name)
	if s == nil {
		return
	}
	s.member.Leave()
	c.sayClosed(name, why)
}

func (c *conn) sayClosed(name string, why error) {
	p := command.ProblemOf(why)
	if p.Status >= http.StatusInternalServerError {
		slog.ErrorContext(c.ctx, "a subscription ended", "topic", name, "code", p.Code, "error", why)
	}
	rendered := p.Render(c.lang())
	c.send(wire.Closed{Topic: name, Closed: &rendered})
}

func (c *conn) leaveAll() {
	c.mu.Lock()
	all := c.subscriptions
	c.subscriptions = map[string]*subscription{}
	guard := c.guard
	c.leaving = true
	c.mu.Unlock()
	for _, s := range all {
		s.member.Leave()
	}
	if guard != nil {
		guard.Leave()
	}
}

func (c *conn) signal(ctx context.Context, raw jsontext.Value) (any, error) {
	var in wire.SendSignal
	if err := command.Decode(raw, &in); err != nil {
		return nil, err
	}
	c.mu.Lock()
	s := c.subscriptions[in.Topic]
	c.mu.Unlock()
	if s == nil {
		return nil, problem.New(http.StatusConflict, "subscription.none")
	}
	known, ok := c.server.Set.Signal(in.Name)
	if !ok || s.kind.MaySignal == nil {
		return nil, problem.NotFound()
	}
	if err := known.CheckData(in.Data); err != nil {
		return nil, err
	}
	if err := s.kind.MaySignal(ctx, c.actor, s.id); err != nil {
		return nil, err
	}
	frame, err := json.Marshal(wire.Signal{Topic: in.Topic, Signal: in.Name, From: &c.actor.Person, Data: in.Data})
	if err != nil {
		return nil, err
	}
	c.server.Hub.Signal(s.name, frame)
	return wire.Empty{}, nil
}

// guard listens to the person's own topic on behalf of the connection.
type guard struct{ c *conn }

// Send implements hub.Listener. However many changes come at once, one recheck runs, and one more after the last.
func (g guard) Send(f *hub.Frame) bool {
	if f.Kind == wire.AccessChanged && g.c.changes.Add(1) == 1 {
		g.c.pending.Go(g.c.recheck)
	}
	return true
}

// askAgain begins a recheck without a change that was told: a token or a login may have expired, a guest's day be over.
func (c *conn) askAgain() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.leaving && c.changes.Add(1) == 1 {
		c.pending.Go(c.recheck)
	}
}

// watch makes the connection hear of changes to what its person may do. Not ok: it cannot, and the connection ends.
func (c *conn) watch() (why Closing, ok bool) {
	if c.actor.Visitor() {
		return Closing{}, true
	}
	name := topic.Of("person", c.actor.Person)
	ctx, cancel := c.within(watchTimeout)
	defer cancel()
	if err := c.server.turns.take(ctx); err != nil {
		return c.unwatched(err), false
	}
	defer c.server.turns.giveBack()
	m, err := c.server.Hub.Join(ctx, name, guard{c}, nil)
	if err == nil {
		var head int64
		if head, err = c.server.Log.Head(ctx, name); err == nil {
			err = m.CatchUp(ctx, head)
		}
		c.mu.Lock()
		c.guard = m
		c.mu.Unlock()
	}
	if err == nil {
		err = c.server.Policy.Alive(ctx, c.actor)
	}
	if err != nil {
		return c.unwatched(err), false
	}
	return Closing{}, true
}

// unwatched tells how to close when it is not known that the person still stands: for good when that is known, else so
// that the client comes back and is asked at the door.
func (c *conn) unwatched(err error) Closing {
	if command.ProblemOf(err).Code == unauthenticated {
		return closeUnauthenticated
	}
	if c.ctx.Err() == nil {
		slog.WarnContext(c.ctx, "a connection could not be watched", "error", err)
	}
	return closeTryLater
}

func (c *conn) recheck() {
	for seen := c.changes.Load(); ; seen = c.changes.Load() {
		if err := c.recheckOnce(); err != nil {
			c.out.Close(c.unwatched(err))
			return
		}
		if c.changes.CompareAndSwap(seen, 0) {
			return
		}
	}
}

// recheckOnce asks anew whether the person still stands and may follow each topic. An error tells that the person does
// not, or that it cannot be found out.
func (c *conn) recheckOnce() (err error) {
	defer recovered(&err)
	ctx, cancel := c.within(watchTimeout)
	defer cancel()
	if err := c.server.Policy.Alive(ctx, c.actor); err != nil {
		return err
	}
	c.mu.Lock()
	subs := make([]*subscription, 0, len(c.subscriptions))
	for _, s := range c.subscriptions {
		subs = append(subs, s)
	}
	c.mu.Unlock()
	for _, s := range subs {
		err := s.kind.MayRead(ctx, c.actor, s.id)
		switch {
		case err == nil:
		case command.ProblemOf(err).Status >= http.StatusInternalServerError:
			return err
		default:
			c.drop(string(s.name), err)
		}
	}
	return nil
}
