package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/i18n"
	"tongchuang/server/problem"
)

func (s *site) home(r *http.Request) (view, error) {
	boards, err := s.forum.Boards(r.Context())
	lang := i18n.FromContext(r.Context())
	return view{Description: i18n.T(lang, "home.lead", nil), Template: "home", Data: boards}, err
}

func (s *site) boards(r *http.Request) (view, error) {
	boards, err := s.forum.Boards(r.Context())
	lang := i18n.FromContext(r.Context())
	return view{
		Title: i18n.T(lang, "home.forum_title", nil), Description: i18n.T(lang, "home.forum_text", nil),
		Template: "boards", Data: boards,
	}, err
}

func (s *site) board(r *http.Request) (view, error) {
	lang, slug, cursor := i18n.FromContext(r.Context()), r.PathValue("slug"), r.URL.Query().Get("before")
	page, err := s.forum.Board(r.Context(), slug, cursor)
	if err != nil {
		return view{}, err
	}
	name := boardName(lang, slug)
	return view{
		Title: name, Description: name + " · " + i18n.T(lang, "app.tagline", nil), Template: "board",
		Data: struct {
			BoardPage
			Link, Older string
			First       bool
		}{page, "/boards/" + url.PathEscape(slug), following(r, "before", page.Next), cursor == ""},
		Query: own("before", cursor), Feed: "/boards/" + url.PathEscape(slug) + "/feed.atom",
	}, nil
}

func (s *site) thread(r *http.Request) (view, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return view{}, problem.NotFound()
	}
	cursor := r.URL.Query().Get("after")
	page, err := s.forum.Thread(r.Context(), id, cursor)
	if err != nil {
		return view{}, err
	}
	return view{
		Title: page.Thread.Title, Description: summary(page), Template: "thread",
		Data: struct {
			ThreadPage
			Tree       []*branch
			Link, More string
			First      bool
		}{page, tree(page.Posts), "/threads/" + id.String(), following(r, "after", page.Next), cursor == ""},
		Query: own("after", cursor),
	}, nil
}

// words is a page of texts of the catalogs alone.
func words(name, title, description string) func(*http.Request) (view, error) {
	return func(r *http.Request) (view, error) {
		lang := i18n.FromContext(r.Context())
		return view{Title: i18n.T(lang, title, nil), Description: i18n.T(lang, description, nil), Template: name}, nil
	}
}

// own is the part of a query that belongs to a page's address.
func own(name, value string) url.Values {
	if value == "" {
		return nil
	}
	return url.Values{name: {value}}
}

// following is the link to the next page of a list, "" on the last one.
func following(r *http.Request, name, cursor string) string {
	if cursor == "" {
		return ""
	}
	return (&url.URL{Path: r.URL.Path, RawQuery: own(name, cursor).Encode()}).String()
}

// summaryRunes bounds a page's description; search engines show about as much.
const summaryRunes = 160

// summary is the beginning of a thread's first text, as it was written.
func summary(page ThreadPage) string {
	if len(page.Posts) == 0 {
		return ""
	}
	text := []rune(strings.Join(strings.Fields(page.Posts[0].Body), " "))
	if len(text) > summaryRunes {
		return string(text[:summaryRunes]) + "…"
	}
	return string(text)
}
