package markdown

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rel is what every link out of a post carries: no search engine's credit for it, no handle on our window.
const rel = "nofollow ugc noopener"

// maxURL is the longest address, in bytes, that is linked; longer ones are no addresses for people, and a reference
// definition would repeat them.
const maxURL = 2000

// target decides about the destination of a link as it stands in the source, entities and escapes resolved or not.
// It returns the address for `href`, not yet escaped for HTML, or false when the link must become its text.
func target(destination []byte, resolve bool, prefix string) (string, bool) {
	if len(destination) > maxURL {
		return "", false
	}
	s := string(util.URLEscape(destination, resolve))
	if fragment, ok := strings.CutPrefix(s, "#"); ok {
		return within(fragment, prefix)
	}
	// A browser drops tabs and line breaks inside an address and reads \ as /; no address has them.
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7F || strings.ContainsRune("\\\"<>^`{|}", r) }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", false
	}
	switch u.Scheme { // in lower case, says url.Parse
	case "http", "https":
		// “https://bank.example@evil.example” shows one host and goes to another.
		if u.Host == "" || u.User != nil || u.Opaque != "" {
			return "", false
		}
		return s, true
	case "mailto":
		// Only the addressee: a subject and a text would be written in the sender's name.
		address, _, _ := strings.Cut(u.Opaque, "?")
		if !strings.Contains(address, "@") || strings.Contains(address, "%") {
			return "", false
		}
		return "mailto:" + address, true
	}
	return "", false
}

// within makes a link to a heading of the same post: [目录](#引言).
func within(fragment, prefix string) (string, bool) {
	name, err := url.PathUnescape(fragment)
	if err != nil || prefix == "" {
		return "", false
	}
	slug := slugOf(name)
	if slug == "" {
		return "", false
	}
	return "#" + prefix + (&url.URL{Path: slug}).EscapedPath(), true
}

// links renders links, addresses and images.
type links struct{}

func (l links) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, l.link)
	reg.Register(ast.KindAutoLink, l.address)
	reg.Register(ast.KindImage, l.image)
}

func (links) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	href, ok := target(node.(*ast.Link).Destination, true, prefixOf(node))
	if !ok {
		return ast.WalkContinue, nil
	}
	if entering {
		open(w, href, "")
	} else {
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func (links) address(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	label := util.EscapeHTML(n.Label(source))
	address := n.URL(source)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(address)), "mailto:") {
		address = append([]byte("mailto:"), address...)
	}
	href, ok := target(address, false, "")
	if !ok || insideLink(node) {
		_, _ = w.Write(label)
		return ast.WalkContinue, nil
	}
	open(w, href, "")
	_, _ = w.Write(label)
	_, _ = w.WriteString("</a>")
	return ast.WalkContinue, nil
}

// image makes a link of an image: a page loads nothing from elsewhere. Its text is the alternative text or, without
// one, the address.
func (links) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	label := strings.TrimSpace(inlineText(n, source))
	href, ok := target(n.Destination, true, "")
	if label == "" {
		label = href
	}
	if !ok || insideLink(node) {
		_, _ = w.Write(util.EscapeHTML([]byte(label)))
		return ast.WalkSkipChildren, nil
	}
	open(w, href, "image")
	_, _ = w.Write(util.EscapeHTML([]byte(label)))
	_, _ = w.WriteString("</a>")
	return ast.WalkSkipChildren, nil
}

func open(w util.BufWriter, href, class string) {
	_, _ = w.WriteString(`<a href="`)
	_, _ = w.Write(util.EscapeHTML([]byte(href)))
	if !strings.HasPrefix(href, "#") {
		_, _ = w.WriteString(`" rel="` + rel)
	}
	if class != "" {
		_, _ = w.WriteString(`" class="` + class)
	}
	_, _ = w.WriteString(`">`)
}

func insideLink(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

func prefixOf(n ast.Node) string {
	doc := n.OwnerDocument()
	if doc == nil {
		return ""
	}
	prefix, _ := doc.Meta()[metaIDPrefix].(string)
	return prefix
}

// addressParser links plain addresses. GitHub's rule wants a space before them, which Chinese does not write:
// “请看https://example.com。” is linked as well.
type addressParser struct{ parser.InlineParser }

func newAddressParser() parser.InlineParser {
	return addressParser{extension.NewLinkifyParser(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}))}
}

func (p addressParser) Trigger() []byte {
	return append(p.InlineParser.Trigger(), ':', '.')
}

func (p addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	switch {
	case len(line) == 0:
		return nil
	case line[0] == ':' || line[0] == '.':
		return p.afterHan(parent, block, pc)
	case !mayBeAddress(line):
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// afterHan links an address that no space stands before. A parser is only called at punctuation, so the address has
// begun already: its “https” or “www” is the end of the text before, and is taken back from it.
func (p addressParser) afterHan(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before, ok := parent.LastChild().(*ast.Text)
	line, position := block.Position()
	if !ok || before.Segment.Stop != position.Start || before.SoftLineBreak() || before.HardLineBreak() {
		return nil
	}
	said := before.Segment.Value(block.Source())
	for _, start := range []string{"https", "http", "www"} {
		rest, ok := bytes.CutSuffix(said, []byte(start))
		if !ok {
			continue
		}
		if r, _ := utf8.DecodeLastRune(rest); r < utf8.RuneSelf || r == utf8.RuneError {
			return nil
		}
		block.SetPosition(line, position.WithStart(position.Start-len(start)))
		if ahead, _ := block.PeekLine(); !hasAddressPrefix(ahead) {
			return nil
		}
		link := p.InlineParser.Parse(parent, block, pc)
		if link != nil {
			before.Segment = before.Segment.WithStop(before.Segment.Stop - len(start))
		}
		return link
	}
	return nil
}

func hasAddressPrefix(line []byte) bool {
	for _, start := range []string{"http://", "https://", "www."} {
		if len(line) > len(start) && string(line[:len(start)]) == start {
			return true
		}
	}
	return false
}

// mayBeAddress keeps the parser's work linear: it would look for the @ of a mail address to the end of the line after
// each space, star and underscore.
func mayBeAddress(line []byte) bool {
	switch line[0] {
	case ' ', '\t', '\n', '*', '_', '~', '(':
		line = line[1:]
	}
	if hasAddressPrefix(line) {
		return true
	}
	for i, b := range line {
		if b == '@' {
			return i > 0
		}
		if i > 64 || !(util.IsAlphaNumeric(b) || strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", b) >= 0) {
			return false // RFC 5321: a local part has at most 64 octets
		}
	}
	return false
}
