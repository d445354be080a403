package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/oauth2"

	"tongchuang/server/access"
	"tongchuang/server/account/accountdb"
	"tongchuang/server/audit"
	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/language"
	"tongchuang/server/postgres"
)

const (
	// visitHolds is how long somebody may take at the provider: a forgotten password there included.
	visitHolds = 15 * time.Minute
	// arriveWithin bounds what happens when they come back: three questions to the provider. It is longer than other
	// pages have (package web), because nothing is served until the provider has answered.
	arriveWithin = 4 * providerTimeout
)

// BeginDistrict is the input of BeginDistrict.
type BeginDistrict struct {
	Next    string `json:"next,omitempty" doc:"A path of this site to go on to"`
	Connect bool   `json:"connect,omitempty" doc:"Connect the own account, instead of signing in"`
}

// Elsewhere is where the browser has to go.
type Elsewhere struct {
	URL string `json:"url"`
}

// BeginDistrict begins a visit to the district's provider, bound to this browser. Problems: account.district_off,
// account.district_unavailable, too_many_tries; to connect, also unauthenticated and login_needed.
func (s *Service) BeginDistrict(ctx context.Context, actor access.Actor, in BeginDistrict) (Elsewhere, error) {
	var person *uuid.UUID
	if in.Connect {
		if err := s.ownByLogin(ctx, actor); err != nil {
			return Elsewhere{}, err
		}
		person = &actor.Person
	}
	if s.district == nil {
		return Elsewhere{}, DistrictOff()
	}
	if err := s.mayWrite(ctx); err != nil {
		return Elsewhere{}, err
	}
	_, config, err := s.district.speak(ctx)
	if err != nil {
		return Elsewhere{}, DistrictUnavailable(s.district.Name).Because(err)
	}
	state, stateHash := newToken("")
	browser, browserHash := newToken("")
	nonce, verifier := rand.Text(), oauth2.GenerateVerifier()
	err = s.db.AddVisit(ctx, accountdb.AddVisitParams{
		StateHash: stateHash, BrowserHash: browserHash, Nonce: nonce, Verifier: verifier, Next: safeNext(in.Next),
		PersonID: person, ExpiresAt: time.Now().Add(visitHolds),
	})
	if err != nil {
		return Elsewhere{}, fmt.Errorf("begin a visit to the district: %w", err)
	}
	if err := s.Sessions.keep(ctx, providerCookie, browser, visitHolds); err != nil {
		return Elsewhere{}, err
	}
	return Elsewhere{config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier))}, nil
}

// Routes are the pages that are no operations: where the provider leads back to.
func (s *Service) Routes() map[string]http.Handler {
	return map[string]http.Handler{"GET /api/district/callback": http.HandlerFunc(s.arrive)}
}

// arrive takes somebody back from the provider, and leads on to a page of the client, which shows what went wrong.
func (s *Service) arrive(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), arriveWithin)
	defer cancel()
	to, err := s.comeBack(ctx, r.URL.Query())
	if err != nil {
		p := command.ProblemOf(err)
		slog.WarnContext(ctx, "a sign-in through the district failed", "code", p.Code, "error", err)
		to = "/sign-in?failed=" + url.QueryEscape(p.Code)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}

// comeBack gives the page to go on to.
func (s *Service) comeBack(ctx context.Context, query url.Values) (string, error) {
	if s.district == nil {
		return "", DistrictOff()
	}
	visit, err := s.db.UseVisit(ctx, hashToken(query.Get("state")))
	if errors.Is(err, pgx.ErrNoRows) {
		return "", DistrictRefused().Because(errors.New("no visit has this state, or not any more"))
	}
	if err != nil {
		return "", fmt.Errorf("end a visit to the district: %w", err)
	}
	here := hashToken(s.Sessions.kept(ctx, providerCookie))
	if err := s.Sessions.keep(ctx, providerCookie, "", 0); err != nil {
		return "", err
	}
	switch {
	case subtle.ConstantTimeCompare(here, visit.BrowserHash) != 1:
		err = errors.New("the visit began in another browser")
	case time.Now().After(visit.ExpiresAt):
		err = errors.New("the visit took too long")
	case query.Get("error") != "":
		err = fmt.Errorf("the provider said %q", cut(query.Get("error"), 80))
	case query.Has("iss") && query.Get("iss") != s.district.Issuer: // RFC 9207
		err = errors.New("another provider answered")
	}
	if err != nil {
		return "", DistrictRefused().Because(err)
	}
	v, err := s.district.exchange(ctx, query.Get("code"), visit.Verifier, visit.Nonce)
	if err != nil {
		return "", err
	}
	if visit.PersonID != nil {
		return "/settings?connected=yes#district", s.connect(ctx, *visit.PersonID, v)
	}
	return s.signInVouched(ctx, v, visit.Next)
}

