package translate

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"tongchuang/server/language"
)

const secret = "very-secret-key"

// standIn answers as an engine does: each answer once, the last one for ever. What it was asked is kept.
type standIn struct {
	*httptest.Server
	mu    sync.Mutex
	asked []question // guarded by mu
}

type question struct {
	path   string
	header http.Header
	body   map[string]any
}

type reply struct {
	status int
	body   string
	header map[string]string
}

func newStandIn(t *testing.T, replies ...reply) *standIn {
	t.Helper()
	s := &standIn{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		q := question{path: r.URL.Path, header: r.Header.Clone()}
		if err := json.Unmarshal(raw, &q.body); err != nil {
			t.Errorf("asked with %s: %v", raw, err)
		}
		s.mu.Lock()
		answer := replies[min(len(s.asked), len(replies)-1)]
		s.asked = append(s.asked, q)
		s.mu.Unlock()
		for name, value := range answer.header {
			w.Header().Set(name, value)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(answer.status)
		io.WriteString(w, answer.body)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *standIn) questions() []question {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]question(nil), s.asked...)
}

// engine makes an engine that asks the stand-in, and notes how long it was told to wait.
func engine(t *testing.T, kind string, s *standIn, waits *[]time.Duration) Engine {
	t.Helper()
	e, err := NewEngine(Settings{Engine: kind, URL: s.URL + "/", Key: secret, Model: "a-model"})
	if err != nil {
		t.Fatal(err)
	}
	waiting := func(_ context.Context, d time.Duration) error {
		if waits != nil {
			*waits = append(*waits, d)
		}
		return nil
	}
	switch e := e.(type) {
	case *libre:
		e.wait = waiting
	case *deepL:
		e.wait = waiting
	case *chat:
		e.wait = waiting
	}
	return e
}

// answers are one good answer of each engine, in its exact shape.
var answers = map[string]string{
	"libretranslate": `{"translatedText":"你好","detectedLanguage":{"language":"en","confidence":100}}`,
	"deepl":          `{"translations":[{"detected_source_language":"EN","text":"你好"}]}`,
	"openai":         `{"id":"x","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"你好"},"finish_reason":"stop"}],"usage":{"total_tokens":9}}`,
}

func TestEachEngineIsAskedInItsOwnShape(t *testing.T) {
	t.Parallel()
	for kind, check := range map[string]func(t *testing.T, q question){
		"libretranslate": func(t *testing.T, q question) {
			if q.path != "/translate" || q.body["q"] != "Hello" || q.body["source"] != "en" || q.body["target"] != "zh-Hans" || q.body["format"] != "text" || q.body["api_key"] != secret {
				t.Errorf("asked %+v", q)
			}
		},
		"deepl": func(t *testing.T, q question) {
			text, _ := q.body["text"].([]any)
			if q.path != "/v2/translate" || len(text) != 1 || text[0] != "Hello" || q.body["source_lang"] != "EN" || q.body["target_lang"] != "ZH-HANS" || q.header.Get("Authorization") != "DeepL-Auth-Key "+secret {
				t.Errorf("asked %+v", q)
			}
		},
		"openai": func(t *testing.T, q question) {
			messages, _ := q.body["messages"].([]any)
			if q.path != "/v1/chat/completions" || q.body["model"] != "a-model" || q.body["temperature"] != 0.0 || len(messages) != 2 || q.header.Get("Authorization") != "Bearer "+secret {
				t.Fatalf("asked %+v", q)
			}
			if said := messages[1].(map[string]any); said["role"] != "user" || said["content"] != "Hello" {
				t.Errorf("the text is not alone in its message: %+v", said)
			}
		},
	} {
		s := newStandIn(t, reply{status: 200, body: answers[kind]})
		got, err := engine(t, kind, s, nil).Translate(t.Context(), "Hello", language.En, language.ZhHans)
		if err != nil || got != "你好" {
			t.Fatalf("%s: %q, %v", kind, got, err)
		}
		check(t, s.questions()[0])
	}
}

func TestABusyEngineIsAskedAgainWhenItSaysSo(t *testing.T) {
	t.Parallel()
	for kind, busy := range map[string]reply{
		"libretranslate": {429, `{"error":"Slowdown: 20 per 1 minute"}`, map[string]string{"Retry-After": "3"}},
		"deepl":          {529, `{"message":"Too many requests"}`, map[string]string{"Retry-After": "3"}},
		"openai":         {429, `{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}`, map[string]string{"Retry-After": "3"}},
	} {
		var waits []time.Duration
		s := newStandIn(t, busy, reply{200, answers[kind], nil})
		got, err := engine(t, kind, s, &waits).Translate(t.Context(), "Hello", language.En, language.ZhHans)
		if err != nil || got != "你好" || len(waits) != 1 || waits[0] != 3*time.Second {
			t.Errorf("%s: %q, %v after waiting %v", kind, got, err, waits)
		}
		always := newStandIn(t, busy)
		if _, err := engine(t, kind, always, &waits).Translate(t.Context(), "Hello", language.En, language.ZhHans); err == nil || len(always.questions()) != tries {
			t.Errorf("%s: asked %d times, %v", kind, len(always.questions()), err)
		}
	}
	// Nobody waits a minute in front of a queue.
	s := newStandIn(t, reply{429, `{"error":"tomorrow"}`, map[string]string{"Retry-After": "3600"}})
	if _, err := engine(t, "libretranslate", s, nil).Translate(t.Context(), "Hello", language.En, language.ZhHans); err == nil || len(s.questions()) != 1 {
		t.Errorf("asked %d times, %v", len(s.questions()), err)
	}
}

