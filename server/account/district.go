package account

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/uuid"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// District is a school district's OpenID Connect provider, whose people sign in through it. The zero District is none.
type District struct {
	Issuer, ClientID, ClientSecret string
	Name                           string            // as people call it; "": the issuer's host
	School                         string            // slug of the school that its people belong to, where SchoolClaim is ""
	SchoolClaim                    string            // the claim that tells somebody's school; "": everybody belongs to School
	Schools                        map[string]string // slugs of the schools by the values of that claim; without any, the values are the slugs
	RoleClaim                      string            // the claim that tells who is a teacher; "": everybody is a student
	Teacher                        []string          // the values of that claim which make one
}

// providerTimeout bounds one question to the provider.
const providerTimeout = 5 * time.Second

// provider is the district as far as it is known. It is asked for its description when it is first needed, and again
// until it gives it: a district that is away must not keep the server from starting.
type provider struct {
	District
	callback string
	client   *http.Client

	asking singleflight.Group // a class that comes at nine asks once, and is told together that nobody answers

	mu    sync.Mutex // guards the following
	known *oidc.Provider
}

func newProvider(d District, public *url.URL) *provider {
	if d.Issuer == "" {
		return nil
	}
	if d.Name == "" {
		d.Name = d.Issuer
		if u, err := url.Parse(d.Issuer); err == nil && u.Host != "" {
			d.Name = u.Hostname()
		}
	}
	return &provider{
		District: d, callback: public.JoinPath("api/district/callback").String(),
		// A few questions a day: connections that are kept open would only grow old.
		client: &http.Client{Timeout: providerTimeout, Transport: &http.Transport{DisableKeepAlives: true, Proxy: http.ProxyFromEnvironment}},
	}
}

// speak gives what talks to the provider; an error says that it cannot be reached, or is not what it should be.
func (p *provider) speak(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	known, err := p.describe(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ask the provider %s for its description: %w", p.Issuer, err)
	}
	return known, &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: known.Endpoint(), RedirectURL: p.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}, nil
}

// describe gives the provider's description: the one that is known, or else asks for it.
func (p *provider) describe(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	known := p.known
	p.mu.Unlock()
	if known != nil {
		return known, nil
	}
	// The one who asks does so for others, too: that their request was given up must not be everybody's answer.
	ctx = oidc.ClientContext(context.WithoutCancel(ctx), p.client)
	_, err, _ := p.asking.Do("", func() (any, error) {
		// What it remembers of this context is the client alone (oidc.NewProvider).
		asked, err := oidc.NewProvider(ctx, p.Issuer)
		if err == nil {
			p.mu.Lock()
			p.known = asked
			p.mu.Unlock()
		}
		return nil, err
	})
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known, nil
}

// vouched is what the provider says of somebody who came back from it.
type vouched struct {
	subject string
	name    string // as others may see it
	email   string // "" when the provider has not verified it
	locale  string
	teacher bool
	schools []string // slugs of the schools to which they belong, the first before the others

	saysRole, saysSchool bool // whether it says anything of these: a claim that is not there takes nothing from anybody
}

// claims are the parts of an ID token, or of the provider's further words, that count.
type claims struct {
	Subject       string `json:"sub"`
	Name          string `json:"name"`
	GivenName     string `json:"given_name"`
	Nickname      string `json:"nickname"`
	Email         string `json:"email"`
	EmailVerified any    `json:"email_verified"` // some providers say "true"
	Locale        string `json:"locale"`
}

