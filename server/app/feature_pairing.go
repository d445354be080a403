package app

import (
	"context"
	"log/slog"
	"sync"

	"tongchuang/server/mail"
	"tongchuang/server/pairing"
)

func (a *App) newPairings(f *features) *pairing.Service {
	var sender mail.Sender = f.outbox
	if a.config.SMTPURL != "" {
		smtp, err := mail.NewSMTP(a.config.SMTPURL)
		if err != nil { // build has refused it already
			slog.Error("letters about pairings stay in the outbox", "error", err)
		} else {
			sender = smtp
		}
	}
	s := pairing.New(pairing.Deps{
		Pool: a.pool, Log: f.log, Policy: f.policy, Posts: f.posts, Mail: sender, PublicURL: a.public, Epoch: a.epoch,
	})
	if a.cancel != nil { // this node serves
		a.watchStanding(s)
	}
	return s
}

// watchStanding watches the standing of classes until the node stops; it has ended when the node closes.
func (a *App) watchStanding(s *pairing.Service) {
	ctx, cancel := context.WithCancel(context.Background())
	var watching sync.WaitGroup
	watching.Go(func() { s.Watch(ctx) })
	stop := a.cancel
	a.cancel = func() { cancel(); stop() }
	a.closers = append(a.closers, closing(func() { cancel(); watching.Wait() }))
}

type closing func()

// Close implements io.Closer.
func (f closing) Close() error { f(); return nil }
