package filter

import (
	"bytes"
	"unicode/utf8"
)

// number is a run of digits with signs between them, as people write numbers to call. It is read into again and again.
type number struct {
	start, end int     // in bytes of the folded text
	digits     []byte  // '0' to '9'
	groups     []group // those that stand together
	plus       bool    // a + before it
	said       bool    // words among the digits
	units      bool    // numbers of several digits in words among them
	aUnit      bool    // the last of them is one
	x          bool    // an x right behind it, as the check of an identity number
	part       bool    // it is cut out of a longer run
	steps      int     // of all readings
}

// group is digits without anything between them.
type group struct {
	start, end int  // in bytes of the folded text
	digits     int  // how many
	gap        byte // the sign before it: a space where there is no other, 0 for the first
}

// reading is how strictly numbers are read.
type reading int

const (
	// strict takes between two groups at most three of the signs that people put into a number to call.
	strict reading = iota
	// wide takes also what stands between the numbers of a list, a sum or a sentence (6 1 4, then 5 5 5), numbers of
	// several digits in words (五百五十五, fifty five), and more of all: good for what else says that it is a number to call.
	wide
)

const (
	maxDigits     = 24 // what is longer is no number that anybody calls, but one may stand in it
	fewestCalled  = 6  // how many digits a number has at least that is named as somebody's
	fewestDialled = 10 // … that is to be called from elsewhere; 7 in words of several, fifty five
	mostGap       = 3  // signs between two groups
	mostWideGap   = 8  // … and words
)

// numbers calls yield for each run of at least fewestCalled digits, and for the parts of it of ten or eleven digits that
// are set off by other signs. What yield gets is valid until it returns.
func (n *number) numbers(t []byte, how reading, yield func(n *number)) {
	n.clear()
	gap, sign := 0, byte(0)
	finish := func() {
		n.each(how, yield)
		n.clear()
	}
	for i := 0; i < len(t); n.steps++ {
		var digits [maxSaid]byte
		k, size := readDigits(t, i, n, how, &digits)
		if k > 0 && len(n.digits) == 0 && !beginsNumber(t, i) {
			for i++; i < len(t) && isWord(t[i]); i++ { // digits within a name
			}
			continue
		}
		if k > 0 {
			said := isLetter(t[i])
			if len(n.digits) == 0 {
				n.start, n.plus = i, i > 0 && t[i-1] == '+'
			}
			// Words are groups of their own beside digits alone.
			if len(n.groups) == 0 || gap > 0 && !(said && n.said && isLetter(t[n.end-1])) {
				n.groups = append(n.groups, group{start: i, gap: sign})
			}
			last := &n.groups[len(n.groups)-1]
			n.said, n.aUnit = n.said || said && size > 1, k > 1
			n.units = n.units || n.aUnit
			n.digits = append(n.digits, digits[:k]...)
			last.digits, last.end = last.digits+k, i+size
			n.end = i + size
			n.x = n.end < len(t) && t[n.end] == 'x' && (n.end+1 == len(t) || !isWord(t[n.end+1]))
			gap, sign, i = 0, 0, i+size
			continue
		}
		if len(n.digits) > 0 {
			if s, length := readGap(t, i, how); length > 0 && gap < mostGap || how == wide && length > 0 && gap < mostWideGap {
				if gap++; s != ' ' || sign == 0 {
					sign = s
				}
				i += length
				continue
			}
			if gap == 0 && isLetter(t[i]) && !n.x && !n.ordinal(t) { // 12345678abc
				n.dropLast()
			}
			finish()
			gap, sign = 0, 0
		}
		i += size
	}
	finish()
}

func (n *number) clear() {
	*n = number{digits: n.digits[:0], groups: n.groups[:0], steps: n.steps}
}

// dropLast takes off the last group.
func (n *number) dropLast() {
	last := n.groups[len(n.groups)-1]
	n.groups, n.digits = n.groups[:len(n.groups)-1], n.digits[:len(n.digits)-last.digits]
	if len(n.groups) > 0 {
		n.end = n.groups[len(n.groups)-1].end
	}
}

// ordinal: what stands behind is a th or so, or a whole number to call stands before it.
func (n *number) ordinal(t []byte) bool {
	rest := t[n.end:min(len(t), n.end+3)]
	return len(rest) >= 2 && (len(rest) == 2 || !isWord(rest[2])) && bytes.Contains([]byte("th st nd rd"), rest[:2]) && rest[0] != ' '
}

