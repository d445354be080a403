package load

import (
	"context"
	"math/rand/v2"
	"os"
	"time"
)

// settling is how long a run waits at its end for what is still under way.
const settling = 5 * time.Second

// flow lets posts flow as the mode says, and measures.
func (r *run) flow(ctx context.Context, out *Result) error {
	o := r.options
	stop := make(chan struct{})
	paced := make(chan struct{})
	r.mu.Lock()
	switch o.Mode {
	case Paced:
		go func() { defer close(paced); r.pace(stop) }()
	case Posts:
		for _, c := range r.clients {
			for range o.Window {
				r.toSend = append(r.toSend, c)
			}
		}
		r.pump = r.answerPosts
	case Saturate:
		r.every = 16
		r.pump = func() { r.fillWindow(func(c *client) { c.post(o.Size) }) }
	case Signals:
		r.pump = func() { r.fillWindow((*client).typing) }
	}
	r.mu.Unlock()
	if err := sleep(ctx, o.Warm); err != nil {
		return err
	}

	r.mu.Lock()
	before, sent := r.tally, r.sent.Load()
	r.recording = true
	r.mu.Unlock()
	begun, cpus := time.Now(), r.cpus()
	err := sleep(ctx, o.Duration)
	r.mu.Lock()
	r.recording = false
	after, took, used := r.tally, time.Since(begun), r.cpus()
	out.Sent = r.sent.Load() - sent
	r.pump = nil
	r.mu.Unlock()
	close(stop)
	if o.Mode == Paced {
		<-paced
	}
	out.Lost = r.settle(ctx)

	out.Seconds = took.Seconds()
	out.Delivered, out.Answered = after.delivered-before.delivered, after.answered-before.answered
	out.ServerCPU, out.DatabaseCPU, out.ToolCPU = used[0]-cpus[0], used[1]-cpus[1], used[2]-cpus[2]
	out.MemoryAfter = memory(o.PIDs)
	frames := float64(after.frames - before.frames)
	out.BytesPerFrame = over(float64(after.bytes-before.bytes), frames)
	out.FramesPerRead = over(frames, float64(after.reads-before.reads))
	r.faults(out)
	return err
}

func (r *run) faults(out *Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := &r.tally
	out.Deliver, out.Answer = t.deliver.spread(), t.answer.spread()
	out.Refused, out.Missing, out.Doubled, out.Closed, out.FirstBad = t.refused, t.missing, t.doubled, t.closed, t.firstBad
}

// cpus gives seconds used by the servers, by Postgres, and by this process.
func (r *run) cpus() [3]float64 {
	return [3]float64{cpu(r.options.PIDs, false), cpu(r.options.DatabasePIDs, true), cpu([]int{os.Getpid()}, false)}
}

// pace posts at an even rate, a room after the other, in each by its members in turn.
func (r *run) pace(stop <-chan struct{}) {
	gap := time.Duration(float64(time.Second) / r.options.Rate / float64(len(r.rooms)))
	timer := time.NewTimer(0)
	defer timer.Stop()
	next := time.Now()
	for i := 0; ; i++ {
		select {
		case <-timer.C:
		case <-stop:
			return
		}
		rm := r.rooms[i%len(r.rooms)]
		c := rm.clients[rm.next%len(rm.clients)]
		rm.next++
		r.sent.Add(1)
		c.post(r.options.Size)
		next = next.Add(gap)
		timer.Reset(time.Until(next))
	}
}

// fillWindow sends in each room until Window are under way to all of its members. Called with mu held.
func (r *run) fillWindow(send func(*client)) {
	for _, rm := range r.rooms {
		members := int64(len(rm.clients))
		for (rm.sent-rm.refused)*members-rm.delivered <= int64(r.options.Window-1)*members {
			c := rm.clients[rm.next%min(r.options.Posters, len(rm.clients))]
			rm.next++
			rm.sent++
			r.sent.Add(1)
			send(c)
		}
	}
}

// answerPosts sends a post for each that was answered. Called with mu held.
func (r *run) answerPosts() {
	ready := r.toSend
	r.toSend = nil
	for _, c := range ready {
		c.waiting++
		r.sent.Add(1)
		c.post(r.options.Size)
	}
}

// settle waits until everybody has what was answered, and gives how many deliveries are missing after that.
func (r *run) settle(ctx context.Context) int64 {
	for end := time.Now().Add(settling); ; {
		r.mu.Lock()
		var lost, answered int64
		for _, rm := range r.rooms {
			posts := rm.answered
			if r.options.Mode == Signals {
				posts = 0 // they promise nothing
			}
			lost += max(posts*int64(len(rm.clients))-rm.delivered, 0)
			answered += rm.answered + rm.refused
		}
		if r.options.Mode == Signals {
			answered = r.sent.Load()
		}
		r.mu.Unlock()
		if lost == 0 && answered >= r.sent.Load() || time.Now().After(end) || sleep(ctx, 20*time.Millisecond) != nil {
			return lost
		}
	}
}

// idle stays and looks what that costs.
func (r *run) idle(ctx context.Context, out *Result) error {
	if err := sleep(ctx, r.options.Hold); err != nil {
		return err
	}
	before, begun := r.cpus(), time.Now()
	err := sleep(ctx, r.options.Duration)
	after := r.cpus()
	out.Seconds, out.ServerCPU, out.DatabaseCPU = time.Since(begun).Seconds(), after[0]-before[0], after[1]-before[1]
	out.MemoryAfter = memory(r.options.PIDs)
	r.faults(out)
	return err
}

// history reads pages, one after another, at random places of the first room's thread.
func (r *run) history(ctx context.Context, out *Result) error {
	c := r.clients[0]
	begun := time.Now()
	for range r.options.Pages {
		c.page(1 + rand.Int64N(max(r.options.Upto, 1)))
		select {
		case <-c.answered:
			out.Answered++
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(settling):
			r.faults(out)
			return context.DeadlineExceeded
		}
	}
	out.Seconds = time.Since(begun).Seconds()
	r.faults(out)
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