// signInVouched lets in whom the provider knows: by issuer and subject alone, for addresses change hands.
func (s *Service) signInVouched(ctx context.Context, v vouched, next string) (string, error) {
	known, err := s.db.PersonByIdentity(ctx, s.district.Issuer, v.subject)
	if errors.Is(err, pgx.ErrNoRows) {
		known.ID, err = s.addVouched(ctx, v)
	}
	if postgres.IsUniqueViolation(err, "identity_pkey") { // came twice at once
		known, err = s.db.PersonByIdentity(ctx, s.district.Issuer, v.subject)
	}
	if err == nil {
		err = s.renew(ctx, v)
	}
	if err != nil {
		return "", err
	}
	in, err := s.enter(ctx, known.ID, known.TwoStep)
	switch {
	case err != nil:
		return "", err
	case in.SecondStep:
		return "/sign-in?step=code&next=" + url.QueryEscape(next), nil
	case next != "":
		return next, nil
	case in.Person.Role == string(access.Student) || in.Person.Role == string(access.Teacher):
		return "/classes", nil
	}
	return "/forum", nil
}

// connect joins the actor's account with whom the provider knows.
func (s *Service) connect(ctx context.Context, person uuid.UUID, v vouched) error {
	actor := access.FromContext(ctx)
	if err := s.ownByLogin(ctx, actor); err != nil {
		return err
	}
	if actor.Person != person {
		return DistrictRefused().Because(errors.New("somebody else is signed in by now"))
	}
	err := s.db.AddIdentity(ctx, accountdb.AddIdentityParams{Issuer: s.district.Issuer, Subject: v.subject, PersonID: person})
	if postgres.IsUniqueViolation(err, "identity_pkey") {
		if known, err := s.db.PersonByIdentity(ctx, s.district.Issuer, v.subject); err == nil && known.ID == person {
			return nil
		}
		return DistrictTaken().Because(err)
	}
	if err != nil {
		return fmt.Errorf("connect an account with the district: %w", err)
	}
	return nil
}

// unnamed is what somebody is called of whom the provider says no name that can be shown.
var unnamed = map[access.Role]string{access.Student: "account.unnamed_student", access.Teacher: "account.unnamed_teacher"}

// nameOf is what somebody is called by what the provider says.
func nameOf(v vouched, role access.Role, lang i18n.Language) string {
	name, err := language.Name(v.name)
	if err != nil {
		return i18n.T(lang, unnamed[role], nil)
	}
	return name
}

// addVouched makes the account of somebody who comes for the first time: of the district's school, which vouches for
// them. A student's address is not kept (safety.md, rule 5). Where the address has an account, that one's password has to
// be given first.
func (s *Service) addVouched(ctx context.Context, v vouched) (uuid.UUID, error) {
	if v.email != "" {
		_, err := s.db.PersonByEmail(ctx, v.email)
		if err == nil {
			return uuid.Nil, DistrictKnown()
		}
		if !errors.Is(err, pgx.ErrNoRows) {
			return uuid.Nil, fmt.Errorf("look for an account: %w", err)
		}
	}
	school, err := s.schoolOf(ctx, v, nil)
	if err != nil {
		return uuid.Nil, err
	}
	if school == nil {
		return uuid.Nil, DistrictElsewhere().Because(fmt.Errorf("%s names no school that is here: %q", s.district.SchoolClaim, v.schools))
	}
	role, lang := access.Student, i18n.FromContext(ctx)
	if v.locale != "" {
		lang = i18n.Match(v.locale)
	}
	p := accountdb.AddVouchedPersonParams{Language: string(lang), TimeZone: school.TimeZone, SchoolID: &school.ID}
	if v.teacher {
		role = access.Teacher
		if v.email != "" {
			p.Email = &v.email
		}
	}
	p.Role, p.DisplayName = string(role), nameOf(v, role, lang)
	if p.ID, err = newID(); err != nil {
		return uuid.Nil, err
	}
	err = postgres.InTx(ctx, s.Pool, func(ctx context.Context, tx pgx.Tx) error {
		db := s.db.WithTx(tx)
		if err := db.AddVouchedPerson(ctx, p); err != nil {
			return fmt.Errorf("make an account: %w", err)
		}
		known := accountdb.AddIdentityParams{
			Issuer: s.district.Issuer, Subject: v.subject, PersonID: p.ID, VouchedRole: &p.Role, VouchedSchool: &school.ID,
		}
		if err := db.AddIdentity(ctx, known); err != nil {
			return fmt.Errorf("keep an identity: %w", err)
		}
		return audit.Write(ctx, tx, audit.Entry{
			Action: "person.vouch", Object: access.Person(p.ID), Schools: []uuid.UUID{school.ID}, Person: p.ID, Reason: s.district.Name,
			Data: map[string]any{"role": p.Role},
		})
	})
	if postgres.IsUniqueViolation(err, "person_email_key") {
		return uuid.Nil, DistrictKnown().Because(err)
	}
	return p.ID, err
}

// maxNext bounds a path to go on to, in bytes.
const maxNext = 500

// safeNext gives the path if it lies within this site and is a page; else "". The client's safeNext (lib/account/next.ts)
// is its twin.
func safeNext(asked string) string {
	if len(asked) > maxNext || !strings.HasPrefix(asked, "/") || strings.HasPrefix(asked, "//") || strings.ContainsFunc(asked, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return ""
	}
	u, err := url.Parse(asked)
	if err != nil || u.Host != "" || u.Scheme != "" || strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, "/api") || u.Path == "/sign-in" {
		return ""
	}
	return u.String()
}

// decode reads claims that came as JSON once more, into their type.
func decode(from map[string]any, into any) error {
	raw, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}
