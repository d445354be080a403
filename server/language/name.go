package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxName is how many code points a display name may have: enough for a Spanish or Mongolian full name.
const MaxName = 40

// Line takes a title or another text of one line, of at most limit code points. Refusals are those of Body. What is
// returned is in NFC, its white space (line breaks too) made single spaces and cut at both ends, without control
// characters, direction marks and zero-width spaces; joiners and variation selectors, which emoji and some scripts
// need, stay. The ideographic space of a Chinese title stays one.
func Line(s string, limit int) (string, error) {
	s, err := line(s)
	if err != nil {
		return "", err
	}
	return checked(s, limit)
}

func line(s string) (string, error) {
	if err := readable(s); err != nil {
		return "", err
	}
	var b strings.Builder
	pending := rune(0)
	for _, r := range s {
		switch {
		case r == '\u3000' && (pending == 0 || pending == '\u3000'):
			pending = r
		case unicode.IsSpace(r) || r == 0x2028 || r == 0x2029:
			pending = ' '
		case unicode.IsControl(r), isDirection(r), isZeroWidthSpace(r):
		default:
			if pending != 0 && b.Len() > 0 {
				b.WriteRune(pending)
			}
			pending = 0
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String()), nil
}

// isZeroWidthSpace knows the invisible characters that no script needs inside a line.
func isZeroWidthSpace(r rune) bool {
	switch r {
	case 0x00AD, 0x180E, 0x200B, 0x200E, 0x200F, 0x061C, 0x2060, 0xFEFF:
		return true
	}
	return r >= 0x206A && r <= 0x206F || r >= 0xFFF9 && r <= 0xFFFB
}

// Name takes a display name of 1 to MaxName code points. It is cleaned like a Line, full-width letters become plain
// ones, and it is refused where it could pass for another one: an invisible character (Invisible; the joiners inside
// an emoji are none), letters of two alphabets in one word or letters made for formulas (LookAlike; Han, kana, Hangul
// and Latin may stand together), private or unassigned characters (Unassigned), nothing but punctuation (NoLetter).
func Name(s string) (string, error) {
	s, err := line(s)
	if err != nil {
		return "", err
	}
	if s, err = checked(norm.NFC.String(foldWidth(s)), MaxName); err != nil {
		return "", err
	}
	runes := []rune(s)
	speaks := false
	for i, r := range runes {
		if isInvisible(r) && !insideEmoji(runes, i) {
			return "", refuse(Invisible)
		}
		if unicode.In(r, unicode.Co, unicode.Cs) || !unicode.IsGraphic(r) && !isInvisible(r) {
			return "", refuse(Unassigned)
		}
		if isStyledLetter(r) {
			return "", refuse(LookAlike)
		}
		speaks = speaks || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.In(r, unicode.So)
	}
	if !speaks {
		return "", refuse(NoLetter)
	}
	if mixesAlphabets(runes) {
		return "", refuse(LookAlike)
	}
	return s, nil
}

// foldWidth makes full-width ASCII (Ｌｉ), which an input method leaves behind, plain.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E {
			return r - 0xFEE0
		}
		return r
	}, s)
}

// insideEmoji tells whether the invisible character at i is a joiner or a variation selector right after an emoji.
func insideEmoji(runes []rune, i int) bool {
	if i == 0 || runes[i] != 0x200D && runes[i] != 0xFE0F {
		return false
	}
	before := runes[i-1]
	if before == 0xFE0F && i > 1 {
		before = runes[i-2]
	}
	emoji := unicode.In(before, unicode.So) || before >= 0x1F3FB && before <= 0x1F3FF
	return emoji && (runes[i] == 0xFE0F || i+1 < len(runes) && unicode.In(runes[i+1], unicode.So))
}

// isStyledLetter knows the letters for formulas and in circles that are used to write names in “fonts”.
func isStyledLetter(r rune) bool {
	return r >= 0x1D400 && r <= 0x1D7FF || r >= 0x24B6 && r <= 0x24E9 || r >= 0x1F110 && r <= 0x1F189 ||
		r >= 0x2100 && r <= 0x214F && unicode.IsLetter(r)
}

// mixesAlphabets follows the “highly restrictive” level of Unicode Technical Standard 39, word by word: the letters of
// a word are of one script, or of Latin with those of Chinese, Japanese or Korean.
func mixesAlphabets(runes []rune) bool {
	first := ""
	for _, r := range runes {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if !unicode.IsLetter(r) {
			first = ""
			continue
		}
		script := alphabet(r)
		switch {
		case script == "":
		case first == "":
			first = script
		case first != script:
			return true
		}
	}
	return false
}

// alphabet names a letter's script; East Asian scripts have none, since nobody takes them for Latin.
func alphabet(r rune) string {
	if r < 0x250 {
		return "Latin"
	}
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Common, unicode.Inherited) {
		return ""
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return "unknown"
}
