package hub

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// lagPage is how many events are read at once for one reader; the longest of them are some 100 KB.
const lagPage = 32

// laggards are members that are sent from the log what did not fit, as their readers read: what comes all at once (what
// this node missed, a large commit) says nothing of how fast a reader is. Only who is not live again after LagLasts is
// slow. Safe for concurrent use.
type laggards struct {
	ctx     context.Context
	cancel  context.CancelFunc
	reading chan struct{} // bounds the database connections that they take

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

// followUntil returns an error when the log cannot be read. Else m is live, has left, or was too slow.
func (m *Membership) followUntil(ctx context.Context, until time.Time) error {
	ctx, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	for {
		after, upto, more := m.backlog()
		if !more {
			return nil
		}
		frames, err := m.readLog(ctx, after, upto)
		if err != nil {
			return err
		}
		for _, f := range frames {
			if !m.sendMissed(ctx, f) {
				return nil
			}
		}
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

func (m *Membership) readLog(ctx context.Context, after, upto int64) ([]*Frame, error) {
	reading := m.hub.behind.reading
	select {
	case reading <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-reading }()
	events, err := m.hub.config.Log.Read(ctx, m.stream.name, after, upto, lagPage)
	if err == nil && len(events) == 0 {
		err = errShort
	}
	frames := make([]*Frame, len(events))
	for i := range events {
		frames[i] = frameOf(&events[i])
	}
	return frames, err
}

// sendMissed sends the next event once there is room for it. False: m is not to follow any more.
func (m *Membership) sendMissed(ctx context.Context, f *Frame) bool {
	for {
		if m.bulk.Room(ctx, len(f.Encoded)) != nil {
			m.bulk.TooSlow() // or it is closing already, or all ends
			return false
		}
		switch m.sendNow(f) {
		case Taken:
			return true
		case Gone:
			return false
		} // full: another topic was quicker
	}
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
