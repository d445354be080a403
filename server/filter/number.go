package filter

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// number is a run of digits with at most three signs between two of them, as people write numbers to call.
type number struct {
	start, end int    // in bytes of the folded text
	digits     []byte // '0' to '9'
	groups     []int  // how many digits stand together
	plus       bool   // a + before it
	chinese    bool   // numerals among them
	x          bool   // an x right behind it, as the check of an identity number
}

// maxDigits bounds a run; what is longer is no number that anybody calls.
const maxDigits = 24

// fewestCalled is how many digits a number has at least that is named as somebody's.
const fewestCalled = 6

// numbers calls yield for each run of at least fewestCalled digits.
func numbers(t []byte, yield func(n *number)) {
	var n number
	finish := func() {
		if len(n.digits) >= fewestCalled && len(n.digits) <= maxDigits {
			yield(&n)
		}
		n.digits, n.groups = n.digits[:0], n.groups[:0]
	}
	gap, spoken := 0, -1
	for i := 0; i < len(t); {
		c := t[i]
		size, value := 1, -1
		switch {
		case isDigit(c):
			value = int(c - '0')
		case isLetter(c):
			before := spoken
			if value, size = said(t, i, len(n.digits) > 0, i == spoken); value >= 0 {
				spoken = i + size
				if size > 1 && before > 0 && before == n.end { // words are groups of their own only beside digits
					gap = 0
				}
			}
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(t[i:])
			value = numeral(r)
		}
		switch {
		case value >= 0 && len(n.digits) == 0:
			if !isDigit(c) || i == 0 || spoken == i || !isLetter(t[i-1]) && t[i-1] != '_' && !(t[i-1] == '.' && i > 1 && isWord(t[i-2])) {
				n = number{start: i, digits: n.digits, groups: append(n.groups, 0), plus: i > 0 && t[i-1] == '+', chinese: c >= utf8.RuneSelf}
			} else {
				for i+size < len(t) && isWord(t[i+size]) { // digits within a name
					size++
				}
				value = -1
			}
		case value >= 0 && gap > 0:
			n.groups = append(n.groups, 0)
		}
		switch {
		case value >= 0:
			gap = 0
			n.digits = append(n.digits, byte('0'+value))
			n.groups[len(n.groups)-1]++
			n.chinese = n.chinese || c >= utf8.RuneSelf
			n.end = i + size
			n.x = n.end < len(t) && t[n.end] == 'x' && (n.end+1 == len(t) || !isWord(t[n.end+1]))
		case len(n.digits) > 0 && gap < 3 && size == 1 && (isGap(c) || c == ',' && i+1 < len(t) && isDigit(t[i+1])):
			gap++
		case len(n.digits) > 0 && gap < 3 && size > 1 && isDot(t[i:i+size]):
			gap++
		default:
			if len(n.digits) > 0 && size == 1 && isLetter(c) && gap == 0 && !n.x { // 12345678abc
				n.digits, n.groups = n.digits[:0], n.groups[:0]
			}
			finish()
			gap = 0
		}
		i += size
	}
	finish()
}

// digitWords are how digits are said.
var digitWords = []struct {
	word  string
	value int
}{
	{"zero", 0}, {"oh", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9},
}

// said reads a digit that is written as a word or as a letter that looks like one (614-555-Ol34), and how long that is;
// -1 where there is none. Under way is a number of which at least a digit was read; joined is a word right behind another.
func said(t []byte, i int, underWay, joined bool) (value, size int) {
	if i > 0 && isLetter(t[i-1]) && !joined {
		return -1, 1
	}
	for _, d := range digitWords {
		end := i + len(d.word)
		if end > len(t) || string(t[i:end]) != d.word || d.word == "oh" && !underWay {
			continue
		}
		if end == len(t) || !isLetter(t[end]) {
			return d.value, len(d.word)
		}
		if v, _ := said(t, end, true, true); v >= 0 { // sixonefour
			return d.value, len(d.word)
		}
	}
	if underWay && (isDigit(t[i-1]) || i+1 < len(t) && (isDigit(t[i+1]) || i+2 < len(t) && looksDigit(t[i+1]) && isDigit(t[i+2]))) &&
		(i+1 == len(t) || !isLetter(t[i+1]) || looksDigit(t[i+1])) && looksDigit(t[i]) {
		if t[i] == 'o' {
			return 0, 1
		}
		return 1, 1
	}
	return -1, 1
}

