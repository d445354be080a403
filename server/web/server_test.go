package web_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"tongchuang/server/web"
)

// serve runs a real server until the test ends.
func serve(t *testing.T, h http.Handler) (address string) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := web.Server(h)
	done := make(chan struct{})
	go func() { _ = s.Serve(l); close(done) }()
	t.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		<-done
	})
	return l.Addr().String()
}

// say writes bytes to a connection and reads the answer to its end.
func say(t *testing.T, address, text string) string {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(conn, text) // the server may have closed before all is said
	answer, _ := io.ReadAll(conn)
	return string(answer)
}

func TestARequestThatIsNoneIsRefusedByTheServer(t *testing.T) {
	t.Parallel()
	address := serve(t, plain(t).handler)
	for name, c := range map[string]struct{ request, want string }{
		"huge headers":      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", "431"},
		"many headers":      {"GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X: a\r\n", 10000) + "\r\n", "431"},
		"no host":           {"GET / HTTP/1.1\r\n\r\n", "400"},
		"two hosts":         {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
		"a host with a gap": {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"},
		"a split header":    {"GET / HTTP/1.1\r\nHost: a\r\nX\x00: a\r\n\r\n", "400"},
		"two lengths":       {"POST /api/posts HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", "400"},
		"a proxy's request": {"GET http://evil.example/about HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200"},
	} {
		got := say(t, address, c.request)
		if !strings.HasPrefix(got, "HTTP/1.1 "+c.want) {
			t.Errorf("%s: %.60q, want %s", name, got, c.want)
		}
		lacks(t, got, "evil.example")
	}
}

func TestTheSocketIsReachedThroughTheDoor(t *testing.T) {
	t.Parallel()
	upgrader := websocket.Upgrader{}
	echo := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		kind, text, err := conn.ReadMessage()
		if err == nil {
			_ = conn.WriteMessage(kind, text)
		}
	})
	address := serve(t, plain(t, func(d *web.Deps) { d.Socket = echo }).handler)
	conn, response, err := websocket.DefaultDialer.DialContext(t.Context(), fmt.Sprintf("ws://%s/api/socket", address), http.Header{"Accept-Encoding": {"gzip"}})
	if err != nil {
		t.Fatal(err, response)
	}
	defer conn.Close()
	defer response.Body.Close()
	if err := conn.WriteMessage(websocket.TextMessage, []byte("你好")); err != nil {
		t.Fatal(err)
	}
	if _, text, err := conn.ReadMessage(); err != nil || string(text) != "你好" {
		t.Errorf("%q %v", text, err)
	}
}

func TestAnAnswerThatBrokeOffIsNotTakenForAWholeOne(t *testing.T) {
	t.Parallel()
	h := plain(t, func(d *web.Deps) {
		d.Routes = map[string]http.Handler{"GET /half": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat("half ", 10000))
			panic("in the middle")
		})}
	})
	s := httptest.NewServer(h.handler)
	defer s.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/half", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err == nil {
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, bufio.NewReader(response.Body))
	}
	if err == nil {
		t.Error("half an answer came as a whole one")
	}
}

func TestNothingOfTheServerGoesOnAfterItsEnd(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := httptest.NewServer(plain(t).handler)
	client := &http.Client{Transport: &http.Transport{}}
	for _, path := range []string{"/about", "/api/none", "/tongchuang.css"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
	client.CloseIdleConnections()
	s.Close()
}
