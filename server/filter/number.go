package filter

import "unicode/utf8"

// number is a run of digits with at most two signs between two of them, as people write numbers to call.
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

// numbers calls yield for each run of at least seven digits.
func numbers(t []byte, yield func(n *number)) {
	var n number
	finish := func() {
		if len(n.digits) >= 7 && len(n.digits) <= maxDigits {
			yield(&n)
		}
		n.digits, n.groups = n.digits[:0], n.groups[:0]
	}
	gap := 0
	for i := 0; i < len(t); {
		c := t[i]
		size, value := 1, -1
		switch {
		case isDigit(c):
			value = int(c - '0')
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(t[i:])
			value = numeral(r)
		}
		switch {
		case value >= 0 && len(n.digits) == 0:
			if !isDigit(c) || i == 0 || !isLetter(t[i-1]) && t[i-1] != '_' && !(t[i-1] == '.' && i > 1 && isWord(t[i-2])) {
				n = number{start: i, digits: n.digits, groups: append(n.groups, 0), plus: i > 0 && t[i-1] == '+', chinese: !isDigit(c)}
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
			n.chinese = n.chinese || !isDigit(c)
			n.end = i + size
			n.x = n.end < len(t) && t[n.end] == 'x' && (n.end+1 == len(t) || !isWord(t[n.end+1]))
		case len(n.digits) > 0 && gap < 2 && size == 1 && isGap(c):
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
	if len(d) != 11 || d[0] != '1' || d[1] < '3' {
		return false
	}
	longest := 0
	for _, g := range groups {
		longest = max(longest, g)
	}
	return longest <= 2 || longest >= 11 || is(groups, 3, 4, 4) || is(groups, 3, 8) || is(groups, 7, 4) || is(groups, 3, 3, 5)
}

// northAmerican tells a number as it is written there, 614-555-0123 or (614) 555 0123, a 1 before it or not.
func (n *number) northAmerican() bool {
	d, groups := n.digits, n.groups
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
		if groups[0] == 1 {
			groups = groups[1:]
		}
	}
	return len(d) == 10 && d[0] >= '2' && d[3] >= '2' && (is(groups, 3, 3, 4) || is(groups, 3, 7))
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
