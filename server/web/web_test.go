package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/forum"
	"tongchuang/server/limit"
	"tongchuang/server/post"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/web"
	"tongchuang/server/wire"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	os.Exit(m.Run())
}

// index has the shape of what the client's build leaves behind.
const index = `<!doctype html>
<html lang="en" data-script="">
	<head>
		<meta charset="utf-8" />
		<title>Tongchuang 同窗</title>
		<script src="/theme.js"></script>
		<link rel="stylesheet" href="/tongchuang.css" />
		<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
		<!--head-->
		<link href="/_app/immutable/entry/start.abc.js" rel="modulepreload">
	</head>
	<body>
		<!--page-->
		<div id="app">
			<script>
				{ start("/_app/immutable/entry/start.abc.js"); }
			</script>
		</div>
	</body>
</html>
`

var publicURL = &url.URL{Scheme: "https", Host: "tongchuang.example"}

func built() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"index.html":                        file(index),
		"tongchuang.css":                    file(strings.Repeat("body { color: black; }\n", 200)),
		"favicon.svg":                       file(`<svg xmlns="http://www.w3.org/2000/svg"/>`),
		"theme.js":                          file("1;"),
		"_app/immutable/entry/start.abc.js": file(strings.Repeat("export const a = 1;\n", 200)),
		"_app/immutable/nodes/7.abc.js":     file("export const page = 7;"),
		"_app/immutable/chunks/en.js":       file("export default {};"),
		"_app/immutable/chunks/hant.js":     file("export default {};"),
		"_app/immutable/assets/7.abc.css":   file(".room {}"),
		"preloads.json": file(`{
			"catalogs": {
				"en": {"first": "/_app/immutable/chunks/en.js", "later": "/_app/immutable/chunks/en.js"},
				"zh-Hant": {"first": "/_app/immutable/chunks/hant.js", "later": "/_app/immutable/chunks/hant.js"}
			},
			"pages": [
				{"path": "/classes/*", "later": false, "scripts": ["/_app/immutable/nodes/7.abc.js"], "styles": ["/_app/immutable/assets/7.abc.css"]},
				{"path": "/classes/new", "later": true, "scripts": [], "styles": []}
			]
		}`),
	}
}

// house is a whole server over a database of its own.
type house struct {
	t       *testing.T
	handler http.Handler
	pool    *pgxpool.Pool
	forum   *forum.Service
}

type silence struct{}

func (silence) Publish([]topic.Event)     {}
func (silence) Signal(topic.Name, []byte) {}

func newHouse(t *testing.T, change ...func(*web.Deps)) *house {
	t.Helper()
	h := &house{t: t, pool: postgrestest.New(t)}
	log, policy := topic.NewLog(h.pool, silence{}), access.New(h.pool)
	posts := post.New(h.pool, log, policy, limit.New(1000, 1000), nil)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { posts.Run(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
	h.forum = forum.New(forum.Deps{Pool: h.pool, Log: log, Policy: policy, Posts: posts, Signal: silence{}, Epoch: uuid.New()})
	set := command.NewSet()
	h.forum.Commands(set)
	posts.Commands(set)
	d := web.Deps{
		PublicURL: publicURL, Client: built(), Forum: h.forum,
		Features: []web.Feature{h.forum, posts}, Commands: set,
	}
	for _, f := range change {
		f(&d)
	}
	var err error
	if h.handler, err = web.New(d); err != nil {
		t.Fatal(err)
	}
	return h
}

// plain is a server without a database, for what asks none.
func plain(t *testing.T, change ...func(*web.Deps)) *house {
	t.Helper()
	d := web.Deps{PublicURL: publicURL, Client: built()}
	for _, f := range change {
		f(&d)
	}
	handler, err := web.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return &house{t: t, handler: handler}
}

type answer struct {
	*httptest.ResponseRecorder
	body string
}

// ask sends a request; headers are pairs of name and value.
func (h *house) ask(method, target, body string, headers ...string) answer {
	h.t.Helper()
	r := httptest.NewRequest(method, "https://tongchuang.example/", strings.NewReader(body))
	u, err := url.ParseRequestURI(target)
	if err != nil {
		h.t.Fatal(err)
	}
	r.URL, r.RequestURI = u, target
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return answer{w, w.Body.String()}
}

func (h *house) get(target string, headers ...string) answer {
	h.t.Helper()
	return h.ask(http.MethodGet, target, "", headers...)
}

func (h *house) exec(sql string, args ...any) {
	h.t.Helper()
	if _, err := h.pool.Exec(context.Background(), sql, args...); err != nil {
		h.t.Fatal(err)
	}
}

// board makes a public board.
func (h *house) board(slug string) {
	h.t.Helper()
	h.exec("insert into board (id, slug) values ($1, $2) on conflict (slug) do nothing", uuid.New(), slug)
}

// person makes a person in good standing.
func (h *house) person(role, name string) access.Actor {
	h.t.Helper()
	id := uuid.New()
	h.exec("insert into person (id, role, display_name, email, email_confirmed_at) values ($1, $2, $3, $4, now())", id, role, name, id.String()+"@example.org")
	return access.Actor{Person: id}
}

func (h *house) thread(by access.Actor, board, title, body string) wire.Thread {
	h.t.Helper()
	t, err := h.forum.CreateThread(context.Background(), by, wire.CreateThread{Board: board, ClientID: uuid.New(), Title: title, Body: body})
	if err != nil {
		h.t.Fatal(err)
	}
	return t
}

func (h *house) reply(by access.Actor, thread uuid.UUID, parent *uuid.UUID, body string) wire.PostStored {
	h.t.Helper()
	p, err := h.forum.Posts.Create(context.Background(), by, wire.CreatePost{Thread: thread, Parent: parent, ClientID: uuid.New(), Body: body})
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

func contains(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
}

func lacks(t *testing.T, text string, unwanted ...string) {
	t.Helper()
	for _, u := range unwanted {
		if strings.Contains(text, u) {
			t.Errorf("%q is in\n%s", u, text)
		}
	}
}
