package account

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/access"
	"tongchuang/server/command"
)

// maxBody bounds what these operations read, in bytes: the longest is a registration.
const maxBody = 16 << 10

// Operations adds the HTTP operations.
func (s *Service) Operations(api huma.API) {
	body(api, "register", "/api/register", "Register; a letter with a link confirms the address", s.Register)
	body(api, "confirm-registration", "/api/confirm", "Confirm an address by the link of the letter", s.Confirm)
	body(api, "request-confirmation", "/api/confirm/request", "Send the confirming letter again", s.RequestConfirmation)
	body(api, "sign-in", "/api/sign-in", "Sign in; the answer sets the session's cookie", s.SignIn)
	body(api, "second-step", "/api/sign-in/second-step", "End a sign-in that asked for a code, by a code of the app or a recovery code", s.SecondStep)
	plain(api, "list-ways-in", http.MethodGet, "/api/ways-in", "How one can sign in here, besides a name and a password", s.ListWays)
	body(api, "begin-district", "/api/district/begin", "Begin to sign in through the district, or to connect the own account with it", s.BeginDistrict)
	plain(api, "disconnect-district", http.MethodPost, "/api/district/disconnect", "End the own account's connection with the district", s.DisconnectDistrict)
	plain(api, "sign-out", http.MethodPost, "/api/sign-out", "Sign out", s.SignOut)
	body(api, "request-password-reset", "/api/password/request-reset", "Send a link that sets a new password", s.RequestReset)
	body(api, "reset-password", "/api/password/reset", "Set a new password by the link of the letter", s.ResetByToken)
	body(api, "change-password", "/api/password/change", "Change the password; all other logins end", s.ChangePassword)

	plain(api, "me", http.MethodGet, "/api/me", "The own account; person is null for a visitor", s.Me)
	command.Operation(api, operation("change-settings", http.MethodPatch, "/api/me", "Change name, language or time zone"),
		command.OfBody[ChangeSettings], s.ChangeSettings)
	body(api, "delete-account", "/api/me/delete", "Delete the account", s.DeleteAccount)

	body(api, "begin-two-step", "/api/two-step/begin", "Get a secret for an authenticator app", s.BeginTwoStep)
	body(api, "confirm-two-step", "/api/two-step/confirm", "Turn two-step sign-in on, by a code of the app; all other logins end", s.ConfirmTwoStep)
	body(api, "renew-recovery-codes", "/api/two-step/recovery-codes", "Get new recovery codes, by a code of the app", s.RenewRecoveryCodes)
	body(api, "end-two-step", "/api/two-step/end", "Turn two-step sign-in off; all other logins end", s.EndTwoStep)
	command.Operation(api, operation("reset-two-step", http.MethodPost, "/api/people/{person}/two-step/reset", "Turn two-step sign-in off for somebody who lost their phone"),
		command.Same[ResetTwoStep], s.ResetTwoStep)
	command.Operation(api, operation("list-two-step", http.MethodGet, "/api/two-step/people", "Find people whose sign-in asks for a code, to take that off"),
		command.Same[FindTwoStep], s.ListTwoStep)

	plain(api, "list-logins", http.MethodGet, "/api/logins", "The browsers that are signed in", s.ListLogins)
	plain(api, "end-other-logins", http.MethodPost, "/api/logins/end-others", "End all logins but this one", s.EndOtherLogins)
	command.Operation(api, operation("end-login", http.MethodDelete, "/api/logins/{id}", "End one login"),
		command.Same[OneOf], s.EndLogin)

	plain(api, "list-access-tokens", http.MethodGet, "/api/access-tokens", "The access tokens for scripts", s.ListAccessTokens)
	body(api, "create-access-token", "/api/access-tokens", "Make an access token; it is shown once", s.CreateAccessToken)
	command.Operation(api, operation("revoke-access-token", http.MethodDelete, "/api/access-tokens/{id}", "Revoke an access token"),
		command.Same[OneOf], s.RevokeAccessToken)

	body(api, "become-first-administrator", "/api/first-administrator", "Become the first administrator by the link that the server printed",
		s.BecomeAdministrator)
}

// Commands adds nothing: an account is changed over HTTP, where its cookie is set.
func (s *Service) Commands(*command.Set) {}

func operation(id, method, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"account"}, MaxBodyBytes: maxBody}
}

func body[In, Out any](api huma.API, id, path, summary string, f func(context.Context, access.Actor, In) (Out, error)) {
	command.Operation(api, operation(id, http.MethodPost, path, summary), command.OfBody[In], f)
}

func plain[Out any](api huma.API, id, method, path, summary string, f func(context.Context, access.Actor, command.None) (Out, error)) {
	command.Operation(api, operation(id, method, path, summary), command.Same[command.None], f)
}
