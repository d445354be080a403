package redis

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// ErrAway: Redis has not answered since this node started.
var ErrAway = errors.New("redis: it has not answered yet")

// Scripts runs scripts where the bus goes through: what all nodes count together is counted there. It fails at once
// while Redis has not answered for the first time, which also tells whether it is a cluster. It obeys its contexts,
// repeats nothing, and is safe for concurrent use until the bus is closed.
type Scripts struct{ bus *Bus }

var _ redis.Scripter = Scripts{}

// Scripts gives what runs scripts.
func (b *Bus) Scripts() Scripts { return Scripts{b} }

func (s Scripts) client() redis.UniversalClient {
	s.bus.mu.RLock()
	defer s.bus.mu.RUnlock()
	return s.bus.counting
}

func failed[C interface {
	redis.Cmder
	SetErr(error)
}](c C) C {
	c.SetErr(ErrAway)
	return c
}

// Eval implements redis.Scripter, as do all below.
func (s Scripts) Eval(ctx context.Context, script string, keys []string, args ...any) *redis.Cmd {
	if c := s.client(); c != nil {
		return c.Eval(ctx, script, keys, args...)
	}
	return failed(redis.NewCmd(ctx))
}

// EvalSha runs a script by its hash.
func (s Scripts) EvalSha(ctx context.Context, sha1 string, keys []string, args ...any) *redis.Cmd {
	if c := s.client(); c != nil {
		return c.EvalSha(ctx, sha1, keys, args...)
	}
	return failed(redis.NewCmd(ctx))
}

// EvalRO runs a script that only reads.
func (s Scripts) EvalRO(ctx context.Context, script string, keys []string, args ...any) *redis.Cmd {
	if c := s.client(); c != nil {
		return c.EvalRO(ctx, script, keys, args...)
	}
	return failed(redis.NewCmd(ctx))
}

// EvalShaRO runs a script that only reads by its hash.
func (s Scripts) EvalShaRO(ctx context.Context, sha1 string, keys []string, args ...any) *redis.Cmd {
	if c := s.client(); c != nil {
		return c.EvalShaRO(ctx, sha1, keys, args...)
	}
	return failed(redis.NewCmd(ctx))
}

// ScriptExists tells which scripts are known.
func (s Scripts) ScriptExists(ctx context.Context, hashes ...string) *redis.BoolSliceCmd {
	if c := s.client(); c != nil {
		return c.ScriptExists(ctx, hashes...)
	}
	return failed(redis.NewBoolSliceCmd(ctx))
}

// ScriptLoad makes a script known.
func (s Scripts) ScriptLoad(ctx context.Context, script string) *redis.StringCmd {
	if c := s.client(); c != nil {
		return c.ScriptLoad(ctx, script)
	}
	return failed(redis.NewStringCmd(ctx))
}
