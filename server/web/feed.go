package web

import (
	"encoding/xml"
	"net/http"
	"time"

	"tongchuang/server/i18n"
	"tongchuang/server/wire"
)

// atomFeed is RFC 4287, as far as it is used.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr"`
}

type atomEntry struct {
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Published string      `xml:"published"`
	Updated   string      `xml:"updated"`
	Author    *atomPerson `xml:"author"`
	Link      atomLink    `xml:"link"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

// feed is a board's latest threads. Its addresses are made from the public address, never from the request's Host.
func (s *site) feed(w http.ResponseWriter, r *http.Request) {
	lang, slug := i18n.FromContext(r.Context()), r.PathValue("slug")
	page, err := s.forum.Board(r.Context(), visitor, wire.BoardPageIn{Board: slug})
	if err != nil {
		Fail(w, r, err)
		return
	}
	board := s.public + "/boards/" + page.Board.Slug
	f := atomFeed{
		Lang: string(lang), ID: board, Title: boardName(lang, slug) + " · " + i18n.T(lang, "app.name", nil),
		Links: []atomLink{{"alternate", board, "text/html"}, {"self", board + "/feed.atom", "application/atom+xml"}},
	}
	var newest time.Time
	for _, t := range page.Threads {
		if t.LastPostAt.After(newest) {
			newest = t.LastPostAt
		}
		e := atomEntry{
			Lang: textLanguage(t.Language), ID: "urn:uuid:" + t.ID.String(), Title: t.Title,
			Published: stamp(t.CreatedAt), Updated: stamp(t.LastPostAt),
			Link:   atomLink{"alternate", s.public + "/threads/" + t.ID.String(), "text/html"},
			Author: &atomPerson{i18n.T(lang, "app.name", nil)}, // an entry must have one
		}
		if name := publicName(t.Author); name != "" {
			e.Author.Name = name
		}
		f.Entries = append(f.Entries, e)
	}
	f.Updated = stamp(newest)
	raw, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		Fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/atom+xml; charset=utf-8")
	h.Set("Cache-Control", "no-cache, private")
	h.Add("Vary", "Accept-Language, Cookie")
	_, _ = w.Write([]byte(xml.Header))
	_, _ = w.Write(raw)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