func TestWhatIsNoTranslationIsAnError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind  string
		reply reply
		is    error
	}{
		"a bad language":       {"libretranslate", reply{400, `{"error":"xx is not supported"}`, nil}, nil},
		"a wrong key":          {"libretranslate", reply{403, `{"error":"Invalid API key"}`, nil}, nil},
		"a broken server":      {"libretranslate", reply{500, `{"error":"Cannot translate text"}`, nil}, nil},
		"nothing":              {"libretranslate", reply{200, `{"translatedText":""}`, nil}, nil},
		"no JSON":              {"libretranslate", reply{200, `<html>`, nil}, nil},
		"a quota used up":      {"deepl", reply{456, `{"message":"Quota exceeded"}`, nil}, ErrQuota},
		"a text too long":      {"deepl", reply{413, `{"message":"Request Entity Too Large"}`, nil}, ErrTooLong},
		"none":                 {"deepl", reply{200, `{"translations":[]}`, nil}, nil},
		"two":                  {"deepl", reply{200, `{"translations":[{"text":"a"},{"text":"b"}]}`, nil}, nil},
		"half an answer":       {"openai", reply{200, `{"choices":[{"message":{"content":"你"},"finish_reason":"length"}]}`, nil}, ErrTooLong},
		"a filtered answer":    {"openai", reply{200, `{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}`, nil}, nil},
		"no choice":            {"openai", reply{200, `{"choices":[]}`, nil}, nil},
		"an account used up":   {"openai", reply{429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, nil}, ErrQuota},
		"over a megabyte":      {"libretranslate", reply{200, `{"translatedText":"` + strings.Repeat("a", maxAnswer) + `"}`, nil}, nil},
		"a door to elsewhere":  {"libretranslate", reply{307, ``, map[string]string{"Location": "http://169.254.169.254/latest/meta-data"}}, nil},
		"another, permanently": {"deepl", reply{301, ``, map[string]string{"Location": "http://127.0.0.1:1/"}}, nil},
	} {
		s := newStandIn(t, c.reply)
		got, err := engine(t, c.kind, s, nil).Translate(t.Context(), "Hello", language.En, language.ZhHans)
		if err == nil || got != "" || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the key is told: %v", name, err)
		}
	}
}

func TestSettingsThatCannotWorkAreRefusedWithoutTellingTheKey(t *testing.T) {
	t.Parallel()
	for _, s := range []Settings{
		{Engine: "google", Key: secret}, {Key: secret}, {Engine: "libretranslate"}, {Engine: "libretranslate", URL: "file:///etc/passwd"},
		{Engine: "libretranslate", URL: "http://user:" + secret + "@host/"}, {Engine: "deepl"}, {Engine: "openai", Key: secret},
	} {
		if e, err := NewEngine(s); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%+v: %v, %v", s, e, err)
		}
	}
	if e, err := NewEngine(Settings{}); e != nil || err != nil {
		t.Errorf("nothing set: %v, %v", e, err)
	}
	for key, host := range map[string]string{"k:fx": "api-free.deepl.com", "k": "api.deepl.com"} {
		e, err := NewEngine(Settings{Engine: "deepl", Key: key})
		if err != nil || e.(*deepL).base.Host != host {
			t.Errorf("%s: %v, %v", key, e, err)
		}
	}
}

func TestAnEngineThatDoesNotAnswerIsGivenUp(t *testing.T) {
	t.Parallel()
	hanging := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hanging }))
	defer s.Close()
	defer close(hanging)
	e, err := NewEngine(Settings{Engine: "libretranslate", URL: s.URL, Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := e.Translate(ctx, "Hello", language.En, language.ZhHans); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

func TestAHintWhenToComeBackIsSecondsOrADate(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": -1, "2": 2 * time.Second, "-2": -1, "soon": -1, "Mon, 23 Nov 2026 12:00:05 GMT": 5 * time.Second, "Mon, 23 Nov 2026 11:00:00 GMT": 0,
	} {
		if got := hint(value, now); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}

func TestOnlyTheConfiguredHostIsAsked(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 307, 308} {
		elsewhere := newStandIn(t, reply{200, answers["libretranslate"], nil})
		s := newStandIn(t, reply{status, ``, map[string]string{"Location": elsewhere.URL + "/translate"}})
		got, err := engine(t, "libretranslate", s, nil).Translate(t.Context(), "Hello", language.En, language.ZhHans)
		if err == nil || len(elsewhere.questions()) != 0 {
			t.Errorf("%d: %q, %v; the other host was asked %d times", status, got, err, len(elsewhere.questions()))
		}
	}
}
