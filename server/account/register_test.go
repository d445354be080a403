package account_test

import (
	"net/http"
	"strings"
	"testing"

	"tongchuang/server/i18n"
)

func TestAPersonRegistersConfirmsAndSignsIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	b := h.browser()
	in := registration("Chen.Lu@Example.org")
	in["language"] = "zh-Hant"
	b.post("/api/register", in).must(t)
	b.post("/api/sign-in", m{"name": "chen.lu@example.org", "password": good}).want(t, 422, "account.wrong_credentials")
	l := h.letter()
	if l.To != "chen.lu@example.org" || l.Language != i18n.ZhHant || !strings.Contains(l.Body, "http://localhost:8080/confirm#") {
		t.Errorf("%+v", l)
	}
	b.post("/api/confirm", m{"token": token(t, l.Body)}).must(t)
	b.post("/api/sign-in", m{"name": "CHEN.LU@example.org ", "password": good}).must(t)
	me := b.get("/api/me").must(t).body
	for _, part := range []string{`"name":"Chen Lu"`, `"role":"citizen"`, `"email":"chen.lu@example.org"`, `"language":"zh-Hant"`, `"time_zone":"Asia/Shanghai"`, `"confirmed":true`, `"logins":1`} {
		if !strings.Contains(me, part) {
			t.Errorf("%s lacks %s", me, part)
		}
	}
	b.post("/api/confirm", m{"token": token(t, l.Body)}).want(t, http.StatusGone, "account.link_used")
	b.post("/api/sign-out", nil).must(t)
	if got := b.get("/api/me").must(t).body; strings.TrimSpace(got) != `{"person":null}` {
		t.Errorf("a visitor is told %s", got)
	}
}

func TestARegistrationIsCheckedFieldByField(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser()
	a := b.post("/api/register", m{"email": "Li <li@example.org>", "display_name": "\u200b", "language": "fr", "time_zone": "Local", "password": "short", "adult": false})
	a.want(t, 422, "invalid")
	if a.fields != "email=email display_name=required language=language time_zone=time_zone password=password_too_short adult=adult" {
		t.Error(a.fields)
	}
	for _, email := range []string{
		"", "li", "li@localhost", "li@example.org\r\nBcc: x@example.org", `"li"@example.org`, "li@[192.0.2.1]", "li@example..org",
		"li@-example.org", strings.Repeat("l", 65) + "@example.org", "li@" + strings.Repeat("e.", 130) + "org", "a@b@example.org", "li@exam ple.org", "l\u0456@example.org",
	} {
		in := registration(email)
		if a := b.post("/api/register", in); !strings.Contains(a.fields, "email=") {
			t.Errorf("%q: %d %s", email, a.status, a.body)
		}
	}
	in := registration("chenlu1988@example.org")
	in["password"] = "chenlu1988 and more"
	if a := b.post("/api/register", in); a.fields != "password=password_personal" {
		t.Error(a.body)
	}
	if n := h.count("select count(*) from registration"); n != 0 || h.hasher.Count() != 0 {
		t.Errorf("%d registrations, %d hashes", n, h.hasher.Count())
	}
	in = registration("li@example.org")
	in["role"] = "administrator"
	b.post("/api/register", in).want(t, 422, "invalid")
}

func TestOnlyTheOwnerOfAnAddressCanMakeItsAccount(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	b := h.browser()
	// Somebody else types the address first; the owner registers after that.
	stranger := registration("li@example.org")
	stranger["password"], stranger["display_name"] = other, "Visit evil.example now"
	b.post("/api/register", stranger).must(t)
	first := h.letter()
	if strings.Contains(first.Body, "evil") {
		t.Errorf("a stranger's words are in the letter: %s", first.Body)
	}
	b.post("/api/register", registration("li@example.org")).must(t)
	second := h.letter()
	b.post("/api/confirm", m{"token": token(t, second.Body)}).must(t)
	b.post("/api/confirm", m{"token": token(t, first.Body)}).want(t, http.StatusGone, "account.link_used")
	b.post("/api/sign-in", m{"name": "li@example.org", "password": other}).want(t, 422, "account.wrong_credentials")
	b.post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t)
	if n := h.count("select count(*) from registration"); n != 0 {
		t.Errorf("%d registrations are left", n)
	}
}

