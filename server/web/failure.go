package web

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"tongchuang/server/i18n"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// humaOnce sets what huma has as variables of the process: our errors instead of its own, names of members taken
// exactly, lists never null (strictJSON writes an empty one as []).
var humaOnce = sync.OnceFunc(func() {
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return render(i18n.En, fromHuma(status, msg, errs))
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		p := fromHuma(status, msg, errs)
		if p.Status >= http.StatusInternalServerError {
			slog.ErrorContext(ctx.Context(), "request failed", "request", RequestID(ctx.Context()), "code", p.Code, "error", p)
		}
		return render(i18n.FromContext(ctx.Context()), p)
	}
})

// failure is a wire.Problem that huma can write.
type failure struct{ wire.Problem }

func render(lang i18n.Language, p *problem.Error) *failure { return &failure{p.Render(lang)} }

func (f *failure) Error() string             { return f.Title }
func (f *failure) GetStatus() int            { return f.Status }
func (f *failure) ContentType(string) string { return "application/problem+json" }
func (f *failure) GetHeaders() http.Header {
	h := http.Header{}
	if f.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	return h
}

// fromHuma makes a problem of what huma found wrong. Errors that are problems already (a resolver's) are kept.
func fromHuma(status int, msg string, errs []error) *problem.Error {
	for _, err := range errs {
		var p *problem.Error
		var tooLarge *http.MaxBytesError
		var timeout net.Error
		switch {
		case errors.As(err, &p):
			return p
		case errors.As(err, &tooLarge):
			return tooLargeBody()
		case errors.As(err, &timeout) && timeout.Timeout():
			return problem.New(http.StatusRequestTimeout, "timeout")
		}
	}
	cause := errors.Join(append([]error{errors.New(msg)}, errs...)...)
	switch {
	case status == http.StatusUnprocessableEntity:
		return problem.Invalid(fields(errs)...).Because(cause)
	case status == http.StatusRequestEntityTooLarge:
		return tooLargeBody()
	case msg == msgUnreadableBody:
		return problem.BadRequest().Because(cause) // the client went away or broke off: not our fault
	case status >= http.StatusInternalServerError:
		return problem.Internal(cause)
	}
	if code, ok := codes[status]; ok {
		return problem.New(status, code).Because(cause)
	}
	return problem.BadRequest().Because(cause)
}

// msgUnreadableBody is huma's text for a body whose reading failed half-way; it has no constant of its own.
const msgUnreadableBody = "cannot read request body"

var codes = map[int]string{
	http.StatusUnauthorized:         "unauthenticated",
	http.StatusForbidden:            "forbidden",
	http.StatusNotFound:             "not_found",
	http.StatusMethodNotAllowed:     "method_not_allowed",
	http.StatusNotAcceptable:        "not_acceptable",
	http.StatusRequestTimeout:       "timeout",
	http.StatusConflict:             "conflict",
	http.StatusUnsupportedMediaType: "unsupported_media_type",
}

func tooLargeBody() *problem.Error {
	return problem.New(http.StatusRequestEntityTooLarge, "too_large", "Max", maxBody)
}

func fields(errs []error) []problem.Field {
	var out []problem.Field
	for _, err := range errs {
		var d huma.ErrorDetailer
		if !errors.As(err, &d) {
			out = append(out, problem.Wrong("", "invalid"))
			continue
		}
		detail := d.ErrorDetail()
		out = append(out, field(detail.Location, detail.Message))
	}
	return out
}

// field maps one of huma's English sentences to a code and what its placeholders hold.
func field(location, message string) problem.Field {
	name := inputName(location)
	for _, s := range sentences {
		held, ok := s.match(message)
		if !ok {
			continue
		}
		switch {
		case s.code == "required" && held != "":
			return problem.Wrong(join(name, held), "required")
		case s.param != "":
			return problem.Wrong(name, s.code, s.param, held)
		}
		return problem.Wrong(name, s.code)
	}
	return problem.Wrong(name, "invalid")
}

