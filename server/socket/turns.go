package socket

import "context"

// turnsAtOnce is how many connections of a node begin to be watched, or to follow a topic, at the same time. Each asks
// the database some ten questions; when a node's worth of clients comes back at once and all of them ask together, all
// wait until they give up, each giving up costs a database connection, and they come again. In turns the first are
// done while the last wait, and posts find connections free: it is less than half of a pool.
const turnsAtOnce = 6

// turns hands them out. Safe for concurrent use.
type turns chan struct{}

// take waits for a turn; give it back. An error is ctx's.
func (t turns) take(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turns) giveBack() { <-t }
