package web_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/uuid"

	"tongchuang/server/wire"
)

func readProblem(t *testing.T, got answer) wire.Problem {
	t.Helper()
	var p wire.Problem
	if err := json.Unmarshal([]byte(got.body), &p); err != nil {
		t.Fatalf("%d is no problem: %s", got.Code, got.body)
	}
	if got.Header().Get("Content-Type") != "application/problem+json" || p.Status != got.Code {
		t.Errorf("%d %s: %s", got.Code, got.Header().Get("Content-Type"), got.body)
	}
	return p
}

func TestWhatIsWrongWithAnInputIsSaidForProgramsAndInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := uuid.NewString()
	for _, c := range []struct{ method, target, body, field, code string }{
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `"}`, "body", "required"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","body":"a","role":"administrator"}`, "role", "unknown"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","Body":"a","body":"a"}`, "Body", "unknown"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","body":7}`, "body", "type"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","body":null}`, "body", "type"},
		{http.MethodPost, "/api/posts", `{"thread":"one","client_id":"` + id + `","body":"a"}`, "thread", "format"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","body":"a","language":"tlh"}`, "language", "enum"},
		{http.MethodPost, "/api/posts", `{"thread":"` + id + `","client_id":"` + id + `","body":"` + strings.Repeat("字", 20001) + `"}`, "body", "too_long"},
		{http.MethodGet, "/api/boards/culture?limit=1000", "", "limit", "too_large"},
		{http.MethodGet, "/api/boards/culture?limit=-1", "", "limit", "too_small"},
		{http.MethodGet, "/api/boards/culture?limit=many", "", "limit", "type"},
		{http.MethodGet, "/api/boards/culture?before=x", "", "before", "unknown"},
		{http.MethodGet, "/api/threads/not-a-uuid", "", "thread", ""},
	} {
		got := h.ask(c.method, c.target, c.body, "Accept-Language", "zh-Hant")
		p := readProblem(t, got)
		i := slices.IndexFunc(p.Fields, func(f wire.ProblemField) bool { return f.Name == c.field && (c.code == "" || f.Code == c.code) })
		if got.Code != http.StatusUnprocessableEntity || p.Code != "invalid" || i < 0 {
			t.Errorf("%s %.80s: %d %.300s, want %s of %s", c.target, c.body, got.Code, got.body, c.code, c.field)
			continue
		}
		for _, text := range []string{p.Title, p.Fields[i].Message} {
			if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.Contains(text, "expected") {
				t.Errorf("%s %.80s: said %q", c.target, c.body, text)
			}
		}
	}
	long := readProblem(t, h.ask(http.MethodPost, "/api/posts", `{"thread":"`+id+`","client_id":"`+id+`","body":"`+strings.Repeat("a", 20001)+`"}`, "Accept-Language", "zh-CN"))
	if got := long.Fields[0].Message; got != "太长了，最多 20000 个字符。" {
		t.Errorf("too_long says %q", got)
	}
}

func TestABodyThatIsNotStrictJSONIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for name, body := range map[string]string{
		"nothing":             ` `,
		"half":                `{"body":"a"`,
		"two values":          `{"body":"a"}{"body":"b"}`,
		"duplicate names":     `{"body":"a","body":"b"}`,
		"a lone surrogate":    `{"body":"\ud800"}`,
		"bad UTF-8":           "{\"body\":\"\xff\"}",
		"U+0000":              `{"body":"a\u0000b"}`,
		"U+0000 in a name":    `{"bo\u0000dy":"a"}`,
		"a comment":           `{"body":"a"/* */}`,
		"NaN":                 `{"body":NaN}`,
		"ten thousand levels": strings.Repeat(`{"a":`, 10001) + "1" + strings.Repeat("}", 10001),
		"a byte order mark":   "\ufeff{\"body\":\"a\"}",
	} {
		got := h.ask(http.MethodPost, "/api/preview", body)
		if got.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %.200s", name, got.Code, got.body)
			continue
		}
		if p := readProblem(t, got); p.Code != "bad_request" || strings.Contains(got.body, "jsontext") {
			t.Errorf("%s: %s", name, got.body)
		}
	}
	// What only looks like the escape is a text like any other: it is refused for want of a login, not of sense.
	if got := h.ask(http.MethodPost, "/api/preview", `{"body":"a\\u0000b"}`); got.Code == http.StatusBadRequest {
		t.Errorf("a backslash before u0000: %s", got.body)
	}
}

