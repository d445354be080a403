package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"tongchuang/server/command"
	"tongchuang/server/i18n"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

func (s *site) home(r *http.Request) (view, error) {
	boards, err := s.forum.Boards(r.Context(), visitor, command.None{})
	lang := i18n.FromContext(r.Context())
	return view{Description: i18n.T(lang, "home.lead", nil), Template: "home", Data: boards.Boards}, err
}

func (s *site) boards(r *http.Request) (view, error) {
	boards, err := s.forum.Boards(r.Context(), visitor, command.None{})
	lang := i18n.FromContext(r.Context())
	return view{
		Title: i18n.T(lang, "home.forum_title", nil), Description: i18n.T(lang, "home.forum_text", nil),
		Template: "boards", Data: boards.Boards,
	}, err
}

func (s *site) board(r *http.Request) (view, error) {
	lang, slug, cursor := i18n.FromContext(r.Context()), r.PathValue("slug"), r.URL.Query().Get("after")
	page, err := s.forum.Board(r.Context(), visitor, wire.BoardPageIn{Board: slug, After: cursor})
	if err != nil {
		return view{}, err
	}
	return view{
		Title: boardName(lang, slug), Description: boardAbout(lang, slug), Template: "board",
		Data: struct {
			wire.BoardPage
			Link, Older string
			First       bool
		}{page, "/boards/" + url.PathEscape(slug), following(r, page.Next), cursor == ""},
		Query: own(cursor), Feed: "/boards/" + url.PathEscape(slug) + "/feed.atom",
	}, nil
}

func (s *site) thread(r *http.Request) (view, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil || id.String() != r.PathValue("id") {
		return view{}, problem.NotFound() // one page has one address
	}
	cursor := r.URL.Query().Get("after")
	after, err := strconv.ParseInt(cmp.Or(cursor, "0"), 10, 64)
	if err != nil || after < 0 {
		return view{}, problem.BadRequest()
	}
	page, err := s.forum.Thread(r.Context(), visitor, wire.ThreadPageIn{Thread: id, After: after})
	if err != nil {
		return view{}, err
	}
	next := ""
	if page.Next != 0 {
		next = strconv.FormatInt(page.Next, 10)
	}
	return view{
		Title: page.Thread.Title, Description: summary(page), Template: "thread",
		Data: struct {
			wire.ThreadPage
			Tree       []*branch
			Link, More string
			First      bool
		}{page, tree(page.Posts), "/threads/" + id.String(), following(r, next), cursor == ""},
		Query: own(cursor),
	}, nil
}

// words is a page of texts of the catalogs alone.
func words(name, title, description string) func(*http.Request) (view, error) {
	return func(r *http.Request) (view, error) {
		lang := i18n.FromContext(r.Context())
		return view{Title: i18n.T(lang, title, nil), Description: i18n.T(lang, description, nil), Template: name}, nil
	}
}

// own is the part of a query that belongs to a page's address: the cursor of a list.
func own(cursor string) url.Values {
	if cursor == "" {
		return nil
	}
	return url.Values{"after": {cursor}}
}

// following is the link to the next page of a list, "" on the last one.
func following(r *http.Request, cursor string) string {
	if cursor == "" {
		return ""
	}
	return (&url.URL{Path: r.URL.Path, RawQuery: own(cursor).Encode()}).String()
}

// summaryRunes bounds a page's description; search engines show about as much.
const summaryRunes = 160

// summary is the beginning of a thread's first text, as it was written.
func summary(page wire.ThreadPage) string {
	if len(page.Posts) == 0 {
		return ""
	}
	text := []rune(strings.Join(strings.Fields(page.Posts[0].Body), " "))
	if len(text) > summaryRunes {
		return string(text[:summaryRunes]) + "…"
	}
	return string(text)
}
