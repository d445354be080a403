package app

import "tongchuang/server/rights"

func (a *App) newRights(f *features) *rights.Service {
	return rights.New(rights.Deps{Pool: a.pool, Log: f.log, Policy: f.policy})
}
