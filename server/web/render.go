package web

import (
	"bytes"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/wire"
)

// whole is what the frame of a page sees (templates/frame.html, templates/head.html).
type whole struct {
	view
	Lang      i18n.Language
	Other     i18n.Language // of the name's other form
	Path      string        // of the page, without a query
	Canonical string
	Alternate []alternate
}

// alternate is the same page in another language.
type alternate struct {
	Lang       i18n.Language
	Name       string // in itself: the one text that is never translated
	Short      string // the same for where there is no room
	Link       string // within the site
	Absolute   string
	IsThisPage bool
}

var (
	languageNames  = map[i18n.Language]string{i18n.En: "English", i18n.ZhHans: "简体中文", i18n.ZhHant: "繁體中文"}
	languageShorts = map[i18n.Language]string{i18n.En: "EN", i18n.ZhHans: "简", i18n.ZhHant: "繁"} // as in shell/LanguagePicker.svelte
)

func (s *site) write(w http.ResponseWriter, r *http.Request, lang i18n.Language, v view) {
	p := s.frame(r, lang, v)
	var head, page bytes.Buffer
	err := s.templates[lang].ExecuteTemplate(&head, "head", p)
	body := "frame"
	if v.Shell {
		body = "shell"
	}
	if err == nil {
		err = s.templates[lang].ExecuteTemplate(&page, body, p)
	}
	if err != nil {
		Fail(w, r, err)
		return
	}
	title := i18n.T(lang, "app.name", nil)
	if v.Title != "" {
		title = v.Title + " · " + title
	}
	if v.Status != 0 {
		w.WriteHeader(v.Status)
	}
	if r.Method == http.MethodHead {
		return
	}
	if err := s.shell.write(w, lang, title, head.Bytes(), s.preloads.links(r.URL.Path, lang), page.Bytes()); err != nil {
		slog.DebugContext(r.Context(), "the client went away", "request", RequestID(r.Context()), "error", err)
	}
}

func (s *site) frame(r *http.Request, lang i18n.Language, v view) whole {
	here := (&url.URL{Path: r.URL.Path, RawQuery: v.Query.Encode()}).String()
	p := whole{view: v, Lang: lang, Other: i18n.En, Path: r.URL.Path, Canonical: s.public + here}
	if lang == i18n.En {
		p.Other = i18n.ZhHans
	}
	for _, l := range i18n.Languages() {
		q := url.Values{"lang": {string(l)}}
		for name, values := range v.Query {
			q[name] = values
		}
		link := (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
		p.Alternate = append(p.Alternate, alternate{l, languageNames[l], languageShorts[l], link, s.public + link, l == lang})
	}
	return p
}

// functions are what the templates may call, each bound to a language.
func (s *site) functions(lang i18n.Language) template.FuncMap {
	say := func(key string, pairs ...any) string {
		data := map[string]any{}
		for i := 0; i+1 < len(pairs); i += 2 {
			data[pairs[i].(string)] = pairs[i+1]
		}
		return i18n.T(lang, key, data)
	}
	return template.FuncMap{
		"t":     say,
		"n":     func(key string, count int) string { return i18n.N(lang, key, count, nil) },
		"date":  func(t time.Time) string { return i18n.FormatDateTime(lang, t, time.UTC) + " UTC" },
		"iso":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"board": func(slug string) string { return boardName(lang, slug) },
		"about": func(slug string) string { return boardAbout(lang, slug) },
		"lang":  textLanguage,
		// A post's HTML was rendered and cleaned when it was stored (wire.Post); everything else is escaped.
		"rendered": func(p wire.Post) template.HTML { return template.HTML(p.HTML) }, //nolint:gosec // see above
		"file":     s.file,
		"name":     publicName,
		"author": func(p wire.Post) string {
			if p.Author.Role == string(access.Student) {
				return i18n.T(lang, "web.a_student", nil)
			}
			return publicName(&p.Author)
		},
	}
}

// file is the address of a static file with the hash of its content.
func (s *site) file(name string) string {
	if a, ok := s.assets[name]; ok {
		return name + "?v=" + a.hash
	}
	return name
}

func boardName(lang i18n.Language, slug string) string {
	if key := "board.name." + slug; i18n.Has(key) {
		return i18n.T(lang, key, nil)
	}
	return slug
}

func boardAbout(lang i18n.Language, slug string) string {
	if key := "board.about." + slug; i18n.Has(key) {
		return i18n.T(lang, key, nil)
	}
	return ""
}

// textLanguage is the lang attribute of a text: a BCP 47 tag, or "" (unknown) where it is in several or undecided.
func textLanguage(language string) string {
	switch language {
	case "en", "zh-Hans", "zh-Hant", "zh":
		return language
	}
	return ""
}
