package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tongchuang/client"
	"tongchuang/server/i18n"
	"tongchuang/server/web"
)

// On a bad line the client takes seconds to come: a page that stands empty so long is reloaded, and begins anew.
func TestAPageThatTheClientDrawsSaysAtOnceThatItComes(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for accept, lang := range map[string]i18n.Language{"en-US": i18n.En, "zh-CN": i18n.ZhHans, "zh-TW": i18n.ZhHant} {
		page := h.get("/classes/x", "Accept-Language", accept)
		contains(t, page.body, `<div id="page" class="site" data-shell>`, `<a class="brand" href="/">`, ">"+i18n.T(lang, "app.name", nil)+"<",
			i18n.T(lang, "ui.loading", nil), i18n.T(lang, "web.not_coming", nil), "<noscript><p class=\"note note-amber\">"+i18n.T(lang, "web.no_script", nil))
		// What the policy refuses would not be seen: a style of its own, a handler, a script that is not counted.
		lacks(t, page.body, " style=", "<style", " onclick", " onerror", " onload")
		if strings.Count(page.body, "<script") != 2 {
			t.Errorf("%s: another script", lang)
		}
	}
	lacks(t, h.get("/about").body, "data-shell", i18n.T(i18n.En, "ui.loading", nil))
}

var preload = regexp.MustCompile(`<link rel="(modulepreload|preload" as="style)" href="([^"]+)">`)

func preloadsOf(page answer) (names []string) {
	for _, m := range preload.FindAllStringSubmatch(page.body, -1) {
		names = append(names, m[2])
	}
	return names
}

func TestAPageNamesWhatItIsMadeOfInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for target, want := range map[string][]string{
		"/classes/x":   {"/_app/immutable/chunks/hant.js", "/_app/immutable/nodes/7.abc.js", "/_app/immutable/assets/7.abc.css"},
		"/classes/new": {"/_app/immutable/chunks/hant.js", "/_app/immutable/chunks/hant.js"}, // no class, and says more
		"/settings":    nil,
		"/nowhere":     nil,
	} {
		page := h.get(target, "Accept-Language", "zh-TW")
		if got := preloadsOf(page); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", target, got, want)
		}
		if first, own := strings.Index(page.body, "start.abc.js"), strings.Index(page.body, "7.abc.js"); own >= 0 && own < first {
			t.Errorf("%s: what every page needs comes second", target)
		}
	}
	files := built()
	delete(files, "_app/immutable/nodes/7.abc.js")
	if _, err := web.New(web.Deps{PublicURL: publicURL, Client: files}); err == nil {
		t.Error("a list that names a file which is not there is believed")
	}
	if got := h.get("/preloads.json"); got.Code != http.StatusNotFound {
		t.Errorf("the list itself is sent: %d", got.Code)
	}
}

func TestTheBuiltClientsPagesNameFilesThatItHolds(t *testing.T) {
	t.Parallel()
	app, ok := client.App()
	if !ok {
		t.Skip("the client is not built")
	}
	h := plain(t, func(d *web.Deps) { d.Client = app })
	for _, target := range []string{"/", "/classes/x", "/classes/new", "/boards/culture", "/threads/x", "/sign-in", "/settings"} {
		names := preloadsOf(h.get(target, "Accept-Language", "zh-CN"))
		if len(names) < 2 {
			t.Errorf("%s names nothing: %v", target, names)
		}
		for _, name := range names {
			if got := h.get(name); got.Code != http.StatusOK || got.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" {
				t.Errorf("%s names %s: %d", target, name, got.Code)
			}
		}
	}
}

func TestAFileIsSentInTheSmallestFormThatTheBrowserTakes(t *testing.T) {
	t.Parallel()
	files := built()
	files["tongchuang.css.br"] = &fstest.MapFile{Data: []byte("smaller")}
	h := plain(t, func(d *web.Deps) { d.Client = files })
	for accept, want := range map[string]string{"gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip": "gzip", "": "", "*": "br"} {
		got := h.get("/tongchuang.css", "Accept-Encoding", accept)
		if got.Header().Get("Content-Encoding") != want || (got.body == "smaller") != (want == "br") || got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %q, Vary %q", accept, got.Header().Get("Content-Encoding"), got.Header().Get("Vary"))
		}
	}
	if got := h.get("/tongchuang.css.br"); got.Code != http.StatusNotFound {
		t.Errorf("the form itself is a file: %d", got.Code)
	}
	delete(files, "tongchuang.css")
	if _, err := web.New(web.Deps{PublicURL: publicURL, Client: files}); err == nil {
		t.Error("a form of a file that is not there is believed")
	}
}
