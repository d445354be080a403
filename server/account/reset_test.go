package account_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestAResetLinkWorksOnceAndEndsEveryLogin(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	person := h.member("li@example.org")
	thief := h.signedIn("li@example.org")
	thief.post("/api/access-tokens", m{"name": "thief", "scope": "write", "password": good}).must(t)
	h.letter() // about the token
	b := h.browser()
	b.post("/api/password/request-reset", m{"email": "Li@example.org"}).must(t)
	link := token(t, h.letter().Body)
	// A bad password does not use the link up.
	b.post("/api/password/reset", m{"token": link, "password": "password1234"}).want(t, 422, "invalid")
	b.post("/api/password/reset", m{"token": link, "password": "Chen Lu 1988 ok"}).want(t, 422, "invalid")
	var worked, refused atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			switch a := h.browser().post("/api/password/reset", m{"token": link, "password": other}); a.code {
			case "":
				worked.Add(1)
			case "account.link_used":
				refused.Add(1)
			default:
				t.Error(a.body)
			}
		})
	}
	wg.Wait()
	if worked.Load() != 1 || refused.Load() != 7 {
		t.Errorf("%d uses, %d refusals", worked.Load(), refused.Load())
	}
	if thief.isSignedIn() || h.count("select count(*) from access_token where revoked_at is null") != 0 {
		t.Error("who had the old password is still in")
	}
	b.post("/api/sign-in", m{"name": "li@example.org", "password": good}).want(t, 422, "account.wrong_credentials")
	b.post("/api/sign-in", m{"name": "li@example.org", "password": other}).must(t)
	if l := h.letter(); l.To != "li@example.org" || !strings.Contains(l.Subject, "changed") {
		t.Errorf("the owner is not told: %+v", l)
	}
	if h.told(person) == 0 {
		t.Error("open connections are not told")
	}
	for _, forged := range []string{"", "x", link + "x", strings.Repeat("x", 4000)} {
		b.post("/api/password/reset", m{"token": forged, "password": other + " 2"}).want(t, http.StatusGone, "account.link_used")
	}
}

func TestALinkIsForItsPurposeAndTimeAlone(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("li@example.org")
	b := h.browser()
	b.post("/api/password/request-reset", m{"email": "li@example.org"}).must(t)
	link := token(t, h.letter().Body)
	b.post("/api/confirm", m{"token": link}).want(t, http.StatusGone, "account.link_used")
	b.post("/api/first-administrator", m{"token": link, "register": registration("wu@example.org")}).want(t, http.StatusGone, "account.link_used")
	if _, err := h.pool.Exec(h.ctx, "update one_time_link set expires_at = now() - interval '1 second'"); err != nil {
		t.Fatal(err)
	}
	b.post("/api/password/reset", m{"token": link, "password": other}).want(t, http.StatusGone, "account.link_used")
	if n := h.count("select count(*) from one_time_link where encode(token_hash, 'escape') like '%' || $1 || '%'", link); n != 0 {
		t.Error("the token itself is in the database")
	}
	if n := h.count("select count(*) from river_job where args::text like '%' || $1 || '%'", link); n != 0 {
		t.Error("the token stands in a job")
	}
}

func TestAChangedPasswordEndsTheOtherLogins(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	here, there := h.signedIn("li@example.org"), h.signedIn("li@example.org")
	if a := here.post("/api/password/change", m{"old_password": "wrong old one", "password": other}); a.fields != "old_password=wrong_password" {
		t.Error(a.body)
	}
	if a := here.post("/api/password/change", m{"old_password": good, "password": "1234567890"}); a.fields != "password=password_simple" {
		t.Error(a.body)
	}
	here.post("/api/password/change", m{"old_password": good, "password": other}).must(t)
	if !here.isSignedIn() || there.isSignedIn() {
		t.Error("the other login stands, or this one does not")
	}
	h.browser().post("/api/sign-in", m{"name": "li@example.org", "password": other}).must(t)
	h.browser().post("/api/password/change", m{"old_password": good, "password": other}).want(t, 401, "unauthenticated")
}
