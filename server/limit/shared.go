package limit

import (
	"context"
	"log/slog"
	"math"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

// redisTimeout bounds a question to Redis: beyond it the node counts alone. A slow Redis costs no more than this a post.
const redisTimeout = 100 * time.Millisecond

// redisRest is how long a Redis that did not answer is left alone.
const redisRest = 2 * time.Second

// shared is a Redis that may be away.
type shared struct {
	client redis.Scripter
	prefix string
	rests  atomic.Int64 // until when, Unix milliseconds
}

// run runs a script; ok is false when the node has to count alone.
func (s *shared) run(ctx context.Context, script *redis.Script, key string, args ...any) (n int64, ok bool) {
	if time.Now().UnixMilli() < s.rests.Load() {
		return 0, false
	}
	asked, cancel := context.WithTimeout(ctx, redisTimeout)
	defer cancel()
	n, err := script.Run(asked, s.client, []string{s.prefix + key}, args...).Int64()
	if err == nil {
		return n, true
	}
	if ctx.Err() == nil {
		s.rests.Store(time.Now().Add(redisRest).UnixMilli())
		slog.WarnContext(ctx, "counting a limit in Redis failed; this node counts alone for a while", "error", err)
	}
	return 0, false
}

// takeToken is a bucket as the one moment at which it will be full again (the generic cell rate algorithm, ITU-T I.371):
// 1 when a token was taken. ARGV: milliseconds a token takes to come, and those a full bucket takes.
var takeToken = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + tonumber(ARGV[1])
if full - now > tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', string.format('%.0f', math.ceil(full - now) + 1))
return 1`)

// SharedBuckets are Buckets for all nodes. Safe for concurrent use.
type SharedBuckets struct {
	shared
	alone         *Buckets
	every, filled float64 // milliseconds
}

// NewSharedBuckets makes Buckets that count in Redis. It does not connect.
func NewSharedBuckets(client redis.Scripter, perSecond float64, burst int) *SharedBuckets {
	every := 1000 / perSecond
	return &SharedBuckets{
		shared: shared{client: client, prefix: "tongchuang:posts:"},
		alone:  New(perSecond, burst), every: every, filled: every * float64(burst),
	}
}

// Allow takes a token of the person's bucket; false when it is empty.
func (b *SharedBuckets) Allow(ctx context.Context, person uuid.UUID) bool {
	n, ok := b.run(ctx, takeToken, person.String(), number(b.every), number(b.filled))
	if !ok {
		return b.alone.Allow(ctx, person)
	}
	return n == 1
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', 3, 64) }

// tryPause is Pauses.Try: the milliseconds to wait, 0 when the try was counted. A hash holds level, at and last.
// ARGV: Free, Leak, First, Most, all times in milliseconds.
var tryPause = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local free, leak, first, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local was = redis.call('HMGET', KEYS[1], 'level', 'at', 'last')
local level = math.max(0, tonumber(was[1] or 0) - (now - tonumber(was[2] or now)) / leak)
local last = tonumber(was[3] or 0)
local over = level - free + 1
if over > 0 then
  local wait = math.min(most, first * 2 ^ (math.ceil(over) - 1)) - (now - last)
  if wait > 0 then return math.ceil(wait) end
end
level = level + 1
redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', string.format('%.0f', now), 'last', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(level * leak + most)))
return 0`)

// forgivePause is Pauses.Forgive. ARGV: Leak in milliseconds.
var forgivePause = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local was = redis.call('HMGET', KEYS[1], 'level', 'at')
if not was[1] then return 0 end
local level = math.max(0, tonumber(was[1]) - (now - tonumber(was[2])) / tonumber(ARGV[1]) - 1)
if level == 0 then redis.call('DEL', KEYS[1])
else redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', string.format('%.0f', now)) end
return 0`)

// SharedPauses are Pauses for all nodes. Safe for concurrent use.
type SharedPauses struct {
	shared
	alone *Pauses
}

// NewSharedPauses makes Pauses that count in Redis. It does not connect.
func NewSharedPauses(client redis.Scripter) *SharedPauses {
	return &SharedPauses{shared: shared{client: client, prefix: "tongchuang:tries:"}, alone: NewPauses()}
}

// Try counts one try under key, or returns how long to wait; then it is not counted.
func (p *SharedPauses) Try(ctx context.Context, key string, b Bound) (time.Duration, error) {
	n, ok := p.run(ctx, tryPause, key, b.Free, milliseconds(b.Leak), milliseconds(b.First), milliseconds(b.Most))
	if !ok {
		return p.alone.Try(ctx, key, b)
	}
	return time.Duration(n) * time.Millisecond, nil
}

// Forgive takes one counted try back.
func (p *SharedPauses) Forgive(ctx context.Context, key string, b Bound) error {
	if _, ok := p.run(ctx, forgivePause, key, milliseconds(b.Leak)); !ok {
		return p.alone.Forgive(ctx, key, b)
	}
	return nil
}

func milliseconds(d time.Duration) int64 {
	return int64(math.Ceil(float64(d) / float64(time.Millisecond)))
}
