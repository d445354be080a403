package account_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/account"
)

// crook is a provider that says whatever a test wants: what a real one never would. (The real one is in
// district_test.go.)
type crook struct {
	t      *testing.T
	server *httptest.Server
	key    *rsa.PrivateKey

	mu     sync.Mutex // guards the following
	claims m          // of the next ID token, over the right ones
	alg    string     // "" for RS256
	signer *rsa.PrivateKey
	nonce  string
	used   map[string]bool
	away   bool

	userinfo bool // it says that it has further words, and never gives them
}

func newCrook(t *testing.T) *crook {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c := &crook{t: t, key: key, signer: key, used: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		description := m{
			"issuer": c.server.URL, "authorization_endpoint": c.server.URL + "/auth", "token_endpoint": c.server.URL + "/token",
			"jwks_uri": c.server.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256", "none"},
		}
		if c.userinfo {
			description["userinfo_endpoint"] = c.server.URL + "/nowhere"
		}
		c.say(w, description)
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		c.say(w, m{"keys": []m{{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": encode(c.key.N.Bytes()), "e": encode(big.NewInt(int64(c.key.E)).Bytes())}}})
	})
	mux.HandleFunc("POST /token", c.token)
	c.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.away {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(c.server.Close)
	return c
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func (c *crook) say(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		c.t.Error(err)
	}
}

// token gives an ID token for a code, once.
func (c *crook) token(w http.ResponseWriter, r *http.Request) {
	if code := r.FormValue("code"); c.used[code] || r.FormValue("code_verifier") == "" {
		w.WriteHeader(http.StatusBadRequest)
		c.say(w, m{"error": "invalid_grant"})
		return
	} else {
		c.used[code] = true
	}
	claims := m{"iss": c.server.URL, "aud": "tongchuang", "sub": "one", "given_name": "One", "nonce": c.nonce,
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	for name, value := range c.claims {
		claims[name] = value
	}
	alg := c.alg
	if alg == "" {
		alg = "RS256"
	}
	head, _ := json.Marshal(m{"alg": alg, "kid": "1", "typ": "JWT"})
	body, _ := json.Marshal(claims)
	text := encode(head) + "." + encode(body)
	signature := ""
	if alg == "RS256" {
		sum := sha256.Sum256([]byte(text))
		raw, err := rsa.SignPKCS1v15(rand.Reader, c.signer, crypto.SHA256, sum[:])
		if err != nil {
			c.t.Error(err)
		}
		signature = encode(raw)
	}
	c.say(w, m{"access_token": "x", "token_type": "Bearer", "id_token": text + "." + signature})
}

// set changes what it says next.
func (c *crook) set(f func(c *crook)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(c)
}

// at makes the house's district the provider at an address, with a school.
func at(issuer string, change ...func(*account.District)) func(*account.Deps) {
	return func(d *account.Deps) {
		d.District = account.District{
			Issuer: issuer, ClientID: "tongchuang", ClientSecret: "a secret of tests alone, and of nobody", Name: "Columbus City Schools",
			School: "linden", RoleClaim: "role", Teacher: []string{"teacher"},
		}
		for _, f := range change {
			f(&d.District)
		}
	}
}

func (h *house) school(slug string) uuid.UUID {
	h.t.Helper()
	id := uuid.New()
	_, err := h.pool.Exec(h.ctx, `with c as (insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant)
			values (gen_random_uuid(), 'columbus', 'US', 'America/New_York', 'Columbus', '哥伦布', '哥倫布')
			on conflict (slug) do update set country = 'US' returning id)
		insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) select $1, c.id, $2, 'Linden', '林登', '林登' from c`, id, slug)
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}
