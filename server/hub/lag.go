package hub

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// What is read at once for one reader, once there is room for it: about lagRoom bytes, which is half of what events may
// take of a connection's queue. How many events that are shows with each page, beginning with lagFirst: the longest have
// some 100 KB, most a few hundred bytes.
const (
	lagRoom  = 256 << 10
	lagFirst = 4
	lagMost  = 256
)

// laggards are members that are sent from the log what did not fit, as their readers read: what comes all at once (what
// this node missed, a large commit) says nothing of how fast a reader is. Only who is not live again after LagLasts is
// slow. Safe for concurrent use.
type laggards struct {
	ctx     context.Context
	cancel  context.CancelFunc
	reading chan struct{} // bounds the database connections that they take, and the pages that are in memory

	mu      sync.Mutex
	over    bool // guarded by mu
	running sync.WaitGroup
}

func (l *laggards) init() {
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.reading = make(chan struct{}, fillers)
}

// end stops them all and waits; later ones do not begin.
func (l *laggards) end() {
	l.cancel()
	l.mu.Lock()
	l.over = true
	l.mu.Unlock()
	l.running.Wait()
}

func (l *laggards) begin(f func(ctx context.Context)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.over {
		l.running.Go(func() { f(l.ctx) })
	}
}

// lag lets m follow from its position at its reader's pace until it is live again. Called with mu held.
func (s *stream) lag(m *Membership) {
	m.catching, m.lagging, m.held = true, true, nil
	m.hub.behind.begin(m.followLog)
}

// followLog sends what is in the log after m's position. What cannot be read now is tried again: it is not the reader
// who is slow then.
func (m *Membership) followLog(ctx context.Context) {
	for until := time.Now().Add(m.hub.config.LagLasts); ; {
		err := m.followUntil(ctx, until)
		if err == nil || ctx.Err() != nil {
			return
		}
		slog.WarnContext(ctx, "reading what did not fit for a reader failed", "topic", m.stream.name, "error", err)
		select {
		case <-time.After(m.hub.config.Reconcile):
		case <-ctx.Done():
			return
		}
		until = time.Now().Add(m.hub.config.LagLasts)
	}
}

// errShort: the log ends before what was told of it: of another epoch.
var errShort = errors.New("hub: the log is shorter than it was")

// followUntil returns an error when the log cannot be read. Else m is live, has left, or was too slow. It waits first and
// reads then: hundreds who wait hold nothing that was read for them, and what is hidden meanwhile is not sent any more.
func (m *Membership) followUntil(ctx context.Context, until time.Time) error {
	ctx, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	for most, room := lagFirst, lagRoom; ; {
		if m.bulk.Room(ctx, room) != nil {
			m.bulk.TooSlow() // or it is closing already, or all ends
			return nil
		}
		after, upto, more := m.backlog()
		if !more {
			return nil
		}
		p, err := m.sendPage(ctx, after, upto, most)
		if err != nil || p.gone {
			return err
		}
		most = max(1, min(lagRoom/p.mean, 2*most, lagMost))
		room = max(lagRoom, p.unsent)
	}
}

// backlog gives what m lacks, after < seq <= upto; more is false when it lacks nothing, and is live from here on, or
// gets nothing any more.
func (m *Membership) backlog() (after, upto int64, more bool) {
	s := m.stream
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.index < 0 {
		return 0, 0, false
	}
	if m.position < s.last {
		return m.position, s.last, true
	}
	_ = m.goLive(m.position) // nothing is held
	return 0, 0, false
}

// page is what became of one.
type page struct {
	mean   int  // bytes of an event
	unsent int  // bytes of the first event that did not fit; 0 when all did
	gone   bool // m is not to follow any more
}

// sendPage reads what comes after a number and sends what fits of it.
func (m *Membership) sendPage(ctx context.Context, after, upto int64, most int) (p page, err error) {
	reading := m.hub.behind.reading
	select {
	case reading <- struct{}{}:
	case <-ctx.Done():
		return p, ctx.Err()
	}
	defer func() { <-reading }()
	events, err := m.hub.config.Log.Read(ctx, m.stream.name, after, upto, most)
	if err == nil && len(events) == 0 {
		err = errShort
	}
	if err != nil {
		return p, err
	}
	sum := 0
	for i := range events {
		f := frameOf(&events[i])
		sum += len(f.Encoded)
		p.mean = sum / (i + 1)
		switch m.sendNow(f) {
		case Full: // another topic was quicker, or this is longer than those before
			p.unsent = len(f.Encoded)
			return p, nil
		case Gone:
			p.gone = true
			return p, nil
		}
	}
	return p, nil
}

func (m *Membership) sendNow(f *Frame) Outcome {
	s := m.stream
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.index < 0 { // it has left
		return Gone
	}
	outcome := m.offer(f)
	switch outcome {
	case Taken:
		m.position = f.Seq
	case Gone:
		s.takeOut(m)
	}
	return outcome
}
