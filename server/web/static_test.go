package web_test

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"tongchuang/server/web"
)

func TestAStaticFileIsKeptByTheBrowserAsLongAsItStaysTheSame(t *testing.T) {
	t.Parallel()
	h := plain(t)
	hashed := h.get("/_app/immutable/entry/start.abc.js")
	if hashed.Code != http.StatusOK || hashed.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" {
		t.Errorf("%d %s", hashed.Code, hashed.Header().Get("Cache-Control"))
	}
	if kind := hashed.Header().Get("Content-Type"); kind != "text/javascript; charset=utf-8" {
		t.Errorf("a module is sent as %q", kind)
	}
	bare := h.get("/tongchuang.css")
	if bare.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("a name that stays is cached: %s", bare.Header().Get("Cache-Control"))
	}
	again := h.get("/tongchuang.css", "If-None-Match", bare.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.body != "" {
		t.Errorf("an unchanged file: %d with %d bytes", again.Code, len(again.body))
	}
	link := regexp.MustCompile(`href="(/tongchuang\.css\?v=[^"]+)"`).FindStringSubmatch(h.get("/about").body)
	if link == nil {
		t.Fatal("the page's link to the style has no hash")
	}
	if got := h.get(link[1]); got.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" || got.body != bare.body {
		t.Errorf("%s: %s", link[1], got.Header().Get("Cache-Control"))
	}
	if got := h.get("/tongchuang.css?v=old"); got.Header().Get("Cache-Control") != "no-cache" {
		t.Error("the new file is kept for ever under the old one's address")
	}
	if page := h.get("/about").Header().Get("Cache-Control"); page != "no-cache, private" {
		t.Errorf("a page: %s", page)
	}
}

func TestTextIsCompressedForWhoTakesIt(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for _, target := range []string{"/tongchuang.css", "/about", "/api/openapi.json", "/api/docs"} {
		flat := h.get(target)
		if flat.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: compressed for nobody", target)
		}
		for _, accept := range []string{"gzip", "br;q=1.0, gzip;q=0.8, *;q=0.1"} {
			zipped := h.get(target, "Accept-Encoding", accept)
			if zipped.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(zipped.Header().Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s: %q, Vary %q", target, zipped.Header().Get("Content-Encoding"), zipped.Header().Values("Vary"))
				continue
			}
			r, err := gzip.NewReader(strings.NewReader(zipped.body))
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(r); err != nil || string(text) != flat.body {
				t.Errorf("%s: unpacked it is another text (%v)", target, err)
			}
			if flat.Header().Get("ETag") != "" && flat.Header().Get("ETag") == zipped.Header().Get("ETag") {
				t.Errorf("%s: both forms have one ETag", target)
			}
		}
		if refused := h.get(target, "Accept-Encoding", "gzip;q=0"); refused.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: compressed for somebody who refused", target)
		}
	}
}

func TestNothingButTheBuiltFilesIsEverSent(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for _, target := range []string{
		"/../go.mod", "/_app/../../../etc/passwd", "/_app/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e%2fgo.mod",
		"/_app/immutable/..%5c..%5cgo.mod", "//etc/passwd", "/.git/config", "/.env", "/index.html", "/_app/", "/_app", "/_app/immutable/",
		"/tongchuang.css/", "/tongchuang.css%00.png", "/tongchuang.css/../../README", "/README", "/dist/README", "/_app/immutable/entry/start.old.js",
		"/wp-login.php", "/TONGCHUANG.CSS", "/boards/..%2f..%2fetc", "/api/..%2findex.html",
	} {
		got := h.get(target)
		if got.Code < 300 {
			t.Errorf("%s: %d %.80q", target, got.Code, got.body)
		}
		if to := got.Header().Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, "://") {
			t.Errorf("%s: leads away to %s", target, to)
		}
		lacks(t, got.body, "root:", "module tongchuang", "color: black")
	}
}

