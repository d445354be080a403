package filter

import (
	"slices"

	ac "github.com/petar-dambovaliev/aho-corasick"
)

// matcher finds entries in folded texts. It is immutable and safe for concurrent use.
type matcher struct {
	machine ac.AhoCorasick
	entries []listed
}

// listed is an entry as it is looked for.
type listed struct {
	Entry
	folded      string
	start, end  bool // a word begins, or ends, there
	cue         cue  // besides: where it stands, a closer look is due
	onlyForACue bool
}

// hit is an entry found in a folded text, in bytes of it.
type hit struct {
	entry      *listed
	start, end int
}

// newMatcher compiles the lists: the program's own, and an operator's. One of the operator's takes the place of the
// program's with the same folded pattern.
func newMatcher(defaults, own []Entry) *matcher {
	m := &matcher{}
	place := map[string]int{}
	add := func(e Entry, c cue) {
		l := listed{Entry: e, cue: c, onlyForACue: e.Tier == ""}
		l.folded, l.start, l.end = foldPattern(e.Pattern)
		if l.folded == "" {
			return
		}
		key := l.folded
		if isWord(key[len(key)-1]) && !l.end { // fag and fag* are two
			key += "*"
		}
		if i, there := place[key]; there {
			l.cue |= m.entries[i].cue
			if l.onlyForACue {
				m.entries[i].cue |= c
			} else {
				m.entries[i] = l
			}
			return
		}
		place[key] = len(m.entries)
		m.entries = append(m.entries, l)
	}
	for _, e := range defaults {
		add(e, 0)
	}
	for word, c := range cues {
		add(Entry{Pattern: word}, c)
	}
	for _, e := range own {
		add(e, 0)
	}
	patterns := make([]string, len(m.entries))
	for i, e := range m.entries {
		patterns[i] = e.folded
	}
	builder := ac.NewAhoCorasickBuilder(ac.Opts{MatchKind: ac.StandardMatch, DFA: true})
	m.machine = builder.Build(patterns)
	return m
}

// foldPattern gives a pattern's folded form and at which of its ends a word has to end too.
func foldPattern(pattern string) (folded_ string, start, end bool) {
	open := len(pattern) > 1 && pattern[len(pattern)-1] == '*'
	if open {
		pattern = pattern[:len(pattern)-1]
	}
	var f folded
	f.fold(pattern)
	text := trimSpaces(f.text)
	if len(text) == 0 {
		return "", false, false
	}
	return string(text), isWord(text[0]), isWord(text[len(text)-1]) && !open
}

func trimSpaces(t []byte) []byte {
	for len(t) > 0 && t[0] == ' ' {
		t = t[1:]
	}
	for len(t) > 0 && t[len(t)-1] == ' ' {
		t = t[:len(t)-1]
	}
	return t
}

// find appends to hits what stands in f, less what an allowing entry covers, and to cued where a closer look is due; it
// gives the cues seen, and how many digits are said in words, about.
func (m *matcher) find(f *folded, hits, cued []hit) (_, _ []hit, seen cue, said int) {
	first, allowing := len(hits), false
	for found := m.machine.IterOverlappingByte(f.text); ; {
		match := found.Next()
		if match == nil {
			break
		}
		e := &m.entries[match.Pattern()]
		h := hit{e, match.Start(), match.End()}
		if e.start && h.start > 0 && isWord(f.text[h.start-1]) || e.end && h.end < len(f.text) && isWord(f.text[h.end]) {
			continue
		}
		for !e.end && isWord(f.text[h.end-1]) && h.end < len(f.text) && isWord(f.text[h.end]) {
			h.end++ // to the end of the word that a star stands for
		}
		if seen |= e.cue; e.cue&cueHere != 0 {
			cued = append(cued, h)
		}
		if e.cue&cueSaid != 0 {
			said += max(1, (h.end-h.start)/lettersOfADigit)
		}
		if e.onlyForACue {
			continue
		}
		allowing = allowing || e.Allow
		hits = append(hits, h)
	}
	if allowing {
		hits = withoutAllowed(hits, first)
	}
	return hits, cued, seen, said
}

// lettersOfADigit is the length of one, two, six and ten.
const lettersOfADigit = 3

// withoutAllowed takes out, of the hits from first on, the allowing ones and all that lies within one of them.
func withoutAllowed(hits []hit, first int) []hit {
	these := hits[first:]
	var allowed []hit
	for _, h := range these {
		if h.entry.Allow {
			allowed = append(allowed, h)
		}
	}
	return append(hits[:first], slices.DeleteFunc(these, func(h hit) bool {
		return h.entry.Allow || slices.ContainsFunc(allowed, func(a hit) bool { return a.start <= h.start && h.end <= a.end })
	})...)
}
