package socket_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/wire"
)

// few lets three visitors in from each address, which a proxy names.
func few(c *config.Config) {
	c.VisitorSockets, c.ProxyHeader, c.Metrics = 3, "X-Forwarded-For", "public"
}

// from tries a handshake from an address; the socket stays open.
func (s *stage) from(address string, more ...string) (*websocket.Conn, *http.Response) {
	s.t.Helper()
	ws, answer, err := websocket.DefaultDialer.Dial(apptest.SocketURL(s.node), headers(append([]string{"X-Forwarded-For", address}, more...)...))
	if answer == nil {
		s.t.Fatalf("no answer to a handshake: %v", err)
	}
	if err == nil {
		s.t.Cleanup(func() { ws.Close() })
	}
	return ws, answer
}

func TestTheVisitorsFromOneAddressAreBoundedAndNobodyElseIs(t *testing.T) {
	t.Parallel()
	s := newStage(t, few)
	const school = "203.0.113.7"
	first, _ := s.from(school)
	for range 2 {
		s.from(school)
	}
	_, refused := s.from(school)
	body, _ := io.ReadAll(refused.Body)
	var p wire.Problem
	if err := json.Unmarshal(body, &p); err != nil || refused.StatusCode != 429 || p.Code != "connections.too_many" ||
		refused.Header.Get("Retry-After") != "5" || refused.Header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("the fourth: %d %v %s", refused.StatusCode, refused.Header, body)
	}
	// The same school's people, signed in, and every other address.
	for range 5 {
		if _, a := s.from(school, "Authorization", "Bearer "+s.world.Student.Token); a.StatusCode != 101 {
			t.Errorf("a student of that school: %d", a.StatusCode)
		}
	}
	if _, a := s.from("203.0.113.8"); a.StatusCode != 101 {
		t.Errorf("the neighbour: %d", a.StatusCode)
	}
	_, text := getFigures(t, s.node.URL)
	if !strings.Contains(text, `tongchuang_socket_refusals_total{code="connections.too_many",of="visitor"} 1`) {
		t.Error("nobody counted the refusal")
	}
	first.Close()
	for deadline := time.Now().Add(patience); ; {
		if _, a := s.from(school); a.StatusCode == 101 {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("after one has gone: %d", a.StatusCode)
		}
	}
}

// One customer has a whole network of IPv6 addresses, and IPv4 in IPv6 clothes is still IPv4.
func TestANetworkOfIPv6AddressesIsOneAddress(t *testing.T) {
	t.Parallel()
	s := newStage(t, few)
	for _, address := range []string{"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::3"} {
		s.from(address)
	}
	for address, want := range map[string]int{"2001:db8:1:2:abcd::1": 429, "2001:db8:1:3::1": 101} {
		if _, a := s.from(address); a.StatusCode != want {
			t.Errorf("%s: %d, want %d", address, a.StatusCode, want)
		}
	}
	for _, address := range []string{"203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7"} {
		s.from(address)
	}
	if _, a := s.from("::ffff:cb00:7107"); a.StatusCode != 429 {
		t.Errorf("the same in other clothes: %d", a.StatusCode)
	}
}

func TestVisitorsWhoComeAtOnceAreCountedOneByOne(t *testing.T) {
	t.Parallel()
	s := newStage(t, few)
	var mu sync.Mutex
	statuses := map[int]int{}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			_, a := s.from("198.51.100.1")
			mu.Lock()
			defer mu.Unlock()
			statuses[a.StatusCode]++
		})
	}
	all.Wait()
	if statuses[101] != 3 || statuses[429] != 17 {
		t.Error(statuses)
	}
}

func getFigures(t *testing.T, url string) (int, string) {
	t.Helper()
	answer, err := http.Get(url + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}