// looksDigit: an o for a 0, an l or i for a 1.
func looksDigit(c byte) bool { return c == 'o' || c == 'l' || c == 'i' }

// isDot: a point between two words, as Chinese and Japanese write it.
func isDot(r []byte) bool {
	switch string(r) {
	case "·", "・", "•", "‧", "∙":
		return true
	}
	return false
}

func isGap(c byte) bool {
	switch c {
	case ' ', '-', '.', '(', ')', '_', '~', '/', '*':
		return true
	}
	return false
}

// mobile tells a number of a Chinese mobile phone, alone or behind the country's code; what people put between the digits
// is the usual grouping, or one that keeps every two apart.
func (n *number) mobile() bool {
	d, groups := n.digits, n.groups
	for _, code := range []string{"0086", "86"} {
		if len(d) == 11+len(code) && string(d[:len(code)]) == code {
			d = d[len(code):]
			if groups[0] == len(code) {
				groups = groups[1:]
			}
		}
	}
	if len(d) != 11 || d[0] != '1' || !dialled(d[1], d[2]) {
		return false
	}
	longest := 0
	for _, g := range groups {
		longest = max(longest, g)
	}
	return longest <= 2 || longest >= 11 || is(groups, 3, 4, 4) || is(groups, 3, 8) || is(groups, 7, 4) || is(groups, 3, 3, 5)
}

// dialled: what stands behind the 1 of a number of a mobile phone that is given out; 14159265358 is no such.
func dialled(second, third byte) bool {
	switch second {
	case '3', '8':
		return true
	case '4':
		return third >= '4'
	case '5', '9':
		return third != '4'
	case '6':
		return third == '2' || third >= '5' && third <= '7'
	case '7':
		return third <= '8'
	}
	return false
}

// northAmerican tells a number as it is written there, 614-555-0123 or (614) 555 0123, a 1 before it or not, also all
// together or a digit at a time. Neither the area nor the exchange begins with 0 or 1 or is one of 211 to 911.
func (n *number) northAmerican() bool {
	d, groups := n.digits, n.groups
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
		if groups[0] == 1 {
			groups = groups[1:]
		}
	}
	if len(d) != 10 || d[0] < '2' || d[3] < '2' || d[1] == '9' || d[1] == '1' && d[2] == '1' || d[4] == '1' && d[5] == '1' {
		return false
	}
	return is(groups, 3, 3, 4) || is(groups, 3, 7) || is(groups, 6, 4) || is(groups, 3, 3, 2, 2) || n.together()
}

// together: the digits stand in one piece, or each alone.
func (n *number) together() bool { return len(n.groups) == 1 || len(n.groups) == len(n.digits) }

var (
	// what is counted, paid for or measured, rather than called
	amountBefore = regexp.MustCompile(`(?:[$¥€£]|isbn(?:-1[03])?:?|rmb|usd|no\.|#) ?$`)
	amountBehind = regexp.MustCompile(`^(?: ?(?:人|元|块|万|亿|年|个|次|名|米|公里|千米|吨|升|字节|美元|%|km|kg|mm|cm|rmb|usd|bytes)| (?:people|persons|dollars|yuan|years|seconds|meters|metres|miles|m|tons|stars|times|inhabitants|habitants|residents)\b)`)
	// a number is somebody's
	phoneWord  = regexp.MustCompile(`(?:电话|手机|手机号|号码|打给我|联系我|短信|\bcall(?: me)?|\bphone|\btel|\bmobile|\bcell|\btext me|\bnumber is)[^0-9一二三四五六七八九零〇]{0,12}$`)
	theirWord  = regexp.MustCompile(`(?:微信|qq|q号|whatsapp)[^0-9一二三四五六七八九零〇]{0,12}$`)
	nearAmount = 16 // bytes

	// π and e, of which classes write more digits than telephones have
	constants = []byte("3141592653589793238462643383279502884197169399375105820974944592307816406286 27182818284590452353602874713526624977572470936999")
)

