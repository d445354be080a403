package account_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"tongchuang/server/account"
	"tongchuang/server/account/vault"
)

// phone is an authenticator app with one account in it.
type phone struct {
	h      *house
	secret string
}

// code is what the app shows now.
func (p phone) code() string {
	p.h.t.Helper()
	code, err := totp.GenerateCode(p.secret, p.h.now())
	if err != nil {
		p.h.t.Fatal(err)
	}
	return code
}

func read[T any](t *testing.T, a answer) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(a.must(t).body), &v); err != nil {
		t.Fatalf("%v: %s", err, a.body)
	}
	return v
}

// setUp turns the second step on for whoever is signed in, and lets the code's time pass.
func (b *browser) setUp() (phone, []string) { b.h.t.Helper(); return b.setUpBy(good) }

// setUpWithout does it for an account that has no password.
func (b *browser) setUpWithout() (phone, []string) { b.h.t.Helper(); return b.setUpBy("") }

func (b *browser) setUpBy(password string) (phone, []string) {
	b.h.t.Helper()
	begun := read[account.TwoStepSecret](b.h.t, b.post("/api/two-step/begin", m{"password": password}))
	p := phone{b.h, begun.Secret}
	codes := read[account.RecoveryCodes](b.h.t, b.post("/api/two-step/confirm", m{"code": p.code()})).Codes
	b.h.wait(30 * time.Second)
	return p, codes
}

// half gives a browser in which the password was right and the code is awaited.
func (h *house) half(email string) *browser {
	h.t.Helper()
	b := h.browser()
	if in := read[account.SignedIn](h.t, b.post("/api/sign-in", m{"name": email, "password": good})); !in.SecondStep || in.Person != nil {
		h.t.Fatalf("no code is asked for: %+v", in)
	}
	return b
}

func TestASecondStepIsSetUpByACodeAndThenAskedForAtEverySignIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("li@example.org")
	here, there := h.signedIn("li@example.org"), h.signedIn("li@example.org")
	here.post("/api/two-step/begin", m{"password": other}).want(t, 422, "invalid")
	begun := read[account.TwoStepSecret](t, here.post("/api/two-step/begin", m{"password": good}))
	if !strings.HasPrefix(begun.URI, "otpauth://totp/Tongchuang%20localhost:li@example.org?secret="+begun.Secret) || !strings.HasPrefix(begun.QR, "<svg ") {
		t.Errorf("%s\n%.80s", begun.URI, begun.QR)
	}
	p := phone{h, begun.Secret}
	here.post("/api/two-step/confirm", m{"code": "000000"}).want(t, 422, "invalid")
	h.signedIn("li@example.org") // nothing is asked for until the app has proved itself
	codes := read[account.RecoveryCodes](t, here.post("/api/two-step/confirm", m{"code": p.code()[:3] + " " + p.code()[3:]})).Codes
	if len(codes) != 10 || h.count("select count(distinct code_hash) from recovery_code") != 10 {
		t.Errorf("recovery codes: %v", codes)
	}
	if !here.isSignedIn() || there.isSignedIn() {
		t.Error("a login of before stands without the second step, or the one that set it up ended")
	}
	if l := h.letter(); l.To != "li@example.org" || !strings.Contains(l.Body, "/settings") {
		t.Errorf("the owner is not told: %+v", l)
	}
	here.post("/api/two-step/begin", m{"password": good}).want(t, 409, "account.two_step_on")
	here.post("/api/two-step/confirm", m{"code": p.code()}).want(t, 409, "account.two_step_on")
	h.wait(30 * time.Second)

	b := h.half("li@example.org")
	if b.isSignedIn() {
		t.Fatal("the password alone signed in")
	}
	b.post("/api/sign-in/second-step", m{"code": "12345"}).want(t, 422, "invalid")
	b.post("/api/sign-in/second-step", m{"code": p.code()}).must(t)
	if !b.isSignedIn() || strings.Count(b.get("/api/logins").must(t).body, `"two_step":true`) != 2 {
		t.Error("the code did not sign in, or a login does not say that it passed")
	}
	b.post("/api/sign-in/second-step", m{"code": p.code()}).want(t, http.StatusGone, "account.second_step_over")
}

