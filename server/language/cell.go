package language

import (
	"strings"
	"unicode/utf8"
)

// Cell makes text of what a spreadsheet program would take for a formula (OWASP, CSV injection), in full width too, and
// behind white space, which such programs pass over.
func Cell(s string) string {
	if strings.ContainsAny(s[:min(1, len(s))], "\t\r\n") {
		return "'" + s
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}
