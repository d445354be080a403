package filter

import (
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
	cueMail: "艾特|爱特|圈a|小老鼠|邮箱|(at)|(a)|[a]|[at]|{at}|dot com|dot cn|dot net|dot org|点com|点 com|点cn|点 cn|.com|. com|gmail|googlemail|hotmail|foxmail|outlook|icloud|yahoo|protonmail|163|126|" +
		"e-mail|email|mail is|mail address|mail:",
	cueName:   allElsewhere(),
	cueTag:    "#0*|#1*|#2*|#3*|#4*|#5*|#6*|#7*|#8*|#9*",
	cuePhone:  "打给我|联系我|短信|call|calls|calling|text me|电话|手机|手机号|号码|phone*|tel|telephone*|mobile|cell|cellphone*|number is|my number*|my digits|我的号|号是|whatsapp*",
	cueNumber: "电话|手机|手机号|号码|phone*|tel|telephone*|mobile|cell|cellphone*|number is|my number*|my digits|我的号|号是|whatsapp*",
	cueTheirs: "微信*|qq*|q号|whatsapp*",
	cueBack:   "backward*|reverse*|倒着|反着|倒过来|反过来|倒序|倒读|反读",
	cueHome:   "我住|我家|住在|住址|地址|i live|my home|my house|my address|we live|meet me|pick me up|come over|my place|来我家|来找我|见面",
	cueRoad:   "路|街|大道|巷|胡同|弄|小区|号楼|单元|street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|apt|apartment|栋|幢",
	cueSaid:   "zero*|one*|two*|three*|four*|five*|six*|seven*|eight*|nine*|ten|eleven|twelve|thirt*|fift*|twent*|double|triple|ling|yao|yi|er|san|si|wu|liu|qi|ba|jiu",
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

// shapes looks for what has a shape, where a cue for it stands; names elsewhere also where the cue was disguised.
func (l *look) shapes(f *folded, seen cue) {
	l.numbers(f)
	if f.mails > 0 || seen&(cueMail|cueTheirs) != 0 {
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
		l.steps++
		if last := &joined[len(joined)-1]; s.from <= last.to {
			last.to = max(last.to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

func (l *look) each(f *folded, s span, shape *regexp.Regexp, tier Tier, kind string) {
	l.steps += s.to - s.from
	for _, at := range shape.FindAllIndex(f.text[s.from:s.to], -1) {
		l.add(f, s.from+at[0], s.from+at[1], Match{Tier: tier, Kind: kind})
	}
}
