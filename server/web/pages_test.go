package web_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/web"
)

func TestTheForumCanBeReadWithoutJavaScript(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	ana, li := h.person("citizen", "Ana Silva"), h.person("teacher", "李老师")
	thread := h.thread(ana, "culture", "Rivers of both cities", "The *Scioto* runs through our town.\n\n## Bridges\n\nWe have many[^1].\n\n[^1]: Forty.")
	first := h.get("/threads/" + thread.ID.String())
	root := regexp.MustCompile(`id="post-([0-9a-f-]{36})"`).FindStringSubmatch(first.body)
	if root == nil {
		t.Fatalf("no post on the page:\n%s", first.body)
	}
	parent := uuid.MustParse(root[1])
	h.reply(li, thread.ID, &parent, "我们这里有南淝河，夏天很多人在河边散步。")

	page := h.get("/threads/"+thread.ID.String(), "Accept-Language", "zh-CN")
	if page.Code != http.StatusOK {
		t.Fatalf("%d", page.Code)
	}
	contains(t, page.body, `<html lang="zh-Hans" data-script="Hans">`, `<title>Rivers of both cities · 同窗`, `<h1 lang="en">Rivers of both cities</h1>`,
		`<em>Scioto</em>`, `<div class="post-body prose" lang="en">`, `<div class="post-body prose" lang="zh-Hans">`, "我们这里有南淝河", "李老师", "Ana Silva",
		`<div class="replies">`, `<noscript>`, `href="/boards/culture"`, "2 个帖子",
		`<link rel="canonical" href="https://tongchuang.example/threads/`+thread.ID.String()+`" />`,
		`hreflang="zh-Hant" href="https://tongchuang.example/threads/`+thread.ID.String()+`?lang=zh-Hant"`,
		`<meta name="description" content="The *Scioto* runs`, `<div id="app">`)
	if strings.Count(page.body, `<div id="page"`) != 1 || strings.Count(page.body, "<title>") != 1 || strings.Contains(page.body, "<!--page-->") {
		t.Error("the page does not stand in the shell exactly once")
	}
	contains(t, h.get("/boards/culture").body, "Rivers of both cities", "Ana Silva", "2 posts", `href="/boards/culture/feed.atom"`)
	contains(t, h.get("/").body, "Rivers of both cities", `href="/boards/culture"`)
	contains(t, h.get("/forum").body, "Rivers of both cities")
	// A page that only the client can draw says so, and shows the way to those that can be read.
	contains(t, h.get("/sign-in", "Accept-Language", "zh-CN").body, `<noscript>`, `href="/forum"`, i18n.T(i18n.ZhHans, "web.no_script", nil))
	contains(t, h.get("/standard", "Accept-Language", "zh-TW").body, `<html lang="zh-Hant" data-script="Hant">`, "<ol>")
}

func TestATextIsNeverMarkupOnAPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	evil := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</title><script>alert(1)</script>`, `{{.Lang}}<b>`,
		`' onmouseover='alert(1)`, `<!--page--><!--head-->`, `]]><script>alert(1)</script>`, `javascript:alert(1)`,
	}
	ana := h.person("citizen", `<i onclick=alert(1)>Ana</i>`)
	for _, title := range evil {
		thread := h.thread(ana, "culture", title, title+"\n\n[x](javascript:alert(1)) <script>alert(1)</script>")
		for _, target := range []string{"/threads/" + thread.ID.String(), "/boards/culture", "/", "/forum"} {
			body := h.get(target).body
			lacks(t, body, "<script>alert", "<img src=x", "<i onclick", `href="javascript`, "onmouseover='alert(1)\"")
			if strings.Count(body, "<script") != 2 || strings.Count(body, `<div id="page"`) != 1 || strings.Count(body, "</title>") != 1 {
				t.Errorf("%s with %q: the shell is broken:\n%s", target, title, body)
			}
		}
	}
	feed := h.get("/boards/culture/feed.atom")
	var parsed struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(feed.body), &parsed); err != nil || len(parsed.Entries) != len(evil) {
		t.Fatalf("the feed does not parse: %v\n%s", err, feed.body)
	}
	if got := parsed.Entries[0].Title; got != evil[len(evil)-1] {
		t.Errorf("the feed says %q", got)
	}
	lacks(t, feed.body, "<script", "<img")
}

