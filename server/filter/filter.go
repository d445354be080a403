// Package filter looks at what people write for what must not be said, or not without somebody's look at it: contact
// details, private data, abuse, in both languages. It decides nothing about people. The lists that come with the program
// (lists/) and those of the operator (table filter_word) are one machine over the text's folded form (normal.go); what
// has a shape rather than a word (numbers, addresses, names elsewhere) is read by hand where a cue for it stands. Safe
// for concurrent use.
package filter

import (
	"slices"
	"sync"
	"sync/atomic"

	"tongchuang/server/post"
)

// Filter judges texts by the lists as they are at the moment.
type Filter struct {
	matcher    atomic.Pointer[matcher]
	refreshing sync.Mutex
	version    int64 // of the operator's list in use; guarded by refreshing
}

// New makes a Filter of the lists that come with the program.
func New() *Filter {
	f := &Filter{}
	f.use(nil)
	return f
}

// asItComes is the matcher of the lists that come with the program; it takes some tens of milliseconds to compile.
var asItComes = sync.OnceValue(func() *matcher { return newMatcher(defaults, nil) })

// use takes the operator's entries into the lists, in the place of those it had.
func (f *Filter) use(own []Entry) {
	if len(own) == 0 {
		f.matcher.Store(asItComes())
		return
	}
	f.matcher.Store(newMatcher(defaults, own))
}

// Judge implements post.Filter. It takes some microseconds for a post.
func (f *Filter) Judge(text string, place post.Place) post.Finding {
	l := looks.Get().(*look)
	defer looks.Put(l)
	l.read(f.matcher.Load(), text)
	var finding post.Finding
	for i := range l.found {
		tier := l.found[i].tierIn(place)
		finding.Block = finding.Block || tier == Block
		finding.Hold = finding.Hold || tier == Hold
		if !slices.Contains(finding.Kinds, l.found[i].Kind) {
			finding.Kinds = append(finding.Kinds, l.found[i].Kind)
		}
	}
	return finding
}

// Match is something found in a text: a piece of it, in code points, and what it was taken for.
type Match struct {
	Start, End int
	Pattern    string // of the list; "" where it was known by its shape
	Tier       Tier
	Kind       string
	Alone      bool // an address, and there is nothing else in the text
}

// tierIn says what is done about a match where it stands. How to reach an adult is theirs to say in public: they are
// reminded, not held up. A class, and every text of a student, is another matter (safety.md, rule 12).
func (m *Match) tierIn(place post.Place) Tier {
	public := !place.Class && !place.Student
	if m.Tier == Hold && m.Kind == Contact && public {
		return Hint
	}
	if m.Alone && !public { // whoever says nothing else answers where they live
		return Hold
	}
	return m.Tier
}

// look is what one reading of a text needs; it is used again.
type look struct {
	plain, without, bare folded // without: the emoji
	back                 folded // the other way round
	hits, cued, bareCued []hit
	said                 int // digits in words, more or less
	number               number
	spans                []span
	found                []Match
	steps                int // of the reading of shapes, so that a test can see that they grow no faster than the text
}

var looks = sync.Pool{New: func() any { return new(look) }}

// mostMatches bounds what is told of one text; what there is beyond that changes nothing but the time it takes.
const mostMatches = 100

// read finds everything in a text.
func (l *look) read(m *matcher, text string) {
	l.found, l.steps, l.number.steps = l.found[:0], 0, 0
	l.plain.fold(text)
	seen := l.form(m, &l.plain)
	if l.plain.amid {
		l.without.foldWithout(text, allPictures)
		l.form(m, &l.without)
		if l.plain.lettered && l.plain.unlettered {
			l.without.foldWithout(text, unlettered)
			l.form(m, &l.without)
		}
	}
	if l.plain.turned || seen&cueBack != 0 {
		l.back.reverse(&l.plain)
		l.form(m, &l.back)
	}
}

// form finds everything in one form of a text, and in what that is without its disguises; it gives the cues seen.
func (l *look) form(m *matcher, f *folded) cue {
	var seen cue
	l.hits, l.cued, seen, l.said = m.find(f, l.hits[:0], l.cued[:0])
	l.take(f)
	l.bareCued = l.bareCued[:0]
	if l.bare.undisguise(f) {
		l.hits, l.bareCued, _, _ = m.find(&l.bare, l.hits[:0], l.bareCued)
		l.take(&l.bare)
	}
	l.shapes(f, seen)
	return seen
}

// take adds the hits in f, those aside that are there already by another form of the text.
func (l *look) take(f *folded) {
	for _, h := range l.hits {
		l.add(f, h.start, h.end, Match{Pattern: h.entry.Pattern, Tier: h.entry.Tier, Kind: h.entry.Kind})
	}
}

// add places a match that stands at bytes of f.
func (l *look) add(f *folded, start, end int, m Match) {
	m.Start, m.End = int(f.at[start]), int(f.at[end-1])+1
	if m.Start >= m.End { // read backwards
		m.Start, m.End = int(f.at[end-1]), int(f.at[start])+1
	}
	if len(l.found) < mostMatches && !slices.Contains(l.found, m) {
		l.found = append(l.found, m)
	}
}