func TestALetterThatWasLostIsSentAgainOnRequest(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	b := h.browser()
	b.post("/api/register", registration("li@example.org")).must(t)
	h.letter()
	b.post("/api/confirm/request", m{"email": "li@example.org"}).must(t)
	b.post("/api/confirm", m{"token": token(t, h.letter().Body)}).must(t)
	b.post("/api/confirm/request", m{"email": "li@example.org"}).must(t)
	if l := h.letter(); !strings.Contains(l.Body, "already") {
		t.Errorf("who has an account is told so: %s", l.Body)
	}
}

func TestALetterIsTriedAgainUntilTheMailServerTakesIt(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.fail = 3
	h.work()
	b := h.browser()
	b.post("/api/register", registration("li@example.org")).must(t)
	b.post("/api/confirm", m{"token": token(t, h.letter().Body)}).must(t)
	b.post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t)
}

func TestAForgedHostNeverStandsInALetter(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("li@example.org")
	b := h.browser()
	for name, value := range map[string]string{"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp", "Forwarded": "host=evil.example", "Origin": "https://evil.example"} {
		b.header.Set(name, value)
	}
	b.post("/api/register", registration("wu@example.org")).must(t)
	confirm := h.letter()
	b.post("/api/password/request-reset", m{"email": "li@example.org"}).must(t)
	reset := h.letter()
	for _, l := range []string{confirm.Body, reset.Body} {
		if strings.Contains(l, "evil") || strings.Contains(l, "ftp:") || !strings.Contains(l, "http://localhost:8080/") {
			t.Error(l)
		}
	}
}

// What an outsider can see or measure is the answer, the hashes that are computed and the statements that are sent.
func TestAnAnswerAndItsWorkDoNotTellWhetherAnAddressIsKnown(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("known@example.org")
	b := h.browser()
	type work struct {
		status          int
		body, jobs      string
		hashes, queries int64
	}
	do := func(path string, in m) work {
		if _, err := h.pool.Exec(h.ctx, "delete from river_job"); err != nil {
			t.Fatal(err)
		}
		hashes, queries := h.hasher.Count(), h.queries.Load()
		a := b.post(path, in)
		w := work{status: a.status, body: a.body, hashes: h.hasher.Count() - hashes, queries: h.queries.Load() - queries}
		w.jobs = h.jobs()
		return w
	}
	// The first of each kind prepares its statements.
	for range 2 {
		for path, input := range map[string]func(string) m{
			"/api/register":               registration,
			"/api/confirm/request":        func(e string) m { return m{"email": e} },
			"/api/password/request-reset": func(e string) m { return m{"email": e} },
			"/api/sign-in":                func(e string) m { return m{"name": e, "password": other} },
		} {
			known, unknown := do(path, input("known@example.org")), do(path, input("unknown@example.org"))
			if known != unknown {
				t.Errorf("%s\n  known   %+v\n  unknown %+v", path, known, unknown)
			}
			wantHashes := int64(0)
			if path == "/api/register" || path == "/api/sign-in" {
				wantHashes = 1
			}
			if known.hashes != wantHashes {
				t.Errorf("%s: %d hashes, want %d", path, known.hashes, wantHashes)
			}
		}
	}
}

func TestWhoRegistersAKnownAddressIsToldByLetterAlone(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("known@example.org")
	b := h.browser()
	in := registration("known@example.org")
	in["password"] = other
	b.post("/api/register", in).must(t)
	if l := h.letter(); linkPattern.MatchString(l.Body) || !strings.Contains(l.Body, "http://localhost:8080/sign-in") {
		t.Errorf("%s", l.Body)
	}
	b.post("/api/sign-in", m{"name": "known@example.org", "password": other}).want(t, 422, "account.wrong_credentials")
}

func TestAnAddressIsNotFloodedWithLetters(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.browser()
	for range 30 {
		b.post("/api/password/request-reset", m{"email": "li@example.org"}).must(t)
	}
	if n := h.count("select count(*) from river_job"); n < 3 || n > 6 {
		t.Errorf("%d letters", n)
	}
}
