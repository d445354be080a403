package account_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"tongchuang/server/access"
	"tongchuang/server/account"
	"tongchuang/server/account/password"
	"tongchuang/server/i18n"
)

func cookies(a answer) []*http.Cookie {
	return (&http.Response{Header: a.header}).Cookies()
}

func TestASessionThatWasPlantedIsWorthNothingAfterTheSignIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	attacker, victim := h.browser(), h.browser()
	// The attacker's own session, and one that never was, are planted into the victim's browser.
	h.member("mallory@example.org")
	planted := cookies(attacker.post("/api/sign-in", m{"name": "mallory@example.org", "password": good}).must(t))
	site, _ := url.Parse(h.server.URL)
	victim.client.Jar.SetCookies(site, planted)
	fresh := cookies(victim.post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t))
	if len(fresh) != 2 || fresh[0].Value == planted[0].Value { // and the mark of a known browser
		t.Fatalf("the session was not renewed: %v", fresh)
	}
	if attacker.isSignedIn() {
		t.Error("the planted session still stands")
	}
	other := h.browser()
	other.client.Jar.SetCookies(site, []*http.Cookie{{Name: "tongchuang", Value: "planted-by-hand"}})
	if c := cookies(other.post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t)); c[0].Value == "planted-by-hand" {
		t.Error("a planted token was taken")
	}
}

func TestTheCookieIsClosedToScriptsAndOtherHosts(t *testing.T) {
	t.Parallel()
	for scheme, want := range map[string]string{"http://localhost:8080": "tongchuang", "https://tongchuang.example.org": "__Host-tongchuang"} {
		h := build(t, func(d *account.Deps) { d.PublicURL, _ = url.Parse(scheme) })
		h.member("li@example.org")
		a := h.browser().post("/api/sign-in", m{"name": "li@example.org", "password": good}).must(t)
		c := cookies(a)[0]
		if c.Name != want || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != strings.HasPrefix(scheme, "https") {
			t.Errorf("%s: %+v", scheme, c)
		}
		var kept string
		if err := h.pool.QueryRow(h.ctx, "select token from session").Scan(&kept); err != nil || kept == c.Value {
			t.Errorf("the token itself is in the database, %v", err)
		}
	}
}

func TestALoginThatIsEndedElsewhereEndsHere(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	school, home, phone := h.signedIn("li@example.org"), h.signedIn("li@example.org"), h.signedIn("li@example.org")
	var all account.Logins
	if err := json.Unmarshal([]byte(home.get("/api/logins").must(t).body), &all); err != nil || len(all.Logins) != 3 {
		t.Fatal(all, err)
	}
	current := 0
	for _, l := range all.Logins {
		if l.Current {
			current++
		}
		if l.UserAgent != "test browser" {
			t.Error(l)
		}
	}
	if current != 1 {
		t.Errorf("%d logins are this one", current)
	}
	// Somebody else's login cannot be ended, nor seen to exist.
	h.member("wu@example.org")
	stranger := h.signedIn("wu@example.org")
	for _, l := range all.Logins {
		stranger.do(http.MethodDelete, "/api/logins/"+l.ID.String(), nil).want(t, 404, "not_found")
	}
	for _, l := range all.Logins {
		if !l.Current {
			home.do(http.MethodDelete, "/api/logins/"+l.ID.String(), nil).must(t)
			home.do(http.MethodDelete, "/api/logins/"+l.ID.String(), nil).want(t, 404, "not_found")
			break
		}
	}
	home.post("/api/logins/end-others", nil).must(t)
	if school.isSignedIn() || phone.isSignedIn() || !home.isSignedIn() {
		t.Error("other logins stand, or this one does not")
	}
	if n := h.told(person); n != 2 {
		t.Errorf("told of the end %d times", n)
	}
}

func TestALoginEndsByItselfWhenNobodyComes(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	idle, old, active := h.signedIn("li@example.org"), h.signedIn("li@example.org"), h.signedIn("li@example.org")
	for i, age := range []string{"seen_at = now() - interval '15 days'", "created_at = now() - interval '31 days'", "seen_at = now() - interval '13 days'"} {
		if _, err := h.pool.Exec(h.ctx, "update login set "+age+" where id = (select id from login order by id offset $1 limit 1)", i); err != nil {
			t.Fatal(err)
		}
	}
	if idle.isSignedIn() || old.isSignedIn() || !active.isSignedIn() {
		t.Error("an old login stands, or a young one does not")
	}
	if n := h.count("select count(*) from login where seen_at > now() - interval '1 minute'"); n != 2 { // active, and old before it aged
		t.Errorf("%d logins were seen just now", n)
	}
}

func TestTheDoorTellsTheActorAndTheirLanguage(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	b := h.signedIn("li@example.org")
	b.do(http.MethodPatch, "/api/me", m{"language": "zh-Hant"}).must(t)
	var actor access.Actor
	var language i18n.Language
	inner := h.accounts.Sessions.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		actor, language = h.accounts.Sessions.Actor(r.Context()), i18n.FromContext(r.Context())
	}))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitors := i18n.Match(r.Header.Get("Accept-Language")) // what package web chooses before
		inner.ServeHTTP(w, r.WithContext(i18n.WithLanguage(r.Context(), visitors)))
	}))
	defer server.Close()
	here, _ := url.Parse(h.server.URL)
	there, _ := url.Parse(server.URL)
	b.client.Jar.SetCookies(there, b.client.Jar.Cookies(here))
	for accept, want := range map[string]i18n.Language{"": i18n.ZhHant, "en-US,en;q=0.9": i18n.ZhHant, "en": i18n.En, "zh-Hans": i18n.ZhHans} {
		r, _ := http.NewRequestWithContext(h.ctx, http.MethodGet, server.URL, nil)
		r.Header.Set("Accept-Language", accept)
		res, err := b.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if actor.Person != person || actor.Login == uuid.Nil || actor.ReadOnly || language != want {
			t.Errorf("%q: %+v %s", accept, actor, language)
		}
	}
}