func TestARequestThatNoOperationTakesIsRefusedAsAProblem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, c := range []struct {
		method, target, body string
		headers              []string
		status               int
		code                 string
	}{
		{http.MethodGet, "/api/none", "", nil, 404, "not_found"},
		{http.MethodGet, "/api/", "", nil, 404, "not_found"},
		{http.MethodGet, "/api/boards/", "", nil, 404, "not_found"},
		{http.MethodDelete, "/api/boards", "", nil, 405, "method_not_allowed"},
		{"PROPFIND", "/api/boards", "", nil, 405, "method_not_allowed"},
		{http.MethodPost, "/api/preview", `{"body":"` + strings.Repeat("a", 128<<10) + `"}`, nil, 413, "too_large"},
		{http.MethodPost, "/api/preview", `body=a`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"},
		{http.MethodPost, "/api/preview", `{"body":"a"}`, []string{"Content-Type", "text/plain"}, 415, "unsupported_media_type"},
		{http.MethodPost, "/api/preview", "", nil, 400, "bad_request"},
		{http.MethodPost, "/api/preview", `{"body":"a"}`, nil, 401, "unauthenticated"},
		{http.MethodGet, "/api/boards/a%00b", "", nil, 400, "bad_request"},
		{http.MethodGet, "/api/boards/culture?after=%00", "", nil, 400, "bad_request"},
		{http.MethodGet, "/api/boards/%ff", "", nil, 400, "bad_request"},
		{http.MethodGet, "/api/boards/culture?after=%zz", "", nil, 400, "bad_request"},
	} {
		got := h.ask(c.method, c.target, c.body, c.headers...)
		if p := readProblem(t, got); got.Code != c.status || p.Code != c.code {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.target, got.Code, p.Code, c.status, c.code)
		}
		if c.status == 405 && got.Header().Get("Allow") != "GET" {
			t.Errorf("Allow: %q", got.Header().Get("Allow"))
		}
	}
}

func TestTheAPIIsDescribedForProgramsAndPeople(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var o struct {
		OpenAPI    string
		Paths      map[string]map[string]struct{ Responses map[string]any }
		Components struct{ Schemas map[string]any }
	}
	got := h.get("/api/openapi.json")
	if err := json.Unmarshal([]byte(got.body), &o); err != nil || o.OpenAPI != "3.1.0" {
		t.Fatalf("%v %s", err, o.OpenAPI)
	}
	for path, methods := range o.Paths {
		if !strings.HasPrefix(path, "/api/") {
			t.Errorf("%s is not under /api/", path)
		}
		for method, op := range methods {
			raw, err := json.Marshal(op.Responses["default"])
			if err != nil || !strings.Contains(string(raw), `#/components/schemas/Problem"`) || !strings.Contains(string(raw), "application/problem+json") {
				t.Errorf("%s %s declares no problem: %s", method, path, raw)
			}
		}
	}
	for _, name := range []string{"SocketCommands", "SocketEvents", "SocketSignals", "SocketSnapshots", "Command", "Answer", "Event", "Signal", "Closed", "Problem"} {
		if o.Components.Schemas[name] == nil {
			t.Errorf("%s is not described", name)
		}
	}
	contains(t, h.get("/api/openapi.yaml").body, "openapi: 3.1.0")
	docs := h.get("/api/docs", "Accept-Language", "zh-CN")
	contains(t, docs.body, `<html lang="zh-Hans">`, "/api/boards/{board}", "post.create", `id="type-Problem"`, "GET")
	lacks(t, docs.body, "<script", "//unpkg", "cdn", "style=")
	if got := h.get("/api"); got.Code != http.StatusFound || got.Header().Get("Location") != "/api/docs" {
		t.Errorf("/api: %d %s", got.Code, got.Header().Get("Location"))
	}
}