func TestWhatIsHiddenOrDeletedLeavesATraceAndNoText(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	ana := h.person("citizen", "Ana Silva")
	thread := h.thread(ana, "culture", "A question", "What is for lunch?")
	gone := h.reply(ana, thread.ID, nil, "A word that was taken back")
	hidden := h.reply(ana, thread.ID, nil, "A word that was hidden")
	h.exec("update post set deleted_at = now() where id = $1", gone.ID)
	h.exec("update post set hidden_at = now() where id = $1", hidden.ID)
	body := h.get("/threads/" + thread.ID.String()).body
	contains(t, body, "deleted by its author", "hidden by a moderator", "What is for lunch?")
	lacks(t, body, "A word that was")
}

func TestAClassIsOnNoPublicPageWhoeverAsks(t *testing.T) {
	t.Parallel()
	var teacher access.Actor
	h := newHouse(t, func(d *web.Deps) {
		d.Authenticate = func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("X-Test-Teacher") != "" {
					r = r.WithContext(access.WithActor(r.Context(), teacher))
				}
				next.ServeHTTP(w, r)
			})
		}
	})
	teacher = h.person("teacher", "Li Laoshi")
	chat := h.chat(teacher)
	for name, headers := range map[string][]string{"a visitor": nil, "a member": {"X-Test-Teacher", "1"}} {
		got := h.get("/threads/"+chat.String(), headers...)
		lacks(t, got.body, "Secrets of the class", "Li Laoshi")
		// The client shows it to its members: for them there is the shell alone.
		if want := map[bool]int{true: http.StatusNotFound, false: http.StatusOK}[headers == nil]; got.Code != want {
			t.Errorf("%s: %d, want %d", name, got.Code, want)
		}
		if got := h.get("/boards/class-board", headers...); strings.Contains(got.body, "Secrets") {
			t.Errorf("%s sees the class's board", name)
		}
		if got := h.get("/boards/class-board/feed.atom", headers...); got.Code != http.StatusNotFound {
			t.Errorf("%s: a feed of a class: %d", name, got.Code)
		}
	}
	// A member reads it through the API.
	contains(t, h.get("/api/threads/"+chat.String(), "X-Test-Teacher", "1").body, `"title":"Secrets of the class"`)
}

// chat makes a class with one teacher, and its chat.
func (h *house) chat(teacher access.Actor) uuid.UUID {
	h.t.Helper()
	city, a, b, pairing, class, board, thread := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	if a.String() > b.String() {
		a, b = b, a
	}
	h.exec("insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'US', 'UTC', 'C', 'C', 'C')", city, city.String())
	for _, school := range []uuid.UUID{a, b} {
		h.exec("insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) values ($1, $2, $3, 'S', 'S', 'S')", school, city, school.String())
	}
	h.exec("insert into pairing (id, school_a, school_b, opened_at, chat_until) values ($1, $2, $3, now(), now() + interval '1 day')", pairing, a, b)
	h.exec("insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'K', 'K', 'K')", class, pairing)
	h.exec("insert into class_member (class_id, person_id, role) values ($1, $2, 'teacher')", class, teacher.Person)
	h.exec("update class set staffed = true where id = $1", class)
	h.exec("insert into board (id, slug, class_id) values ($1, 'class-board', $2)", board, class)
	h.exec("insert into topic (name) values ($1)", "class:"+class.String())
	h.exec("insert into thread (id, board_id, kind, topic_id, title, language) select $1, $2, 'chat', id, 'Secrets of the class', 'en' from topic where name = $3",
		thread, board, "class:"+class.String())
	return thread
}

func TestALongThreadIsReadPageByPageByLinks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	ana := h.person("citizen", "Ana")
	thread := h.thread(ana, "culture", "Counting", "number 0.")
	for i := 1; i < 35; i++ {
		h.reply(ana, thread.ID, nil, fmt.Sprintf("number %d.", i))
	}
	seen, target := "", "/threads/"+thread.ID.String()
	for pages := 0; target != ""; pages++ {
		if pages > 3 {
			t.Fatal("the links go round")
		}
		got := h.get(target)
		seen += got.body
		contains(t, got.body, `<link rel="canonical" href="https://tongchuang.example`+target+`" />`)
		next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(got.body)
		if target = ""; next != nil {
			target = next[1]
		}
	}
	for i := range 35 {
		if strings.Count(seen, fmt.Sprintf("<p>number %d.</p>", i)) != 1 {
			t.Errorf("number %d. is not there once", i)
		}
	}
	if got := h.get("/threads/" + thread.ID.String() + "?after=-1"); got.Code != http.StatusBadRequest {
		t.Errorf("a cursor that is none: %d", got.Code)
	}
	if got := h.get("/boards/culture?after=%2e%2e"); got.Code != http.StatusBadRequest {
		t.Errorf("a cursor that is none: %d", got.Code)
	}
}

