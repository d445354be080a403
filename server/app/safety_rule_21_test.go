package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/wire"
)

// engineOf is a LibreTranslate that knows one sentence, for a node.
func engineOf(t *testing.T) (func(*config.Config), *int) {
	t.Helper()
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		var q struct{ Q, Source, Target string }
		raw, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(raw, &q); err != nil || r.URL.Path != "/translate" {
			t.Errorf("asked %s %s", r.URL.Path, raw)
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"translatedText": q.Target + " of " + q.Q, "detectedLanguage": map[string]any{"language": q.Source, "confidence": 90}})
	}))
	t.Cleanup(server.Close)
	return func(c *config.Config) { c.TranslateEngine, c.TranslateURL = "libretranslate", server.URL }, &asked
}

// Rule 21: moderators see the original and its translation side by side.
func TestRule21AModeratorReadsTheOriginalAndItsTranslation(t *testing.T) {
	t.Parallel()
	setting, asked := engineOf(t)
	n := apptest.Start(t, setting)
	s := newStandardWorld(t, n, apptest.Seed(t, n.Pool))
	said := s.post(s.dora, s.thread, "这座桥修得太难看了，谁设计的？")
	s.report(s.Citizen, wire.CreateReport{Object: "post", ID: said, Reason: "attack"})
	path := s.caseOf(said)
	var page wire.CasePage
	s.must(s.nora, http.MethodGet, path, nil, &page)
	if page.Evidence == nil || page.Evidence.Post == nil || page.Evidence.Post.Language != "zh-Hans" || !strings.HasPrefix(page.Evidence.Post.Body, "这座桥") {
		t.Fatalf("the original is %+v", page.Evidence)
	}
	for range 2 {
		var translated wire.CaseTranslation
		s.must(s.nora, http.MethodGet, path+"/translation?to=en", nil, &translated)
		if translated.State != "done" || translated.Text != "en of "+page.Evidence.Post.Body {
			t.Errorf("its translation is %+v", translated)
		}
	}
	if *asked != 1 {
		t.Errorf("the engine was asked %d times for one text", *asked)
	}
	var text wire.TranslatedText
	s.must(s.shen, http.MethodPost, "/api/translate", wire.TranslateText{Text: "Who built it?", From: "en", To: "zh-Hant"}, &text)
	if text.Text != "zh-Hant of Who built it?" || text.Engine != "libretranslate" {
		t.Errorf("a text is %+v", text)
	}
}

// Word lists exist in both languages, in the three tiers; most of them hold a text, so that a person looks at it.
func TestRule21TheListsAreThereInBothLanguagesAndPreferToHold(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	var lists wire.FilterWords
	s.must(s.nora, http.MethodGet, "/api/filters", nil, &lists)
	tiers := map[string]map[string]int{"en": {}, "zh": {}}
	for _, w := range lists.Defaults {
		if !w.Allow {
			tiers[w.Language][w.Tier]++
		}
	}
	for language, n := range tiers {
		if n["block"] == 0 || n["hint"] == 0 || n["hold"] <= n["block"]+n["hint"] {
			t.Errorf("%s: %v", language, n)
		}
	}
	// The same attack is held in each of the three scripts, and a moderator lets it pass or not.
	for _, text := range []string{"You are worthless", "你这个废物", "你這個廢物", "腦 殘"} {
		var stored wire.PostStored
		s.must(s.dora, http.MethodPost, "/api/posts", line(s.thread, text), &stored)
		if stored.State != wire.PostHeld || stored.HeldFor != "filter" {
			t.Errorf("%q is %+v", text, stored)
		}
	}
	var stored wire.PostStored
	s.must(s.dora, http.MethodPost, "/api/posts", line(s.thread, "我们讨论废物利用，一点也不愚蠢"), &stored)
	if stored.State != wire.PostVisible {
		t.Errorf("an innocent text is %+v", stored)
	}
	if status := s.ask(s.dora, http.MethodPost, "/api/posts", line(s.thread, "go kill yourself"), nil); status != http.StatusUnprocessableEntity {
		t.Errorf("the worst is answered with %d", status)
	}
}

// What an operator adds holds a post, on another node too, without a restart.
func TestRule21AWordThatAModeratorAddsHoldsAPostOnEveryNode(t *testing.T) {
	t.Parallel()
	a, b, w := twoNodes(t)
	s := newStandardWorld(t, a, w)
	s.must(s.nora, http.MethodPost, "/api/filters/words", wire.AddFilterWord{Pattern: "glorp*", Language: "en", Tier: "hold", Kind: "abuse"}, nil)
	var here wire.PostStored
	s.must(s.dora, http.MethodPost, "/api/posts", line(s.thread, "You gl0rpy thing"), &here)
	if here.State != wire.PostHeld {
		t.Errorf("on this node it is %+v", here)
	}
	there := *s
	there.node = b
	deadline := time.Now().Add(20 * time.Second)
	for {
		var stored wire.PostStored
		there.must(s.Citizen, http.MethodPost, "/api/posts", wire.CreatePost{Thread: s.thread, ClientID: uuid.New(), Body: "You glorp"}, &stored)
		if stored.State == wire.PostHeld {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("on another node it is %+v", stored)
		}
		select {
		case <-t.Context().Done():
		case <-time.After(time.Second): // what a person may post for long
		}
	}
}
