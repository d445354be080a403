package account_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/account"
	"tongchuang/server/account/accountdb"
)

func TestTheFirstAdministratorIsMadeOnceByTheLink(t *testing.T) {
	t.Parallel()
	h := build(t)
	first, err := h.accounts.FirstAdministratorLink(h.ctx)
	if err != nil || !strings.HasPrefix(first, "http://localhost:8080/first-administrator#") {
		t.Fatal(first, err)
	}
	second, err := h.accounts.FirstAdministratorLink(h.ctx) // another node, or another start
	if err != nil {
		t.Fatal(err)
	}
	b := h.browser()
	b.post("/api/first-administrator", m{"token": "guessed", "register": registration("mallory@example.org")}).want(t, http.StatusGone, "account.link_used")
	b.post("/api/first-administrator", m{"token": token(t, first)}).want(t, 401, "unauthenticated")
	h.member("taken@example.org")
	if a := b.post("/api/first-administrator", m{"token": token(t, first), "register": registration("taken@example.org")}); a.fields != "email=taken" {
		t.Error(a.body)
	}
	var made atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			link := first
			if i%2 == 1 {
				link = second
			}
			a := h.browser().post("/api/first-administrator", m{"token": token(t, link), "register": registration("admin" + itoa(i) + "@example.org")})
			if a.status == 200 {
				made.Add(1)
			} else if a.code != "account.link_used" && a.code != "account.administrator_exists" {
				t.Error(a.body)
			}
		})
	}
	wg.Wait()
	if n := h.count("select count(*) from person where role = 'administrator'"); n != 1 || made.Load() != 1 {
		t.Errorf("%d administrators, %d successes", n, made.Load())
	}
	for _, link := range []string{first, second} { // replay
		b.post("/api/first-administrator", m{"token": token(t, link), "register": registration("late@example.org")}).want(t, http.StatusGone, "account.link_used")
	}
	if link, err := h.accounts.FirstAdministratorLink(h.ctx); link != "" || err != nil {
		t.Errorf("another link is made: %q, %v", link, err)
	}
	if _, err := h.accounts.MakeOneTimeLink(h.ctx, account.FirstAdministrator, ""); err == nil {
		t.Error("another link is made by hand")
	}
}

func TestWhoIsSignedInBecomesTheFirstAdministratorAndTheLastOneStays(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	link, err := h.accounts.MakeOneTimeLink(h.ctx, account.FirstAdministrator, "")
	if err != nil {
		t.Fatal(err)
	}
	b.post("/api/first-administrator", m{"token": token(t, link)}).must(t)
	if !strings.Contains(b.get("/api/me").must(t).body, `"role":"administrator"`) {
		t.Error("no administrator")
	}
	b.post("/api/me/delete", m{"password": good, "posts": "keep"}).want(t, 409, "account.last_administrator")
	link, err = h.accounts.MakeOneTimeLink(h.ctx, account.ResetPassword, "LI@example.org")
	if err != nil {
		t.Fatal(err)
	}
	b.post("/api/password/reset", m{"token": token(t, link), "password": other}).must(t)
	if _, err := h.accounts.MakeOneTimeLink(h.ctx, account.ResetPassword, "nobody@example.org"); err == nil {
		t.Error("a link for nobody")
	}
}

func TestAnAdministratorIsMadeWhileNobodyElseMakesOne(t *testing.T) {
	t.Parallel()
	h := build(t)
	link, err := h.accounts.FirstAdministratorLink(h.ctx)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := h.pool.Begin(h.ctx) // a node that is making one this moment
	if err == nil {
		err = accountdb.New(elsewhere).LockAdministrators(h.ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	impatient, cancel := context.WithTimeout(h.ctx, 200*time.Millisecond)
	defer cancel()
	in := account.BecomeAdministrator{Token: token(t, link), Register: &account.Register{
		Email: "li@example.org", DisplayName: "Chen Lu", Language: "en", TimeZone: "UTC", Password: good, Adult: true,
	}}
	if _, err := h.accounts.BecomeAdministrator(impatient, access.Actor{}, in); err == nil {
		t.Error("it did not wait")
	}
	if err := elsewhere.Rollback(h.ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := h.accounts.BecomeAdministrator(h.ctx, access.Actor{}, in); err != nil {
		t.Error(err)
	}
}
