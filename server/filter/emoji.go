package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isEmoji knows pictures, the letters in boxes and flags that are set like pictures, and what joins them. As far as they
// have letters or digits in them, people also write words with them: a text is read with them and without.
func isEmoji(r rune) bool {
	switch {
	case r >= 0x1F000 && r <= 0x1FAFF, r >= 0x2600 && r <= 0x27BF, r >= 0x2B00 && r <= 0x2BFF:
		return true
	case r >= 0x2190 && r <= 0x23FF, r >= 0x25A0 && r <= 0x25FF: // arrows, technical signs, shapes
		return true
	case r >= 0xE0020 && r <= 0xE007F: // the tags of a region's flag
		return true
	}
	switch r {
	case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x3030, 0x303D, 0x3297, 0x3299, keycapEnd, 0xFE0F, 0x200D:
		return true
	}
	return false
}

// keycapEnd makes a key of the digit, # or * before it.
const keycapEnd = 0x20E3

// keycap gives the length of the key that s begins with, in bytes and in code points; 0 where there is none.
func keycap(s string) (size, points int) {
	const variant, end = "\uFE0F", "\u20E3"
	if c := s[0]; !isDigit(c) && c != '#' && c != '*' {
		return 0, 0
	}
	switch rest := s[1:]; {
	case len(rest) >= len(end) && rest[:len(end)] == end:
		return 1 + len(end), 2
	case len(rest) >= len(variant+end) && rest[:len(variant+end)] == variant+end:
		return 1 + len(variant+end), 3
	}
	return 0, 0
}

// isLettered knows the letters in boxes and flags.
func isLettered(r rune) bool { return r >= 0x1F150 && r <= 0x1F189 || r >= 0x1F1E6 && r <= 0x1F1FF }

// markup gives the length, in bytes and in code points, of what s begins with where that is an emoji in words (:heart:,
// [微笑]) or what looks like a tag of HTML; 0 where it is not.
func markup(s string) (size, points int) {
	const longest = 24 // bytes
	closing := s[0]
	switch closing {
	case '<':
		closing = '>'
	case '[':
		closing = ']'
	}
	end := strings.IndexByte(s[1:min(len(s), longest)], closing) + 1
	if end < 2 {
		return 0, 0
	}
	inside, letters, han := s[1:end], 0, 0
	for _, r := range inside {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			letters++
		case s[0] == '<', s[0] == ':' && (r == '_' || r == '-' || r == '+' || r >= '0' && r <= '9'):
		default:
			return 0, 0
		}
	}
	switch {
	case s[0] == '<' && (inside[0] == '/' || inside[0] == '!' || letters > 0) && han == 0,
		s[0] == ':' && letters > 1 && han == 0,
		s[0] == '[' && han > 0 && han <= 4 && letters == 0:
		return end + 1, utf8.RuneCountInString(s[:end+1])
	}
	return 0, 0
}

// pictures follows a text for pictures in the middle of its words.
type pictures struct {
	run    bool // the last character was one
	joined bool // … and a letter stood right before it, or before the others
	amid   bool // there were such, and a letter right behind
	// kinds that were seen
	lettered, unlettered bool
}

func (p *pictures) picture(before []byte) {
	if !p.run {
		p.run, p.joined = true, len(before) > 0 && (isWord(before[len(before)-1]) || before[len(before)-1] >= 0x80)
	}
}

func (p *pictures) other(r rune) {
	if p.run {
		p.amid, p.run = p.amid || p.joined && (unicode.IsLetter(r) || unicode.IsDigit(r)), false
	}
}
