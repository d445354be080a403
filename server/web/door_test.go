package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/web"
)

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for _, target := range []string{"/", "/about", "/tongchuang.css", "/no/such/page", "/_app/none.js", "/api/none", "/api/docs", "/api/openapi.json", "/livez", "/a%00"} {
		got := h.get(target).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			if got.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", target, name, got.Get(name), want)
			}
		}
		contains(t, got.Get("Content-Security-Policy"), "default-src 'self'", "style-src 'self';", "frame-ancestors 'none'",
			"base-uri 'none'", "form-action 'self'", "object-src 'none'", "connect-src 'self' wss://tongchuang.example")
		lacks(t, got.Get("Content-Security-Policy"), "unsafe", "*")
		if got.Get("X-Request-Id") == "" || got.Get("Permissions-Policy") == "" {
			t.Errorf("%s: a request id or the Permissions-Policy is missing", target)
		}
	}
	overHTTP := plain(t, func(d *web.Deps) { d.PublicURL = &url.URL{Scheme: "http", Host: "localhost:8080"} }).get("/").Header()
	if overHTTP.Get("Strict-Transport-Security") != "" {
		t.Error("a server without TLS asks browsers to insist on it")
	}
	contains(t, overHTTP.Get("Content-Security-Policy"), "connect-src 'self' ws://localhost:8080")
}

func TestTheInlineScriptOfThePageIsTheOneThatThePolicyLetsRun(t *testing.T) {
	t.Parallel()
	got := plain(t).get("/about")
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(got.body, -1)
	if len(scripts) != 1 {
		t.Fatalf("%d inline scripts, want 1", len(scripts))
	}
	sum := sha256.Sum256([]byte(scripts[0][1]))
	contains(t, got.Header().Get("Content-Security-Policy"), "script-src 'self' 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"';")
	if strings.Count(got.Header().Get("Content-Security-Policy"), "sha256-") != 1 {
		t.Error("a script with a source of its own is in the policy too")
	}
}

func TestAnotherSiteCannotMakeAReadersBrowserChangeAnything(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const path, body = "/api/preview", `{"body":"hello"}`
	for name, c := range map[string]struct {
		headers []string
		refused bool
	}{
		"a program":                        {nil, false},
		"the page itself":                  {[]string{"Sec-Fetch-Site", "same-origin", "Origin", "https://tongchuang.example"}, false},
		"an old browser's page":            {[]string{"Origin", "https://tongchuang.example"}, false},
		"the page behind a proxy":          {[]string{"Origin", "https://tongchuang.example", "Host", "10.0.0.7:8080"}, false},
		"another site":                     {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, true},
		"another site, old browser":        {[]string{"Origin", "https://evil.example"}, true},
		"a sandboxed frame":                {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "null"}, true},
		"null from an old browser":         {[]string{"Origin", "null"}, true},
		"a sister host":                    {[]string{"Sec-Fetch-Site", "same-site", "Origin", "https://other.tongchuang.example"}, true},
		"our name as a suffix":             {[]string{"Origin", "https://eviltongchuang.example"}, true},
		"our name as a user":               {[]string{"Origin", "https://tongchuang.example@evil.example"}, true},
		"our name as a prefix":             {[]string{"Origin", "https://tongchuang.example.evil.example"}, true},
		"another port":                     {[]string{"Origin", "https://tongchuang.example:8443"}, true},
		"another site, its host forwarded": {[]string{"Origin", "https://evil.example", "X-Forwarded-Host", "evil.example"}, true},
	} {
		got := h.ask(http.MethodPost, path, body, c.headers...)
		if refused := strings.Contains(got.body, `"cross_origin"`); refused != c.refused {
			t.Errorf("%s: %d %s", name, got.Code, got.body)
		}
	}
	if got := h.get("/api/boards", "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); got.Code != http.StatusOK || got.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("reading from another site: %d, allowed origin %q", got.Code, got.Header().Get("Access-Control-Allow-Origin"))
	}
}

