package chaos

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

// fault is one thing that goes wrong. do returns when it is over: what it stopped runs again.
type fault struct {
	name string
	do   func(ctx context.Context, r *run) error
}

// faults are all kinds. Each comes once before any comes again.
var faults = []fault{
	{"node killed", func(ctx context.Context, r *run) error {
		n := r.someNode()
		return errors.Join(n.End(os.Kill, r.stopBound()), r.pause(ctx, 0, 4), n.Start(), n.AwaitReady(ctx))
	}},
	{"node frozen", func(ctx context.Context, r *run) error {
		n := r.someNode()
		return errors.Join(n.Signal(syscall.SIGSTOP), r.pause(ctx, 2, 12), n.Signal(syscall.SIGCONT))
	}},
	{"node restarted", func(ctx context.Context, r *run) error { return r.restart(ctx, r.someNode()) }},
	{"rolling restart", func(ctx context.Context, r *run) error {
		for _, n := range r.house.nodes {
			if err := errors.Join(r.restart(ctx, n), r.pause(ctx, 1, 2)); err != nil {
				return err
			}
		}
		return nil
	}},
	{"redis stopped", func(ctx context.Context, r *run) error {
		return errors.Join(r.house.redis.Stop(), r.pause(ctx, 3, 15), r.house.redis.Start(ctx))
	}},
	{"redis killed", func(ctx context.Context, r *run) error {
		return errors.Join(r.house.redis.Kill(), r.pause(ctx, 0, 5), r.house.redis.Start(ctx))
	}},
	{"redis flushed", func(ctx context.Context, r *run) error { return r.house.redis.Flush(ctx) }},
	{"redis frozen", func(ctx context.Context, r *run) error {
		return errors.Join(r.house.redis.Freeze(), r.pause(ctx, 3, 12), r.house.redis.Thaw())
	}},
	{"redis partitioned", func(ctx context.Context, r *run) error {
		n := r.someNode()
		err := errors.Join(n.toRedis.silence(), r.pause(ctx, 3, 15))
		n.toRedis.heal(ctx)
		return err
	}},
	{"redis cut", func(_ context.Context, r *run) error { return r.someNode().toRedis.cut() }},
	{"postgres restarted", func(ctx context.Context, r *run) error { return r.house.postgres.Restart(ctx) }},
	{"postgres restarted ten times", func(ctx context.Context, r *run) error {
		for range 10 {
			if err := errors.Join(r.house.postgres.Restart(ctx), r.pause(ctx, 0, 1)); err != nil {
				return err
			}
		}
		return nil
	}},
	{"postgres killed", func(ctx context.Context, r *run) error {
		process, err := os.FindProcess(r.house.postgres.PID())
		if err != nil {
			return err
		}
		if err := process.Kill(); err != nil {
			return err
		}
		<-r.house.postgres.Done()
		return errors.Join(r.pause(ctx, 0, 5), r.house.postgres.Restart(ctx))
	}},
	{"postgres slow", func(ctx context.Context, r *run) error {
		var err error
		for _, n := range r.house.nodes {
			err = errors.Join(err, n.toPostgres.slow(150*time.Millisecond))
		}
		err = errors.Join(err, r.pause(ctx, 5, 10))
		for _, n := range r.house.nodes {
			n.toPostgres.heal(ctx)
		}
		return err
	}},
	{"postgres cut", func(_ context.Context, r *run) error {
		var err error
		for _, n := range r.house.nodes {
			err = errors.Join(err, n.toPostgres.cut())
		}
		return err
	}},
	{"postgres partitioned", func(ctx context.Context, r *run) error {
		n := r.someNode()
		err := errors.Join(n.toPostgres.silence(), r.pause(ctx, 3, 12))
		n.toPostgres.heal(ctx)
		return err
	}},
	{"clients cut", func(_ context.Context, r *run) error {
		for _, m := range r.someMembers(5) {
			m.line.cut()
		}
		return nil
	}},
	{"clients slow", func(ctx context.Context, r *run) error {
		d := r.between(3, 12)
		for _, m := range r.someMembers(10) {
			m.line.stall(d)
		}
		return r.pauseFor(ctx, d)
	}},
	{"clients vanished", func(_ context.Context, r *run) error {
		for _, m := range r.someMembers(10) {
			m.client.Forget()
			m.line.vanish()
		}
		return nil
	}},
}

// restart ends a node as a deployment does.
func (r *run) restart(ctx context.Context, n *Node) error {
	if err := n.End(syscall.SIGTERM, r.stopBound()); err != nil {
		return err
	}
	return errors.Join(n.Start(), n.AwaitReady(ctx))
}

// stopBound: DRAIN, and the time for the rest.
func (r *run) stopBound() time.Duration { return 20 * time.Second }

func (r *run) someNode() *Node { return r.house.nodes[r.random.IntN(len(r.house.nodes))] }

// someMembers gives so many percent of the clients, at least one.
func (r *run) someMembers(percent int) []*member {
	order := r.random.Perm(len(r.members))[:max(1, len(r.members)*percent/100)]
	some := make([]*member, len(order))
	for i, at := range order {
		some[i] = r.members[at]
	}
	return some
}

// between gives a time between two numbers of seconds, shortened as the run asks.
func (r *run) between(from, to float64) time.Duration {
	seconds := from + r.random.Float64()*(to-from)
	return time.Duration(seconds * r.config.FaultScale * float64(time.Second))
}

func (r *run) pause(ctx context.Context, from, to float64) error {
	return r.pauseFor(ctx, r.between(from, to))
}

// pauseFor lets a fault last. A run that is ended early ends the fault, too.
func (r *run) pauseFor(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
	return nil
}
