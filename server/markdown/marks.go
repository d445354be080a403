package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tongchuang/server/language"
)

// marks finishes the tree: headings go two levels down, cells get a class for their alignment, and what is in another
// language than the post says so.
type marks struct{}

func (marks) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	var lang language.Tag
	if opt, ok := pc.Get(optionsKey).(*Options); ok {
		lang = opt.Lang
	}
	source := reader.Source()
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		switch block := n.(type) {
		case *ast.Heading:
			block.Level = min(block.Level+2, 6)
			markLanguage(block, block, source, lang)
		case *ast.Paragraph:
			markLanguage(block, block, source, lang)
		case *ast.TextBlock:
			if item := block.Parent(); item.Kind() == ast.KindListItem && item.FirstChild() == ast.Node(block) {
				markLanguage(item, block, source, lang)
			}
		case *east.TableCell:
			if block.Alignment == east.AlignRight || block.Alignment == east.AlignCenter {
				block.SetAttributeString("class", []byte(block.Alignment.String()))
			}
			markLanguage(block, block, source, lang)
		}
		return ast.WalkContinue, nil
	})
}

// markLanguage gives an element the language of the text in it where that is another one than the post's.
func markLanguage(element, content ast.Node, source []byte, post language.Tag) {
	if post == "" {
		return
	}
	found := language.Detect(inlineText(content, source), post).Tag
	if foreign(found, post) {
		element.SetAttributeString("lang", []byte(found))
	}
}

// foreign tells whether a part in the language found has to say so within a post.
func foreign(found, post language.Tag) bool {
	switch found {
	case post, language.Mixed, language.Undetermined:
		return false
	case language.Zh:
		return !post.Chinese()
	}
	return true
}

// inlineText is the text that a reader sees of a node's inline children; code and footnote marks are left out.
func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	writeInline(&b, n, source, false)
	return b.String()
}

func writeInline(b *strings.Builder, n ast.Node, source []byte, code bool) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			if !code {
				return ast.WalkSkipChildren, nil
			}
		case *ast.AutoLink:
			if code {
				b.Write(n.Label(source))
			}
		case *ast.Text:
			value := n.Segment.Value(source)
			if !n.IsRaw() {
				value = unescape(value)
			}
			b.Write(value)
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(n.Value)
		}
		return ast.WalkContinue, nil
	})
}

// unescape resolves backslash escapes and entities as the renderer does.
func unescape(value []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// headingIDs names headings within one post, in the way of GitHub but for every script: “## 第一课 Hello” becomes
// prefix + "第一课-hello". It serves one Render and is not safe for concurrent use.
type headingIDs struct {
	prefix string
	used   map[string]int // how often a slug was asked for
	taken  map[string]bool
}

func newHeadingIDs(prefix string) *headingIDs {
	return &headingIDs{prefix: prefix, used: map[string]int{}, taken: map[string]bool{}}
}

// Generate implements parser.IDs.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	slug := slugOf(string(value))
	if slug == "" {
		slug = "h"
	}
	id := slug
	for h.taken[id] {
		h.used[slug]++
		id = slug + "-" + strconv.Itoa(h.used[slug])
	}
	h.taken[id] = true
	return []byte(h.prefix + id)
}

// Put implements parser.IDs; nobody sets an id by hand in our dialect.
func (h *headingIDs) Put([]byte) {}

// maxSlug bounds an id, in runes.
const maxSlug = 60

func slugOf(s string) string {
	var b strings.Builder
	count := 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == ' ' || r == '-' || r == '_':
			b.WriteByte('-')
		default:
			continue
		}
		if count++; count == maxSlug {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}

// tableFrame puts a frame around tables that scrolls by itself, by keyboard too: a wide one must not widen a phone's
// page.
type tableFrame struct{}

func (tableFrame) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(east.KindTable, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<div class=\"table\" tabindex=\"0\"><table>\n")
		} else {
			_, _ = w.WriteString("</table></div>\n")
		}
		return ast.WalkContinue, nil
	})
}