// excused tells what only looks like a number to call where it stands: what is counted or paid, a day with its hour
// (2026112310), counting up or down, laughter (2333333333), π, where nothing is put between the digits as people do.
func (n *number) excused(t []byte) bool {
	d := n.digits
	if bytes.Contains(constants, d) {
		return true
	}
	if !n.together() || n.plus || n.mobile() || n.landline() {
		return false
	}
	steps, same := 0, 0
	for i := 1; i < len(d); i++ {
		if d[i] == d[i-1] {
			same++
		}
		if i > 1 && d[i] != d[i-1] && int(d[i])-int(d[i-1]) == int(d[i-1])-int(d[i-2]) {
			steps++
		}
	}
	return same >= 6 || steps >= 6 || n.stamp() ||
		amountBefore.Match(t[max(0, n.start-nearAmount):n.start]) || amountBehind.Match(t[n.end:min(len(t), n.end+nearAmount)])
}

// stamp tells a day and its hour, or less, in one piece.
func (n *number) stamp() bool {
	d := n.digits
	if len(n.groups) != 1 || len(d) != 10 || d[0] != '2' || d[1] != '0' {
		return false
	}
	month, date, hour := read2(d[4:]), read2(d[6:]), read2(d[8:])
	return month >= 1 && month <= 12 && date >= 1 && date <= 31 && hour <= 24
}

// called tells a number that the words before it say is somebody's. A day is none.
func (n *number) called(t []byte) bool {
	if len(n.digits) > 15 || n.isDay() {
		return false
	}
	before := t[max(0, n.start-40):n.start]
	return len(n.digits) >= 7 && phoneWord.Match(before) || theirWord.Match(before)
}

// isDay tells 2026-11-24, as it is or with a time behind it.
func (n *number) isDay() bool {
	g := n.groups
	return len(g) >= 3 && g[0] == 4 && g[1] <= 2 && g[2] <= 2 && (n.digits[0] == '2' && n.digits[1] == '0' || n.digits[0] == '1' && n.digits[1] == '9')
}

// landline tells numbers of Chinese landlines (0551-62901234) and Taiwan's mobile phones (0912-345-678).
func (n *number) landline() bool {
	d := n.digits
	if d[0] != '0' {
		return false
	}
	return len(d) == 10 && d[1] == '9' && (is(n.groups, 4, 3, 3) || is(n.groups, 4, 6) || is(n.groups, 10)) ||
		len(n.groups) == 2 && (n.groups[0] == 3 || n.groups[0] == 4) && (n.groups[1] == 7 || n.groups[1] == 8)
}

// international tells a number with a + and a country's code.
func (n *number) international() bool { return n.plus && len(n.digits) >= 9 && len(n.digits) <= 15 }

// phone tells what is a number to call by its shape alone.
func (n *number) phone() bool {
	return n.mobile() || n.northAmerican() || n.landline() || n.international()
}

// identity tells the number of a Chinese identity card by its check (GB 11643-1999): a place, a day of birth, an order,
// and a remainder modulo 11 that may be X.
func (n *number) identity() bool {
	d := n.digits
	if n.x && len(d) == 17 {
		d = append(d[:17:17], 'x')
	}
	if len(d) != 18 || d[0] == '0' || d[0] == '9' {
		return false
	}
	year, month, day := read2(d[6:])*100+read2(d[8:]), read2(d[10:]), read2(d[12:])
	if year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	sum, weight := 0, [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	for i, w := range weight {
		sum += w * int(d[i]-'0')
	}
	return "10x98765432"[sum%11] == d[17]
}

func read2(d []byte) int { return int(d[0]-'0')*10 + int(d[1]-'0') }

func is(groups []int, want ...int) bool {
	if len(groups) != len(want) {
		return false
	}
	for i := range want {
		if groups[i] != want[i] {
			return false
		}
	}
	return true
}