func TestOnlyReadingIsPossibleOutsideOfTheAPI(t *testing.T) {
	t.Parallel()
	h := plain(t)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, "PROPFIND", "TRACE"} {
		for _, target := range []string{"/", "/about", "/tongchuang.css", "/forum"} {
			if got := h.ask(method, target, ""); got.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s %s: %d", method, target, got.Code)
			}
		}
	}
	head := h.ask(http.MethodHead, "/about", "")
	if head.Code != http.StatusOK || head.body != "" {
		t.Errorf("HEAD: %d with %d bytes", head.Code, len(head.body))
	}
}

func TestWithoutABuiltClientThePageSaysWhatToDo(t *testing.T) {
	t.Parallel()
	h := plain(t, func(d *web.Deps) { d.Client = nil })
	got := h.get("/")
	if got.Code != http.StatusServiceUnavailable {
		t.Errorf("%d", got.Code)
	}
	contains(t, got.body, "make client", "<!doctype html>")
	contains(t, h.get("/", "Accept-Language", "zh-TW").body, "make client", "建置", `lang="zh-Hant"`)
	if got := h.get("/api/openapi.json"); got.Code != http.StatusOK {
		t.Errorf("the API does not need the client: %d", got.Code)
	}
}

func TestAnIndexThatLacksThePlacesOfThePageIsRefusedAtTheStart(t *testing.T) {
	t.Parallel()
	for _, missing := range []string{"<!--page-->", "<!--head-->", "<title>Tongchuang 同窗</title>"} {
		client := fstest.MapFS{"index.html": {Data: []byte(strings.Replace(index, missing, "", 1))}}
		if _, err := web.New(web.Deps{PublicURL: publicURL, Client: client}); err == nil {
			t.Errorf("without %s the server starts", missing)
		}
	}
	if _, err := web.New(web.Deps{PublicURL: publicURL, Client: fstest.MapFS{}}); err == nil {
		t.Error("without index.html the server starts")
	}
}

func TestTheClientsOwnRobotsFileIsServed(t *testing.T) {
	t.Parallel()
	contains(t, plain(t).get("/robots.txt").body, "Disallow: /api/")
	files := built()
	files["robots.txt"] = &fstest.MapFile{Data: []byte("User-agent: *\nDisallow: /\n")}
	h := plain(t, func(d *web.Deps) { d.Client = files })
	if got := h.get("/robots.txt"); got.body != "User-agent: *\nDisallow: /\n" || got.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%s: %s", got.Header().Get("Content-Type"), got.body)
	}
	if got := plain(t).get("/favicon.svg"); got.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("favicon: %s", got.Header().Get("Content-Type"))
	}
}

// The pages that the client shows are listed in places.go: a page that is missing there is answered with 404.
func TestEveryPageOfTheClientIsThereForTheServer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	thread := h.thread(h.person("citizen", "Ana"), "culture", "Hello", "Hello there")
	routes, err := clientRoutes(os.DirFS("../../client/src/routes"))
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range routes {
		target := regexp.MustCompile(`\[[^\]]+\]`).ReplaceAllString(route, "x")
		switch {
		case route == "/design": // left out of the program that people get
			continue
		case strings.HasPrefix(route, "/boards/"):
			target = "/boards/culture"
		case strings.HasPrefix(route, "/threads/"):
			target = "/threads/" + thread.ID.String()
		}
		if got := h.get(target); got.Code != http.StatusOK {
			t.Errorf("%s (%s): %d; is it in places.go?", route, target, got.Code)
		}
	}
	if got := h.get("/no-such-page"); got.Code != http.StatusNotFound {
		t.Errorf("a page that nobody shows: %d", got.Code)
	}
}

// clientRoutes lists the pages of a SvelteKit tree: folders with a +page.svelte; (groups) are no part of the address.
func clientRoutes(tree fs.FS) ([]string, error) {
	var routes []string
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "+page.svelte" {
			return err
		}
		folder := regexp.MustCompile(`\([^)]*\)/?`).ReplaceAllString(path.Dir(name), "")
		routes = append(routes, "/"+strings.Trim(strings.TrimPrefix(folder, "."), "/"))
		return nil
	})
	return routes, err
}
