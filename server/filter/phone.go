package filter

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
)

// mobile tells a number of a Chinese mobile phone, alone or behind the country's code; what people put between the digits
// is the usual grouping, or one that keeps every two apart.
func (n *number) mobile() bool {
	d, groups := n.digits, n.groups
	for _, code := range []string{"0086", "86"} {
		if len(d) == 11+len(code) && string(d[:len(code)]) == code {
			d = d[len(code):]
			if groups[0].digits == len(code) {
				groups = groups[1:]
			}
		}
	}
	return isMobile(d) && (n.said || longest(groups) <= 2 || longest(groups) >= 11 || is(groups, 3, 4, 4) || is(groups, 3, 8) || is(groups, 7, 4) || is(groups, 3, 3, 5))
}

func isMobile(d []byte) bool { return len(d) == 11 && d[0] == '1' && dialled(d[1], d[2]) }

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
// together, a digit at a time, or two where one such begins with 0: 61 45 55 01 23 are no numbers of anything else.
func (n *number) northAmerican() bool {
	d, groups := n.digits, n.groups
	if len(d) == 13 && string(d[:3]) == "001" && is(groups, 2, 1, 3, 3, 4) {
		d, groups = d[2:], groups[1:]
	}
	if len(d) == 11 && d[0] == '1' && groups[0].digits == 1 {
		groups = groups[1:]
	}
	if !isNorthAmerican(d) {
		return false
	}
	return n.said || is(groups, 3, 3, 4) || is(groups, 3, 7) || is(groups, 6, 4) || is(groups, 3, 3, 2, 2) || n.together() ||
		is(groups, 2, 2, 2, 2, 2) && n.padded()
}

// isNorthAmerican: neither the area nor the exchange begins with 0 or 1 or is one of 211 to 911.
func isNorthAmerican(d []byte) bool {
	if len(d) == 11 && d[0] == '1' {
		d = d[1:]
	}
	return len(d) == 10 && d[0] >= '2' && d[3] >= '2' && d[1] != '9' && (d[1] != '1' || d[2] != '1') && (d[4] != '1' || d[5] != '1')
}

// dialable tells digits that are a number to call however they are grouped.
func (n *number) dialable() bool { return isMobile(n.digits) || isNorthAmerican(n.digits) }

// padded tells whether a group behind the first begins with a 0, as no number does that is counted with.
func (n *number) padded() bool {
	at := 0
	for i, g := range n.groups {
		if i > 0 && g.digits > 1 && n.digits[at] == '0' {
			return true
		}
		at += g.digits
	}
	return false
}

// together: the digits stand in one piece, or each alone.
func (n *number) together() bool { return len(n.groups) == 1 || len(n.groups) == len(n.digits) }

// landline tells numbers of Chinese landlines (0551-62901234) and Taiwan's mobile phones (0912-345-678).
func (n *number) landline() bool {
	d := n.digits
	if d[0] != '0' {
		return false
	}
	return len(d) == 10 && d[1] == '9' && (is(n.groups, 4, 3, 3) || is(n.groups, 4, 6) || is(n.groups, 10)) ||
		len(n.groups) == 2 && (n.groups[0].digits == 3 || n.groups[0].digits == 4) && (n.groups[1].digits == 7 || n.groups[1].digits == 8)
}

// international tells a number with a + and a country's code, which no decimal fraction is (-7.6+6.548120040911).
func (n *number) international() bool {
	return n.plus && len(n.digits) >= 9 && len(n.digits) <= 15 && !(len(n.groups) == 2 && n.groups[1].gap == '.')
}

// phone tells what is a number to call by its shape alone.
func (n *number) phone() bool {
	return n.mobile() || n.northAmerican() || n.landline() || n.international()
}

// called tells a number that the word before it says is somebody's: a phone's, or that of a place of elsewhere. A day is
// none, nor are those that everybody may call (110, 911).
func (n *number) called(t []byte, cued []hit) bool {
	if n.part || len(n.digits) > 15 || n.isDay() || n.emergency() {
		return false
	}
	for _, h := range endingIn(cued, n.start-nearWord, n.start) {
		word := h.start + len(h.entry.folded)
		if h.entry.cue&(cuePhone|cueTheirs) == 0 || len(n.digits) < 7 && h.entry.cue&cueTheirs == 0 {
			continue
		}
		if !bytes.ContainsAny(t[word:n.start], "0123456789一二三四五六七八九零〇") {
			return true
		}
	}
	return false
}

// endingIn gives of hits, which are in the order of where their words end, those that end so.
func endingIn(hits []hit, from, to int) []hit {
	at := func(place int) int {
		return sort.Search(len(hits), func(i int) bool { return hits[i].start+len(hits[i].entry.folded) >= place })
	}
	return hits[at(from):at(to+1)]
}

const (
	longestCue = 12 // bytes

	nearWord  = 16 // bytes between a word and the number that it names
	nearNoun  = 30 // … if the word is of nothing else
	justAfter = 14 // … where the word comes after it
)

// near tells whether a word for a number to call is near enough to say so of digits that are grouped in no way that
// numbers to call are.
func (n *number) near(cued []hit) bool {
	for _, h := range endingIn(cued, n.start-nearNoun, n.end+justAfter+longestCue) {
		reach := nearWord
		switch {
		case h.entry.cue&cuePhone == 0:
			continue
		case h.entry.cue&cueNumber != 0:
			reach = nearNoun
		}
		word := h.start + len(h.entry.folded)
		if word <= n.start && n.start-word <= reach || h.start >= n.end && h.start-n.end <= justAfter {
			return true
		}
	}
	return false
}

