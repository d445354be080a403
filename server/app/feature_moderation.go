package app

import "tongchuang/server/moderation"

func (a *App) newModeration(f *features) *moderation.Service {
	deps := moderation.Deps{Pool: a.pool, Log: f.log, Policy: f.policy, Posts: f.posts, Filter: f.filter.Filter}
	if f.translate.Enabled() {
		deps.Translate = f.translate
	}
	return moderation.New(deps)
}
