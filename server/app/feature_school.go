package app

import "tongchuang/server/school"

func (a *App) newSchools(f *features) *school.Service {
	return school.New(school.Deps{Pool: a.pool, Log: f.log, Policy: f.policy})
}
