package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// lines renders text and its line breaks. A break between two Han characters vanishes, also where emphasis, a link or
// a footnote begins or ends beside it; goldmark's own option for that (1.8.7) drops the space between English words
// there.
type lines struct {
	writer html.Writer
	keep   bool // every line break is one
}

func (l lines) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, l.text)
}

func (l lines) text(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Text)
	if n.IsRaw() {
		l.writer.RawWrite(w, n.Segment.Value(source))
	} else {
		l.writer.Write(w, n.Segment.Value(source))
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && l.keep:
		_, _ = w.WriteString("<br>\n")
	case n.SoftLineBreak() && !(wide(lastRune(n, source)) && wide(firstRuneAfter(n, source))):
		_ = w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

// lastRune is the last character of the line that a text ends.
func lastRune(n ast.Node, source []byte) rune {
	for n != nil && n.Type() == ast.TypeInline {
		if t, ok := n.(*ast.Text); ok && t.Segment.Len() > 0 {
			r, _ := utf8.DecodeLastRune(t.Segment.Value(source))
			return r
		}
		before := n.PreviousSibling()
		if before == nil {
			n = n.Parent()
			continue
		}
		for n = before; n.LastChild() != nil; {
			n = n.LastChild()
		}
	}
	return 0
}

// firstRuneAfter is the first character of the line after the text n.
func firstRuneAfter(n ast.Node, source []byte) rune {
	for n != nil && n.Type() == ast.TypeInline {
		after := n.NextSibling()
		if after == nil {
			n = n.Parent()
			continue
		}
		for n = after; n.FirstChild() != nil; {
			n = n.FirstChild()
		}
		if t, ok := n.(*ast.Text); ok {
			if t.Segment.Len() == 0 {
				continue
			}
			r, _ := utf8.DecodeRune(t.Segment.Value(source))
			return r
		}
		return 0 // an address, a footnote's number
	}
	return 0
}
