package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Bounds of what is rendered as Markdown. People's texts stay far below them (a bilingual article of 25 KB
// with tables and footnotes has 6 levels and 2,700 nodes); they keep a hostile 64 KiB at about a tenth of a second.
const (
	maxDepth  = 40      // quotations in lists in quotations, emphasis in emphasis
	maxNodes  = 60_000  // blocks and inlines of one post
	maxCells  = 10_000  // of all tables of one post
	maxOutput = 1 << 20 // bytes of HTML, estimated before they are written
)

// affordable walks the tree, without recursion into what is too deep, and tells whether it is within the bounds.
func affordable(doc ast.Node, source []byte) bool {
	nodes, output := 0, len(source)
	var fits func(n ast.Node, depth int) bool
	fits = func(n ast.Node, depth int) bool {
		if nodes++; nodes > maxNodes || depth > maxDepth {
			return false
		}
		switch n := n.(type) {
		case *ast.Link:
			output += len(n.Destination)
		case *ast.Image:
			output += len(n.Destination)
		case *east.FootnoteLink, *east.FootnoteBacklink:
			output += 200
		}
		output += 10
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !fits(c, depth+1) {
				return false
			}
		}
		return output <= maxOutput
	}
	return fits(doc, 0)
}

// plainParagraphs shows a source as it was written: paragraphs at empty lines, every line break kept.
func plainParagraphs(source string) string {
	var b strings.Builder
	b.Grow(len(source) + len(source)/4)
	for paragraph := range strings.SplitSeq(source, "\n\n") {
		paragraph = strings.Trim(paragraph, "\n")
		if paragraph == "" {
			continue
		}
		b.WriteString("<p>")
		b.WriteString(strings.ReplaceAll(html.EscapeString(strings.ReplaceAll(paragraph, "\x00", "\uFFFD")), "\n", "<br>\n"))
		b.WriteString("</p>\n")
	}
	return b.String()
}

// Bounds of the source itself, for what costs the parser the square of its length. Measured on goldmark 1.8.7 with 64
// KiB: quotations in quotations 2.8 s, links without an end 0.7 s, brackets in brackets 0.2 s; within the bounds 0.1 s.
const (
	maxBrackets  = 200       // [ open at the same time in one paragraph
	maxLinkSteps = 4_000_000 // bytes looked at for the ends of link destinations and titles
)

// costly tells, before parsing, whether a source would cost the parser itself too much. It reads the source once.
func costly(source string) bool {
	brackets, steps := 0, 0
	begins := 0 // beginnings of link destinations in the paragraph
	for line := range strings.Lines(source) {
		if strings.TrimSpace(line) == "" {
			brackets, begins = 0, 0
			continue
		}
		if containers(line) > maxDepth {
			return true
		}
		if startsItem(line) {
			brackets, begins = 0, 0
		}
		for i := range len(line) {
			switch line[i] {
			case '[':
				if brackets++; brackets > maxBrackets {
					return true
				}
			case ']':
				brackets = max(brackets-1, 0)
				if i+1 < len(line) && line[i+1] == '(' {
					begins++
				}
			}
		}
		// Each beginning may look as far as the paragraph goes, which is not known yet: count for those so far.
		if steps += begins * len(line); steps > maxLinkSteps {
			return true
		}
	}
	return false
}

// containers counts the marks of quotations, lists and footnotes that a line begins with: “> - 1. text” has three.
func containers(line string) int {
	if isRule(line) {
		return 0
	}
	count := 0
	for {
		line = strings.TrimLeft(line, " \t")
		n := markLength(line)
		if n == 0 {
			return count
		}
		count++
		line = line[n:]
	}
}

// markLength measures the mark of a container at the beginning of s, 0 when there is none.
func markLength(s string) int {
	if s == "" {
		return 0
	}
	blank := func(i int) bool { return i >= len(s) || s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r' }
	switch s[0] {
	case '>':
		return 1
	case '-', '+', '*':
		if blank(1) {
			return 1
		}
	case '[':
		if strings.HasPrefix(s, "[^") {
			if end := strings.Index(s[:min(len(s), 1010)], "]:"); end > 0 {
				return end + 2
			}
		}
	default:
		n := 0
		for n < len(s) && n < 10 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') && blank(n+1) {
			return n + 1
		}
	}
	return 0
}

// startsItem tells whether a line begins an item of a list at the margin, and with it a paragraph, surely: a list of
// hundreds of links is an honest text.
func startsItem(line string) bool {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if indent > 3 {
		return false
	}
	line = line[indent:]
	return len(line) > 2 && strings.IndexByte("-+*", line[0]) >= 0 && line[1] == ' ' && strings.TrimSpace(line[2:]) != ""
}

// isRule knows a thematic break (* * *), however long: it looks like a list in a list and is none.
func isRule(line string) bool {
	var mark byte
	for i := range len(line) {
		switch b := line[i]; b {
		case ' ', '\t', '\n', '\r':
		case '*', '-', '_':
			if mark == 0 {
				mark = b
			}
			if b != mark {
				return false
			}
		default:
			return false
		}
	}
	return mark != 0
}
