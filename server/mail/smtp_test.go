package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"mime"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"encoding/base64"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"go.uber.org/goleak"

	"tongchuang/server/i18n"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// peer is a mail server that does what a test tells it to.
type peer struct {
	mu      sync.Mutex // guards the following
	answers []error    // to the next letters' DATA; then they are taken
	cut     bool       // cuts the next connection in the middle of the letter
	letters []letter
	users   []string
	secure  []bool
}

type letter struct {
	from string
	to   []string
	raw  []byte
}

type conversation struct {
	p    *peer
	c    *smtp.Conn
	from string
	to   []string
}

func (p *peer) NewSession(c *smtp.Conn) (smtp.Session, error) { return &conversation{p: p, c: c}, nil }

func (s *conversation) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *conversation) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if password != "p@ss" {
			return smtp.ErrAuthFailed
		}
		s.p.mu.Lock()
		defer s.p.mu.Unlock()
		s.p.users = append(s.p.users, user)
		return nil
	}), nil
}
func (s *conversation) Mail(from string, _ *smtp.MailOptions) error { s.from = from; return nil }
func (s *conversation) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such person"}
	}
	s.to = append(s.to, to)
	return nil
}
func (s *conversation) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	if s.p.cut {
		s.p.cut = false
		return s.c.Conn().Close()
	}
	if len(s.p.answers) > 0 {
		err := s.p.answers[0]
		s.p.answers = s.p.answers[1:]
		if err != nil {
			return err
		}
	}
	_, secure := s.c.TLSConnectionState()
	s.p.letters, s.p.secure = append(s.p.letters, letter{s.from, s.to, raw}), append(s.p.secure, secure)
	return nil
}
func (s *conversation) Reset()        {}
func (s *conversation) Logout() error { return nil }

