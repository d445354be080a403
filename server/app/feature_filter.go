package app

import (
	"context"

	"tongchuang/server/filter"
	"tongchuang/server/limit"
	"tongchuang/server/translate"
)

// newFilter makes the filter, with the operator's list from the first post on, and follows that list until the end.
func (a *App) newFilter(ctx context.Context, f *features) (*filter.Service, error) {
	lists := filter.New()
	if err := lists.Refresh(ctx, a.pool); err != nil {
		return nil, err
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	follower := following{cancel, make(chan struct{})}
	go func() {
		defer close(follower.done)
		lists.Follow(running, a.pool)
	}()
	a.closers = append(a.closers, follower)
	return filter.NewService(filter.Deps{Pool: a.pool, Policy: f.policy, Filter: lists}), nil
}

// following is what goes on until the node is closed.
type following struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// Close ends it, and waits for that.
func (f following) Close() error {
	f.cancel()
	<-f.done
	return nil
}

// A moderator reads some texts a minute; beyond that somebody's account with the engine is being emptied.
const translationsPerSecond, translationsAtOnce = 0.5, 30

func (a *App) newTranslate(f *features) (*translate.Service, error) {
	engine, err := translate.NewEngine(translate.Settings{
		Engine: a.config.TranslateEngine, URL: a.config.TranslateURL, Key: a.config.TranslateKey, Model: a.config.TranslateModel,
	})
	if err != nil {
		return nil, err
	}
	return translate.New(translate.Deps{
		Pool: a.pool, Policy: f.policy, Limit: limit.New(translationsPerSecond, translationsAtOnce), Engine: engine,
	}), nil
}
