package markdown

import (
	"html"
	"net/url"
	"strings"
)

// Read gives the text that a reader of rendered HTML sees: without tags, with entities as what they stand for, a new line
// where a block or a line ends, and where a link leads to if it does not say so itself. rendered is what Render returned.
func Read(rendered string) string {
	var b strings.Builder
	b.Grow(len(rendered))
	var leads string // where the link that is open leads to
	said := 0        // where its text begins
	for rest := rendered; rest != ""; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			i = len(rest)
		}
		words := html.UnescapeString(rest[:i])
		if ended(&b) {
			words = strings.TrimLeft(words, "\n")
		}
		b.WriteString(words)
		if rest = rest[i:]; rest == "" {
			break
		}
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			break
		}
		tag := rest[1:end]
		rest = rest[end+1:]
		name, attributes, _ := strings.Cut(tag, " ")
		switch name {
		case "a":
			leads, said = address(attributes), b.Len()
		case "/a":
			if leads != "" && leads != strings.TrimSpace(b.String()[said:]) {
				b.WriteString(" " + leads + " ")
			}
			leads = ""
		case "em", "/em", "strong", "/strong", "del", "/del", "s", "/s", "code", "/code", "span", "/span", "sup", "/sup", "wbr":
		default:
			if !ended(&b) {
				b.WriteByte('\n')
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// ended tells whether a new line begins here.
func ended(b *strings.Builder) bool { return b.Len() == 0 || b.String()[b.Len()-1] == '\n' }

// address is the address of a link that leads out of its page, as a person would write it down.
func address(attributes string) string {
	_, href, found := strings.Cut(attributes, `href="`)
	if !found {
		return ""
	}
	href, _, _ = strings.Cut(href, `"`)
	href = html.UnescapeString(href)
	if strings.HasPrefix(href, "#") {
		return ""
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return strings.TrimPrefix(href, "mailto:")
}
