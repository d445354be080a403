package account_test

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tongchuang/server/account"
)

const refused = "/sign-in?failed=account.district_refused"

func TestATokenThatTheVisitDidNotAskForSignsNobodyIn(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	h.school("linden")
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for what, lie := range map[string]func(c *crook){
		"another nonce":            func(c *crook) { c.claims = m{"nonce": "another"} },
		"no nonce":                 func(c *crook) { c.claims = m{"nonce": nil} },
		"another issuer":           func(c *crook) { c.claims = m{"iss": "https://evil.example"} },
		"for another installation": func(c *crook) { c.claims = m{"aud": "another"} },
		"an old token":             func(c *crook) { c.claims = m{"exp": time.Now().Add(-time.Hour).Unix()} },
		"no subject":               func(c *crook) { c.claims = m{"sub": ""} },
		"no signature":             func(c *crook) { c.alg = "none" },
		"a stranger's signature":   func(c *crook) { c.signer = stranger },
	} {
		b := h.browser()
		if to := b.arriveFrom(c, lie); to != refused || b.isSignedIn() {
			t.Errorf("%s: led to %s", what, to)
		}
	}
	if n := h.count("select count(*) from person"); n != 0 {
		t.Errorf("%d people were made", n)
	}
	b := h.browser()
	if to := b.arriveFrom(c, nil); to != "/classes" {
		t.Errorf("what is right leads to %s", to)
	}
}

func TestAVisitBelongsToItsBrowserAndIsUsedOnce(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	h.school("linden")
	back := func(to *url.URL) url.Values {
		c.set(func(c *crook) { c.nonce = to.Query().Get("nonce") })
		return url.Values{"state": {to.Query().Get("state")}, "code": {to.Query().Get("nonce")}}
	}
	// The attacker's own way back is planted into the victim's browser, which has, and has not, a visit of its own.
	attacker, victim := h.browser(), h.browser()
	planted := back(attacker.begin(m{}))
	if to := victim.comeBack(planted); to != refused || victim.isSignedIn() {
		t.Errorf("a visit of another browser led to %s", to)
	}
	planted = back(attacker.begin(m{}))
	victim.begin(m{})
	if to := victim.comeBack(planted); to != refused || victim.isSignedIn() {
		t.Errorf("a visit of another browser led to %s", to)
	}
	if to := attacker.comeBack(planted); to != refused {
		t.Errorf("a visit that was tried elsewhere led to %s", to)
	}
	b := h.browser()
	own := back(b.begin(m{}))
	if to := b.comeBack(own); to != "/classes" {
		t.Fatal(to)
	}
	b.post("/api/sign-out", nil).must(t)
	for what, query := range map[string]url.Values{
		"replayed": own, "made up": {"state": {"x"}, "code": {"y"}}, "empty": {}, "twice": {"state": {"x", "y"}},
	} {
		if to := b.comeBack(query); to != refused || b.isSignedIn() {
			t.Errorf("%s: led to %s", what, to)
		}
	}
	// The code itself is replayed under a new visit.
	to := b.begin(m{})
	c.set(func(c *crook) { c.nonce = to.Query().Get("nonce") })
	if to := b.comeBack(url.Values{"state": {to.Query().Get("state")}, "code": own["code"]}); to != refused {
		t.Errorf("a replayed code led to %s", to)
	}
	for _, wrong := range []url.Values{{"error": {"access_denied"}}, {"iss": {"https://evil.example"}, "code": {"new"}}} {
		query := back(b.begin(m{}))
		query["error"], query["iss"] = wrong["error"], wrong["iss"]
		if to := b.comeBack(query); to != refused || b.isSignedIn() {
			t.Errorf("%v: led to %s", wrong, to)
		}
	}
	late := back(b.begin(m{}))
	if _, err := h.pool.Exec(h.ctx, "update provider_visit set expires_at = now() - interval '1 second'"); err != nil {
		t.Fatal(err)
	}
	if to := b.comeBack(late); to != refused {
		t.Errorf("a visit that took too long led to %s", to)
	}
}

func TestAVisitGoesThroughPKCEWithACookieClosedToScripts(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL), func(d *account.Deps) { d.PublicURL, _ = url.Parse("https://tongchuang.example") })
	a := h.browser().post("/api/district/begin", m{}).must(t)
	to, err := url.Parse(read[account.Elsewhere](t, a).URL)
	if err != nil {
		t.Fatal(err)
	}
	q := to.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) < 40 || q.Get("nonce") == "" || len(q.Get("state")) < 20 ||
		q.Get("redirect_uri") != "https://tongchuang.example/api/district/callback" {
		t.Errorf("%v", q)
	}
	for _, cookie := range cookies(a) {
		if cookie.Name != "__Host-tongchuang-district" || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || strings.Contains(to.String(), cookie.Value) {
			t.Errorf("%+v", cookie)
		}
	}
}

func TestAVisitLeadsOnOnlyToAPageOfThisSite(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	h.school("linden")
	for next, want := range map[string]string{
		"/threads/1?x=y#z": "/threads/1?x=y#z", "//evil.example": "/classes", `/\evil.example`: "/classes", "https://evil.example": "/classes",
		"/\t/evil.example": "/classes", "/a\r\nSet-Cookie: x=y": "/classes", "javascript:alert(1)": "/classes", "/api/sign-out": "/classes", "/" + strings.Repeat("x", 600): "/classes",
	} {
		b := h.browser()
		to := b.begin(m{"next": next})
		c.set(func(c *crook) { c.nonce = to.Query().Get("nonce") })
		if got := b.comeBack(url.Values{"state": {to.Query().Get("state")}, "code": {to.Query().Get("nonce")}}); got != want {
			t.Errorf("%q led to %q", next, got)
		}
	}
}

func TestADistrictThatIsAwayIsSaidSoAndComesBack(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	b := h.browser()
	c.set(func(c *crook) { c.away = true })
	if a := b.post("/api/district/begin", m{}).want(t, 503, "account.district_unavailable"); !strings.Contains(a.body, "Columbus City Schools") {
		t.Error(a.body)
	}
	c.set(func(c *crook) { c.away = false })
	to := b.begin(m{})
	c.set(func(c *crook) { c.away = true })
	back := url.Values{"state": {to.Query().Get("state")}, "code": {"x"}}
	if to := b.comeBack(back); to != "/sign-in?failed=account.district_unavailable" {
		t.Error(to)
	}
	c.set(func(c *crook) { c.away = false })
	if to := b.arriveFrom(c, nil); to != "/sign-in?failed=account.district_school" {
		t.Errorf("without the school: %s", to)
	}
	off := build(t).browser()
	off.post("/api/district/begin", m{}).want(t, 409, "account.district_off")
	if to := off.comeBack(back); to != "/sign-in?failed=account.district_off" {
		t.Error(to)
	}
}
