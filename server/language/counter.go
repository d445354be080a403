package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// counter reads a text once and counts what Detect decides by.
type counter struct {
	table              *[lastHan - firstHan + 1]script
	quotations         bool // count what is quoted too
	han, words         int
	terms              int // those of words that a Chinese text has as well: names in capitals, identifiers, lone letters
	onlyHans, onlyHant int
	kana, other        int

	// The current stretch of one language, and the sum of those that were long enough to speak for themselves.
	runHan, runWords   int
	runIsEnglish       bool // the stretch has a word that only a sentence has: “the”, “you”
	longHan, longWords int
}

// read counts a text line by line, leaving out fenced code and quotations.
func (c *counter) read(text string) {
	fence := ""
	for len(text) > 0 {
		line := text
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			text = ""
		}
		if mark := fenceOf(line); mark != "" && (fence == "" || strings.HasPrefix(mark, fence)) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
			continue
		}
		if fence != "" || !c.quotations && quotation(line) {
			continue
		}
		c.line(line)
		c.endStretch()
	}
}

// fenceOf returns the backticks or tildes that open or close a block of code, or "".
func fenceOf(line string) string {
	line = trimIndent(line)
	if !strings.HasPrefix(line, "```") && !strings.HasPrefix(line, "~~~") {
		return ""
	}
	return line[:runLength(line, line[0])]
}

func runLength(s string, b byte) int {
	n := 0
	for n < len(s) && s[n] == b {
		n++
	}
	return n
}

func (c *counter) line(s string) {
	for i := 0; i < len(s); {
		if n := skip(s, i); n > 0 {
			i += n
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case isWordStart(r):
			n, at := wordLength(s[i:])
			if at {
				i += n + addressLength(s[i+n:]) // an e-mail address
				continue
			}
			c.word(s[i : i+n])
			i += n
			continue
		case isHan(r):
			c.hanCharacter(r)
		case r < utf8.RuneSelf || !unicode.IsLetter(r):
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			c.kana++
			c.other++
		default:
			c.other++
		}
		i += size
	}
}

func (c *counter) word(w string) {
	c.words++
	if c.runHan > 0 {
		c.endStretch()
	}
	if isTerm(w) {
		c.terms++
		return
	}
	c.runWords++
	c.runIsEnglish = c.runIsEnglish || isFunctionWord(w)
}

func (c *counter) hanCharacter(r rune) {
	c.han++
	switch scriptOf(c.table, r) {
	case onlyHans:
		c.onlyHans++
	case onlyHant:
		c.onlyHant++
	}
	if c.runWords > 0 {
		c.endStretch()
	}
	c.runHan++
}

func (c *counter) endStretch() {
	if c.runHan >= stretchHan {
		c.longHan += c.runHan
	}
	if c.runWords >= stretchWords && c.runIsEnglish {
		c.longWords += c.runWords
	}
	c.runHan, c.runWords, c.runIsEnglish = 0, 0, false
}

// skip returns the length of what begins at s[i] and is not the author's language: an address, a name after @,
// code between backticks, a link's target, a tag, a smiley.
func skip(s string, i int) int {
	rest := s[i:]
	switch s[i] {
	case 'h', 'H', 'w', 'W':
		if (i == 0 || !isWordByte(s[i-1])) && isAddress(rest) {
			return addressLength(rest)
		}
	case '@':
		return mentionLength(rest)
	case '`':
		n := runLength(rest, '`')
		if end := strings.Index(near(rest[n:]), rest[:n]); end >= 0 {
			return n + end + n
		}
		return n
	case ']':
		if strings.HasPrefix(rest, "](") {
			if end := strings.IndexByte(near(rest), ')'); end >= 0 {
				return end + 1
			}
		}
	case '<':
		return tagLength(rest)
	case ':', ';':
		if len(rest) > 1 && strings.IndexByte("DPpOo", rest[1]) >= 0 && (len(rest) == 2 || !isWordByte(rest[2])) {
			return 2
		}
	case '&', '%', '\\':
		// An entity, an escape: its letters are no words.
		n := 1
		for n < len(rest) && n < 12 && isWordByte(rest[n]) {
			n++
		}
		if s[i] == '&' && n < len(rest) && rest[n] == ';' {
			return n + 1
		}
	}
	return 0
}

