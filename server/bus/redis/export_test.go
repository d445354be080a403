package redis

import (
	"context"
	"time"
)

// Open is New with all durations divided, for tests in which Redis dies.
func Open(ctx context.Context, url string, receive func(string, []byte), onGap func(), faster time.Duration) (*Bus, error) {
	return open(ctx, url, receive, onGap, timing{
		follow: usual.follow / faster, answer: usual.answer / faster, beat: usual.beat / faster,
		sick: usual.sick / faster, renew: usual.renew / faster,
	})
}

// MaxQueued is the bound of what waits for Redis, in bytes.
const MaxQueued = maxQueued

// Channel is where a topic's messages go; empty before Redis has answered.
func (b *Bus) Channel(name string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if l := b.lane(name); l != nil {
		return l.prefix + name
	}
	return ""
}
