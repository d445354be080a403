package account

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/account/password"
	"tongchuang/server/i18n"
	"tongchuang/server/language"
	"tongchuang/server/problem"
)

// maxEmail is the longest address that a mail server must take, in bytes (RFC 5321 4.5.3.1.3).
const maxEmail = 254

// form collects what is wrong with the inputs, in their order.
type form struct{ wrong []problem.Field }

func (f *form) add(field problem.Field) { f.wrong = append(f.wrong, field) }

func (f *form) err() error {
	if len(f.wrong) == 0 {
		return nil
	}
	return problem.Invalid(f.wrong...)
}

// email gives the address as it is kept: lower case, without a name beside it.
func (f *form) email(s string) string {
	folded, ok := foldEmail(s)
	switch {
	case strings.TrimSpace(s) == "":
		f.add(problem.Wrong("email", "required"))
	case !ok:
		f.add(problem.Wrong("email", "email"))
	}
	return folded
}

// foldEmail reports whether s is a bare address that a person could have: ASCII before the @, a domain with a dot
// after it, no quotation, no comment, no number in brackets.
func foldEmail(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > maxEmail {
		return "", false
	}
	address, err := mail.ParseAddress(s)
	if err != nil || address.Name != "" || address.Address != s {
		return "", false
	}
	at := strings.LastIndexByte(s, '@')
	local, domain := s[:at], s[at+1:]
	odd := func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),:;<>[\]@`, r) }
	if len(local) > 64 || strings.ContainsFunc(local, odd) || !plausibleDomain(domain) {
		return "", false
	}
	return s, true
}

func plausibleDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			// Letters beyond ASCII stand in domains of the Chinese net (RFC 6531).
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return false
			}
		}
	}
	return len(labels) > 1
}

// foldName is a sign-in name or address as it is looked up; "" for what cannot be one.
func foldName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > maxEmail || strings.ContainsFunc(s, unicode.IsControl) || strings.ToValidUTF8(s, "") != s {
		return ""
	}
	return s
}

func (f *form) displayName(s string) string {
	name, err := language.Name(s)
	var refusal *language.Refusal
	switch {
	case err == nil:
	case errors.As(err, &refusal) && refusal.Reason == language.Empty:
		f.add(problem.Wrong("display_name", "required"))
	case errors.As(err, &refusal) && refusal.Reason == language.TooLong:
		f.add(problem.Wrong("display_name", "too_long", "Max", language.MaxName))
	default:
		f.add(problem.Wrong("display_name", "display_name"))
	}
	return name
}

// name looks whether somebody may be called so. Staff have been looked at by whoever gave them the role.
func (s *Service) name(ctx context.Context, f *form, person uuid.UUID, role access.Role, name string) error {
	if s.Names == nil || name == "" || role != access.Student && role != access.Citizen {
		return nil
	}
	taken, err := s.db.TakenNames(ctx, person, name)
	if err != nil {
		return fmt.Errorf("read the names that are taken: %w", err)
	}
	if !s.Names.Name(name, role == access.Student, taken) {
		f.add(problem.Wrong("display_name", "name_refused"))
	}
	return nil
}

func (f *form) language(s string) i18n.Language {
	l, ok := i18n.Parse(s)
	if !ok {
		f.add(problem.Wrong("language", "language"))
	}
	return l
}

// timeZone takes IANA names alone: "Local" would be the server's own.
func (f *form) timeZone(s string) string {
	if s == "" || s == "Local" || len(s) > 64 {
		f.add(problem.Wrong("time_zone", "time_zone"))
	} else if _, err := time.LoadLocation(s); err != nil {
		f.add(problem.Wrong("time_zone", "time_zone"))
	}
	return s
}

func (f *form) newPassword(s, email, displayName string) {
	local, _, _ := strings.Cut(email, "@")
	if why := password.Check(s, local, displayName); why != password.Good {
		f.add(wrongPassword("password", why))
	}
}
