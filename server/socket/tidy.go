package socket

import (
	"runtime/debug"
	"time"
)

// tidier gives memory back after a wave of arrivals. Shaking hands, authenticating and catching up take many times what a
// connection needs afterwards, in stacks and in garbage; left alone, an idle server holds that until much later. It
// belongs to one goroutine.
type tidier struct {
	seen    int // connections at the last look
	arrived int // since memory was given back
	quiet   time.Time
}

const (
	// aWave is worth a collection, which takes a few milliseconds of every processor.
	aWave = 500
	// quietFor is how long nobody may have come before it is given back.
	quietFor = 3 * time.Second
)

// look is told how many connections there are; it collects when a wave is over.
func (t *tidier) look(now time.Time, connections int) {
	if more := connections - t.seen; more > 0 {
		t.arrived += more
		t.quiet = now.Add(quietFor)
	}
	t.seen = connections
	if t.arrived >= aWave && now.After(t.quiet) {
		t.arrived = 0
		// A collection halves a stack that is mostly unused; the second one halves it again, and returns the pages.
		debug.FreeOSMemory()
		debug.FreeOSMemory()
	}
}