func TestACodeIsTakenOnceAndOnlyInItsTime(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	p, _ := h.signedIn("li@example.org").setUp()
	code := p.code()
	var in, refused atomic.Int32
	var wg sync.WaitGroup
	for range 4 { // who watched it being typed is as quick as its owner
		b := h.half("li@example.org")
		wg.Go(func() {
			switch a := b.post("/api/sign-in/second-step", m{"code": code}); a.status {
			case 200:
				in.Add(1)
			case 422:
				refused.Add(1)
			default:
				t.Error(a.body)
			}
		})
	}
	wg.Wait()
	if in.Load() != 1 || refused.Load() != 3 {
		t.Errorf("one code signed in %d times, refused %d times", in.Load(), refused.Load())
	}
	h = build(t)
	h.member("li@example.org")
	p, _ = h.signedIn("li@example.org").setUp()
	earlier := p.code()
	h.wait(90 * time.Second) // the phone's clock may be off by a period, not by three
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": earlier}).want(t, 422, "invalid")
	before := p.code()
	h.wait(30 * time.Second)
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": before}).must(t)
}

func TestGuessingCodesIsSlowedDownForThePersonWhereverItComesFrom(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	p, codes := h.signedIn("li@example.org").setUp()
	for i := range 5 {
		h.standAt("198.51.100." + itoa(i+1))
		h.half("li@example.org").post("/api/sign-in/second-step", m{"code": "000000"}).want(t, 422, "invalid")
	}
	for _, code := range []string{"000000", p.code(), codes[0]} {
		h.standAt("203.0.113.9")
		h.half("li@example.org").post("/api/sign-in/second-step", m{"code": code}).want(t, 429, "account.too_many_tries")
	}
}

func TestARecoveryCodeWorksOnceAndItsOwnerIsTold(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	person := h.member("li@example.org")
	b := h.signedIn("li@example.org")
	p, codes := b.setUp()
	h.letter()
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": strings.ToLower(strings.Replace(codes[3], "-", " ", 1))}).must(t)
	if l := h.letter(); l.To != "li@example.org" || !strings.Contains(l.Body, "9") {
		t.Errorf("the owner is not told: %+v", l)
	}
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": codes[3]}).want(t, 422, "invalid")
	// Nobody reads them out of the database, and they are the person's own.
	for _, code := range codes {
		if n := h.count("select count(*) from recovery_code where encode(code_hash, 'escape') like '%' || $1 || '%'", code); n != 0 {
			t.Error("a recovery code stands in the database")
		}
	}
	h.member("wu@example.org")
	h.signedIn("wu@example.org").setUp()
	h.half("wu@example.org").post("/api/sign-in/second-step", m{"code": codes[4]}).want(t, 422, "invalid")
	renewed := read[account.RecoveryCodes](t, b.post("/api/two-step/recovery-codes", m{"code": p.code()})).Codes
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": codes[5]}).want(t, 422, "invalid")
	h.half("li@example.org").post("/api/sign-in/second-step", m{"code": renewed[5]}).must(t)
	b.post("/api/two-step/recovery-codes", m{"code": renewed[6]}).want(t, 422, "invalid")
	if n := h.count("select count(*) from recovery_code where person_id = $1 and used_at is null", person); n != 9 {
		t.Errorf("%d codes are left", n)
	}
}

