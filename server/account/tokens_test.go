package account_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"tongchuang/server/account"
)

func TestAnAccessTokenActsWithinItsScopeUntilItIsRevoked(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	make := func(scope string) (account.NewAccessToken, *browser) {
		var made account.NewAccessToken
		if err := json.Unmarshal([]byte(b.post("/api/access-tokens", m{"name": scope, "scope": scope, "password": good}).must(t).body), &made); err != nil {
			t.Fatal(err)
		}
		script := h.browser()
		script.header.Set("Authorization", "Bearer "+made.Token)
		return made, script
	}
	read, reader := make("read")
	_, writer := make("write")
	if !strings.HasPrefix(read.Token, "tct_") || !reader.isSignedIn() || !writer.isSignedIn() {
		t.Error("a token is not taken")
	}
	reader.do(http.MethodPatch, "/api/me", m{"language": "zh-Hans"}).want(t, 403, "read_only_token")
	writer.do(http.MethodPatch, "/api/me", m{"language": "zh-Hans"}).must(t)
	writer.header.Set("Accept-Language", "en")
	// What would let a leaked token take the account is not for tokens.
	for path, in := range map[string]m{
		"/api/access-tokens": {"name": "more", "scope": "write"}, "/api/password/change": {"old_password": good, "password": other},
		"/api/me/delete": {"password": good, "posts": "keep"}, "/api/logins/end-others": nil,
	} {
		writer.post(path, in).want(t, 403, "account.login_needed")
	}
	list := b.get("/api/access-tokens").must(t).body
	if strings.Contains(list, read.Token) || strings.Count(list, `"last_used_at"`) != 2 {
		t.Error(list)
	}
	h.member("wu@example.org")
	h.signedIn("wu@example.org").do(http.MethodDelete, "/api/access-tokens/"+read.ID.String(), nil).want(t, 404, "not_found")
	b.do(http.MethodDelete, "/api/access-tokens/"+read.ID.String(), nil).must(t)
	reader.get("/api/me").want(t, 401, "unauthenticated")
	if _, err := h.pool.Exec(h.ctx, "update access_token set expires_at = now()"); err != nil {
		t.Fatal(err)
	}
	writer.get("/api/me").want(t, 401, "unauthenticated")
	for _, in := range []m{{"name": "", "scope": "read"}, {"name": "x", "scope": "admin"}, {"name": "x", "scope": "read", "days": 91}, {"name": "x", "scope": "read", "days": -1}} {
		in["password"] = good
		b.post("/api/access-tokens", in).want(t, 422, "invalid")
	}
}

func TestAnAuthorizationWithoutATokenIsRefusedAndNotAVisitor(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	for value, status := range map[string]int{"Bearer": 401, "Bearer ": 401, "bearer": 401, "Bearer x": 401, "Basic x": 200, "": 200} {
		b.header.Set("Authorization", value)
		if a := b.get("/api/me"); a.status != status {
			t.Errorf("%q: %d", value, a.status)
		}
	}
}

func TestATokenHoldsForATermUnlessSomethingElseIsSaid(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	for days, want := range map[int]int{0: 90, 30: 30, 90: 90, 180: 180, 365: 365} {
		made := read[account.NewAccessToken](t, b.post("/api/access-tokens", m{"name": "x", "scope": "read", "days": days, "password": good}))
		if got := int(made.ExpiresAt.Sub(made.CreatedAt).Hours()/24 + 0.5); got != want {
			t.Errorf("%d days: %d", days, got)
		}
	}
}

func TestABorrowedBrowserLeavesNoTokenBehind(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	for _, wrong := range []m{{"name": "mine now", "scope": "write", "days": 365}, {"name": "mine now", "scope": "write", "password": other}} {
		b.post("/api/access-tokens", wrong).want(t, 422, "invalid")
	}
	if n := h.count("select count(*) from access_token"); n != 0 {
		t.Fatalf("%d tokens were made without the password", n)
	}
	b.post("/api/access-tokens", m{"name": "calendar", "scope": "read", "password": good}).must(t)
	if l := h.letter(); l.To != "li@example.org" || !strings.Contains(l.Subject, "token") {
		t.Errorf("the owner is not told: %+v", l)
	}
}

func TestTokensEndWithTheOldPasswordAndWhenTheSecondStepBegins(t *testing.T) {
	t.Parallel()
	for name, deed := range map[string]func(b *browser){
		"a new password": func(b *browser) {
			b.post("/api/password/change", m{"old_password": good, "password": other}).must(t)
		},
		"the second step": func(b *browser) { b.setUp() },
	} {
		h := build(t)
		h.member("li@example.org")
		b := h.signedIn("li@example.org")
		script := h.browser()
		made := read[account.NewAccessToken](t, b.post("/api/access-tokens", m{"name": "thief", "scope": "write", "password": good}))
		script.header.Set("Authorization", "Bearer "+made.Token)
		if !script.isSignedIn() {
			t.Fatal("a token is not taken")
		}
		deed(b)
		script.get("/api/me").want(t, 401, "unauthenticated")
		if !b.isSignedIn() {
			t.Errorf("%s: this login ended, too", name)
		}
	}
}
