// Package problem holds the errors that reach a reader: each has a stable code for programs and a message key from
// locales/ for people. The same value travels over HTTP (RFC 9457, application/problem+json) and over the socket.
// Every other error is logged where it surfaces and shown as `internal`; it never leaks its text.
package problem

import (
	"errors"
	"fmt"
	"net/http"
)

// Error is an error meant for the reader. It is immutable after construction and safe for concurrent use.
type Error struct {
	// Code is stable for ever, dotted lower case: "post.too_long". The message key in locales/ is "error." + Code.
	Code string
	// Status is the HTTP status that says the same.
	Status int
	// Params fill the message's placeholders.
	Params map[string]any
	// Fields name what was wrong with single inputs, in the order of the form.
	Fields []Field
	// RetryAfter is the number of seconds after which another try makes sense; 0 when unknown.
	RetryAfter int

	cause error
}

// Field is what was wrong with one input.
type Field struct {
	Name   string // as in the JSON body: "email", "posts[2].body"
	Code   string // the message key is "error.field." + Code
	Params map[string]any
}

// New makes an error with a code, an HTTP status and pairs of placeholder name and value.
func New(status int, code string, params ...any) *Error {
	return &Error{Code: code, Status: status, Params: pairs(params)}
}

func pairs(kv []any) map[string]any {
	if len(kv) == 0 {
		return nil
	}
	m := make(map[string]any, len(kv)/2)
	for i := 0; i+1 < len(kv); i += 2 {
		m[fmt.Sprint(kv[i])] = kv[i+1]
	}
	return m
}

// Error is for logs: English, with the cause.
func (e *Error) Error() string {
	s := e.Code
	for _, f := range e.Fields {
		s += " " + f.Name + "=" + f.Code
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the cause, which is logged and never shown.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is a problem with the same code, so that errors.Is(err, problem.NotFound()) works.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// Because returns a copy with a cause for the log.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// After returns a copy that says in how many seconds to try again.
func (e *Error) After(seconds int) *Error {
	c := *e
	c.RetryAfter = seconds
	return &c
}

// Key is the message key in locales/.
func (e *Error) Key() string { return "error." + e.Code }

// Key is the message key in locales/.
func (f Field) Key() string { return "error.field." + f.Code }

// Invalid says which inputs are wrong. Status 422.
func Invalid(fields ...Field) *Error {
	return &Error{Code: "invalid", Status: http.StatusUnprocessableEntity, Fields: fields}
}

// Wrong makes one Field.
func Wrong(name, code string, params ...any) Field {
	return Field{Name: name, Code: code, Params: pairs(params)}
}

// BadRequest: the request cannot be read at all (JSON, identifiers, cursors).
func BadRequest() *Error { return New(http.StatusBadRequest, "bad_request") }

// Unauthenticated: sign in first.
func Unauthenticated() *Error { return New(http.StatusUnauthorized, "unauthenticated") }

// Forbidden: known, and not allowed.
func Forbidden() *Error { return New(http.StatusForbidden, "forbidden") }

// NotFound: not there, or not for this reader's eyes; the two are not told apart.
func NotFound() *Error { return New(http.StatusNotFound, "not_found") }

// Unavailable: the database or a needed part does not answer; the same request may be sent again.
func Unavailable() *Error { return New(http.StatusServiceUnavailable, "unavailable").After(1) }

// Internal: our fault. The text of the cause is logged only.
func Internal(cause error) *Error {
	return New(http.StatusInternalServerError, "internal").Because(cause)
}

// Of finds the problem in err; any other error becomes Internal.
func Of(err error) *Error {
	if err == nil {
		return nil
	}
	var p *Error
	if errors.As(err, &p) {
		return p
	}
	return Internal(err)
}