// exchange turns the code of a visit into what the provider vouches for. Everything is checked that the visit began
// with: the code belongs to the verifier, the token to the provider, to this installation and to the nonce.
func (p *provider) exchange(ctx context.Context, code, verifier, nonce string) (vouched, error) {
	known, config, err := p.speak(ctx)
	if err != nil {
		return vouched{}, DistrictUnavailable(p.Name).Because(err)
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		if away := (*oauth2.RetrieveError)(nil); errors.As(err, &away) && away.Response != nil && away.Response.StatusCode < 500 {
			return vouched{}, DistrictRefused().Because(err)
		}
		return vouched{}, DistrictUnavailable(p.Name).Because(err)
	}
	raw, _ := token.Extra("id_token").(string)
	verified, err := known.Verifier(&oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil {
		if isAway(err) {
			return vouched{}, DistrictUnavailable(p.Name).Because(err)
		}
		return vouched{}, DistrictRefused().Because(err)
	}
	if verified.Nonce != nonce || verified.Subject == "" {
		return vouched{}, DistrictRefused().Because(errors.New("the ID token belongs to another visit"))
	}
	all, inToken := map[string]any{}, map[string]any{}
	if err := verified.Claims(&inToken); err != nil {
		return vouched{}, DistrictRefused().Because(err)
	}
	// What the ID token does not say, the provider says here; of the same person.
	info, err := known.UserInfo(ctx, oauth2.StaticTokenSource(token))
	switch {
	case err == nil && info.Subject == verified.Subject:
		if err := info.Claims(&all); err != nil {
			return vouched{}, DistrictRefused().Because(err)
		}
	case err != nil && known.UserInfoEndpoint() != "" && !p.saysAll(inToken):
		// A teacher is not taken for nobody because of one answer that got lost.
		return vouched{}, DistrictUnavailable(p.Name).Because(err)
	}
	var said claims
	for _, from := range []func(any) error{func(v any) error { return decode(all, v) }, verified.Claims} {
		if err := from(&said); err != nil {
			return vouched{}, DistrictRefused().Because(err)
		}
	}
	maps.Copy(all, inToken)
	return p.vouch(said, all), nil
}

func (p *provider) vouch(said claims, all map[string]any) vouched {
	v := vouched{
		subject: said.Subject, locale: said.Locale, schools: p.schools(all),
		teacher:    p.RoleClaim != "" && p.makesTeacher(all[p.RoleClaim]),
		saysRole:   p.RoleClaim == "" || slices.ContainsFunc(words(all[p.RoleClaim]), func(word string) bool { return strings.TrimSpace(word) != "" }),
		saysSchool: p.SchoolClaim == "" || len(words(all[p.SchoolClaim])) > 0,
	}
	if said.EmailVerified == true || said.EmailVerified == "true" {
		v.email, _ = foldEmail(said.Email)
	}
	// Others see a teacher's name, and of a student no more than the first one (safety.md, rule 5).
	names := []string{said.Nickname, said.GivenName}
	if v.teacher {
		names = []string{said.Name, said.GivenName, said.Nickname}
	}
	for _, name := range names {
		if v.name == "" {
			v.name = name
		}
	}
	return v
}

func (p *provider) makesTeacher(claim any) bool {
	return slices.ContainsFunc(words(claim), func(word string) bool {
		return slices.ContainsFunc(p.Teacher, func(one string) bool { return strings.EqualFold(one, strings.TrimSpace(word)) })
	})
}

// maxSchools bounds how many schools one person is looked for in.
const maxSchools = 50

// schools gives the slugs of the schools that the claims name. Where the setting lists schools, the district vouches for
// these alone.
func (p *provider) schools(all map[string]any) []string {
	if p.SchoolClaim == "" {
		return []string{p.School}
	}
	var slugs []string
	for _, value := range words(all[p.SchoolClaim]) {
		slug, listed := p.Schools[value]
		switch {
		case len(slugs) == maxSchools:
			return slugs
		case listed:
			slugs = append(slugs, slug)
		case len(p.Schools) == 0:
			slugs = append(slugs, value)
		}
	}
	return slugs
}

// words gives what a claim says: it is a word, a number, or a list of them.
func words(claim any) []string {
	switch claim := claim.(type) {
	case string:
		return []string{claim}
	case float64:
		return []string{strconv.FormatFloat(claim, 'f', -1, 64)}
	case []any:
		var all []string
		for _, one := range claim {
			all = append(all, words(one)...)
		}
		return all
	}
	return nil
}

// saysAll: the token tells alone what a role and a school are taken from.
func (p *provider) saysAll(token map[string]any) bool {
	for _, claim := range []string{p.RoleClaim, p.SchoolClaim} {
		if _, said := token[claim]; claim != "" && !said {
			return false
		}
	}
	return true
}

// isAway tells a provider that cannot be reached from one that says something wrong.
func isAway(err error) bool {
	var away net.Error
	return errors.As(err, &away)
}

// Ways are the ways in, besides a name and a password.
type Ways struct {
	District string `json:"district,omitempty" doc:"What people call the district through which they can sign in; absent for none"`
}

// ListWays tells a page how one can sign in here.
func (s *Service) ListWays(context.Context, access.Actor, command.None) (Ways, error) {
	if s.district == nil {
		return Ways{}, nil
	}
	return Ways{District: s.district.Name}, nil
}

func (s *Service) connected(ctx context.Context, person uuid.UUID) (bool, error) {
	if s.district == nil {
		return false, nil
	}
	is, err := s.db.HasIdentity(ctx, person, s.district.Issuer)
	if err != nil {
		return false, fmt.Errorf("read identities: %w", err)
	}
	return is, nil
}

// DisconnectDistrict ends the connection of the actor's account with the district. Problems: account.district_off,
// account.password_needed (there would be no other way in), account.district_vouches (what they are here hangs on it),
// not_found, login_needed.
func (s *Service) DisconnectDistrict(ctx context.Context, actor access.Actor, _ command.None) (wire.Empty, error) {
	none := wire.Empty{}
	if err := s.ownByLogin(ctx, actor); err != nil {
		return none, err
	}
	if s.district == nil {
		return none, DistrictOff()
	}
	p, err := s.person(ctx, actor.Person)
	if err != nil {
		return none, err
	}
	if p.PasswordHash == nil {
		return none, PasswordNeeded()
	}
	if vouched, err := s.db.IsVouched(ctx, p.ID, s.district.Issuer); err != nil {
		return none, fmt.Errorf("read identities: %w", err)
	} else if vouched {
		return none, DistrictVouches()
	}
	if _, err := s.db.DropIdentity(ctx, p.ID, s.district.Issuer); err != nil {
		return none, fmt.Errorf("end a connection with the district: %w", err)
	}
	return none, nil
}
