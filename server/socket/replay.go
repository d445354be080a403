package socket

import (
	"context"
	"time"

	"tongchuang/server/hub"
	"tongchuang/server/topic"
)

const (
	// replayPage is how many missed events are read at once; the longest of them are some 100 KB.
	replayPage = 32
	// replayRoom is how many bytes must fit before any are read.
	replayRoom = 128 << 10
	// replayTimeout bounds a replay, for which the reading side waits: less than the silence after which the connection
	// would count as dead.
	replayTimeout = 30 * time.Second
)

// replay sends what was missed as fast as the client reads it, and gives the number of the last event sent. Without it,
// who missed much would get it all at once, be closed as slow for it, and come back for the same. It waits first and reads
// then, as hub's lag does: what is hidden meanwhile is not sent any more. mayRead is asked again for each page, because the
// subscription is not yet among those that a recheck looks at.
func (c *conn) replay(name topic.Name, after, head int64, mayRead func(context.Context) error) (int64, error) {
	ctx, cancel := c.within(replayTimeout)
	defer cancel()
	for room := replayRoom; after < head; {
		if err := c.out.Room(ctx, room); err != nil {
			c.out.Close(closeSlow)
			return after, hub.ErrFull
		}
		events, err := c.server.Log.Read(ctx, name, after, head, replayPage)
		if err != nil || len(events) == 0 { // that the log has a hole is for CatchUp to say
			return after, err
		}
		var unsent int
		if after, unsent, err = c.forward(events, after); err != nil {
			return after, err
		}
		if after < head {
			if err := mayRead(ctx); err != nil {
				return after, err
			}
		}
		room = max(replayRoom, unsent)
	}
	return after, nil
}

// forward sends events as long as there is room: after is the last one's number, unsent the bytes of the first that did
// not fit.
func (c *conn) forward(events []topic.Event, before int64) (after int64, unsent int, err error) {
	after = before
	for i := range events {
		f := hub.NewFrame(events[i].AppendFrame(nil))
		switch c.out.Forward(f) {
		case hub.Full:
			return after, len(f.Encoded), nil
		case hub.Gone:
			return after, 0, hub.ErrFull
		}
		after = events[i].Seq
	}
	return after, 0, nil
}
