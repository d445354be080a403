// Package mail sends letters: by SMTP, or, where no server is set, into an outbox that the administrator reads. It
// knows no feature: who writes a letter is a job of that feature (package jobs), inserted in the transaction that the
// letter speaks of; the job calls Send and is tried again when it fails.
package mail

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	"tongchuang/server/i18n"
)

// Message is one letter: plain text to one address.
type Message struct {
	To       string // a bare address, without a name
	Language i18n.Language
	Subject  string // line breaks and control characters are taken out
	Body     string // lines end with "\n"
}

// Sender delivers letters. It is safe for concurrent use.
type Sender interface {
	// Send returns when the letter is handed over. An error that IsPermanent will not go away by trying again; after
	// any other the letter may be sent again, and may then arrive twice.
	Send(ctx context.Context, m Message) error
}

// errPermanent marks what another attempt cannot cure: no such address, a refused letter.
var errPermanent = errors.New("the letter cannot be delivered")

// IsPermanent tells whether err will not go away by trying again.
func IsPermanent(err error) bool { return errors.Is(err, errPermanent) }

// checked gives the message as it may be sent, so that nothing in it can become a header or a second recipient.
func checked(m Message) (Message, error) {
	address, err := mail.ParseAddress(m.To)
	if err != nil || address.Name != "" || address.Address != m.To || strings.ContainsFunc(m.To, unicode.IsControl) {
		return m, fmt.Errorf("%w: its address is not a bare one", errPermanent)
	}
	m.Subject = strings.Join(strings.FieldsFunc(m.Subject, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	m.Body = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(m.Body)
	return m, nil
}
