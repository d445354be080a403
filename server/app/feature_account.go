package app

import (
	"context"

	"tongchuang/server/access"
	"tongchuang/server/account"
	"tongchuang/server/mail"
)

func (a *App) newAccounts(f *features, sender mail.Sender, tries account.Limiter) *account.Service {
	c := a.config
	return account.New(account.Deps{
		Pool: a.pool, PublicURL: a.public, Mail: sender, Posts: f.posts, Limiter: tries,
		Log: f.log, Vault: a.vault, TwoStep: a.twoStep(), Names: f.filter.Filter,
		District: account.District{
			Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: c.OIDCSecret, Name: c.OIDCName,
			School: c.OIDCSchool, SchoolClaim: c.OIDCSchoolClaim, Schools: c.OIDCSchools, RoleClaim: c.OIDCRoleClaim, Teacher: c.OIDCTeacher,
		},
	})
}

// twoStep are the roles of the setting TWO_STEP.
func (a *App) twoStep() []access.Role {
	roles := make([]access.Role, len(a.config.TwoStep))
	for i, role := range a.config.TwoStep {
		roles[i] = access.Role(role)
	}
	return roles
}

// ForgetTwoStep takes the second step of signing in from an account, for an owner who lost phone and recovery codes.
func (a *App) ForgetTwoStep(ctx context.Context, name string) error {
	f, err := a.parts(ctx)
	if err != nil {
		return err
	}
	return f.accounts.ForgetTwoStep(ctx, name)
}

// Appoint makes somebody a moderator or an administrator, or with citizen ends that.
func (a *App) Appoint(ctx context.Context, name string, role access.Role) error {
	f, err := a.parts(ctx)
	if err != nil {
		return err
	}
	return f.accounts.Appoint(ctx, name, role)
}
