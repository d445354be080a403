package app

import "tongchuang/server/moderation"

func (a *App) newModeration(f *features) *moderation.Service {
	return moderation.New(moderation.Deps{Pool: a.pool, Log: f.log, Policy: f.policy, Posts: f.posts})
}