func TestAHandshakePassesTheDoorWithItsActor(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	b := h.signedIn("li@example.org")
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	server := httptest.NewServer(h.accounts.Sessions.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		_ = c.WriteMessage(websocket.TextMessage, []byte(access.FromContext(r.Context()).Person.String()))
	})))
	defer server.Close()
	here, _ := url.Parse(h.server.URL)
	header := http.Header{}
	for _, c := range b.client.Jar.Cookies(here) {
		header.Add("Cookie", c.String())
	}
	c, res, err := websocket.DefaultDialer.DialContext(h.ctx, "ws"+strings.TrimPrefix(server.URL, "http"), header)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	defer c.Close()
	if _, said, err := c.ReadMessage(); err != nil || string(said) != person.String() {
		t.Errorf("%s, %v", said, err)
	}
}

func TestAWrongPasswordSlowsDownOneAccountAtOnePlaceAndNoSchool(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	h.member("wu@example.org")
	b := h.browser()
	refused := answer{}
	for range 12 {
		if a := b.post("/api/sign-in", m{"name": "Li@example.org", "password": other}); a.status == 429 {
			refused = a
			break
		}
	}
	refused.want(t, 429, "account.too_many_tries")
	if refused.header.Get("Retry-After") == "" {
		t.Error("nobody is told when to come back")
	}
	hashes := h.hasher.Count()
	b.post("/api/sign-in", m{"name": "li@example.org", "password": good}).want(t, 429, "account.too_many_tries")
	if h.hasher.Count() != hashes {
		t.Error("a refused try was hashed")
	}
	// The neighbour in the same classroom, and the owner at home, are not concerned.
	h.signedIn("wu@example.org")
	h.standAt("2001:db8::7")
	h.signedIn("li@example.org")
}

func TestAWholeSchoolSignsInFromOneAddressAtOnce(t *testing.T) {
	t.Parallel()
	h := build(t)
	for i := range 120 {
		email := "student" + uuid.NewString()[:8] + "@example.org"
		h.member(email)
		b := h.browser()
		if i%3 == 0 {
			b.post("/api/sign-in", m{"name": email, "password": other}).want(t, 422, "account.wrong_credentials")
		}
		b.post("/api/sign-in", m{"name": email, "password": good}).must(t)
	}
}

func TestGuessingFromManyAddressesIsSlowedDown(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	for _, name := range []string{"li@example.org", "nobody@example.org"} {
		guesses := 0
		for i := range 200 {
			h.standAt("198.51.100." + itoa(i))
			if a := h.browser().post("/api/sign-in", m{"name": name, "password": other}); a.status == 422 {
				guesses++
			}
		}
		if guesses < 20 || guesses > 60 {
			t.Errorf("%d guesses at %s", guesses, name)
		}
	}
}

func itoa(i int) string { b, _ := json.Marshal(i); return string(b) }

func TestAMegabyteOfPasswordIsRefusedBeforeItIsHashed(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	hashes := h.hasher.Count()
	huge, long := strings.Repeat("p", 1<<20), strings.Repeat("p w ", 2000)
	for path, input := range map[string]func(string) m{
		"/api/register": func(p string) m { in := registration("wu@example.org"); in["password"] = p; return in },
		"/api/sign-in":  func(p string) m { return m{"name": "li@example.org", "password": p} },
		"/api/password/change": func(p string) m {
			return m{"old_password": p, "password": p}
		},
		"/api/password/reset": func(p string) m { return m{"token": "x", "password": p} },
		"/api/me/delete":      func(p string) m { return m{"password": p, "posts": "keep"} },
	} {
		if a := b.post(path, input(huge)); a.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s with a megabyte: %d %s", path, a.status, a.body)
		}
		if a := b.post(path, input(long)); a.status != 422 {
			t.Errorf("%s with 8 KB: %d %s", path, a.status, a.body)
		}
	}
	if n := h.hasher.Count(); n != hashes {
		t.Errorf("%d hashes", n-hashes)
	}
}

func TestManyHashesAtOnceAreRefusedRatherThanTakeTheMachine(t *testing.T) {
	t.Parallel()
	busy := password.NewHasher(password.Params{Memory: 8, Time: 1, Threads: 1}, 1)
	h := build(t, func(d *account.Deps) { d.Hasher = busy })
	h.member("li@example.org")
	ctx, cancel := context.WithCancel(h.ctx)
	cancel() // the reader has gone while waiting
	release := busy.Occupy()
	_, err := h.accounts.SignIn(ctx, access.Actor{}, account.SignIn{Name: "li@example.org", Password: good})
	release()
	if err == nil {
		t.Error("a hash was computed beyond the bound")
	}
	a := h.signedIn("li@example.org")
	if !a.isSignedIn() {
		t.Error("after the rush nobody gets in")
	}
}

func TestAHashOfOldCostsIsRenewedAtSignIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	old, err := password.NewHasher(password.Params{Memory: 16, Time: 2, Threads: 1}, 1).Hash(h.ctx, good)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.pool.Exec(h.ctx, "update person set password_hash = $1 where id = $2", old, person); err != nil {
		t.Fatal(err)
	}
	h.signedIn("li@example.org")
	var now string
	if err := h.pool.QueryRow(h.ctx, "select password_hash from person where id = $1", person).Scan(&now); err != nil || !strings.Contains(now, "m=8,t=1") {
		t.Error(now, err)
	}
	h.signedIn("li@example.org")
}
