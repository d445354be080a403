package socket_test

import (
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/wire"
)

func TestOnlyThePagesOwnOriginIsLetIn(t *testing.T) {
	t.Parallel()
	address := ""
	apptest.Start(t, func(c *config.Config) { address, c.PublicURL = c.Addr, "https://host.example" })
	socket := "ws://" + address + "/api/socket"
	for what, c := range map[string]struct {
		header http.Header
		status int
	}{
		"the page itself":            {headers("Origin", "https://host.example"), 101},
		"a program":                  {headers(), 101},
		"a foreign page":             {headers("Origin", "https://evil.example"), 403},
		"an opaque page":             {headers("Origin", "null"), 403},
		"an empty origin":            {headers("Origin", ""), 403},
		"a cookie without an origin": {headers("Cookie", "tongchuang=x"), 403},
		"any cookie without one":     {headers("Cookie", "language=en"), 403},
		"a cookie and a token":       {headers("Cookie", "language=en", "Authorization", "Basic eDp5"), 403},
		"a user before the host":     {headers("Origin", "https://user@host.example"), 403},
		"the host as a user":         {headers("Origin", "https://host.example@evil.example"), 403},
		"another scheme":             {headers("Origin", "http://host.example"), 403},
		"no scheme":                  {headers("Origin", "host.example"), 403},
		"another port":               {headers("Origin", "https://host.example:8443"), 403},
		"a longer beginning":         {headers("Origin", "https://evil-host.example"), 403},
		"a longer end":               {headers("Origin", "https://host.example.evil"), 403},
		"a house within":             {headers("Origin", "https://sub.host.example"), 403},
		"a path":                     {headers("Origin", "https://host.example/x"), 403},
		"a question":                 {headers("Origin", "https://host.example?x"), 403},
		"a mark":                     {headers("Origin", "https://host.example#x"), 403},
		"what cannot be read":        {headers("Origin", "https://[::1"), 403},
		"the host of the request":    {headers("Origin", "http://"+address), 403},
		"two, the own one first":     {headers("Origin", "https://host.example", "Origin", "https://evil.example"), 403},
		"the own one twice":          {headers("Origin", "https://host.example", "Origin", "https://host.example"), 403},
		"two in one":                 {headers("Origin", "https://host.example, https://evil.example"), 403},
	} {
		if status, _ := knock(t, socket, c.header); status != c.status {
			t.Errorf("%s: %d, want %d", what, status, c.status)
		}
	}
}

func TestAPublicAddressMayBeWrittenWithItsPortAndInCapitals(t *testing.T) {
	t.Parallel()
	address := ""
	apptest.Start(t, func(c *config.Config) { address, c.PublicURL = c.Addr, "https://Host.Example:443" })
	if status, _ := knock(t, "ws://"+address+"/api/socket", headers("Origin", "https://host.example")); status != 101 {
		t.Errorf("a browser writes neither, and got %d", status)
	}
}

func TestWithoutAPublicAddressThePageIsWhatTheRequestNames(t *testing.T) {
	t.Parallel()
	address := ""
	apptest.Start(t, func(c *config.Config) { address, c.PublicURL = c.Addr, "" })
	for origin, want := range map[string]int{
		"http://" + address: 101, "https://" + address: 101, "http://evil.example": 403, "file://" + address: 403, "null": 403,
	} {
		if status, _ := knock(t, "ws://"+address+"/api/socket", headers("Origin", origin)); status != want {
			t.Errorf("%s: %d, want %d", origin, status, want)
		}
	}
}

func TestATokenThatMeansNothingIsRefusedAtTheDoor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.world.AddToken(s.world.Citizen, "tct_revoked", "write")
	s.exec(`update access_token set revoked_at = now() where token_hash = sha256('tct_revoked')`)
	s.world.AddToken(s.world.Citizen, "tct_expired", "write")
	s.exec(`update access_token set expires_at = now() - interval '1 second' where token_hash = sha256('tct_expired')`)
	s.exec(`update person set deleted_at = now() where id = $1`, s.world.Moderator.ID)
	for _, token := range []string{"tct_revoked", "tct_expired", "tct_nobody's", s.world.Moderator.Token, "\xff", "x y", strings.Repeat("x", 8000)} {
		status, body := s.knock(bearer(token))
		var p wire.Problem
		if err := json.Unmarshal([]byte(body), &p); status != 401 || err != nil || p.Code != "unauthenticated" {
			t.Errorf("%.20q: %d %s", token, status, body)
		}
	}
	if status, _ := s.knock(bearer(s.world.Citizen.Token)); status != 101 {
		t.Errorf("the token that stands: %d", status)
	}
}

func TestACookieThatMeansNothingMakesAVisitor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, cookie := range []string{"tongchuang=garbage", "tongchuang=", "tongchuang=" + strings.Repeat("x", 4000), "tongchuang=a; tongchuang=b"} {
		c := apptest.DialWith(t, s.node, headers("Origin", s.node.URL, "Cookie", cookie))
		c.Must("hello", wire.Hello{Protocol: wire.ProtocolVersion}, nil)
		c.Refused("subscribe", wire.Subscribe{Topic: s.world.ClassTopic}, "not_found")
	}
}

func TestAPersonHasTwentyConnectionsAndNobodyElseIsCounted(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	var open []*apptest.Client
	for range 20 {
		open = append(open, apptest.Hello(t, s.node, s.world.Student.Token))
	}
	status, _ := s.knock(bearer(s.world.Student.Token))
	if status != http.StatusTooManyRequests {
		t.Fatalf("the twenty-first: %d", status)
	}
	// A whole school shares an address: others are let in from there, and visitors too.
	apptest.Hello(t, s.node, s.world.StudentHefei.Token)
	for range 60 {
		apptest.Hello(t, s.node, "")
	}
	open[0].Socket().Close()
	for deadline := time.Now().Add(patience); ; {
		if status, _ = s.knock(bearer(s.world.Student.Token)); status == 101 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("after one has gone: %d", status)
		}
	}
}

func TestWhoNeverSaysHelloIsAskedToLeave(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	begun := time.Now()
	var silent []*raw
	for _, token := range []string{"", s.world.Student.Token} {
		silent = append(silent, s.open(token))
	}
	for _, r := range silent {
		mustBe(t, "who never said hello", r.closed(), 4008)
	}
	if took := time.Since(begun); took < 5*time.Second || took > 9*time.Second { // 5 s and a tick; a loaded machine is slow
		t.Errorf("after %v", took)
	}
}

func TestHeadersThatComeByteByByteAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.node.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	begun := time.Now()
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		for one := make([]byte, 256); ; {
			if _, err := conn.Read(one); err != nil {
				return
			}
		}
	}()
	if _, err := conn.Write([]byte("GET /api/socket HTTP/1.1\r\nX-Slow: ")); err != nil {
		t.Fatal(err)
	}
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		select {
		case <-tick.C:
			_, _ = conn.Write([]byte("x"))
			continue
		case <-gone:
			tick.Stop()
		}
		break
	}
	if took := time.Since(begun); took > 9*time.Second {
		t.Errorf("the server waited %v", took)
	}
}
