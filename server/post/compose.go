package post

import (
	"errors"
	"html"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"tongchuang/server/language"
	"tongchuang/server/markdown"
	"tongchuang/server/problem"
)

// A post's length: an article of some pages fits; with JSON's escapes it stays below the largest frame.
const (
	// MaxCharacters counts code points.
	MaxCharacters = 20_000
	// MaxBytes counts UTF-8.
	MaxBytes = 60_000
)

// composed is a text that was checked and rendered.
type composed struct {
	body, html, language string
	languageSet          bool // by the author
	found                Finding
}

// blocked: the text holds something that is never let through.
func blocked() *problem.Error {
	return problem.New(http.StatusUnprocessableEntity, "post.blocked")
}

func isBlocked(err error) bool {
	var p *problem.Error
	return errors.As(err, &p) && p.Code == "post.blocked"
}

// compose checks a text, renders it, and asks the filter about it.
func (s *Service) compose(id uuid.UUID, body, chosen, preferred string, place Place) (composed, error) {
	c, err := compose(id, body, chosen, preferred, place.Chat)
	if err != nil || s.filter == nil {
		return c, err
	}
	if c.found = s.judge(c.body, c.html, place); c.found.Block {
		return c, blocked()
	}
	return c, nil
}

// judge asks the filter about a text as it was written and, where that is not the same, as it is read: entities, escapes
// and emphasis are no disguise.
func (s *Service) judge(body, rendered string, place Place) Finding {
	found := s.filter.Judge(body, place)
	if isLine(rendered, body) {
		return found
	}
	text := markdown.Read(rendered)
	if sameWords(text, body) {
		return found
	}
	read := s.filter.Judge(text, place)
	found.Block, found.Hold = found.Block || read.Block, found.Hold || read.Hold
	for _, kind := range read.Kinds {
		if !slices.Contains(found.Kinds, kind) {
			found.Kinds = append(found.Kinds, kind)
		}
	}
	return found
}

// isLine: the rendering is one paragraph of the very words, as most are.
func isLine(rendered, body string) bool {
	words, ok := strings.CutPrefix(rendered, "<p>")
	words, whole := strings.CutSuffix(words, "</p>\n")
	return ok && whole && !strings.Contains(words, "<") && html.UnescapeString(words) == body
}

// sameWords tells whether two texts differ in white space alone.
func sameWords(a, b string) bool {
	for {
		a, b = strings.TrimLeftFunc(a, unicode.IsSpace), strings.TrimLeftFunc(b, unicode.IsSpace)
		if a == "" || b == "" {
			return a == b
		}
		i := 0
		for i < len(a) && i < len(b) && a[i] == b[i] && a[i] > ' ' {
			i++
		}
		if i == 0 {
			return false
		}
		a, b = a[i:], b[i:]
	}
}

// compose checks a text and renders it. chosen is the language that the author named, "" to have it detected; preferred
// is the author's own language, which decides what a text leaves open.
func compose(id uuid.UUID, body, chosen, preferred string, chat bool) (composed, error) {
	if len(body) > MaxBytes {
		return composed{}, problem.New(http.StatusUnprocessableEntity, "post.too_long", "Max", MaxCharacters)
	}
	text, err := language.Body(body, MaxCharacters)
	if err != nil {
		return composed{}, refused(err)
	}
	c := composed{body: text, language: chosen, languageSet: chosen != ""}
	if chosen == "" {
		tag, _ := language.Parse(preferred)
		c.language = string(language.Detect(text, tag).Tag)
	} else if _, ok := language.Parse(chosen); !ok {
		return composed{}, problem.Invalid(problem.Wrong("language", "enum"))
	}
	c.html, err = markdown.Render(text, markdown.Options{
		IDPrefix: "p-" + id.String() + "-", Lang: language.Tag(c.language), LineBreaks: chat,
	})
	if err != nil {
		return composed{}, refused(err)
	}
	return c, nil
}

func refused(err error) error {
	var r *language.Refusal
	if !errors.As(err, &r) {
		return problem.New(http.StatusUnprocessableEntity, "post.bad_text").Because(err)
	}
	switch r.Reason {
	case language.Empty:
		return problem.New(http.StatusUnprocessableEntity, "post.empty").Because(err)
	case language.TooLong:
		return problem.New(http.StatusUnprocessableEntity, "post.too_long", "Max", MaxCharacters).Because(err)
	default:
		return problem.New(http.StatusUnprocessableEntity, "post.bad_text").Because(err)
	}
}
