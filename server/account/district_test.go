package account_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"

	"tongchuang/server/account"
)

// Held open for as long as this process lives: the provider ends with its input, and dies of an output that nobody holds.
var (
	realProviderInput  io.WriteCloser
	realProviderOutput io.ReadCloser
)

// realProvider starts npm's oidc-provider for the tests, once, and ends with them.
var realProvider = sync.OnceValues(func() (string, error) {
	if _, err := os.Stat("../../npm/oidc/node_modules"); err != nil {
		return "", errors.New("the identity provider of the tests is missing: run `make npm-oidc`")
	}
	child := exec.Command("node", "../../npm/oidc/provider.js", "http://localhost:8080/api/district/callback")
	var err error
	if realProviderOutput, err = child.StdoutPipe(); err != nil {
		return "", err
	}
	if realProviderInput, err = child.StdinPipe(); err != nil {
		return "", err
	}
	if err := child.Start(); err != nil {
		return "", err
	}
	realProviderAnswers = bufio.NewReader(realProviderOutput)
	line, err := realProviderAnswers.ReadBytes('\n')
	if err != nil {
		return "", err
	}
	var said struct{ Issuer string }
	err = json.Unmarshal(line, &said)
	return said.Issuer, err
})

// begin begins a visit and gives the provider's address for it.
func (b *browser) begin(in m) *url.URL {
	b.h.t.Helper()
	u, err := url.Parse(read[account.Elsewhere](b.h.t, b.post("/api/district/begin", in)).URL)
	if err != nil {
		b.h.t.Fatal(err)
	}
	return u
}

// comeBack follows the provider's way back, and gives where the server leads on to.
func (b *browser) comeBack(query url.Values) string {
	b.h.t.Helper()
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a := b.get("/api/district/callback?" + query.Encode())
	if a.status != http.StatusSeeOther {
		b.h.t.Fatalf("%d %s", a.status, a.body)
	}
	return a.header.Get("Location")
}

var formAction = regexp.MustCompile(`action="([^"]+)"`)

