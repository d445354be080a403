package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tongchuang/server/account"
)

// cookieOf is a cookie that an answer sets; nil for none.
func cookieOf(a answer, name string) *http.Cookie {
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// behindTLS is a house whose pages come by https.
func behindTLS(d *account.Deps) { d.PublicURL = &url.URL{Scheme: "https", Host: "host.example"} }

func TestAKnownBrowserIsMarkedByACookieThatNoScriptAndNoOtherSiteCanUse(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*account.Deps){"tongchuang-known": func(*account.Deps) {}, "__Host-tongchuang-known": behindTLS} {
		h := build(t, change)
		h.member("carver@example.org")
		b := h.browser()
		c := cookieOf(b.post("/api/sign-in", m{"name": "carver@example.org", "password": good}).must(t), name)
		if c == nil {
			t.Fatalf("%s is not set", name)
		}
		if !c.HttpOnly || c.Secure != strings.HasPrefix(name, "__Host-") || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 365*24*60*60 {
			t.Errorf("%s is %+v", name, c)
		}
		if strings.Contains(c.Value, "carver") || len(c.Value) < 60 {
			t.Errorf("the mark says %q", c.Value)
		}
		if again := cookieOf(b.post("/api/sign-out", nil).must(t), name); again != nil {
			t.Errorf("signing out sets %+v", again)
		}
	}
}

func TestAKnownBrowsersMarkIsGoodForItsOwnAccountAlone(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("carver@example.org")
	h.member("pupil@example.org")
	teachers := cookieOf(h.browser().post("/api/sign-in", m{"name": "carver@example.org", "password": good}).must(t), "tongchuang-known")
	pupils := cookieOf(h.browser().post("/api/sign-in", m{"name": "pupil@example.org", "password": good}).must(t), "tongchuang-known")
	wrong := m{"name": "carver@example.org", "password": other}
	strangers := h.browser()
	for range 5 {
		strangers.post("/api/sign-in", wrong).want(t, 422, "account.wrong_credentials")
	}
	with := func(value string) *browser {
		b := h.browser()
		b.header.Set("Cookie", "tongchuang-known="+value)
		return b
	}
	id, mac, _ := strings.Cut(teachers.Value, ".")
	otherID, _, _ := strings.Cut(pupils.Value, ".")
	for what, value := range map[string]string{
		"nothing": "", "another's": pupils.Value, "one of one's own making": "SOMETHING." + mac, "another's beginning": otherID + "." + mac, "half of one": id,
		"a changed one": id + "." + strings.Repeat("A", len(mac)), "much": strings.Repeat("x", 5000),
	} {
		if a := with(value).post("/api/sign-in", wrong); a.status != 429 {
			t.Errorf("%s: %d", what, a.status)
		}
	}
	// The right one guesses on its own account: five times, whatever it signs in and out of in between.
	one := with(teachers.Value)
	for range 5 {
		one.post("/api/sign-in", wrong).want(t, 422, "account.wrong_credentials")
	}
	elsewhere := h.signedIn("pupil@example.org")
	elsewhere.post("/api/sign-out", nil).must(t)
	elsewhere.header.Set("Cookie", "tongchuang-known="+teachers.Value)
	elsewhere.post("/api/sign-in", wrong).want(t, 429, "account.too_many_tries")
	one.post("/api/sign-in", wrong).want(t, 429, "account.too_many_tries")
}
