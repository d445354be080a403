package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// ErrURL: SMTP_URL is not an address of a mail server. The text of the error returned is one line without a password.
var ErrURL = errors.New("SMTP_URL is not valid")

const (
	// smtpTimeout bounds each step of the conversation (RFC 5321 4.5.3.2 allows minutes; a job can try again).
	smtpTimeout = 20 * time.Second
	// sendTimeout bounds the whole.
	sendTimeout = 50 * time.Second

	submissionPort, implicitTLSPort = 587, 465 // RFC 6409, RFC 8314
)

// SMTP is a Sender that speaks to a mail server, with a connection for each letter.
type SMTP struct {
	host     string
	port     int
	implicit bool // TLS from the first byte
	user     string
	password string
	from     *mail.Address
	tls      *tls.Config
}

// NewSMTP reads smtp://user:password@host:587?from=Name+<address> or smtps://…: smtp uses STARTTLS when the server
// offers it, and sends no password without; smtps is encrypted from the start. Ports are 587 and 465 unless named.
// Without `from` the user must be an address. The error is ErrURL.
func NewSMTP(rawURL string) (*SMTP, error) {
	u, err := url.Parse(rawURL)
	const form = "expected smtp://user:password@host:587?from=address, or smtps://…"
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, fmt.Errorf("%w: %s", ErrURL, form)
	}
	s := &SMTP{host: u.Hostname(), port: submissionPort, implicit: u.Scheme == "smtps", user: u.User.Username()}
	s.password, _ = u.User.Password()
	if s.implicit {
		s.port = implicitTLSPort
	}
	if port := u.Port(); port != "" {
		if s.port, err = strconv.Atoi(port); err != nil || s.port < 1 || s.port > 65535 {
			return nil, fmt.Errorf("%w: port %q; %s", ErrURL, port, form)
		}
	}
	from := u.Query().Get("from")
	if from == "" {
		from = s.user
	}
	if s.from, err = mail.ParseAddress(from); err != nil {
		return nil, fmt.Errorf("%w: whom do letters come from? add ?from=address", ErrURL)
	}
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
	return s, nil
}

// Send hands the letter over to the server.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	m, err := checked(m)
	if err != nil {
		return err
	}
	letter, err := s.letter(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	// The connection is watched here: the library forgets to close it when the greeting or the sign-in fails, and does
	// not hear of a context that ends in the middle.
	var watched []func()
	defer func() {
		for _, end := range watched {
			end()
		}
	}()
	client, err := s.client(func(dialCtx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(dialCtx, network, address)
		if err != nil {
			return nil, err
		}
		forget := context.AfterFunc(ctx, func() { _ = conn.Close() })
		watched = append(watched, func() { forget(); _ = conn.Close() })
		if s.implicit {
			return tls.Client(conn, s.tls), nil
		}
		return conn, nil
	})
	if err != nil {
		return fmt.Errorf("prepare the mail client: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, letter)
	if letter.IsDelivered() {
		return nil // a connection lost while saying goodbye is none of ours
	}
	var refused *gomail.SendError
	if errors.As(err, &refused) && refused.ErrorCode() >= 500 {
		return fmt.Errorf("%w: %w", errPermanent, err)
	}
	if err != nil {
		return fmt.Errorf("send mail by %s: %w", s.host, err)
	}
	return nil
}

func (s *SMTP) letter(m Message) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(s.from)
	if err := letter.To(m.To); err != nil {
		return nil, fmt.Errorf("%w: %w", errPermanent, err)
	}
	letter.Subject(m.Subject)
	letter.SetBodyString(gomail.TypeTextPlain, m.Body)
	letter.SetDate()
	letter.SetMessageID()
	letter.SetGenHeader("Content-Language", string(m.Language))
	letter.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office notes in return
	return letter, nil
}

func (s *SMTP) client(dial gomail.DialContextFunc) (*gomail.Client, error) {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(smtpTimeout), gomail.WithTLSConfig(s.tls),
		gomail.WithDialContextFunc(dial), gomail.WithHELO(domain), gomail.WithoutNoop(),
		gomail.WithTLSPolicy(gomail.TLSOpportunistic), // of a connection that is TLS already the library finds out by itself
	}
	if s.user != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	return gomail.NewClient(s.host, options...)
}