func isAddress(s string) bool {
	for _, start := range []string{"https://", "http://", "www."} {
		if len(s) > len(start) && strings.EqualFold(s[:len(start)], start) {
			return true
		}
	}
	return false
}

// addressLength measures a web or mail address: up to a space, a bracket or the first character that is not ASCII,
// because Chinese follows an address without a space.
func addressLength(s string) int {
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < utf8.RuneSelf && strings.IndexByte(`<>"`, s[n]) < 0 {
		n++
	}
	return n
}

// mentionLength measures @ and the name after it. Latin names end by themselves; a Han name, of up to eight
// characters, only counts as one when a space follows, for otherwise nobody could tell it from what is said.
func mentionLength(s string) int {
	n := 1
	for n < len(s) && (isWordByte(s[n]) || s[n] == '.' || s[n] == '-') {
		n++
	}
	if n > 1 {
		return n
	}
	for count, i := 0, 1; i < len(s) && count <= 8; count++ {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) && count > 0 {
			return i
		}
		if !isHan(r) {
			break
		}
		i += size
	}
	return 1
}

// tagLength measures an HTML tag or an address between angle brackets, 0 when it is none (“a < b”).
func tagLength(s string) int {
	if len(s) < 3 || !(s[1] == '/' || s[1] == '!' || isASCIILetter(s[1])) {
		return 0
	}
	return strings.IndexByte(near(s), '>') + 1
}

// near bounds the search for the other end of something, so that a line of nothing but beginnings is read in
// linear time.
func near(s string) string { return s[:min(len(s), 1000)] }

// wordLength measures a word in Latin letters, with the digits, apostrophes, hyphens and underscores inside it;
// true when an @ follows, which makes it the beginning of an e-mail address.
func wordLength(s string) (n int, at bool) {
	for n < len(s) {
		if b := s[n]; b < utf8.RuneSelf {
			if isWordByte(b) {
				n++
				continue
			}
			if (b == '\'' || b == '-' || b == '.') && n+1 < len(s) && isWordByte(s[n+1]) {
				n++
				continue
			}
			return n, b == '@'
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if r != '’' && !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Mn, r) {
			return n, false
		}
		n += size
	}
	return n, false
}

// isTerm tells whether a word belongs to no language: a lone letter, capitals, digits, marks or capitals inside
// (STARTTLS, B1, file_name, LibreOffice).
func isTerm(w string) bool {
	if len(w) == 1 {
		return w != "a" && w != "I" && w != "i" && w != "u"
	}
	for i := 1; i < len(w); i++ {
		if b := w[i]; b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '.' {
			return true
		}
	}
	return false
}

// isFunctionWord knows the words that an English sentence of some length cannot do without.
func isFunctionWord(w string) bool {
	if len(w) > 6 {
		return false
	}
	switch strings.ToLower(w) {
	case "a", "an", "the", "i", "you", "u", "he", "she", "it", "we", "they", "me", "him", "us", "them", "my", "your", "his",
		"her", "its", "our", "their", "is", "are", "am", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had",
		"will", "would", "can", "could", "should", "may", "and", "or", "but", "if", "so", "not", "no", "of", "to", "in", "on",
		"at", "by", "for", "from", "with", "as", "about", "this", "that", "these", "those", "there", "what", "who", "how",
		"when", "where", "why", "which", "all", "some", "any", "more", "very", "too", "also", "just", "then", "than",
		"please", "thanks", "don't", "i'm", "it's", "let's", "you're", "hello", "hi":
		return true
	}
	return false
}

func isWordStart(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r))
	}
	return unicode.Is(unicode.Latin, r)
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isWordByte(b byte) bool {
	return isASCIILetter(b) || b >= '0' && b <= '9' || b == '_'
}

func isHan(r rune) bool {
	return r >= firstHan && r <= lastHan || r >= 0xF900 && unicode.Is(unicode.Han, r)
}
