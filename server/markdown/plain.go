package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Plain returns what a source says, without marks, as one line of at most n code points for a preview; a longer one is
// cut at a word and ends in “…”, which counts. Code blocks, tables' rules and footnotes are left out. A source over
// MaxSource is read up to there. n below 1 gives "".
func Plain(source string, n int) string {
	return excerpt(strings.Join(blockTexts(source, -1), " "), n)
}

// FirstLine returns the first heading's or paragraph's first line, in plain text of at most n code points: the
// title of a text that has none. "" when the source says nothing.
func FirstLine(source string, n int) string {
	for _, block := range blockTexts(source, 1) {
		first, _, _ := strings.Cut(block, "\n")
		return excerpt(first, n)
	}
	return ""
}

// blockTexts returns the texts of a source's blocks that are not empty, in order, the first limit ones of them (all
// when negative).
func blockTexts(source string, limit int) []string {
	if len(source) > MaxSource {
		source = source[:MaxSource]
	}
	source = clean(source)
	if costly(source) {
		return []string{source}
	}
	src := []byte(source)
	doc := articles.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(newHeadingIDs("x")))))
	if !affordable(doc, src) {
		return []string{source}
	}
	var texts []string
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindParagraph, ast.KindHeading, ast.KindTextBlock, east.KindTableCell:
		case east.KindFootnoteList:
			return ast.WalkSkipChildren, nil
		default:
			return ast.WalkContinue, nil
		}
		var b strings.Builder
		writeInline(&b, n, src, true)
		if t := strings.TrimSpace(b.String()); t != "" {
			texts = append(texts, t)
		}
		if len(texts) == limit {
			return ast.WalkStop, nil
		}
		return ast.WalkSkipChildren, nil
	})
	return texts
}

// excerpt makes one line of a text: white space becomes one space, or nothing where a line breaks between two Han
// characters.
func excerpt(s string, n int) string {
	if n < 1 {
		return ""
	}
	var line strings.Builder
	space, broken := false, false
	var last rune
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			broken = broken || r == '\n'
			continue
		}
		if unicode.IsControl(r) {
			continue
		}
		if space && line.Len() > 0 && !(broken && wide(last) && wide(r)) {
			line.WriteByte(' ')
		}
		space, broken, last = false, false, r
		line.WriteRune(r)
	}
	return shorten(line.String(), n)
}

func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x30FF || r >= 0xFF01 && r <= 0xFF60
}

// shorten cuts after a whole word of a script with spaces, when that costs less than half of the line.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut, count := 0, 0
	for i := range s {
		if count == n-1 {
			cut = i
			break
		}
		count++
	}
	next, _ := utf8.DecodeRuneInString(s[cut:])
	head := s[:cut]
	if !wide(next) && next != ' ' {
		if i := strings.LastIndexByte(head, ' '); i > cut/2 {
			head = head[:i]
		}
	}
	return strings.TrimRight(head, " ") + "…"
}
