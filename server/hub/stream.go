package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"tongchuang/server/metrics"
	"tongchuang/server/topic"
)

// maxAhead bounds the frames that wait for a gap to close; what is beyond is read from the log again.
const maxAhead = 1024

// stream is one topic on this node: its listeners and the number up to which they have been told.
type stream struct {
	name    topic.Name
	figures *metrics.Figures
	ready   chan struct{} // closed once last is known, or failed is set
	// failed is written before ready is closed and read after.
	failed error

	mu      sync.Mutex
	last    int64            // number of the last event delivered; -1 before begin
	ahead   map[int64]*Frame // events that came before their predecessors
	members []*Membership    // each knows its index
	closed  bool
	asked   bool // a reading of the log is under way
}

func newStream(name topic.Name, figures *metrics.Figures) *stream {
	return &stream{name: name, figures: figures, ready: make(chan struct{}), last: -1}
}

// begin sets the position from the log. Events that came meanwhile follow. True means that there is a gap before them.
func (s *stream) begin(head int64) (gap bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = head
	s.drain()
	return s.wantsFilling()
}

// offer takes an event in any order, any number of times. True means that there is a gap nobody is filling yet.
func (s *stream) offer(f *Frame) (gap bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.last >= 0 && f.Seq <= s.last:
		return false
	case f.Seq == s.last+1 && s.last >= 0:
		s.pass(f)
		s.drain()
	default:
		s.park(f)
	}
	return s.wantsFilling()
}

// park keeps an event that came before its predecessors. Called with mu held.
func (s *stream) park(f *Frame) {
	if s.ahead == nil {
		s.ahead = map[int64]*Frame{}
	}
	if len(s.ahead) < maxAhead {
		s.ahead[f.Seq] = f
	}
}

// offerAll is offer for events of one commit, in order.
func (s *stream) offerAll(frames []*Frame) (gap bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first, last := frames[0].Seq, frames[len(frames)-1].Seq
	if s.last >= 0 && first == s.last+1 && last-first+1 == int64(len(frames)) && len(s.ahead) == 0 {
		s.passAll(frames)
		return false
	}
	for _, f := range frames {
		switch {
		case s.last >= 0 && f.Seq <= s.last:
		case f.Seq == s.last+1 && s.last >= 0:
			s.pass(f)
			s.drain()
		default:
			s.park(f)
		}
	}
	return s.wantsFilling()
}

func (s *stream) wantsFilling() bool {
	if s.last < 0 || len(s.ahead) == 0 || s.asked {
		return false
	}
	s.asked = true
	return true
}

// drain passes on what has become next. Called with mu held.
func (s *stream) drain() {
	for len(s.ahead) > 0 {
		f, ok := s.ahead[s.last+1]
		if !ok {
			for seq := range s.ahead {
				if seq <= s.last {
					delete(s.ahead, seq)
				}
			}
			return
		}
		delete(s.ahead, f.Seq)
		s.pass(f)
	}
}

// pass gives the next event to all members. Called with mu held.
func (s *stream) pass(f *Frame) {
	s.last = f.Seq
	s.figures.Deliveries.Add(float64(len(s.members)))
	for i := len(s.members) - 1; i >= 0; i-- { // backwards: give may take out the one it is at
		s.give(s.members[i], f)
	}
}

// passAll gives the next events, which follow each other, to all members. Called with mu held.
func (s *stream) passAll(frames []*Frame) {
	before := s.last
	s.last = frames[len(frames)-1].Seq
	joined := runs(frames)
	s.figures.Deliveries.Add(float64(len(s.members) * len(frames)))
	for i := len(s.members) - 1; i >= 0; i-- {
		m := s.members[i]
		if m.bulk == nil || m.catching || m.position != before {
			for _, f := range frames {
				if m.index >= 0 {
					s.give(m, f)
				}
			}
			continue
		}
		for _, run := range joined {
			if s.send(m, run) != Taken {
				break
			}
		}
	}
}

