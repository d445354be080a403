package filter

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxSaid is how many digits are said in one word at most: sixonefour, 一千二百三十四.
const maxSaid = 16

// readDigits reads into digits what stands for one or more at i, and tells how many and how long that is; with none the
// length is that of the character. n is what was read of a number so far.
func readDigits(t []byte, i int, n *number, how reading, digits *[maxSaid]byte) (count, size int) {
	c := t[i]
	switch {
	case isDigit(c):
		digits[0] = c
		return 1, 1
	case isLetter(c):
		return readWord(t, i, n, how, digits)
	case c < utf8.RuneSelf:
		return 0, 1
	}
	r, size := utf8.DecodeRune(t[i:])
	if how == wide && (n.end < i || len(n.digits) == 0 || n.aUnit) {
		if count, length := readUnits(t[i:], digits); count > 0 {
			return count, length
		}
	}
	if value := numeral(r); value >= 0 {
		digits[0] = byte('0' + value)
		return 1, size
	}
	return 0, size
}

// saidDigits are how digits are said: in English, and in Chinese as it is spelled.
var saidDigits = map[string]byte{
	"zero": '0', "oh": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6', "seven": '7', "eight": '8', "nine": '9',
	"ling": '0', "yao": '1', "yi": '1', "er": '2', "san": '3', "si": '4', "wu": '5', "liu": '6', "qi": '7', "ba": '8', "jiu": '9', "o": '0',
}

// saidTens are numbers of two digits in a word; those that end in 0 take a digit behind them into it.
var saidTens = map[string]string{
	"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
	"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}

// longestSaid bounds a word that is looked up: sixteen digits said in one.
const longestSaid = 5 * maxSaid

// readWord reads a word that says digits, and a letter that looks like one (614-555-Ol34).
func readWord(t []byte, i int, n *number, how reading, digits *[maxSaid]byte) (count, size int) {
	underWay := len(n.digits) > 0
	if underWay && n.end == i && looksDigit(t[i]) && besideDigits(t, i) {
		return letterDigit(t[i], digits), 1
	}
	if i > 0 && isLetter(t[i-1]) {
		return 0, 1
	}
	end := i
	for end < len(t) && end-i <= longestSaid && isLetter(t[end]) {
		end++
	}
	word := t[i:end]
	if d, there := saidDigits[string(word)]; there {
		if word[0] == 'o' && (len(word) == 1 && !n.said || len(word) == 2 && !underWay) {
			return 0, 1
		}
		digits[0] = d
		return 1, len(word)
	}
	if how == wide {
		if count, size := readTens(t, i, word, digits); count > 0 {
			return count, size
		}
	}
	if len(word) >= 6 {
		if count := joinedDigits(word, digits); count > 0 {
			return count, len(word)
		}
	}
	if underWay && looksDigit(t[i]) && besideDigits(t, i) {
		return letterDigit(t[i], digits), 1
	}
	return 0, 1
}

// readTens reads fourteen, twenty, twenty three, double five.
func readTens(t []byte, i int, word []byte, digits *[maxSaid]byte) (count, size int) {
	next := func(at int) (byte, int) {
		if at >= len(t) || t[at] != ' ' && t[at] != '-' {
			return 0, 0
		}
		end := at + 1
		for end < len(t) && end-at < 8 && isLetter(t[end]) {
			end++
		}
		return saidDigits[string(t[at+1:end])], end
	}
	if two, there := saidTens[string(word)]; there {
		digits[0], digits[1] = two[0], two[1]
		if d, end := next(i + len(word)); two[1] == '0' && two != "10" && d > '0' {
			digits[1] = d
			return 2, end - i
		}
		return 2, len(word)
	}
	times := map[string]int{"double": 2, "triple": 3}[string(word)]
	if times == 0 {
		return 0, 0
	}
	d, end := next(i + len(word))
	if d == 0 {
		return 0, 0
	}
	for k := range times {
		digits[k] = d
	}
	return times, end - i
}

// joinedDigits reads sixonefour; 0 where the word is anything else.
func joinedDigits(word []byte, digits *[maxSaid]byte) (count int) {
	for rest := string(word); rest != ""; count++ {
		if count == maxSaid {
			return 0
		}
		found := false
		for _, d := range english {
			if after, is := strings.CutPrefix(rest, d.word); is {
				digits[count], rest, found = d.digit, after, true
				break
			}
		}
		if !found {
			return 0
		}
	}
	return count
}

var english = []struct {
	word  string
	digit byte
}{{"zero", '0'}, {"oh", '0'}, {"one", '1'}, {"two", '2'}, {"three", '3'}, {"four", '4'}, {"five", '5'}, {"six", '6'}, {"seven", '7'}, {"eight", '8'}, {"nine", '9'}}

// looksDigit: an o for a 0, an l or i for a 1.
func looksDigit(c byte) bool { return c == 'o' || c == 'l' || c == 'i' }

func letterDigit(c byte, digits *[maxSaid]byte) int {
	digits[0] = '1'
	if c == 'o' {
		digits[0] = '0'
	}
	return 1
}

// besideDigits tells whether the letter at i, which looks like a digit, stands in a row of such with a digit in it.
func besideDigits(t []byte, i int) bool {
	after := i + 1
	for after < len(t) && after-i < 3 && looksDigit(t[after]) {
		after++
	}
	if after < len(t) && isLetter(t[after]) {
		return false
	}
	return isDigit(t[i-1]) || after < len(t) && isDigit(t[after])
}

// readUnits reads a Chinese number below ten thousand that is written with its units, 六百一十四; 0 where none is.
func readUnits(t []byte, digits *[maxSaid]byte) (count, size int) {
	total, digit, unit, zero := 0, -1, 0, false
scan:
	for size < len(t) && size < 3*maxSaid {
		r, length := utf8.DecodeRune(t[size:])
		is, value := unitOf(r), numeral(r)
		switch {
		case is > 0 && (digit > 0 || is == 10 && size == 0) && (unit == 0 || is < unit):
			total += max(digit, 1) * is
			digit, unit, zero = -1, is, false
		case value == 0 && digit < 0 && unit > 10 && !zero:
			unit, zero = unit/10, true // 一百零五
		case value > 0 && digit < 0:
			digit = value
		default:
			break scan
		}
		size += length
	}
	if unit == 0 {
		return 0, 0
	}
	switch {
	case digit > 0 && zero:
		total += digit
	case digit > 0:
		total += digit * (unit / 10) // 五百五: 550
	}
	return copy(digits[:], strconv.Itoa(total)), size
}

func unitOf(r rune) int {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	}
	return 0
}
