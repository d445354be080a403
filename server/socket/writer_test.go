package socket

import (
	"testing"

	"tongchuang/server/hub"
)

func TestSignalsAreLeftOutBeforeAnythingElseWhenAReaderIsSlow(t *testing.T) {
	t.Parallel()
	w := &writer{busy: true, stopped: make(chan struct{})} // its turn never comes: a reader that takes nothing
	post, signal := hub.NewFrame(make([]byte, maxQueued/16)), hub.NewFrame([]byte(`{"signal":"typing"}`))
	signal.Passing = true
	for _, f := range []*hub.Frame{signal, post, signal, post, post, signal, post} {
		if !w.Send(f) {
			t.Fatal("the connection is closing")
		}
	}
	posts, signals := 0, 0
	for _, f := range w.queue {
		if f.Passing {
			signals++
		} else {
			posts++
		}
	}
	if posts != 4 || signals != 2 {
		t.Errorf("%d posts and %d signals wait; want all 4 posts, and the 2 signals from before there was much to read", posts, signals)
	}
}