// beginsNumber tells whether digits that stand at i are no end of a name: of abc123, of 0x12, of v1.2; those behind a
// word for a phone are a number (tel6145550134).
func beginsNumber(t []byte, i int) bool {
	if i == 0 || !isDigit(t[i]) {
		return true
	}
	if isLetter(t[i-1]) {
		from := i
		for from > 0 && isLetter(t[from-1]) {
			from--
		}
		return (from == 0 || !isWord(t[from-1])) && toCall[string(t[from:i])]
	}
	return t[i-1] != '_' && !(t[i-1] == '.' && i > 1 && isWord(t[i-2]))
}

var toCall = map[string]bool{"tel": true, "call": true, "phone": true, "cell": true, "mob": true, "mobile": true, "text": true, "number": true, "num": true, "whatsapp": true, "wa": true}

// each calls yield for the run and for its parts.
func (n *number) each(how reading, yield func(n *number)) {
	if len(n.digits) < fewestCalled {
		return
	}
	if len(n.digits) <= maxDigits {
		yield(n)
	}
	if len(n.groups) < 2 {
		return
	}
	part, before := number{part: true}, 0
	for a := range n.groups {
		count := 0
		for b := a; b < len(n.groups) && count < 11; b++ {
			n.steps++
			count += n.groups[b].digits
			if count < 10 || count > 11 || a == 0 && b == len(n.groups)-1 || !n.setOff(a, b) && (a > 0 || how == strict) {
				continue
			}
			part.start, part.end = n.groups[a].start, n.groups[b].end
			part.digits, part.groups = n.digits[before:before+count], n.groups[a:b+1]
			part.plus = n.plus && a == 0
			yield(&part)
		}
		before += n.groups[a].digits
	}
}

// setOff tells whether the groups a to b have one sign between them and others about them; spaces are no signs. One group
// alone has spaces about it: it is no fraction (0.7768698399).
func (n *number) setOff(a, b int) bool {
	sign := byte(' ')
	for i := a + 1; i <= b; i++ {
		g := n.groups[i].gap
		if g == ' ' || i > a+1 && g != sign {
			return false
		}
		sign = g
	}
	other := func(i int) bool {
		return i == 0 || i == len(n.groups) || a == b && n.groups[i].gap == ' ' || a < b && n.groups[i].gap != sign
	}
	return other(a) && other(b+1)
}

// readGap reads what stands between two groups at i: its sign and its length; a length of 0 where nothing such is there.
func readGap(t []byte, i int, how reading) (sign byte, length int) {
	c := t[i]
	switch c {
	case ' ', '-', '.', '(', ')', '_', '~', '/', '*', '`':
		return c, 1
	case ',':
		if how == wide || i+1 < len(t) && isDigit(t[i+1]) {
			return c, 1
		}
	case '<':
		if length := tag(t[i:]); length > 0 {
			return c, length
		}
	case '+', ';', ':', '=', '|', '&', '"', '\'', '>', '[', ']':
		if how == wide {
			return c, 1
		}
	}
	switch {
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRune(t[i:])
		switch r {
		case '·', '\u066B', '\u066C':
			return '.', size
		}
		if how == wide {
			return hanBetween(t, i, r, size)
		}
	case how == wide && isLetter(c) && !isLetter(t[i-1]):
		end := i
		for end < len(t) && isLetter(t[end]) {
			end++
		}
		if between[string(t[i:end])] && (end == len(t) || !isWord(t[end])) {
			return ',', end - i
		}
	}
	return 0, 0
}

// hanBetween reads the Chinese signs and words that stand between groups of a number.
func hanBetween(t []byte, i int, r rune, size int) (sign byte, length int) {
	switch r {
	case '、', '→', '…', '再', '和', '杠', '横', '|':
		return ',', size
	}
	for _, word := range []string{"然后", "后面", "接着", "加上"} {
		if len(t)-i >= len(word) && string(t[i:i+len(word)]) == word {
			return ',', len(word)
		}
	}
	return 0, 0
}

// between are the words that people put into a number.
var between = map[string]bool{"then": true, "and": true, "dash": true, "hyphen": true, "space": true, "dot": true, "minus": true, "next": true, "plus": true}

// tag gives the length of what looks like a tag or a remark of HTML at the head of t: it shows, and parts nothing.
func tag(t []byte) int {
	end := bytes.IndexByte(t[:min(len(t), 16)], '>')
	if end < 2 || !isLetter(t[1]) && t[1] != '/' && t[1] != '!' {
		return 0
	}
	return end + 1
}
