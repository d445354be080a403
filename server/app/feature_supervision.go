package app

import (
	"context"

	"tongchuang/server/supervision"
)

func (a *App) newSupervision(f *features) *supervision.Service {
	s := supervision.New(supervision.Deps{Pool: a.pool, Log: f.log, Policy: f.policy, Filter: f.filter.Filter})
	rooms := supervision.NewWatch(s, a.hub, supervision.Pace{})
	a.hub.Watch(rooms.Heard)
	a.closers = append(a.closers, begin(rooms.Run))
	return s
}

// runner is something that runs until it is closed.
type runner struct {
	cancel context.CancelFunc
	done   chan struct{}
}

func begin(run func(context.Context)) runner {
	ctx, cancel := context.WithCancel(context.Background())
	r := runner{cancel, make(chan struct{})}
	go func() {
		defer close(r.done)
		run(ctx)
	}()
	return r
}

// Close ends it and waits for its end.
func (r runner) Close() error {
	r.cancel()
	<-r.done
	return nil
}
