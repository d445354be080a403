package filter

import (
	"bytes"
	"regexp"
)

// How houses are written in a folded text, near the word for a road or a house.
var (
	chineseRoad  = regexp.MustCompile(`^(?:路|街|大道|巷|胡同|弄) ?[0-9一二三四五六七八九十百]{1,5} ?(?:号|弄)`)
	houseNumber  = regexp.MustCompile(`^,? ?(?:number|no\.?|nr\.?|#) ?[0-9]{1,5}\b`)
	flatNumber   = regexp.MustCompile(`^\.? ?(?:number|no\.?|nr\.?|#)? ?[0-9]{1,4}[a-z]?\b`)
	chineseHouse = regexp.MustCompile(`[0-9一二三四五六七八九十a-z]{1,4} ?(?:栋|幢|号楼|座) ?[0-9一二三四五六七八九十]{0,3} ?(?:单元)? ?[0-9一二三四五六七八九十零〇]{1,5} ?(?:室|房|户)`)
	// … where somebody says that they live there
	chineseDoor = regexp.MustCompile(`[0-9一二三四五六七八九十a-z]{1,4} ?(?:栋|幢|号楼) ?(?:[0-9一二三四五六七八九十]{1,2} ?单元)? ?(?:[0-9]{3,4}|[一二三四五六七八九零〇]{3,4})(?:[^0-9]|$)`)
)

// beforeRoad and behindRoad are how many bytes in front of the word for a house and behind it what belongs to it stands.
const beforeRoad, behindRoad = 40, 90

// roads looks for where somebody lives.
func (l *look) roads(f *folded, tier Tier) {
	houses := false
	for _, h := range l.cued {
		switch {
		case h.entry.cue&cueRoad == 0:
		case isLetter(f.text[h.start]):
			if from := houseBefore(f.text, h.start); from >= 0 {
				l.add(f, from, h.end, Match{Tier: tier, Kind: Private, Alone: alone(f.text, from, h.end)})
			} else if tier == Hold {
				shape := houseNumber
				if h.entry.folded[0] == 'a' && h.entry.folded[1] == 'p' {
					shape = flatNumber
				}
				if at := shape.FindIndex(f.text[h.end:min(len(f.text), h.end+20)]); at != nil {
					l.add(f, h.start, h.end+at[1], Match{Tier: tier, Kind: Private})
				}
			}
		default:
			houses = true
			if at := chineseRoad.FindIndex(f.text[h.start:min(len(f.text), h.start+40)]); at != nil {
				l.add(f, h.start, h.start+at[1], Match{Tier: tier, Kind: Private, Alone: alone(f.text, h.start, h.start+at[1])})
			}
		}
	}
	if !houses {
		return
	}
	for _, s := range l.around(f, cueRoad, beforeRoad, behindRoad) {
		l.each(f, s, chineseHouse, tier, Private)
		if tier == Hold {
			l.each(f, s, chineseDoor, tier, Private)
		}
	}
}

// alone tells whether a text is nothing but the address that begins in it at from and ends at to, or soon thereafter: the
// name of a road before, of a town behind.
func alone(t []byte, from, to int) bool {
	const rest, signs = 24, " .,!~" // bytes
	if from > 2*rest || len(t)-to > 2*rest {
		return false
	}
	before := 0
	if !isDigit(t[from]) { // 幸福街12号: the name stands before the word
		before = rest
	}
	return len(bytes.Trim(t[:from], signs)) <= before && len(bytes.Trim(t[to:], signs)) <= rest
}

// houseBefore gives where a house's number begins that stands before the word for a road at i, with the road's name of
// at most three words between them and a direction (120 East Main Street); -1 where there is none.
func houseBefore(t []byte, i int) int {
	for words, end := 0, i-1; words <= 4 && end > 0 && t[end] == ' '; words++ {
		from, digits := end, true
		for from > 0 && (isWord(t[from-1]) || t[from-1] == '\'' || t[from-1] == '.' && from == end) {
			from--
			digits = digits && isDigit(t[from])
		}
		switch {
		case from == end:
			return -1
		case digits && words > 0 && end-from <= 5 && (from == 0 || t[from-1] == ' ' || t[from-1] >= 0x80 || !isWord(t[from-1])):
			next, _, _ := bytes.Cut(t[end+1:], []byte(" "))
			if distances[string(next)] {
				return -1
			}
			if words < 4 || directions[string(bytes.TrimSuffix(next, []byte(".")))] {
				return from
			}
			return -1
		}
		end = from - 1
	}
	return -1
}

// distances are what is counted, and is no road's name: 20 minutes down the road.
var distances = map[string]bool{
	"minute": true, "minutes": true, "mins": true, "hours": true, "mile": true, "miles": true, "km": true, "kilometers": true, "kilometres": true,
	"meters": true, "metres": true, "feet": true, "blocks": true, "houses": true, "doors": true, "floors": true, "years": true, "steps": true,
}

var directions = map[string]bool{"n": true, "s": true, "e": true, "w": true, "north": true, "south": true, "east": true, "west": true}
