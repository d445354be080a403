package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/web"
)

// from sends JSON as a proxy would that names the client's address; it gives the status.
func from(t *testing.T, n *apptest.Node, path string, body fields, forwarded ...string) int {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, n.URL+path, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	for _, line := range forwarded {
		request.Header.Add("X-Forwarded-For", line)
	}
	response, err := plain.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

func signingIn(name string) fields { return fields{"name": name, "password": "not the right one"} }

func TestBehindAProxyOneGuesserHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t, func(c *config.Config) { c.ProxyHeader = "x-forwarded-for" })
	for range 5 {
		if got := from(t, n, "/api/sign-in", signingIn("carver"), "198.51.100.7"); got != 422 {
			t.Fatalf("a wrong password: %d", got)
		}
	}
	if got := from(t, n, "/api/sign-in", signingIn("carver"), "198.51.100.7"); got != 429 {
		t.Errorf("the sixth guess from one address: want 429, got %d", got)
	}
	// What the client itself wrote stands before what the proxy adds, on the same line or on one of its own.
	for _, made := range [][]string{{"192.0.2.9, 198.51.100.7"}, {"192.0.2.9", "198.51.100.7"}, {"192.0.2.9", "198.51.100.7:4711"}} {
		if got := from(t, n, "/api/sign-in", signingIn("carver"), made...); got != 429 {
			t.Errorf("the guesser, saying %q: want 429, got %d", made, got)
		}
	}
	for _, other := range []string{"203.0.113.5", "[2001:db8::1]:443"} {
		if got := from(t, n, "/api/sign-in", signingIn("carver"), other); got != 422 {
			t.Errorf("from %s: want 422, got %d", other, got)
		}
	}

	// Codes of classes: the beginnings differ, so that only the address is counted.
	letters := "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	for i := range 100 {
		code := fmt.Sprintf("%c%cAAAAAA", letters[i/10], letters[i%10])
		if got := from(t, n, "/api/join/look", fields{"code": code}, "198.51.100.7"); got != 404 {
			t.Fatalf("wrong code %d: %d", i, got)
		}
	}
	if got := from(t, n, "/api/join/look", fields{"code": "ZZAAAAAA"}, "198.51.100.7"); got != 429 {
		t.Errorf("a wrong code too many: want 429, got %d", got)
	}
	if got := from(t, n, "/api/join/look", fields{"code": "ZZAAAAAA"}, "203.0.113.5"); got != 404 {
		t.Errorf("a class elsewhere: want 404, got %d", got)
	}
}

func TestAHeaderThatNobodyAskedForMakesNoOtherAddress(t *testing.T) {
	t.Parallel()
	for what, set := range map[string]func(*config.Config){
		"no setting":                      func(*config.Config) {},
		"another header":                  func(c *config.Config) { c.ProxyHeader = "X-Real-IP" },
		"not from the proxy, but past it": func(c *config.Config) { c.ProxyHeader, c.ProxyFrom = "X-Forwarded-For", []string{"203.0.113.0/24"} },
	} {
		n := apptest.Start(t, set)
		for i := range 5 {
			from(t, n, "/api/sign-in", signingIn("carver"), fmt.Sprintf("198.51.100.%d", i))
		}
		if got := from(t, n, "/api/sign-in", signingIn("carver"), "198.51.100.77"); got != 429 {
			t.Errorf("%s: want 429, got %d", what, got)
		}
	}
}

func TestAProxySettingThatMeansNothingIsSaidAtTheStart(t *testing.T) {
	t.Parallel()
	for _, bad := range []struct {
		header string
		from   []string
	}{{"Forwarded", nil}, {"X-Forwarded-For, X-Real-IP", nil}, {"X-Real-IP", []string{"proxy.example"}}, {"", []string{"10.0.0.1"}}} {
		if _, err := web.NewProxy(bad.header, bad.from); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
}