func TestAPanicIsAnInternalProblemAndTellsNothing(t *testing.T) {
	t.Parallel()
	h := plain(t, func(d *web.Deps) {
		d.Routes = map[string]http.Handler{"GET /panic": http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret of the house") })}
	})
	got := h.get("/panic", "Accept-Language", "zh-TW")
	if got.Code != http.StatusInternalServerError || got.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%d %s", got.Code, got.Header().Get("Content-Type"))
	}
	contains(t, got.body, `"code":"internal"`)
	lacks(t, got.body, "secret", "Something went wrong")
}

// Not parallel: it looks at the process's log.
func TestTheLogHoldsNoPersonalData(t *testing.T) {
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&b, nil)))
	defer slog.SetDefault(before)
	h := plain(t, func(d *web.Deps) {
		d.Authenticate = func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, ".js") {
					t.Error("a session is looked up for a static file")
				}
				next.ServeHTTP(w, r.WithContext(access.WithActor(r.Context(), access.Actor{})))
			})
		}
	})
	h.get("/threads/7f0?token=sekrit", "User-Agent", "Nosy/1.0", "Cookie", "language=en; session=abc", "X-Forwarded-For", "203.0.113.9")
	h.get("/reset/sekrit")
	h.get("/about")
	h.get("/theme.js")
	h.get("/api/none/sekrit")
	line := b.String()
	contains(t, line, "request=", `pattern="GET /about"`, "pattern=static", "pattern=/api/ ", "status=404", "took=")
	lacks(t, line, "sekrit", "Nosy", "203.0.113.9", "192.0.2.1", "abc", "7f0")
}

func TestReadinessIsWhatTheAppSaysAndLivenessIsNot(t *testing.T) {
	t.Parallel()
	h := plain(t, func(d *web.Deps) { d.Ready = func(context.Context) error { return errors.New("password=hunter2") } })
	if got := h.get("/livez"); got.Code != http.StatusOK {
		t.Errorf("livez: %d", got.Code)
	}
	got := h.get("/readyz")
	if got.Code != http.StatusServiceUnavailable {
		t.Errorf("readyz: %d", got.Code)
	}
	lacks(t, got.body, "hunter2")
	if got := plain(t).get("/readyz"); got.Code != http.StatusOK {
		t.Errorf("readyz: %d", got.Code)
	}
}

func TestTheReadersLanguageIsFoundInThisOrder(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for _, c := range []struct {
		target  string
		headers []string
		want    string
	}{
		{"/about", nil, "en"},
		{"/about", []string{"Accept-Language", "zh-CN,zh;q=0.9"}, "zh-Hans"},
		{"/about", []string{"Accept-Language", "zh-HK"}, "zh-Hant"},
		{"/about", []string{"Accept-Language", "zh-CN", "Cookie", "language=en"}, "en"},
		{"/about", []string{"Accept-Language", "zh-CN", "Cookie", `language="><script>`}, "zh-Hans"},
		{"/about?lang=zh-Hant", []string{"Accept-Language", "en", "Cookie", "language=en"}, "zh-Hant"},
		{"/about?lang=tlh", []string{"Cookie", "language=zh-Hans"}, "zh-Hans"},
	} {
		got := h.get(c.target, c.headers...)
		contains(t, got.body, `<html lang="`+c.want+`"`)
		if got.Header().Get("Content-Language") != c.want {
			t.Errorf("%s %q: Content-Language %q", c.target, c.headers, got.Header().Get("Content-Language"))
		}
	}
	// The client says exactly what the page shows; its cookie may be that of another window.
	for accept, want := range map[string]string{"zh-Hant": "這裡", "zh-Hans": "这里", "zh-TW,zh;q=0.9": "There is nothing here"} {
		got := h.get("/api/none", "Accept-Language", accept, "Cookie", "language=en")
		var p struct{ Title string }
		if err := json.Unmarshal([]byte(got.body), &p); err != nil || !strings.Contains(p.Title, want) {
			t.Errorf("%s: %s", accept, got.body)
		}
	}
}
