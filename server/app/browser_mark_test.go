package app_test

import (
	"net/http"
	"strings"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
)

// begins asks to be told apart before a code is tried, from an address and with a cookie.
func begins(t *testing.T, at, from, cookie string) *http.Cookie {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+at+"/api/join/begin", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Forwarded-For", from)
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%d", answer.StatusCode)
	}
	for _, c := range answer.Cookies() {
		if strings.HasSuffix(c.Name, "-browser") {
			return c
		}
	}
	return nil
}

func TestABrowserIsToldApartByACookieOfHalfADayThatIsGoodAtItsOwnAddressAlone(t *testing.T) {
	t.Parallel()
	for name, public := range map[string]string{"tongchuang-browser": "", "__Host-tongchuang-browser": "https://host.example"} {
		n := ""
		apptest.Start(t, func(c *config.Config) {
			n, c.ProxyHeader = c.Addr, "X-Forwarded-For"
			if public != "" {
				c.PublicURL = public
			}
		})
		const school = "203.0.113.7"
		c := begins(t, n, school, "")
		if c == nil || c.Name != name || !c.HttpOnly || c.Secure != (public != "") || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 12*60*60 {
			t.Fatalf("%s: %+v", name, c)
		}
		id, mac, _ := strings.Cut(c.Value, ".")
		for what, again := range map[string]struct {
			from, value string
			anew        bool
		}{
			"the same":        {school, c.Value, false},
			"at another's":    {"203.0.113.8", c.Value, true},
			"somebody's own":  {school, "SOMETHING." + mac, true},
			"a changed one":   {school, id + "." + strings.Repeat("A", len(mac)), true},
			"without a proof": {school, id, true},
		} {
			if got := begins(t, n, again.from, name+"="+again.value); (got != nil) != again.anew {
				t.Errorf("%s, %s: a new mark is %+v", name, what, got)
			}
		}
	}
}
