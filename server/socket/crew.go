package socket

import "time"

// crew does what connections ask for on goroutines of its own. A command needs a deep stack for a moment; on the
// goroutine that reads it would be kept by every connection for as long as that is open. Safe for concurrent use.
type crew struct{ jobs chan job }

type job struct {
	do   func()
	done chan<- struct{}
}

func newCrew() *crew { return &crew{make(chan job)} }

// idleFor is how long a goroutine waits for more to do: its stack has grown already.
const idleFor = 200 * time.Millisecond

// run does f and returns when it is done. done is the caller's own, with room for one.
func (w *crew) run(f func(), done chan struct{}) {
	j := job{f, done}
	select {
	case w.jobs <- j:
	default: // nobody waits
		go w.work(j)
	}
	<-done
}

func (w *crew) work(j job) {
	idle := time.NewTimer(idleFor)
	defer idle.Stop()
	for {
		j.do()
		j.done <- struct{}{}
		idle.Reset(idleFor)
		select {
		case j = <-w.jobs:
		case <-idle.C:
			return
		}
	}
}
