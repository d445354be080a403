package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reason says why a text was refused. The values are stable; callers map them to message keys.
type Reason string

// The reasons.
const (
	Empty       Reason = "empty"      // nothing that a reader could see
	TooLong     Reason = "too_long"   // more code points than Limit
	NotUTF8     Reason = "not_utf8"   // bytes that are no UTF-8, surrogates included
	NullByte    Reason = "null"       // U+0000, which PostgreSQL cannot store
	StackedMark Reason = "stacked"    // more marks on one letter than any language writes
	Invisible   Reason = "invisible"  // a name with a character that nobody sees
	LookAlike   Reason = "look_alike" // a name that mixes alphabets, or uses letters made to look like others
	Unassigned  Reason = "unassigned" // a name with a private or unassigned character
	NoLetter    Reason = "no_letter"  // a name of punctuation alone
)

// Refusal is why a text cannot be taken. It is the only error of Body, Line and Name.
type Refusal struct {
	Reason Reason
	Limit  int // code points, for TooLong; else 0
}

func (r *Refusal) Error() string { return "text refused: " + string(r.Reason) }

// Is reports whether target is a refusal for the same reason.
func (r *Refusal) Is(target error) bool {
	other, ok := target.(*Refusal)
	return ok && other.Reason == r.Reason
}

func refuse(reason Reason) error { return &Refusal{Reason: reason} }

// maxMarks is how many combining marks may follow one another. Vietnamese needs two, Hebrew with its accents four,
// Tibetan stacks of Sanskrit six; “zalgo” begins at a dozen.
const maxMarks = 8

// CountCodePoints is the length of a text as it is told to people and limited everywhere: in Unicode code points,
// which a browser counts as [...text].length. Bytes that are no UTF-8 count one each.
func CountCodePoints(s string) int { return utf8.RuneCountInString(s) }

// Body takes the text of a post or an article, in Markdown, of at most limit code points, and returns what is to be
// stored. It is refused (NotUTF8, NullByte, StackedMark, TooLong, Empty) or kept byte for byte, but for what no writer
// means: CRLF and CR become LF, a leading byte order mark and the control characters other than LF and tab are taken
// out, and so are direction marks without a partner on their line and all direction overrides. It is never
// normalised (NFC) nor trimmed: quotations, code and footnotes come back as they were written.
func Body(s string, limit int) (string, error) {
	if err := readable(s); err != nil {
		return "", err
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	s = strings.TrimLeft(balanceDirections(dropControls(s)), "\uFEFF")
	return checked(s, limit)
}

// readable refuses what cannot be stored or shown at all.
func readable(s string) error {
	switch {
	case !utf8.ValidString(s):
		return refuse(NotUTF8)
	case strings.IndexByte(s, 0) >= 0:
		return refuse(NullByte)
	}
	return nil
}

// checked ends the way of every kind of text, on what is left of it: taking a character out can join two stacks of
// marks.
func checked(s string, limit int) (string, error) {
	switch {
	case !hasVisible(s):
		return "", refuse(Empty)
	case CountCodePoints(s) > limit:
		return "", &Refusal{Reason: TooLong, Limit: limit}
	case longestStack(s) > maxMarks:
		return "", refuse(StackedMark)
	}
	return s, nil
}

// longestStack counts the most combining marks in a row. Variation selectors and the joiners between marks belong to
// the row: otherwise one of them each eighth place would hide it.
func longestStack(s string) int {
	longest, row := 0, 0
	for _, r := range s {
		switch {
		case r < 0x300:
			row = 0
		case unicode.In(r, unicode.Mn, unicode.Me):
			row++
			longest = max(longest, row)
		case r == 0x200C || r == 0x200D || r == 0x034F:
		default:
			row = 0
		}
	}
	return longest
}

// dropControls takes out the C0 and C1 control characters and DEL, but LF and tab.
func dropControls(s string) string {
	control := func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }
	if strings.IndexFunc(s, control) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if control(r) {
			return -1
		}
		return r
	}, s)
}

// The direction marks of Unicode Standard Annex 9.
const (
	lre, rle = 0x202A, 0x202B // embeddings, ended by pdf
	pdf      = 0x202C
	lro, rlo = 0x202D, 0x202E // overrides, ended by pdf
	lri, rli = 0x2066, 0x2067 // isolates, ended by pdi
	fsi, pdi = 0x2068, 0x2069
)

func isDirection(r rune) bool { return r >= lre && r <= rlo || r >= lri && r <= pdi }

// balanceDirections takes out the overrides, which turn letters around and serve nobody who writes, and every
// embedding or isolate that its line does not end: it would turn what the page says after the post. Pairs stay.
func balanceDirections(s string) string {
	if strings.IndexFunc(s, isDirection) < 0 {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		drop := unbalanced(line)
		for i, r := range line {
			if !drop[i] {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// unbalanced returns the byte positions of a line's direction marks that are to go.
func unbalanced(line string) map[int]bool {
	type opening struct {
		at int
		r  rune
	}
	var open []opening
	drop := map[int]bool{}
	for i, r := range line {
		switch r {
		case lre, rle, lri, rli, fsi:
			open = append(open, opening{i, r})
		case lro, rlo:
			drop[i] = true
			open = append(open, opening{i, r})
		case pdf:
			last := len(open) - 1
			if last < 0 || open[last].r >= lri {
				drop[i] = true
				continue
			}
			drop[i] = drop[open[last].at]
			open = open[:last]
		case pdi:
			// Ends its isolate and every embedding left open inside it; those have no partner.
			last := len(open) - 1
			for last >= 0 && open[last].r < lri {
				last--
			}
			if last < 0 {
				drop[i] = true
				continue
			}
			for _, o := range open[last+1:] {
				drop[o.at] = true
			}
			open = open[:last]
		}
	}
	for _, o := range open {
		drop[o.at] = true
	}
	return drop
}

// hasVisible tells whether a reader would see anything of a text.
func hasVisible(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !isInvisible(r) }) >= 0
}

// isInvisible knows the characters that show nothing, though many are letters or marks by their category: fillers of
// Hangul, the empty Braille cell, joiners, variation selectors, tags (Unicode's Default_Ignorable_Code_Point and the
// blank symbols that people use for empty posts).
func isInvisible(r rune) bool {
	switch {
	case r < 0x80:
		return unicode.IsControl(r)
	case r == 0x00AD, r == 0x034F, r == 0x061C, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5,
		r >= 0x180B && r <= 0x180F, r >= 0x200B && r <= 0x200F, r >= 0x2028 && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F, r == 0x2800, r == 0x3164, r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF,
		r == 0xFFA0, r >= 0xFFF0 && r <= 0xFFFB, r >= 0x1BCA0 && r <= 0x1BCA3, r >= 0x1D173 && r <= 0x1D17A,
		r == 0x1D159, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.IsControl(r)
}