// takeOut ends what m gets. Called with mu held.
func (s *stream) takeOut(m *Membership) {
	if m.index < 0 {
		return
	}
	end := len(s.members) - 1
	s.members[m.index] = s.members[end]
	s.members[m.index].index = m.index
	s.members[end] = nil
	s.members, m.index = s.members[:end], -1
}

func (s *stream) give(m *Membership, f *Frame) {
	switch {
	case m.lagging: // it waits in the log
	case m.catching:
		if len(m.held) == maxHeld {
			m.held = slices.Delete(m.held, 0, maxHeld/2) // CatchUp reads them from the log
		}
		m.held = append(m.held, f)
	case f.Seq > m.position:
		s.send(m, f)
	}
}

// send gives m the next event, or several. Called with mu held.
func (s *stream) send(m *Membership, f *Frame) Outcome {
	outcome := m.offer(f)
	switch outcome {
	case Taken:
		m.position = f.Seq
	case Full:
		s.lag(m)
	case Gone:
		s.takeOut(m) // the connection ends itself and leaves
	}
	return outcome
}

// offer sends f if it fits.
func (m *Membership) offer(f *Frame) Outcome {
	switch {
	case m.bulk != nil:
		return m.bulk.Forward(f)
	case m.listen.Send(f):
		return Taken
	}
	return Gone
}

func (s *stream) signal(f *Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.members {
		switch {
		case !m.catching:
			m.listen.Send(f)
		case m.attends && len(m.heard) < maxHeard:
			m.heard = append(m.heard, f)
		}
	}
}

// maxHeld bounds the events that wait for a CatchUp.
const maxHeld = 512

// maxHeard bounds the signals that wait for a CatchUp: more people than a class has may come and go meanwhile.
const maxHeard = 256

func (s *stream) attend(m *Membership) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m.attends = true
}

func (s *stream) add(m *Membership) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	m.index = len(s.members)
	s.members = append(s.members, m)
	return true
}

// remove takes m out. last tells that the stream has no members any more and is now closed.
func (s *stream) remove(m *Membership) (last, was bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.left {
		return false, false
	}
	m.left, m.held, m.heard = true, nil, nil
	s.takeOut(m)
	if len(s.members) == 0 && !s.closed {
		s.closed = true
		return true, true
	}
	return false, true
}

// Resuming is bounded: beyond it a snapshot is cheaper for both sides.
const (
	catchUpPage = 250
	// MaxCatchUp is the longest tail of events that a resume replays.
	MaxCatchUp = 1000
)

// ErrFull: the listener took no more.
var ErrFull = errors.New("hub: the listener takes no more")

// CatchUp sends every event after `after`, first from the log, then what arrived meanwhile, and from then on live. What a
// Forwarder has no room for follows as its reader reads, also after CatchUp has returned. It comes once after Join.
func (m *Membership) CatchUp(ctx context.Context, after int64) error {
	s := m.stream
	position := after
	for {
		s.mu.Lock()
		if s.last <= position || (len(m.held) > 0 && m.held[0].Seq <= position+1) {
			defer s.mu.Unlock()
			return m.goLive(position)
		}
		upto := s.last
		s.mu.Unlock()
		events, err := m.hub.config.Log.Read(ctx, s.name, position, upto, catchUpPage)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return fmt.Errorf("hub: the log of %s ends at %d before %d", s.name, position, upto)
		}
		for i := range events {
			switch m.offer(frameOf(&events[i])) {
			case Taken:
				position = events[i].Seq
			case Full:
				s.mu.Lock()
				defer s.mu.Unlock()
				m.position = position
				s.lag(m)
				return nil
			case Gone:
				return ErrFull
			}
		}
	}
}

// goLive is called with stream.mu held.
func (m *Membership) goLive(position int64) error {
	m.position = position
	held := m.held
	m.catching, m.lagging, m.held = false, false, nil
	held = slices.DeleteFunc(held, func(f *Frame) bool { return f.Seq <= position })
	for _, f := range held {
		switch m.stream.send(m, f) {
		case Full:
			return nil // the rest follows
		case Gone:
			return ErrFull
		}
	}
	for _, f := range m.heard {
		m.listen.Send(f)
	}
	m.heard = nil
	return nil
}
