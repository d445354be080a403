package class

import (
	"errors"
	"net/http"

	"tongchuang/server/language"
	"tongchuang/server/problem"
)

// WrongCode: the code opens nothing. Whether it never was one, has ended or belongs to a class that is over stays unsaid.
func WrongCode() *problem.Error { return problem.New(http.StatusNotFound, "join.wrong_code") }

// TooManyGuesses: codes are tried too fast; it tells when the next try counts.
func TooManyGuesses(seconds int) *problem.Error {
	return problem.New(http.StatusTooManyRequests, "join.too_many_tries", "Seconds", seconds).After(seconds)
}

// Full: so many wait already that the teacher has to decide first.
func Full() *problem.Error { return problem.New(http.StatusConflict, "join.full") }

// MemberAlready: the person is in the class.
func MemberAlready() *problem.Error { return problem.New(http.StatusConflict, "class.member_already") }

// OtherSchool: another school vouches for this person.
func OtherSchool() *problem.Error { return problem.New(http.StatusForbidden, "class.other_school") }

// LastTeacher: without this teacher one of the schools has no verified teacher in the class, and it closes for writing.
func LastTeacher() *problem.Error { return problem.New(http.StatusConflict, "class.last_teacher") }

// NotFit: the account cannot have this role: a student's cannot keep a class, and a teacher is vouched for by a school.
func NotFit() *problem.Error { return problem.New(http.StatusConflict, "class.not_fit") }

// ConsentWithdrawn: the consent for the student is withdrawn in a class of this pairing; it is given again there first.
func ConsentWithdrawn() *problem.Error {
	return problem.New(http.StatusConflict, "class.consent_withdrawn")
}

// name cleans how a student is called, and says what is wrong with it for the input called field. No name begins with a
// sign that makes a spreadsheet compute.
func name(field, s string) (string, *problem.Field) {
	clean, err := language.Name(s)
	var refusal *language.Refusal
	var wrong problem.Field
	switch {
	case err == nil && language.Cell(clean) == clean:
		return clean, nil
	case errors.As(err, &refusal) && refusal.Reason == language.Empty:
		wrong = problem.Wrong(field, "required")
	case errors.As(err, &refusal) && refusal.Reason == language.TooLong:
		wrong = problem.Wrong(field, "too_long", "Max", language.MaxName)
	default:
		wrong = problem.Wrong(field, "display_name")
	}
	return "", &wrong
}

// wrongs makes one problem of what is wrong with the inputs; nil for nothing.
func wrongs(fields ...*problem.Field) error {
	var all []problem.Field
	for _, f := range fields {
		if f != nil {
			all = append(all, *f)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return problem.Invalid(all...)
}