// scattered tells digits read widely that are a number to call: where a word near them says so, or where they are grouped
// as those are and no number that one counts with (614 + 555 + 0134).
func (n *number) scattered(t []byte, cued []hit) bool {
	if !n.dialable() || n.listed() || n.stepping() || n.isDay() || n.emergency() {
		return false
	}
	if n.near(cued) && (!n.part || n.groups[0].gap == 0) {
		return true
	}
	if behind := bytes.TrimLeft(t[n.end:min(len(t), n.end+4)], " "); len(behind) > 0 && behind[0] == '=' {
		return false
	}
	if n.said && !n.units && len(n.groups) == 1 { // digit by digit, in words
		return true
	}
	if (is(n.groups, 3, 3, 4) || is(n.groups, 3, 4, 4)) && n.padded() {
		return true
	}
	return n.alone(t) && n.groups[0].digits == 3 && len(n.groups) == 3 && shortest(n.groups) >= 2
}

// alone tells whether a text is nothing but this number, and no list.
func (n *number) alone(t []byte) bool {
	for _, g := range n.groups[1:] {
		if g.gap != ' ' && g.gap != '-' && g.gap != '.' {
			return false
		}
	}
	const signs, most = " .!?~()", 32 // so many of them are no decoration
	return n.start <= most && len(t)-n.end <= most && len(bytes.Trim(t[:n.start], signs)) == 0 && len(bytes.Trim(t[n.end:], signs)) == 0
}

// listed tells numbers of one length that count up or down: pages, years, primes.
func (n *number) listed() bool {
	if len(n.groups) < 4 || n.groups[0].digits == 1 {
		return false
	}
	size, up, down := n.groups[0].digits, true, true
	for i := 1; i < len(n.groups); i++ {
		if n.groups[i].digits != size {
			return false
		}
		order := bytes.Compare(n.digits[(i-1)*size:i*size], n.digits[i*size:(i+1)*size])
		up, down = up && order < 0, down && order > 0
	}
	return up || down
}

// decimals tells 6.1 4.5 5.5.
func (n *number) decimals() bool {
	for i, g := range n.groups {
		if g.digits != 1 || i > 0 && (g.gap == '.') != (i%2 == 1) {
			return false
		}
	}
	return true
}

// emergency tells numbers that everybody may call, and that classes speak of.
func (n *number) emergency() bool {
	at := 0
	for _, g := range n.groups {
		if !everybodys[string(n.digits[at:at+g.digits])] {
			return false
		}
		at += g.digits
	}
	return true
}

var everybodys = map[string]bool{
	"110": true, "119": true, "120": true, "122": true, "12110": true, "12345": true, "12355": true, "12356": true, // China
	"911": true, "988": true, "211": true, "311": true, "511": true, "811": true, // North America
	"112": true, "999": true, "113": true, "165": true, "1925": true, "1995": true, // Europe, Hong Kong, Taiwan
}

var (
	// what is counted, paid for or measured, rather than called
	amountBefore = regexp.MustCompile(`(?:[$¥€£]|isbn(?:-1[03])?:?|rmb|usd|no\.|#) ?$`)
	amountBehind = regexp.MustCompile(`^(?: ?(?:人|元|块|万|亿|年|个|次|名|米|公里|千米|吨|升|字节|美元|%|km|kg|mm|cm|rmb|usd|bytes)| (?:people|persons|dollars|yuan|years|seconds|meters|metres|miles|m|tons|stars|times|inhabitants|habitants|residents)\b)`)
	nearAmount   = 16 // bytes

	// π and e, of which classes write more digits than telephones have
	constants = []byte("3141592653589793238462643383279502884197169399375105820974944592307816406286 27182818284590452353602874713526624977572470936999")
)

// excused tells what only looks like a number to call where it stands: what is counted or paid, a day with its hour
// (2026112310), counting up or down, laughter (2333333333), π, where nothing is put between the digits as people do.
func (n *number) excused(t []byte) bool {
	d := n.digits
	if bytes.Contains(constants, d) || n.listed() || n.decimals() {
		return true
	}
	if !n.together() && !n.said || n.plus || n.mobile() || n.landline() {
		return false
	}
	return n.stepping() || n.stamp() ||
		amountBefore.Match(t[max(0, n.start-nearAmount):n.start]) || amountBehind.Match(t[n.end:min(len(t), n.end+nearAmount)])
}

// stepping tells digits that count up or down, or are mostly the same.
func (n *number) stepping() bool {
	d, steps, same := n.digits, 0, 0
	for i := 1; i < len(d); i++ {
		if d[i] == d[i-1] {
			same++
		}
		if i > 1 && d[i] != d[i-1] && int(d[i])-int(d[i-1]) == int(d[i-1])-int(d[i-2]) {
			steps++
		}
	}
	return same >= 6 || steps >= 6
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

// isDay tells 2026-11-24, as it is or with a time behind it.
func (n *number) isDay() bool {
	g := n.groups
	return len(g) >= 3 && g[0].digits == 4 && g[1].digits <= 2 && g[2].digits <= 2 && (n.digits[0] == '2' && n.digits[1] == '0' || n.digits[0] == '1' && n.digits[1] == '9')
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

func is(groups []group, want ...int) bool {
	return slices.EqualFunc(groups, want, func(g group, digits int) bool { return g.digits == digits })
}

func longest(groups []group) (most int) {
	for _, g := range groups {
		most = max(most, g.digits)
	}
	return most
}

func shortest(groups []group) int {
	least := maxDigits
	for _, g := range groups {
		least = min(least, g.digits)
	}
	return least
}
