package app

import "tongchuang/server/supervision"

func (a *App) newSupervision(f *features) *supervision.Service {
	return supervision.New(supervision.Deps{Pool: a.pool, Log: f.log, Policy: f.policy})
}
