package app

import "tongchuang/server/pairing"

func (a *App) newPairings(f *features) *pairing.Service {
	return pairing.New(pairing.Deps{Pool: a.pool, Log: f.log, Policy: f.policy})
}
