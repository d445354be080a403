package filter

import (
	"strings"
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
	turned        bool // a sign in it turns its direction round
	pictures
}

func (f *folded) reset() {
	*f = folded{text: f.text[:0], at: f.at[:0]}
}

// fold brings s into its form, in one pass, replacing what f held.
func (f *folded) fold(s string) { f.read(s, nothing) }

// foldWithout is fold as if there were none of these in s.
func (f *folded) foldWithout(s string, those leaving) { f.read(s, those) }

// leaving is what is left out of a text.
type leaving uint8

const (
	nothing     leaving = iota
	allPictures         // emoji, however they are written, and tags
	unlettered          // … but for those that are letters
)

func (f *folded) read(s string, without leaving) {
	f.reset()
	han, alike := simplified(), readAs()
	place := int32(0)
	markedUp := 0 // where the markup ends that is being read
	for i := 0; i < len(s); place++ {
		c := s[i]
		if isLetter(c) {
			if f.run && i >= markedUp {
				f.other(rune(c))
			}
			f.text, f.at = append(f.text, c), append(f.at, place)
			i++
			continue
		}
		if c < utf8.RuneSelf {
			if without != nothing && i+1 < len(s) && s[i+1] >= utf8.RuneSelf {
				if size, points := keycap(s[i:]); size > 0 {
					i, place = i+size, place+int32(points)-1
					continue
				}
			}
			if (c == '<' || c == ':' || c == '[') && i >= markedUp {
				if size, points := markup(s[i:]); size > 0 {
					if f.picture(f.text); without != nothing {
						i, place = i+size, place+int32(points)-1
						continue
					}
					f.unlettered, markedUp = true, i+size
				}
			}
			if c == '%' && i+2 < len(s) {
				if d, ok := percent(s[i+1], s[i+2]); ok {
					f.ascii(d, place)
					i, place = i+3, place+2
					continue
				}
			}
			i++
			if f.run && i > markedUp {
				f.other(rune(c))
			}
			f.ascii(c, place)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if isEmoji(r) {
			lettered := isLettered(r)
			if lettered {
				f.other('a')
			}
			f.picture(f.text)
			f.lettered, f.unlettered = f.lettered || lettered, f.unlettered || !lettered
			if without == allPictures || without == unlettered && !lettered {
				i += size
				continue
			}
		} else if f.run && i >= markedUp {
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
	case r == 0x202D || r == 0x202E: // left to right and right to left, override
		f.turned = true
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

// reverse makes f of g, read from its end.
func (f *folded) reverse(g *folded) {
	f.reset()
	f.digits, f.mails = g.digits, g.mails
	for end := len(g.text); end > 0; {
		_, size := utf8.DecodeLastRune(g.text[:end])
		f.text, f.at = append(f.text, g.text[end-size:end]...), append(f.at, g.at[end-size:end]...)
		end -= size
	}
}

// percent reads what two hexadecimal digits behind a % stand for in an address of the web, as far as that is a letter, a
// digit or a sign of an address.
func percent(high, low byte) (byte, bool) {
	value := func(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }
	h, l := value(high), value(low)
	if h < 0 || l < 0 {
		return 0, false
	}
	c := byte(h<<4 | l)
	return c, isWord(c|0x20) && c < utf8.RuneSelf && c >= '0' || c == '.' || c == '-' || c == '_' || c == '@'
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
	if r >= '〡' && r <= '〩' { // of Suzhou
		return int(r-'〡') + 1
	}
	return -1
}
