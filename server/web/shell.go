package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"tongchuang/server/i18n"
)

// shell is the built index.html, taken apart once at the places where a page differs from it. The client starts in
// every page alike; what the server wrote into #page can be read at once, and without JavaScript; the client takes its place when it has as much to show.
type shell struct {
	start, head, body, end []byte   // what stands before <html>, <title>, the page, and after it
	links                  int      // where in body the preloads stand: after those of the client, which every page needs
	scripts                []string // hashes of the inline scripts, as in a policy
}

// bare stands in for a client that was not built: the pages without JavaScript, the hint, and no style.
const bare = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title></title>
		<!--head-->
	</head>
	<body>
		<!--page-->
	</body>
</html>
`

var (
	htmlTag      = regexp.MustCompile(`<html[^>]*>`)
	titleTag     = regexp.MustCompile(`(?s)<title>.*?</title>`)
	inlineScript = regexp.MustCompile(`(?s)<script(\s[^>]*)?>(.*?)</script>`)
	ownFile      = regexp.MustCompile(`(href|src)="(/[^"/?]+)"`)
)

// newShell takes index.html apart. Links to files at the root get the hash of the file's content as their query, so that
// they can be kept by browsers for as long as the file is the same.
func newShell(index []byte, assets map[string]*asset) (*shell, error) {
	index = ownFile.ReplaceAllFunc(index, func(link []byte) []byte {
		m := ownFile.FindSubmatch(link)
		if a, ok := assets[string(m[2])]; ok {
			return fmt.Appendf(nil, `%s="%s?v=%s"`, m[1], m[2], a.hash)
		}
		return link
	})
	s := &shell{}
	for _, m := range inlineScript.FindAllSubmatch(index, -1) {
		if !bytes.Contains(m[1], []byte("src=")) {
			sum := sha256.Sum256(m[2])
			s.scripts = append(s.scripts, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
	}
	html, title := htmlTag.FindIndex(index), titleTag.FindIndex(index)
	head, page := mark(index, "<!--head-->"), mark(index, "<!--page-->")
	if html == nil || title == nil || head == nil || page == nil ||
		html[1] > title[0] || title[1] > head[0] || head[1] > page[0] {
		return nil, errors.New("web: the built index.html lacks <html>, <title>, <!--head--> or <!--page-->, in this order")
	}
	s.start = index[:html[0]]
	s.head = index[html[1]:title[0]]
	s.body = append(bytes.Clone(index[title[1]:head[0]]), index[head[1]:page[0]]...)
	if s.links = bytes.Index(s.body, []byte("</head>")); s.links < 0 {
		return nil, errors.New("web: the built index.html lacks </head>")
	}
	s.end = index[page[1]:]
	return s, nil
}

func readIndex(client fs.FS) ([]byte, error) {
	index, err := fs.ReadFile(client, "index.html")
	if err != nil {
		return nil, fmt.Errorf("web: reading the built client: %w", err)
	}
	return index, nil
}

// mark finds a comment that must stand exactly once.
func mark(index []byte, comment string) []int {
	i := bytes.Index(index, []byte(comment))
	if i < 0 || i != bytes.LastIndex(index, []byte(comment)) {
		return nil
	}
	return []int{i, i + len(comment)}
}

// script is the value of <html data-script>: the client reads from it that the server has chosen the language.
func script(l i18n.Language) string {
	if l == i18n.En {
		return "Latn"
	}
	return strings.TrimPrefix(string(l), "zh-")
}

// write writes a whole page: title as text, head, links and page as markup.
func (s *shell) write(w io.Writer, lang i18n.Language, title string, head, links, page []byte) error {
	var b bytes.Buffer
	b.Write(s.start)
	fmt.Fprintf(&b, `<html lang="%s" data-script="%s">`, lang, script(lang))
	b.Write(s.head)
	fmt.Fprintf(&b, "<title>%s</title>", template.HTMLEscapeString(title))
	b.Write(head)
	b.Write(s.body[:s.links])
	b.Write(links)
	b.Write(s.body[s.links:])
	b.Write(page)
	b.Write(s.end)
	_, err := w.Write(b.Bytes())
	return err
}
