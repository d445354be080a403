package hub

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"tongchuang/server/evenly"
	"tongchuang/server/topic"
)

// fillers is how many gaps are read from the log at once; each holds a database connection.
const fillers = 4

// headsPage bounds the topics of one comparison with the log.
const headsPage = 1000

// All topics are compared once in a time, in shares: six thousand in one go took 20 ms, which posts waited for.
const (
	reconcileShares = 20
	reconcileLeast  = 100
)

// Run fills gaps, compares with the log, and keeps presence, until ctx is done; it returns when all that has stopped.
func (h *Hub) Run(ctx context.Context) {
	var running sync.WaitGroup
	for range fillers {
		running.Go(func() {
			for {
				select {
				case s := <-h.gaps:
					h.fill(ctx, s)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	running.Go(func() { h.keepPresence(ctx) })
	defer h.behind.end()
	round := evenly.NewRound[*stream](reconcileShares, reconcileLeast)
	tick := time.NewTicker(round.Every(h.config.Reconcile))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			streams, first := round.Next(h.all)
			if first {
				h.config.Figures.Reconciliations.Inc()
			}
			h.reconcile(ctx, streams)
		case <-h.wake:
			h.config.Figures.Reconciliations.Inc()
			h.reconcile(ctx, h.all())
		case <-ctx.Done():
			running.Wait()
			return
		}
	}
}

// Reconcile asks for a comparison with the log now: after a resubscription to the bus, say.
func (h *Hub) Reconcile() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

func (h *Hub) reportGap(s *stream) {
	select {
	case h.gaps <- s:
	default:
		s.giveUp() // the next comparison with the log finds it
	}
}

// fill waits for a gap to close by itself, then reads what is missing.
func (h *Hub) fill(ctx context.Context, s *stream) {
	timer := time.NewTimer(h.config.Patience)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return
	}
	for {
		after, upto, open := s.gap()
		if !open {
			return
		}
		events, err := h.config.Log.Read(ctx, s.name, after, upto, catchUpPage)
		if err != nil {
			slog.WarnContext(ctx, "reading what a topic's stream missed failed", "topic", s.name, "error", err)
			s.giveUp()
			return
		}
		if len(events) == 0 {
			s.giveUp() // announced, and not in the log: a message from another epoch
			return
		}
		h.config.Figures.GapsFilled.Inc()
		for i := range events {
			s.offer(frameOf(&events[i]))
		}
	}
}

// gap gives the missing range after < seq <= upto; open is false, and the stream asks anew next time, when there is none.
func (s *stream) gap() (after, upto int64, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for seq := range s.ahead {
		upto = max(upto, seq)
	}
	if upto <= s.last || s.closed {
		s.asked = false
		return 0, 0, false
	}
	return s.last, upto, true
}

func (s *stream) giveUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = false
	clear(s.ahead)
}

// reconcile compares the positions of followed topics with their heads in the log and reads what is missing.
func (h *Hub) reconcile(ctx context.Context, streams []*stream) {
	for len(streams) > 0 {
		page := streams[:min(headsPage, len(streams))]
		streams = streams[len(page):]
		names := make([]topic.Name, len(page))
		for i, s := range page {
			names[i] = s.name
		}
		heads, err := h.config.Log.Heads(ctx, names)
		if err != nil {
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "comparing topics with the log failed", "error", err)
			}
			return
		}
		for _, s := range page {
			if s.behind(heads[s.name]) {
				h.config.Figures.CaughtUp.Inc()
				h.catchUp(ctx, s, heads[s.name])
			}
		}
	}
}

func (h *Hub) all() []*stream {
	var streams []*stream
	for i := range h.shards {
		h.shards[i].mu.RLock()
		for _, s := range h.shards[i].streams {
			streams = append(streams, s)
		}
		h.shards[i].mu.RUnlock()
	}
	return streams
}

func (s *stream) behind(head int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last >= 0 && s.last < head && !s.closed
}

func (s *stream) position() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// catchUp reads from the stream's position to head.
func (h *Hub) catchUp(ctx context.Context, s *stream, head int64) {
	for {
		after := s.position()
		if after >= head {
			return
		}
		events, err := h.config.Log.Read(ctx, s.name, after, head, catchUpPage)
		if err != nil || len(events) == 0 {
			return // the next comparison tries again
		}
		for i := range events {
			if s.offer(frameOf(&events[i])) {
				h.reportGap(s) // another one, further on
			}
		}
	}
}
