package language

import (
	"strings"
	"unicode"
)

// What a reason has at least: two different words of some letters, or as many different Chinese characters as two words
// have, or one of each.
const (
	reasonWords   = 2
	reasonLetters = 4 // different ones
	hanOfAWord    = 2
)

// SaysSomething tells whether a text can be somebody's reason: whoever reads it in a log, or is told it, learns something
// of it. It keeps a held-down key and a lone "ok" out, in the three scripts; whether it is a good reason is for its readers.
func SaysSomething(text string) bool {
	han, letters, words := map[rune]bool{}, map[rune]bool{}, map[string]bool{}
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		word := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Han, r) {
				han[r] = true
				return -1
			}
			letters[r] = true
			return r
		}, part)
		if word != "" {
			words[word] = true
		}
	}
	return len(words)+len(han)/hanOfAWord >= reasonWords && len(letters)+hanOfAWord*len(han) >= reasonLetters
}
