package password

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The lengths of a password in code points (NIST SP 800-63B-4 asks for 15 where it is all there is, 8 beside a second
// factor, and for at least 64 to be possible; shared school machines and young writers make 10 the compromise).
const MinLength, MaxLength = 10, 200

// Reason says why a password is refused; the values are stable.
type Reason string

// The reasons.
const (
	Good     Reason = ""
	TooShort Reason = "password_too_short"
	TooLong  Reason = "password_too_long"
	NotText  Reason = "password_not_text" // no UTF-8, or control characters
	Known    Reason = "password_known"    // among those that are tried first
	Personal Reason = "password_personal" // holds the person's own name or address
	Simple   Reason = "password_simple"   // one character again and again, or a run along the keyboard
)

const (
	// fewestSteps is how many characters of a password must not follow from the one before.
	fewestSteps = 5
	// decoration is how many digits and signs around a known password do not make it another one.
	decoration = 8 // a date
	// personalLength is from which length on a name is looked for; Han names are looked for at half of it.
	personalLength = 4
)

// tooLong is told by the bytes where they suffice: a megabyte is not looked at.
func tooLong(s string) bool {
	return len(s) > MaxLength*utf8.UTFMax || utf8.RuneCountInString(s) > MaxLength
}

// Check tells why a password is refused, or Good. personal are the names and addresses of its owner.
func Check(password string, personal ...string) Reason {
	if tooLong(password) {
		return TooLong
	}
	if !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl) {
		return NotText
	}
	folded := fold(password)
	once := unit([]rune(strings.ReplaceAll(folded, " ", "")))
	switch {
	case len([]rune(norm.NFKC.String(password))) < MinLength:
		return TooShort
	case steps(once) < fewestSteps:
		return Simple
	case holds(folded, personal):
		return Personal
	case known(folded) || known(string(once)):
		return Known
	}
	return Good
}

func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// unit is the part that the whole repeats: "abcab" of "abcababcab"; the whole where nothing repeats.
func unit(runes []rune) []rune {
next:
	for n := 1; n <= len(runes)/2; n++ {
		for i := n; i < len(runes); i++ {
			if runes[i] != runes[i-n] {
				continue next
			}
		}
		return runes[:n]
	}
	return runes
}

// rows are the runs of a keyboard; every neighbouring pair counts, in both directions.
var rows = []string{"`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./",
	"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"}

var neighbours = func() map[[2]rune]bool {
	m := map[[2]rune]bool{}
	for _, row := range rows {
		r := []rune(row)
		for i := 1; i < len(r); i++ {
			m[[2]rune{r[i-1], r[i]}], m[[2]rune{r[i], r[i-1]}] = true, true
		}
	}
	m[[2]rune{'9', '0'}], m[[2]rune{'0', '9'}] = true, true
	return m
}()

// steps counts the different characters that do not continue a run (aaa, abc, 321, qwerty).
func steps(runes []rune) int {
	seen := map[rune]bool{}
	n := 0
	for i, r := range runes {
		run := i > 0 && (r-runes[i-1] >= -1 && r-runes[i-1] <= 1 || neighbours[[2]rune{runes[i-1], r}])
		if !run && !seen[r] {
			n++
		}
		seen[r] = true
	}
	return n
}

func holds(folded string, personal []string) bool {
	bare := strings.ReplaceAll(folded, " ", "")
	for _, p := range personal {
		p = strings.ReplaceAll(fold(p), " ", "")
		length := utf8.RuneCountInString(p)
		if strings.ContainsFunc(p, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			length *= 2
		}
		if length >= personalLength && strings.Contains(bare, p) {
			return true
		}
	}
	return false
}

// leet are the signs that stand for letters; 1 is an i or an l.
var leet = []*strings.Replacer{
	strings.NewReplacer("0", "o", "1", "i", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t"),
	strings.NewReplacer("0", "o", "1", "l", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t"),
}

// known tells whether a folded password is one of the list, perhaps in leet, perhaps with a few digits and signs
// around it: Passw0rd2024! is "password" to whoever guesses.
func known(folded string) bool {
	tail := strings.TrimRightFunc(folded, notLetter)
	head := strings.TrimLeftFunc(folded, notLetter)
	forms := []string{folded, tail, head, strings.TrimFunc(folded, notLetter)}
	for _, form := range forms {
		if form == "" || utf8.RuneCountInString(folded)-utf8.RuneCountInString(form) > decoration {
			continue
		}
		if listed(form) || listed(leet[0].Replace(form)) || listed(leet[1].Replace(form)) {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

//go:embed known.txt.gz
var knownList []byte

//go:embed own.txt
var ownList string

// list is sorted; unpacked it takes 1 MB, once somebody sets a password.
var list = sync.OnceValue(func() []string {
	z, err := gzip.NewReader(bytes.NewReader(knownList))
	if err != nil {
		panic(err) // embedded
	}
	text, err := io.ReadAll(z)
	if err != nil {
		panic(err) // embedded
	}
	all := append(strings.Fields(string(text)), strings.Fields(ownList)...)
	slices.Sort(all)
	return all
})

func listed(s string) bool {
	_, found := slices.BinarySearch(list(), s)
	return found
}
