package web

import (
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/problem"
)

//go:embed templates/*.html
var templateFiles embed.FS

// site is everything outside of the API: static files, the client's shell, the pages without JavaScript, feeds.
type site struct {
	public    string // address without a slash at its end
	forum     Forum
	assets    map[string]*asset
	shell     *shell
	preloads  *preloads
	built     bool
	templates map[i18n.Language]*template.Template
}

func newSite(d Deps) (*site, error) {
	s := &site{public: d.PublicURL.Scheme + "://" + d.PublicURL.Host, forum: d.Forum, assets: map[string]*asset{}, preloads: &preloads{}}
	index := []byte(bare)
	if d.Client != nil {
		var err error
		if s.assets, err = readAssets(d.Client); err != nil {
			return nil, err
		}
		if index, err = readIndex(d.Client); err != nil {
			return nil, err
		}
		if s.preloads, err = readPreloads(d.Client, s.assets); err != nil {
			return nil, err
		}
		s.built = true
	}
	if _, ok := s.assets["/robots.txt"]; !ok {
		s.assets["/robots.txt"] = newAsset("/robots.txt", []byte("User-agent: *\nDisallow: /api/\n"))
	}
	var err error
	if s.shell, err = newShell(index, s.assets); err != nil {
		return nil, err
	}
	s.templates = map[i18n.Language]*template.Template{}
	for _, l := range i18n.Languages() {
		t, err := template.New("").Funcs(s.functions(l)).ParseFS(templateFiles, "templates/*.html")
		if err != nil {
			return nil, fmt.Errorf("web: templates: %w", err)
		}
		s.templates[l] = t
	}
	return s, nil
}

// routes adds the site to mux. The pages stand by their patterns; everything else is a page of the client, or nothing.
func (s *site) routes(mux *http.ServeMux) {
	if s.forum != nil {
		mux.HandleFunc("GET /{$}", s.page(s.home))
		mux.HandleFunc("GET /forum", s.page(s.boards))
		mux.HandleFunc("GET /boards/{slug}", s.page(s.board))
		mux.HandleFunc("GET /threads/{id}", s.page(s.thread))
		mux.HandleFunc("GET /boards/{slug}/feed.atom", s.feed)
	}
	mux.HandleFunc("GET /about", s.page(words("about", "about.title", "about.lead")))
	mux.HandleFunc("GET /standard", s.page(words("standard", "standard.title", "standard.lead")))
	mux.HandleFunc("/", s.rest)
}

// assetsOr serves the static files, and leaves everything else to next.
func (s *site) assetsOr(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a, ok := s.assets[r.URL.Path]; ok && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			notePatternAs(r, "static")
			a.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *site) rest(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		writeProblem(w, r, problem.New(http.StatusMethodNotAllowed, "method_not_allowed"))
		return
	}
	if path.Ext(r.URL.Path) != "" || strings.HasPrefix(r.URL.Path, "/_app/") {
		// The name of a file that is not there: an old page asking for the chunks of an old build, or a scanner.
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, i18n.T(i18n.FromContext(r.Context()), "page.not_found", nil), http.StatusNotFound)
		return
	}
	s.page(s.other)(w, r)
}

// other is a page that only the client can show, or none.
func (s *site) other(r *http.Request) (view, error) {
	if !clientShows(r.URL.Path) {
		return view{}, problem.NotFound()
	}
	return view{Shell: true}, nil
}

// view is what a page shows of its own.
type view struct {
	Title       string // before the name of the site; "" for the name alone
	Description string
	Template    string // of the main part
	Data        any
	Query       url.Values // of the page's own address, without ?lang=
	Feed        string     // path of an Atom feed
	Shell       bool       // the client draws this page; until it does, the frame says that it comes
	Status      int
}

// page makes a handler of what finds a view. What goes wrong becomes a page as well.
func (s *site) page(find func(*http.Request) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		lang := i18n.FromContext(r.Context())
		v, err := find(r)
		if err != nil {
			v = s.failed(w, r, err)
		}
		if !s.built {
			v = view{Title: i18n.T(lang, "web.unbuilt_title", nil), Template: "unbuilt", Status: http.StatusServiceUnavailable}
		}
		s.rememberLanguage(w, r)
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Language", string(lang))
		h.Set("Cache-Control", "no-cache, private")
		h.Add("Vary", "Accept-Language, Cookie")
		s.write(w, r, lang, v)
	}
}

// failed is the page for an error. Somebody who is signed in may see what a visitor may not: there the client decides.
func (s *site) failed(w http.ResponseWriter, r *http.Request, err error) view {
	p, lang := command.ProblemOf(err), i18n.FromContext(r.Context())
	logFailure(r.Context(), p)
	if p.RetryAfter > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(p.RetryAfter))
	}
	if p.Status == http.StatusNotFound && !access.FromContext(r.Context()).Visitor() && clientShows(r.URL.Path) {
		return view{Shell: true}
	}
	v := view{Title: i18n.T(lang, "page.broken", nil), Template: "failed", Data: p.Render(lang).Title, Status: p.Status}
	if p.Status == http.StatusNotFound {
		v.Title, v.Data = i18n.T(lang, "page.not_found", nil), i18n.T(lang, "page.not_found_text", nil)
	}
	return v
}

// rememberLanguage keeps the language of a link with ?lang= that was followed on this site. A foreign site's link shows
// its language once and changes nothing.
func (s *site) rememberLanguage(w http.ResponseWriter, r *http.Request) {
	l, ok := asked(r)
	if !ok || r.Header.Get("Sec-Fetch-Site") == "cross-site" || r.Header.Get("Sec-Fetch-Site") == "same-site" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: "language", Value: string(l), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(s.public, "https://"),
	})
}
