package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tongchuang/server/language"
)

// quick renders what most lines of a chat are: one line of plain words, in the language of the post. It gives exactly
// what the parser would give, in a hundredth of its time; ok is false for everything that might be more than words.
func quick(source string, lang language.Tag) (html string, ok bool) {
	first, _ := utf8.DecodeRuneInString(source)
	last, _ := utf8.DecodeLastRuneInString(source)
	if !unicode.IsLetter(first) || last == ' ' {
		return "", false
	}
	for _, r := range source {
		if !isPlain(r) {
			return "", false
		}
	}
	if linked(source) || isForeign(source, lang) {
		return "", false
	}
	return "<p>" + quotes.Replace(source) + "</p>\n", true
}

// quotes are written as the sanitizer writes them.
var quotes = strings.NewReplacer("'", "&#39;", `"`, "&#34;")

// linked: an address may be in it.
func linked(source string) bool {
	return strings.Contains(source, "://") || strings.Contains(strings.ToLower(source), "www.")
}

// isPlain: a character that stands for itself wherever it stands in a line but at its beginning.
func isPlain(r rune) bool {
	switch {
	case r == ' ' || r >= '0' && r <= '9':
		return true
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune(`.,:;?!()/-+=%'"`, r)
	case r >= 0x3001 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF5E: // Chinese punctuation, full-width forms
		return true
	}
	return unicode.IsLetter(r) || strings.ContainsRune("“”‘’…—–·", r)
}

// isForeign: the line would be marked as in another language than the post's.
func isForeign(line string, post language.Tag) bool {
	return post != "" && foreign(language.Detect(line, post).Tag, post)
}
