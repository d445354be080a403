package filter

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in the form in which texts are compared: compatibility forms decomposed (NFKD), marks and invisible
// characters taken out, small letters, look-alikes as Latin letters, simplified characters, white space as single spaces.
type folded struct {
	text []byte
	// at is, for each byte of text, the place of the character of the original that it came from, in code points.
	at []int32
	// digits counts digits, Chinese numerals among them; mails the signs @.
	digits, mails int
	pictures
}

func (f *folded) reset() {
	f.text, f.at, f.digits, f.mails, f.pictures = f.text[:0], f.at[:0], 0, 0, pictures{}
}

// fold brings s into its form, in one pass, replacing what f held.
func (f *folded) fold(s string) { f.read(s, false) }

// foldWithoutPictures is fold as if there were no emoji in s.
func (f *folded) foldWithoutPictures(s string) { f.read(s, true) }

func (f *folded) read(s string, without bool) {
	f.reset()
	han, alike := simplified(), readAs()
	place := int32(0)
	for i := 0; i < len(s); place++ {
		c := s[i]
		if c < utf8.RuneSelf {
			if without && i+1 < len(s) && s[i+1] >= utf8.RuneSelf {
				if size, points := keycap(s[i:]); size > 0 {
					i, place = i+size, place+int32(points)-1
					continue
				}
			}
			i++
			f.other(rune(c))
			f.ascii(c, place)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if isEmoji(r) {
			f.picture(f.text)
			if without {
				i += size
				continue
			}
		} else {
			f.other(r)
		}
		if r >= firstHan && r <= lastHan {
			f.han(rune(han[r-firstHan]), place)
		} else if letter, ok := alike[r]; ok {
			f.ascii(byte(letter), place, letter)
		} else if parts := norm.NFKD.PropertiesString(s[i : i+size]).Decomposition(); parts != nil {
			for _, part := range string(parts) {
				f.plain(part, place)
			}
		} else {
			f.plain(r, place)
		}
		i += size
	}
}

// ascii adds a character of ASCII; wide is the look-alike that it stands for, where that is none itself.
func (f *folded) ascii(c byte, place int32, wide ...rune) {
	if len(wide) > 0 && wide[0] >= utf8.RuneSelf {
		f.put(wide[0], place)
		return
	}
	switch {
	case c >= 'A' && c <= 'Z':
		c += 'a' - 'A'
	case c >= '0' && c <= '9':
		f.digits++
	case c == '@':
		f.mails++
	case c <= ' ' || c == 0x7F:
		if len(f.text) > 0 && f.text[len(f.text)-1] == ' ' {
			return
		}
		c = ' '
	}
	f.text, f.at = append(f.text, c), append(f.at, place)
}

func (f *folded) han(r rune, place int32) {
	if numeral(r) >= 0 {
		f.digits++
	}
	f.put(r, place)
}

// plain adds a character that decomposes no further.
func (f *folded) plain(r rune, place int32) {
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r), place)
		return
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc) || isFiller(r):
		return
	case unicode.IsSpace(r):
		f.ascii(' ', place)
		return
	}
	if letter, ok := readAs()[r]; ok {
		f.ascii(byte(letter), place, letter)
		return
	}
	r = unicode.ToLower(r)
	if r >= firstHan && r <= lastHan {
		f.han(rune(simplified()[r-firstHan]), place)
		return
	}
	if d, ok := digit(r); ok {
		f.ascii(d, place)
		return
	}
	f.han(r, place)
}

func (f *folded) put(r rune, place int32) {
	before := len(f.text)
	f.text = utf8.AppendRune(f.text, r)
	for range len(f.text) - before {
		f.at = append(f.at, place)
	}
}

// isFiller knows the letters and signs that show nothing.
func isFiller(r rune) bool {
	return r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0 || r == 0x2800 || r >= 0xE0000 && r <= 0xE0FFF
}

// digit reads a decimal digit of any script.
func digit(r rune) (byte, bool) {
	if r < 0x0660 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	// The digits of a script stand together, 0 first.
	zero := r
	for zero > r-9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return byte('0' + (r-zero)%10), true
}

// numeral reads a Chinese numeral that is said for a single digit; -1 for every other character.
func numeral(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '贰', '两':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}