// atProvider signs in at the real provider and gives what it sends back.
func atProvider(t *testing.T, to *url.URL, subject string) url.Values {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	var back url.Values
	client := &http.Client{Jar: jar, Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host == "localhost:8080" {
			back = r.URL.Query()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	response, err := client.Get(to.String())
	for step := 0; err == nil && back == nil && step < 3; step++ {
		page := new(strings.Builder)
		if _, err = bufio.NewReader(response.Body).WriteTo(page); err != nil {
			break
		}
		response.Body.Close()
		action := formAction.FindStringSubmatch(page.String())
		if action == nil {
			t.Fatalf("no form: %d %s", response.StatusCode, page)
		}
		prompt := "login"
		if strings.Contains(page.String(), `value="consent"`) {
			prompt = "consent"
		}
		var where *url.URL
		if where, err = response.Request.URL.Parse(action[1]); err == nil {
			response, err = client.PostForm(where.String(), url.Values{"prompt": {prompt}, "login": {subject}, "password": {"any"}})
		}
	}
	if err != nil || back == nil {
		t.Fatalf("the provider did not lead back: %v", err)
	}
	response.Body.Close()
	return back
}

func TestADistrictsPeopleSignInThroughItsProvider(t *testing.T) {
	t.Parallel()
	issuer, err := realProvider()
	if err != nil {
		t.Fatal(err)
	}
	h := build(t, at(issuer))
	school := h.school("linden")
	b := h.browser()
	if ways := read[account.Ways](t, b.get("/api/ways-in")); ways.District != "Columbus City Schools" {
		t.Error(ways)
	}
	b.header.Set("Accept-Language", "zh-Hant")
	if to := b.comeBack(atProvider(t, b.begin(m{"next": "/classes?all=yes"}), "maya-7")); to != "/classes?all=yes" {
		t.Fatal(to)
	}
	me := read[account.Me](t, b.get("/api/me"))
	// A student: the first name alone, and no address (safety.md, rules 5 and 7).
	if me.Person == nil || me.Person.Role != "student" || me.Person.Name != "Maya" || me.Email != "" || me.HasPassword || !me.District || *me.Person.School != school {
		t.Fatalf("%+v %+v", me, me.Person)
	}
	if n := h.count("select count(*) from person where verified_at is not null and email is null and sign_in_name is null and language = 'en' and time_zone = 'America/New_York'"); n != 1 {
		t.Error("the student is not as the district vouched")
	}
	again := h.browser()
	if to := again.comeBack(atProvider(t, again.begin(m{}), "maya-7")); to != "/classes" {
		t.Error(to)
	}
	if got := read[account.Me](t, again.get("/api/me")); got.Person == nil || got.Person.ID != me.Person.ID {
		t.Error("who came again is somebody else")
	}
	teacher := h.browser()
	teacher.comeBack(atProvider(t, teacher.begin(m{}), "chen-1"))
	if me := read[account.Me](t, teacher.get("/api/me")); me.Person == nil || me.Person.Role != "teacher" || me.Person.Name != "陈老师" || me.Email != "chen@district.example" || me.Language != "zh-Hans" {
		t.Errorf("%+v %+v", me, me.Person)
	}
	if n := h.count("select count(*) from audit_entry where action = 'person.vouch' and $1 = any(school_ids)", school); n != 2 {
		t.Errorf("%d entries in the audit log", n)
	}
	// Without a password a fresh login is what proves who is there.
	if _, err := h.pool.Exec(h.ctx, "update login set created_at = now() - interval '16 minutes' "); err != nil {
		t.Fatal(err)
	}
	b.post("/api/two-step/begin", m{"password": ""}).want(t, 403, "account.sign_in_again")
	teacher.post("/api/me/delete", m{"password": "", "posts": "keep"}).want(t, 403, "account.sign_in_again")
	teacher.comeBack(atProvider(t, teacher.begin(m{}), "chen-1"))
	teacher.post("/api/me/delete", m{"password": "", "posts": "keep"}).must(t)
	if n := h.count("select count(*) from identity"); n != 1 {
		t.Errorf("%d identities are left", n)
	}
}

func TestAnAccountIsConnectedOnlyByItsOwnerAndNeverByItsAddress(t *testing.T) {
	t.Parallel()
	issuer, err := realProvider()
	if err != nil {
		t.Fatal(err)
	}
	h := build(t, at(issuer))
	h.school("linden")
	known := h.member("known@district.example")
	b := h.browser()
	if to := b.comeBack(atProvider(t, b.begin(m{}), "known-4")); to != "/sign-in?failed=account.district_known" {
		t.Fatal(to)
	}
	// An address that the provider has not verified is nobody's.
	if to := b.comeBack(atProvider(t, b.begin(m{}), "unverified-3")); to != "/classes" {
		t.Fatal(to)
	}
	if me := read[account.Me](t, b.get("/api/me")); me.Email != "" || me.Person.ID == known {
		t.Errorf("%+v", me)
	}
	h.browser().post("/api/district/begin", m{"connect": true}).want(t, 401, "unauthenticated")
	owner := h.signedIn("known@district.example")
	if to := owner.comeBack(atProvider(t, owner.begin(m{"connect": true}), "known-4")); to != "/settings?connected=yes#district" {
		t.Fatal(to)
	}
	fresh := h.browser()
	fresh.comeBack(atProvider(t, fresh.begin(m{}), "known-4"))
	if me := read[account.Me](t, fresh.get("/api/me")); me.Person == nil || me.Person.ID != known || !me.District {
		t.Errorf("%+v", me)
	}
	// Somebody else cannot have it, too; nor can who came by the district alone lose the only way in.
	h.member("wu@example.org")
	wu := h.signedIn("wu@example.org")
	if to := wu.comeBack(atProvider(t, wu.begin(m{"connect": true}), "known-4")); to != "/sign-in?failed=account.district_taken" {
		t.Error(to)
	}
	b.post("/api/district/disconnect", nil).want(t, 409, "account.password_needed")
	owner.post("/api/district/disconnect", nil).must(t)
	if to := h.browser(); to.comeBack(atProvider(t, to.begin(m{}), "known-4")) != "/sign-in?failed=account.district_known" {
		t.Error("a connection that was ended signs in")
	}
}

func TestTheDistrictsSignInAsksForTheCodeOfTheSecondStep(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	h.school("linden")
	b := h.browser()
	if to := b.arriveFrom(c, nil); to != "/classes" {
		t.Fatal(to)
	}
	p, _ := b.setUpWithout()
	other := h.browser()
	if to := other.arriveFrom(c, nil); to != "/sign-in?step=code&next=" {
		t.Fatal(to)
	}
	if other.isSignedIn() {
		t.Fatal("the district alone signed in")
	}
	other.post("/api/sign-in/second-step", m{"code": p.code()}).must(t)
	if !other.isSignedIn() {
		t.Error("the code did not sign in")
	}
}

// arriveFrom makes a whole visit to the crook, with what its token says changed.
func (b *browser) arriveFrom(c *crook, lie func(c *crook)) string {
	b.h.t.Helper()
	to := b.begin(m{})
	c.set(func(c *crook) {
		c.nonce, c.claims, c.alg, c.signer = to.Query().Get("nonce"), nil, "", c.key
		if lie != nil {
			lie(c)
		}
	})
	return b.comeBack(url.Values{"state": {to.Query().Get("state")}, "code": {to.Query().Get("state")}})
}
