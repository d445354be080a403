package socket

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"tongchuang/server/hub"
	"tongchuang/server/metrics"
)

// pens write for all connections: a few goroutines that exist while there is something to write, each taking its
// connections in turn. A post to a thousand readers so wakes a few goroutines and not a thousand, and while a pen is busy
// with others more is queued for each connection, which then goes out in one write. Safe for concurrent use.
type pens struct {
	next atomic.Uint32
	all  []*pen
}

// pen writes for its share of the connections.
type pen struct {
	mu      sync.Mutex
	turn    []*writer // guarded by mu, as all below
	spare   []*writer
	writing bool

	figures *metrics.Figures
	ink     []byte // of the goroutine that writes, as all below; kept, for to make it anew at every waking is most garbage
	served  int
}

func newPens(figures *metrics.Figures) *pens {
	p := &pens{all: make([]*pen, runtime.GOMAXPROCS(0))}
	for i := range p.all {
		p.all[i] = &pen{figures: figures}
	}
	return p
}

// pick gives a connection its pen.
func (p *pens) pick() *pen { return p.all[int(p.next.Add(1))%len(p.all)] }

// add gives w its turn.
func (p *pen) add(w *writer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn = append(p.turn, w)
	if !p.writing {
		p.writing = true
		go p.write()
	}
}

// write serves until nobody has a turn.
func (p *pen) write() {
	for {
		p.mu.Lock()
		turn := p.turn
		if len(turn) == 0 {
			p.writing = false
			p.mu.Unlock()
			return
		}
		p.turn, p.spare = p.spare[:0], nil
		p.mu.Unlock()
		for i, w := range turn {
			w.serve(p)
			turn[i] = nil
		}
		p.mu.Lock()
		if cap(turn) <= keptTurn {
			p.spare = turn
		}
		p.mu.Unlock()
	}
}

// keptTurn bounds the memory that a pen keeps for its next turn.
const keptTurn = 4096

// inkSize is how much is put together for one write; larger frames are written from where they are.
const inkSize = 64 << 10

// blot gives the pen's buffer, empty.
func (p *pen) blot() []byte {
	if p.ink == nil {
		p.ink = make([]byte, 0, inkSize)
	}
	return p.ink[:0]
}

// timed is of how many turns one is timed.
const timed = 16

// count keeps the figures of one turn that began with these frames queued.
func (p *pen) count(queue []*hub.Frame, bytes int, waits bool) {
	if bytes == 0 {
		return
	}
	p.figures.Writes.Inc()
	p.figures.WrittenBytes.Add(float64(bytes))
	if waits {
		p.figures.WaitedWrites.Inc()
	}
	if p.served++; p.served%timed == 0 {
		p.figures.Delivery.Observe(time.Since(queue[0].Made).Seconds())
	}
}
