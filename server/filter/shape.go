package filter

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// cue is what a word in a text gives reason to look for.
type cue uint16

const (
	cueMail   cue = 1 << iota // an address for mail, spelled out
	cueName                   // what somebody is called elsewhere
	cuePhone                  // a number to call
	cueHome                   // somebody speaks of where they live
	cueRoad                   // a road, a house
	cueSaid                   // a digit in words
	cueNumber                 // a number to call, and nothing else
	cueTheirs                 // a place of elsewhere where people have numbers

	cueTag  // a # and a digit
	cueBack // something is to be read backwards

	cueHere = cueTag | cueMail | cueName | cueRoad | cuePhone | cueTheirs // what is looked for is near the word
)

// cues are the words. They are in the same machine as the lists, so that a text without one costs nothing more.
var cues = cueWords(map[cue]string{
	cueMail: "艾特|爱特|圈a|小老鼠|邮箱|(at)|[at]|{at}|dot com|dot cn|dot net|dot org|点com|点 com|点cn|点 cn|.com|. com|gmail|googlemail|hotmail|foxmail|outlook|icloud|yahoo|protonmail|163|126|" +
		"e-mail|email|mail is|mail address|mail:",
	cueName:   allElsewhere(),
	cueTag:    "#0*|#1*|#2*|#3*|#4*|#5*|#6*|#7*|#8*|#9*",
	cuePhone:  "打给我|联系我|短信|call|calls|calling|text me|电话|手机|手机号|号码|phone*|tel|telephone*|mobile|cell|cellphone*|number is|my number*|my digits|我的号|号是|whatsapp*",
	cueNumber: "电话|手机|手机号|号码|phone*|tel|telephone*|mobile|cell|cellphone*|number is|my number*|my digits|我的号|号是|whatsapp*",
	cueTheirs: "微信*|qq*|q号|whatsapp*",
	cueBack:   "backward*|reverse*|倒着|反着|倒过来|反过来|倒序|倒读|反读",
	cueHome:   "我住|我家|住在|住址|地址|i live|my home|my house|my address|we live",
	cueRoad:   "路|街|大道|巷|胡同|弄|小区|号楼|单元|street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|apt",
	cueSaid:   "zero*|one*|two*|three*|four*|five*|six*|seven*|eight*|nine*|ten|eleven|twelve|thirt*|fift*|twent*|double|triple|ling|yao|liu|qi|jiu",
})

func cueWords(by map[cue]string) map[string]cue {
	words := map[string]cue{}
	for c, list := range by {
		for _, word := range splitCues(list) {
			words[word] |= c
		}
	}
	return words
}

func splitCues(list string) []string { return strings.Split(list, "|") }

// How things look in a folded text, near a cue.
var (
	chineseRoad  = regexp.MustCompile(`^(?:路|街|大道|巷|胡同|弄) ?[0-9一二三四五六七八九十百]{1,5} ?(?:号|弄)`)
	houseNumber  = regexp.MustCompile(`^,? ?(?:number|no\.?|nr\.?|#) ?[0-9]{1,5}\b`)
	chineseHouse = regexp.MustCompile(`[0-9一二三四五六七八九十a-z]{1,4} ?(?:栋|幢|号楼|座) ?[0-9一二三四五六七八九十]{0,3} ?(?:单元)? ?[0-9一二三四五六七八九十零〇]{1,5} ?(?:室|房|户)`)
)

// shapes looks for what has a shape, where a cue for it stands; names elsewhere also where the cue was disguised.
func (l *look) shapes(f *folded, seen cue) {
	l.numbers(f)
	if f.mails > 0 || seen&cueMail != 0 {
		l.mails(f)
	}
	l.names(f, l.cued)
	l.names(&l.bare, l.bareCued)
	if seen&cueRoad != 0 && f.digits > 0 {
		tier := Hint
		if seen&cueHome != 0 {
			tier = Hold
		}
		l.roads(f, tier)
	}
}

// numbers looks for numbers to call, and of people in a register.
func (l *look) numbers(f *folded) {
	if f.digits+l.said < fewestCalled {
		return
	}
	l.number.numbers(f.text, strict, func(n *number) {
		switch {
		case !n.part && n.identity():
			l.add(f, n.start, n.end, Match{Tier: Hold, Kind: Private})
		case n.phone() && !n.excused(f.text), n.called(f.text, l.cued):
			l.add(f, n.start, n.end, Match{Tier: Hold, Kind: Contact})
		}
	})
	if f.digits+l.said < fewestDialled {
		return
	}
	l.number.numbers(f.text, wide, func(n *number) {
		if n.scattered(f.text, l.cued) || n.said && n.called(f.text, l.cued) {
			l.add(f, n.start, n.end, Match{Tier: Hold, Kind: Contact})
		}
	})
}

// span is a piece of a folded text, in bytes.
type span struct{ from, to int }

// around gives the pieces of f that reach so far before and behind the places of a cue, those that meet as one.
func (l *look) around(f *folded, c cue, before, behind int) []span {
	l.spans = l.spans[:0]
	for _, h := range l.cued {
		if h.entry.cue&c != 0 {
			l.spans = append(l.spans, span{max(0, h.start-before), min(len(f.text), h.end+behind)})
		}
	}
	slices.SortFunc(l.spans, func(a, b span) int { return a.from - b.from })
	joined := l.spans[:min(1, len(l.spans))]
	for _, s := range l.spans {
		if last := &joined[len(joined)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

func (l *look) each(f *folded, s span, shape *regexp.Regexp, tier Tier, kind string) {
	for _, at := range shape.FindAllIndex(f.text[s.from:s.to], -1) {
		l.add(f, s.from+at[0], s.from+at[1], Match{Tier: tier, Kind: kind})
	}
}

// roads looks for where somebody lives.
func (l *look) roads(f *folded, tier Tier) {
	houses := false
	for _, h := range l.cued {
		switch {
		case h.entry.cue&cueRoad == 0:
		case isLetter(f.text[h.start]):
			if from := houseBefore(f.text, h.start); from >= 0 {
				l.add(f, from, h.end, Match{Tier: tier, Kind: Private})
			} else if at := houseNumber.FindIndex(f.text[h.end:min(len(f.text), h.end+20)]); at != nil && tier == Hold {
				l.add(f, h.start, h.end+at[1], Match{Tier: tier, Kind: Private})
			}
		default:
			houses = true
			if at := chineseRoad.FindIndex(f.text[h.start:min(len(f.text), h.start+40)]); at != nil {
				l.add(f, h.start, h.start+at[1], Match{Tier: tier, Kind: Private})
			}
		}
	}
	if !houses {
		return
	}
	for _, s := range l.around(f, cueRoad, 40, 90) {
		l.each(f, s, chineseHouse, tier, Private)
	}
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
			if words < 4 {
				return from
			}
			if next, _, _ := bytes.Cut(t[end+1:], []byte(" ")); directions[string(bytes.TrimSuffix(next, []byte(".")))] {
				return from
			}
			return -1
		}
		end = from - 1
	}
	return -1
}

var directions = map[string]bool{"n": true, "s": true, "e": true, "w": true, "north": true, "south": true, "east": true, "west": true}
