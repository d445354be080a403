package app_test

import (
	"net/http"
	"testing"

	"tongchuang/server/apptest"
)

func TestNoBrowserKeepsWhatTheAPIAnswers(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	w := apptest.Seed(t, n.Pool)
	for _, path := range []string{"/api/me", "/api/classes", "/api/classes/" + w.Class.String() + "/membership", "/api/access-tokens", "/api/threads/" + w.Chat.String()} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, n.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+w.Teacher.Token)
		response, err := plain.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Header.Get("Cache-Control"); response.StatusCode != http.StatusOK || got != "no-store" {
			t.Errorf("%s: %d, Cache-Control %q", path, response.StatusCode, got)
		}
	}
}