// serve starts the peer on loopback; with encryption it offers STARTTLS, or speaks TLS at once.
func serve(t *testing.T, p *peer, encryption *tls.Config, implicit bool) string {
	t.Helper()
	server := smtp.NewServer(p)
	server.Domain, server.AllowInsecureAuth, server.TLSConfig = "localhost", true, encryption
	server.ErrorLog = quiet{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if implicit {
		listener = tls.NewListener(listener, encryption)
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return address
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func certificate(t *testing.T) (server *tls.Config, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, roots
}

func sender(t *testing.T, url string) *SMTP {
	t.Helper()
	s, err := NewSMTP(url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var hello = Message{To: "li@example.org", Language: i18n.ZhHans, Subject: "请确认您的邮箱", Body: "您好！\n\n.\nhttps://example.org/confirm#x\n"}

func limited(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestALetterArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	p := &peer{}
	s := sender(t, "smtp://"+serve(t, p, nil, false)+"?from="+"Tongchuang+%3Cno-reply@example.org%3E")
	if err := s.Send(limited(t), hello); err != nil {
		t.Fatal(err)
	}
	got := p.letters[0]
	m, err := netmail.ReadMessage(bytes.NewReader(got.raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != hello.Subject {
		t.Errorf("subject %q, %v", subject, err)
	}
	body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, m.Body))
	if err != nil || strings.ReplaceAll(string(body), "\r\n", "\n") != hello.Body {
		t.Errorf("body %q, %v", body, err)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/plain; charset=UTF-8", "To": "<li@example.org>", "Content-Language": "zh-Hans",
		"Auto-Submitted": "auto-generated", "From": `"Tongchuang" <no-reply@example.org>`,
	} {
		if m.Header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, m.Header.Get(name), want)
		}
	}
	if got.from != "no-reply@example.org" || len(got.to) != 1 || got.to[0] != hello.To {
		t.Errorf("envelope %q %q", got.from, got.to)
	}
}

func TestAHeaderCannotBeSmuggledIntoALetter(t *testing.T) {
	t.Parallel()
	p := &peer{}
	s := sender(t, "smtp://"+serve(t, p, nil, false)+"?from=no-reply@example.org")
	m := hello
	m.Subject = "Hello\r\nBcc: victim@example.org\r\n\r\nother body"
	if err := s.Send(limited(t), m); err != nil {
		t.Fatal(err)
	}
	read, err := netmail.ReadMessage(bytes.NewReader(p.letters[0].raw))
	if err != nil || read.Header.Get("Bcc") != "" || len(p.letters[0].to) != 1 {
		t.Errorf("%v %v %v", read.Header, p.letters[0].to, err)
	}
	for _, to := range []string{
		"li@example.org\r\nBcc: victim@example.org", "li@example.org, victim@example.org", "Li <li@example.org>",
		"li@example.org>\r\nRCPT TO:<victim@example.org", "", "li",
	} {
		m := hello
		m.To = to
		if err := s.Send(limited(t), m); !IsPermanent(err) {
			t.Errorf("%q was taken: %v", to, err)
		}
	}
	if len(p.letters) != 1 {
		t.Errorf("%d letters", len(p.letters))
	}
}

func TestARefusedLetterIsTriedAgainOnlyWhereThatMayHelp(t *testing.T) {
	t.Parallel()
	p := &peer{answers: []error{
		&smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"},
		&smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "never"},
	}}
	s := sender(t, "smtp://"+serve(t, p, nil, false)+"?from=no-reply@example.org")
	if err := s.Send(limited(t), hello); err == nil || IsPermanent(err) {
		t.Errorf("greylisting: %v", err)
	}
	if err := s.Send(limited(t), hello); !IsPermanent(err) {
		t.Errorf("refusal: %v", err)
	}
	m := hello
	m.To = "nobody@example.org"
	if err := s.Send(limited(t), m); !IsPermanent(err) {
		t.Errorf("no such person: %v", err)
	}
	p.mu.Lock()
	p.cut = true
	p.mu.Unlock()
	if err := s.Send(limited(t), hello); err == nil || IsPermanent(err) {
		t.Errorf("cut connection: %v", err)
	}
	if err := s.Send(limited(t), hello); err != nil || len(p.letters) != 1 {
		t.Errorf("after all that: %v, %d letters", err, len(p.letters))
	}
	gone := sender(t, "smtp://127.0.0.1:1?from=no-reply@example.org")
	if err := gone.Send(limited(t), hello); err == nil || IsPermanent(err) {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestAPasswordIsOnlySentOverAnEncryptedLine(t *testing.T) {
	t.Parallel()
	encryption, roots := certificate(t)
	for name, c := range map[string]struct {
		scheme     string
		encryption *tls.Config
		implicit   bool
		sent       bool
	}{
		"STARTTLS":     {"smtp://", encryption, false, true},
		"TLS at once":  {"smtps://", encryption, true, true},
		"no TLS there": {"smtp://", nil, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := &peer{}
			s := sender(t, c.scheme+"school%40example.org:p%40ss@"+serve(t, p, c.encryption, c.implicit))
			s.tls.RootCAs = roots
			err := s.Send(limited(t), hello)
			if sent := err == nil && len(p.letters) == 1 && p.secure[0] && len(p.users) == 1 && p.users[0] == "school@example.org"; sent != c.sent {
				t.Errorf("%v, %d letters, users %q", err, len(p.letters), p.users)
			}
			if !c.sent && len(p.users) > 0 {
				t.Error("the password was sent in the clear")
			}
		})
	}
	t.Run("a foreign certificate", func(t *testing.T) {
		p := &peer{}
		s := sender(t, "smtp://school%40example.org:p%40ss@"+serve(t, p, encryption, false))
		if err := s.Send(limited(t), hello); err == nil || len(p.letters) > 0 || len(p.users) > 0 {
			t.Errorf("it was trusted: %v", err)
		}
	})
}

func TestAMailServerThatSaysNothingIsLeftWhenTheContextEnds(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		cancel() // connected; now the sender's owner goes away
		_, _ = io.Copy(io.Discard, conn)
		_ = conn.Close()
	}()
	if err := sender(t, "smtp://"+listener.Addr().String()+"?from=no-reply@example.org").Send(ctx, hello); err == nil {
		t.Error("sent to nobody")
	}
}

func TestAWrongSMTPURLIsToldWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"", "mail.example.org", "http://u:s3cret@mail.example.org", "smtp://", "smtp://u:s3cret@h:99999", "smtp://u:s3cret@h",
		"smtp://u:s3cret@h?from=nobody", "smtp://u:s3c%zzret@h?from=a@b",
	} {
		_, err := NewSMTP(url)
		if !errors.Is(err, ErrURL) || strings.Contains(err.Error(), "s3c") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", url, err)
		}
	}
}