func TestASecondStepBelongsToItsBrowserAndTimeAndOpensNothingElse(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	p, _ := h.signedIn("li@example.org").setUp()
	elsewhere := h.browser()
	elsewhere.post("/api/sign-in/second-step", m{"code": p.code()}).want(t, http.StatusGone, "account.second_step_over")
	b := h.half("li@example.org")
	for _, c := range cookies(b.post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t)) {
		if c.Name != "tongchuang-step" || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.MaxAge != 600 {
			t.Errorf("%+v", c)
		}
		// As a session it is nobody.
		thief := h.browser()
		thief.header.Set("Cookie", "tongchuang="+c.Value)
		if thief.isSignedIn() {
			t.Error("the state is a session")
		}
	}
	b.get("/api/logins").want(t, 401, "unauthenticated")
	if _, err := h.pool.Exec(h.ctx, "update second_step set expires_at = now()"); err != nil {
		t.Fatal(err)
	}
	b.post("/api/sign-in/second-step", m{"code": p.code()}).want(t, http.StatusGone, "account.second_step_over")
}

func TestAChangedPasswordEndsSignInsThatAwaitTheirCode(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	p, _ := b.setUp()
	thief := h.half("li@example.org")
	b.post("/api/password/change", m{"old_password": good, "password": other}).must(t)
	thief.post("/api/sign-in/second-step", m{"code": p.code()}).want(t, http.StatusGone, "account.second_step_over")
}

func TestTurningTheSecondStepOffAsksForPasswordAndCodeAndEndsTheOtherLogins(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	p, codes := b.setUp()
	h.letter()
	there := h.half("li@example.org")
	there.post("/api/sign-in/second-step", m{"code": codes[0]}).must(t)
	h.letter()
	if a := b.post("/api/two-step/end", m{"password": other, "code": p.code()}); a.fields != "password=wrong_password" {
		t.Error(a.body)
	}
	if a := b.post("/api/two-step/end", m{"password": good, "code": "000000"}); a.fields != "code=wrong_code" {
		t.Error(a.body)
	}
	b.post("/api/two-step/end", m{"password": good, "code": p.code()}).must(t)
	if !b.isSignedIn() || there.isSignedIn() || h.count("select count(*) from two_step")+h.count("select count(*) from recovery_code") != 0 {
		t.Error("something is left of the second step")
	}
	if l := h.letter(); !strings.Contains(l.Subject, "off") {
		t.Errorf("%+v", l)
	}
	h.signedIn("li@example.org")
	b.post("/api/two-step/end", m{"password": good, "code": p.code()}).want(t, 409, "account.two_step_off")
}

func TestAnAdministratorWithoutTheSecondStepCanOnlySetItUp(t *testing.T) {
	t.Parallel()
	h := build(t)
	link, err := h.accounts.FirstAdministratorLink(h.ctx)
	if err != nil {
		t.Fatal(err)
	}
	h.browser().post("/api/first-administrator", m{"token": token(t, link), "register": registration("ada@example.org")}).must(t)
	b := h.signedIn("ada@example.org")
	wu := h.member("wu@example.org")
	reset := func() answer {
		return b.post("/api/people/"+wu.String()+"/two-step/reset", m{"reason": "Called me, and I know the voice"})
	}
	reset().want(t, 403, "two_step_needed")
	b.post("/api/access-tokens", m{"name": "x", "scope": "read"}).want(t, 403, "two_step_needed")
	b.do(http.MethodPatch, "/api/me", m{"language": "zh-Hans"}).must(t)
	b.header.Set("Accept-Language", "en")
	if me := read[account.Me](t, b.get("/api/me")); me.TwoStep == nil || me.TwoStep.On || !me.TwoStep.Needed {
		t.Errorf("%+v", me.TwoStep)
	}
	b.setUp()
	b.post("/api/access-tokens", m{"name": "x", "scope": "read", "password": good}).must(t)
	reset().want(t, 409, "account.two_step_off")
}

