package filter

import "unicode/utf8"

// undisguise makes d of f without what words are disguised by: digits and signs for letters (leet, beside letters only),
// a sign or a space between single letters (f.u.c.k) or Han characters (去*死*吧), a letter three times and more. It
// gives false, and leaves d alone, where nothing of that is there.
func (d *folded) undisguise(f *folded) bool {
	if !f.looksDisguised() {
		return false
	}
	d.reset()
	t := f.text
	for i := 0; i < len(t); {
		if t[i] >= utf8.RuneSelf {
			size := runeSize(t[i])
			d.copy(f, i, size)
			if i += size; betweenHan(t, i) {
				i++
			}
			continue
		}
		if end := singles(t, i); end > 0 {
			for ; i < end; i += 2 {
				d.add(read(t, i), f.at[i])
			}
			i-- // the separator after the last letter stays
			continue
		}
		c := read(t, i)
		d.add(c, f.at[i])
		same := 1
		if isLetter(c) { // of what is no letter each stays, and a long run of it would be counted at each place
			same = repeats(t, i)
		}
		if i++; same >= 3 {
			i += same - 1
		}
	}
	return true
}

func (d *folded) copy(f *folded, from, size int) {
	d.text = append(d.text, f.text[from:from+size]...)
	d.at = append(d.at, f.at[from:from+size]...)
}

func (d *folded) add(c byte, place int32) {
	d.text, d.at = append(d.text, c), append(d.at, place)
}

// looksDisguised is the quick question whether undisguise would change anything.
func (f *folded) looksDisguised() bool {
	t := f.text
	for i, c := range t {
		switch classes[c] {
		case letter:
			if i+2 < len(t) && t[i+1] == c && t[i+2] == c || singles(t, i) > 0 {
				return true
			}
		case digitClass, sign:
			if classes[c] == sign && betweenHan(t, i) || read(t, i) != c || i == 0 && singles(t, i) > 0 {
				return true
			}
		case blank:
			if betweenHan(t, i) {
				return true
			}
		}
	}
	return false
}

// class is what a byte is to a disguise.
type class uint8

const (
	other class = iota
	letter
	digitClass
	sign  // separates, or stands for a letter
	blank // the space
	han   // the first byte of a Han character
)

var classes = func() (all [256]class) {
	for c := 'a'; c <= 'z'; c++ {
		all[c] = letter
	}
	for c := '0'; c <= '9'; c++ {
		all[c] = digitClass
	}
	for _, c := range "@$!.*-_|/~+^#" {
		all[c] = sign
	}
	all[' '] = blank
	for c := 0xE3; c <= 0xE9; c++ {
		all[c] = han
	}
	return all
}()

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool { return isLetter(c) || isDigit(c) }

func separates(c byte) bool { return classes[c] == sign || c == ' ' }

func runeSize(first byte) int {
	switch {
	case first >= 0xF0:
		return 4
	case first >= 0xE0:
		return 3
	default:
		return 2
	}
}

// betweenHan tells whether the byte at i is a separator between two Han characters.
func betweenHan(t []byte, i int) bool {
	return i >= 3 && i+1 < len(t) && separates(t[i]) && classes[t[i+1]] == han && isHanBefore(t, i) && isHanAt(t, i+1)
}

func isHanBefore(t []byte, i int) bool {
	r, _ := utf8.DecodeLastRune(t[:i])
	return r >= firstHan && r <= lastHan
}

func isHanAt(t []byte, i int) bool {
	r, _ := utf8.DecodeRune(t[i:])
	return r >= firstHan && r <= lastHan
}

// singles gives the place after a run of at least three single letters from i on and the separator, or whatever stands
// behind the last of them; 0 where there is no such run.
func singles(t []byte, i int) int {
	if i > 0 && isWord(t[i-1]) {
		return 0
	}
	n := 0
	for i < len(t) && isLetter(read(t, i)) && (i+1 >= len(t) || !isWord(t[i+1])) {
		n++
		i += 2
		if i > len(t) || !separates(t[i-1]) {
			break
		}
	}
	if n < 3 {
		return 0
	}
	return i
}

// repeats counts how often the byte at i stands from there on.
func repeats(t []byte, i int) int {
	n := 1
	for i+n < len(t) && t[i+n] == t[i] {
		n++
	}
	return n
}

// read gives the letter that the byte at i stands for: itself, or, beside a letter, what it is in leet. An exclamation
// mark ends sentences: it has to stand between two letters.
func read(t []byte, i int) byte {
	c := t[i]
	as := leet[c]
	if as == 0 {
		return c
	}
	before := i > 0 && (isLetter(t[i-1]) || leet[t[i-1]] != 0 && i > 1 && isLetter(t[i-2]))
	after := i+1 < len(t) && (isLetter(t[i+1]) || leet[t[i+1]] != 0 && i+2 < len(t) && isLetter(t[i+2]))
	if c == '!' && before && after || c != '!' && (before || after) {
		return as
	}
	return c
}

var leet = [256]byte{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i'}
