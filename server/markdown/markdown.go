// Package markdown turns the Markdown of a post into HTML that is safe to put into any page, and into plain text for
// previews. A post is rendered once, when it is stored: Render is strict rather than fast (well under a millisecond
// for a usual post), bounded for hostile input, and needs no network. Everything in it is safe for concurrent use.
//
// The language is CommonMark with tables, strikethrough, plain addresses as links and footnotes. Not taken over are
// raw HTML (shown as text), images (a page loads nothing from elsewhere: they become links) and links other than
// http, https, mailto and those within the post.
package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tongchuang/server/language"
)

// MaxSource is the longest source, in bytes, that is rendered: the size of the largest frame (docs/protocol.md).
const MaxSource = 64 << 10

// ErrTooLong is returned for a source of more than MaxSource bytes.
var ErrTooLong = errors.New("markdown: the source is longer than 64 KiB")

// ErrIDPrefix is returned for an IDPrefix that cannot begin an HTML id.
var ErrIDPrefix = errors.New("markdown: an id prefix is a letter followed by up to 63 letters, digits, '-' or '_'")

var idPrefix = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// Options say where the HTML will stand.
type Options struct {
	// IDPrefix begins every id (headings, footnotes), so that many posts stand on one page: "post-123-". Needed.
	IDPrefix string
	// Lang is the language that the element around the HTML will carry. Paragraphs, headings, list items and
	// cells in another language get a `lang` of their own, for screen readers and fonts. Empty: none is marked.
	Lang language.Tag
	// LineBreaks shows every line break of the source, as a chat does; otherwise a line break within a paragraph
	// is a space, or nothing between Han characters.
	LineBreaks bool
}

// Render returns the HTML of a source. A post's # becomes h3, for a page has h1 and h2 of its own. A source that
// is built to be expensive (nested over maxDepth, over maxNodes parts, tables over maxCells) is rendered as plain
// paragraphs instead. Errors: ErrTooLong, ErrIDPrefix; every valid source of at most MaxSource bytes renders.
func Render(source string, opt Options) (string, error) {
	if len(source) > MaxSource {
		return "", ErrTooLong
	}
	if !idPrefix.MatchString(opt.IDPrefix) {
		return "", ErrIDPrefix
	}
	source = clean(source)
	if html, ok := quick(source, opt.Lang); ok {
		return html, nil
	}
	return parsed(source, opt)
}

// parsed renders by the parser, whatever the source is.
func parsed(source string, opt Options) (string, error) {
	if costly(source) {
		return plainParagraphs(source), nil
	}
	src := []byte(source)
	pc := parser.NewContext(parser.WithIDs(newHeadingIDs(opt.IDPrefix)))
	pc.Set(optionsKey, &opt)
	md := articles
	if opt.LineBreaks {
		md = chats
	}
	doc := md.Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	if !affordable(doc, src) {
		return plainParagraphs(source), nil
	}
	doc.OwnerDocument().AddMeta(metaIDPrefix, opt.IDPrefix)
	var out bytes.Buffer
	out.Grow(len(src) + len(src)/2)
	if err := md.Renderer().Render(&out, src, doc); err != nil {
		return "", fmt.Errorf("markdown: render: %w", err)
	}
	safe := allowed().SanitizeReader(&out).String()
	if strings.TrimSpace(safe) == "" {
		// Definitions of footnotes and links that nothing refers to: better shown than a post without a word.
		return plainParagraphs(source), nil
	}
	return safe, nil
}

// clean makes of any bytes what a parser of HTML leaves as it is: UTF-8 with LF alone. A body that passed
// language.Body already is.
func clean(source string) string {
	source = strings.ToValidUTF8(source, "\uFFFD")
	if strings.IndexByte(source, '\r') < 0 {
		return source
	}
	return strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
}