func TestALostPhoneIsResetByAnAdministratorWithAReasonAndEndsEveryLogin(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	ada, wu := h.member("ada@example.org"), h.member("wu@example.org")
	if _, err := h.pool.Exec(h.ctx, "update person set role = 'administrator' where id = $1", ada); err != nil {
		t.Fatal(err)
	}
	b := h.signedIn("ada@example.org")
	b.setUp()
	h.letter()
	lost := h.signedIn("wu@example.org")
	lost.setUp()
	h.letter()
	path := func(id uuid.UUID) string { return "/api/people/" + id.String() + "/two-step/reset" }
	b.post(path(wu), m{"reason": " "}).want(t, 422, "invalid")
	b.post(path(ada), m{"reason": "my own"}).want(t, 404, "not_found")
	b.post(path(uuid.New()), m{"reason": "nobody"}).want(t, 404, "not_found")
	for _, of := range []uuid.UUID{ada, uuid.New()} { // who may not do it does not learn who there is
		lost.post(path(of), m{"reason": "a try"}).want(t, 404, "not_found")
	}
	made := read[account.NewAccessToken](t, lost.post("/api/access-tokens", m{"name": "x", "scope": "read", "password": good}))
	script := h.browser()
	script.header.Set("Authorization", "Bearer "+made.Token)
	script.get("/api/me").must(t)
	b.post(path(wu), m{"reason": "Called me, and I know the voice"}).must(t)
	if lost.isSignedIn() {
		t.Error("a login of before stands")
	}
	script.get("/api/me").want(t, 401, "unauthenticated")
	h.signedIn("wu@example.org")
	if n := h.count("select count(*) from audit_entry where actor_id = $1 and person_id = $2 and action = 'person.reset_two_step' and reason <> ''", ada, wu); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
	if n := h.count("select count(*) from notice where person_id = $1 and kind = 'two_step_reset'", wu); n != 1 {
		t.Errorf("%d notices", n)
	}
	if l := h.letter(); l.To != "wu@example.org" {
		t.Errorf("%+v", l)
	}
	// The only administrator, too, may lose a phone: whoever runs the server helps.
	if err := h.accounts.ForgetTwoStep(h.ctx, "Ada@example.org"); err != nil {
		t.Fatal(err)
	}
	if err := h.accounts.ForgetTwoStep(h.ctx, "nobody@example.org"); err == nil {
		t.Error("nobody's second step was reset")
	}
	if b.isSignedIn() {
		t.Error("a login of before stands")
	}
}

func TestTheSecretOfTheSecondStepCannotBeReadInTheDatabase(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	b := h.signedIn("li@example.org")
	p, _ := b.setUp()
	var sealed []byte
	if err := h.pool.QueryRow(h.ctx, "select secret from two_step").Scan(&sealed); err != nil || strings.Contains(string(sealed), p.secret) || len(sealed) < 40 {
		t.Fatalf("%x %v", sealed, err)
	}
	// Another node with another key says so, at its start and when it would seal.
	otherKey, err := vault.New("a key of thirty-two characters, or more", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := otherKey.Check(h.ctx, h.pool); err == nil || !strings.Contains(err.Error(), "SECRET_KEY") {
		t.Errorf("another key is taken: %v", err)
	}
	if _, err := otherKey.Open(sealed, person.String()); err == nil {
		t.Error("another key opens it")
	}
	same, err := vault.New("", h.keys)
	if err != nil {
		t.Fatal(err)
	}
	if err := same.Check(h.ctx, h.pool); err != nil {
		t.Error(err)
	}
	if _, err := same.Open(sealed, uuid.NewString()); err == nil {
		t.Error("one person's secret opens as another's")
	}
}

func TestARoleWithPowerOverOthersBeginsAndEndsWithNewLogins(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	for _, change := range []struct {
		role string
		ends bool
	}{{"teacher", false}, {"moderator", true}, {"citizen", true}} {
		b := h.signedIn("li@example.org")
		b.post("/api/access-tokens", m{"name": "x", "scope": "write", "password": good}).must(t)
		if _, err := h.pool.Exec(h.ctx, "update person set role = $2 where id = $1", person, change.role); err != nil {
			t.Fatal(err)
		}
		if b.isSignedIn() == change.ends || (h.count("select count(*) from access_token where revoked_at is null") == 0) != change.ends {
			t.Errorf("as %s: ends %v", change.role, change.ends)
		}
	}
}
