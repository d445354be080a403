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
	// replayTimeout bounds a replay, for which the reading side waits: less than the silence after which the connection
	// would count as dead.
	replayTimeout = 30 * time.Second
)

// replay sends what was missed as fast as the client reads it, and gives the number of the last event sent. Without it,
// who missed much would get it all at once, be closed as slow for it, and come back for the same. mayRead is asked
// again for each page, because the subscription is not yet among those that a recheck looks at.
func (c *conn) replay(name topic.Name, after, head int64, mayRead func(context.Context) error) (int64, error) {
	ctx, cancel := c.within(replayTimeout)
	defer cancel()
	for after < head {
		events, err := c.server.Log.Read(ctx, name, after, head, replayPage)
		if err != nil || len(events) == 0 { // that the log has a hole is for CatchUp to say
			return after, err
		}
		for i := range events {
			f := hub.NewFrame(events[i].AppendFrame(nil))
			if err := c.out.Room(ctx, len(f.Bytes)); err != nil {
				c.out.Close(closeSlow)
				return after, hub.ErrFull
			}
			if !c.out.Send(f) {
				return after, hub.ErrFull
			}
			after = events[i].Seq
		}
		if after < head {
			if err := mayRead(ctx); err != nil {
				return after, err
			}
		}
	}
	return after, nil
}