// inputName is the name as the form knows it: huma says where an input stands (body.posts[2].body), too.
func inputName(location string) string {
	where, name, found := strings.Cut(location, ".")
	switch where {
	case "body", "query", "path", "header", "cookie", "form":
		if !found {
			return ""
		}
		return name
	}
	return location
}

func join(parent, child string) string {
	if parent == "" {
		return child
	}
	return parent + "." + child
}

// sentence is one of huma's texts: what stands before its first verb and after its last.
type sentence struct {
	before, after string
	holds         bool // has a verb
	code, param   string
}

func (s sentence) match(message string) (held string, ok bool) {
	if !s.holds {
		return "", message == s.before
	}
	rest, ok := strings.CutPrefix(message, s.before)
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, s.after)
}

// sentences is huma's whole list (its package validation), then the texts that it has outside of that list.
var sentences = func() (list []sentence) {
	add := func(code, param string, texts ...string) {
		for _, text := range texts {
			s := sentence{before: text, code: code, param: param}
			if i := strings.IndexByte(text, '%'); i >= 0 {
				s.holds, s.before, s.after = true, text[:i], text[strings.LastIndexByte(text, '%')+2:]
			}
			list = append(list, s)
		}
	}
	add("required", "", validation.MsgExpectedRequiredProperty, "required query parameter is missing",
		"required path parameter is missing", "required header parameter is missing", "required cookie parameter is missing")
	add("required_together", "", validation.MsgExpectedDependentRequiredProperty)
	add("unknown", "", validation.MsgUnexpectedProperty, "unknown query parameter")
	add("type", "", validation.MsgExpectedBoolean, validation.MsgExpectedNumber, validation.MsgExpectedInteger,
		validation.MsgExpectedString, validation.MsgExpectedArray, validation.MsgExpectedObject,
		"invalid integer", "invalid float", "invalid boolean", "invalid floating value")
	add("email", "", validation.MsgExpectedRFC5322Email)
	add("date", "", validation.MsgExpectedRFC3339DateTime, validation.MsgExpectedRFC1123DateTime,
		validation.MsgExpectedRFC3339Date, validation.MsgExpectedRFC3339Time)
	add("format", "", validation.MsgExpectedRFC5890Hostname, validation.MsgExpectedRFC2673IPv4,
		validation.MsgExpectedRFC2373IPv6, validation.MsgExpectedRFCIPAddr, validation.MsgExpectedRFC3986URI,
		validation.MsgExpectedRFC4122UUID, validation.MsgExpectedRFC6570URITemplate,
		validation.MsgExpectedRFC6901JSONPointer, validation.MsgExpectedRFC6901RelativeJSONPointer,
		validation.MsgExpectedRegexp, validation.MsgExpectedDuration, validation.MsgExpectedBase64String)
	add("enum", "Values", validation.MsgExpectedOneOf)
	add("too_short", "Min", validation.MsgExpectedMinLength)
	add("too_long", "Max", validation.MsgExpectedMaxLength)
	add("too_few", "Min", validation.MsgExpectedMinItems, validation.MsgExpectedMinProperties)
	add("too_many", "Max", validation.MsgExpectedMaxItems, validation.MsgExpectedMaxProperties)
	add("too_small", "Min", validation.MsgExpectedMinimumNumber)
	add("too_large", "Max", validation.MsgExpectedMaximumNumber)
	add("too_small_exclusive", "Min", validation.MsgExpectedExclusiveMinimumNumber)
	add("too_large_exclusive", "Max", validation.MsgExpectedExclusiveMaximumNumber)
	add("multiple", "Of", validation.MsgExpectedNumberBeMultipleOf)
	add("duplicate", "", validation.MsgExpectedArrayItemsUnique)
	// Last of the strings' own: its beginning is that of the formats above.
	add("pattern", "", validation.MsgExpectedMatchPattern, validation.MsgExpectedBePattern)
	return list
}()