func TestAChainOfAHundredRepliesStaysReadable(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	ana := h.person("citizen", "Ana")
	thread := h.thread(ana, "culture", "Deep", "level 0.")
	last := h.reply(ana, thread.ID, nil, "level 1.").ID
	for i := 2; i < 100; i++ {
		last = h.reply(ana, thread.ID, &last, fmt.Sprintf("level %d.", i)).ID
	}
	body := h.get("/threads/" + thread.ID.String()).body
	depth, deepest := 0, 0
	for _, tag := range regexp.MustCompile(`<div class="replies">|<article|</article>`).FindAllString(body, -1) {
		switch tag {
		case "<article":
			depth++
		case "</article>":
			depth--
		}
		deepest = max(deepest, depth)
	}
	if deepest != 5 {
		t.Errorf("posts stand %d deep in each other, want 5", deepest)
	}
	at := -1
	for i := range 100 {
		next := strings.Index(body, fmt.Sprintf("<p>level %d.</p>", i))
		if next < at {
			t.Fatalf("level %d is missing or out of order", i)
		}
		at = next
	}
	contains(t, body, "In reply to Ana")
}

func TestALinkOfThisSiteSwitchesTheLanguageAndAForeignOneOnlyShowsIt(t *testing.T) {
	t.Parallel()
	h := plain(t)
	own := h.get("/about?lang=zh-Hant", "Sec-Fetch-Site", "same-origin")
	contains(t, own.Header().Get("Set-Cookie"), "language=zh-Hant; Path=/; Max-Age=31536000; Secure; SameSite=Lax")
	foreign := h.get("/about?lang=zh-Hant", "Sec-Fetch-Site", "cross-site")
	if foreign.Header().Get("Set-Cookie") != "" {
		t.Error("another site changes a reader's language for good")
	}
	contains(t, foreign.body, `<html lang="zh-Hant"`)
	for _, target := range []string{"/about?lang=tlh", "/about", "/about?lang=zh-Hans%0d%0aSet-Cookie:x=1"} {
		if got := h.get(target); got.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s sets %s", target, got.Header().Get("Set-Cookie"))
		}
	}
	// There is nowhere to be led to.
	got := h.get("/about?lang=en&next=https://evil.example")
	if got.Code != http.StatusOK || got.Header().Get("Location") != "" {
		t.Errorf("%d %s", got.Code, got.Header().Get("Location"))
	}
	lacks(t, got.body, "evil.example")
}

func TestTheHostThatARequestNamesIsNowhereInTheAnswer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.board("culture")
	h.thread(h.person("citizen", "Ana"), "culture", "Hello", "Hello there")
	for _, headers := range [][]string{
		{"Host", "evil.example"}, {"Host", "evil.example:80"}, {"X-Forwarded-Host", "evil.example"},
		{"Forwarded", "host=evil.example"}, {"X-Original-URL", "/evil.example"}, {"Referer", "https://evil.example/"},
	} {
		for _, target := range []string{"/", "/boards/culture", "/boards/culture/feed.atom", "/about", "/api/docs", "/api/boards", "/none", "/about/../about"} {
			got := h.get(target, headers...)
			lacks(t, got.body+fmt.Sprint(got.Header()), "evil.example")
		}
	}
}

func TestAPageThatIsNotThereSaysSoInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, target := range []string{"/none", "/boards/none", "/threads/none", "/threads/" + uuid.NewString(), "/threads/urn:uuid:" + uuid.NewString(), "/boards/none/feed.atom"} {
		got := h.get(target, "Accept-Language", "zh-CN")
		if got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", target, got.Code)
		}
		if !strings.Contains(target, "feed") {
			contains(t, got.body, "page", `content="noindex"`, "链接")
		}
	}
}
