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

// TwoStepOn: the second step of signing in is set up already.
func TwoStepOn() *problem.Error { return problem.New(http.StatusConflict, "account.two_step_on") }

// TwoStepOff: the second step of signing in is not set up.
func TwoStepOff() *problem.Error { return problem.New(http.StatusConflict, "account.two_step_off") }

// SecondStepOver: the password was given too long ago, in another browser, or never; begin again.
func SecondStepOver() *problem.Error {
	return problem.New(http.StatusGone, "account.second_step_over")
}

// SignInAgain: an account without a password proves itself by a fresh login.
func SignInAgain() *problem.Error { return problem.New(http.StatusForbidden, "account.sign_in_again") }

// PasswordNeeded: the account would have no way in without one.
func PasswordNeeded() *problem.Error {
	return problem.New(http.StatusConflict, "account.password_needed")
}

// DistrictOff: this installation has no district.
func DistrictOff() *problem.Error { return problem.New(http.StatusConflict, "account.district_off") }

// DistrictUnavailable: the district's provider does not answer.
func DistrictUnavailable(name string) *problem.Error {
	return problem.New(http.StatusServiceUnavailable, "account.district_unavailable", "Name", name).After(60)
}

// DistrictRefused: what came back from the provider is not what was asked for; the log says why.
func DistrictRefused() *problem.Error {
	return problem.New(http.StatusForbidden, "account.district_refused")
}

// DistrictKnown: the address has an account, which has to be signed in to before it is connected.
func DistrictKnown() *problem.Error {
	return problem.New(http.StatusConflict, "account.district_known")
}

// DistrictTaken: somebody else's account is connected with it.
func DistrictTaken() *problem.Error {
	return problem.New(http.StatusConflict, "account.district_taken")
}

// DistrictVouches: who is a teacher or student here by the district's word keeps being asked about.
func DistrictVouches() *problem.Error {
	return problem.New(http.StatusConflict, "account.district_vouches")
}

// DistrictElsewhere: the district knows who it is, and names no school that is here.
func DistrictElsewhere() *problem.Error {
	return problem.New(http.StatusForbidden, "account.district_elsewhere")
}

// DistrictSchool: the school that the district vouches for is not there.
func DistrictSchool() *problem.Error {
	return problem.New(http.StatusServiceUnavailable, "account.district_school")
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
