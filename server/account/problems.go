package account

import (
	"net/http"

	"tongchuang/server/account/password"
	"tongchuang/server/problem"
)

// WrongCredentials: no account has this name and this password; which of the two it is stays unsaid.
func WrongCredentials() *problem.Error {
	return problem.New(http.StatusUnprocessableEntity, "account.wrong_credentials")
}

// TooManyTries: guessing is slowed down; it tells when the next try counts.
func TooManyTries(seconds int) *problem.Error {
	return problem.New(http.StatusTooManyRequests, "account.too_many_tries", "Seconds", seconds).After(seconds)
}

// LinkUsed: the link of a letter was used, has expired, or never was one.
func LinkUsed() *problem.Error { return problem.New(http.StatusGone, "account.link_used") }

// LoginNeeded: an access token cannot do this.
func LoginNeeded() *problem.Error { return problem.New(http.StatusForbidden, "account.login_needed") }

// AdministratorExists: the first administrator is there already.
func AdministratorExists() *problem.Error {
	return problem.New(http.StatusConflict, "account.administrator_exists")
}

// LastAdministrator: without this account nobody could look after the installation.
func LastAdministrator() *problem.Error {
	return problem.New(http.StatusConflict, "account.last_administrator")
}

// TooManyTokens: revoke one first.
func TooManyTokens() *problem.Error {
	return problem.New(http.StatusConflict, "account.too_many_tokens", "Max", maxTokens)
}

func wrongPassword(name string, why password.Reason) problem.Field {
	switch why {
	case password.TooShort:
		return problem.Wrong(name, string(why), "Min", password.MinLength)
	case password.TooLong:
		return problem.Wrong(name, string(why), "Max", password.MaxLength)
	}
	return problem.Wrong(name, string(why))
}
