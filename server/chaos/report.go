package chaos

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

// Report is what came of a run.
type Report struct {
	Config
	Posts, Acknowledged, Repeated int
	Lost, Duplicated, Inverted    int
	Other                         int // further violations; Violations says which
	Faults                        map[string]int
	Longest                       map[string]time.Duration // to converge, by fault
	Breaks                        int
	Codes                         map[string]int // what ended connections
	Resets                        int
	Violations                    []string // the first ones, in words
}

func (p *Report) take(r *run) {
	l := r.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	p.Posts, p.Acknowledged, p.Repeated = l.sent, len(l.stored), l.repeated
	p.Lost, p.Duplicated, p.Inverted, p.Other = l.count.Lost, l.count.Duplicated, l.count.Inverted, l.count.Other
	p.Violations = slices.Clone(l.faults)
	for _, reports := range l.reports {
		for _, h := range reports.topics {
			p.Resets += h.resets
		}
	}
	p.Breaks = int(r.breaks.Load())
	r.mu.Lock()
	defer r.mu.Unlock()
	p.Codes = maps.Clone(r.codes)
}

// Good tells whether every promise held.
func (p *Report) Good() bool {
	return p.Lost+p.Duplicated+p.Inverted+p.Other == 0 && p.Acknowledged > 0 && p.Acknowledged == p.Posts
}

// Print writes it for people.
func (p *Report) Print(w io.Writer) {
	fmt.Fprintf(w, "\n%d nodes, %d sockets, %d topics, %g posts/s, %s, seed %d\n", p.Nodes, p.Sockets, p.Topics, p.Rate, p.Duration, p.Seed)
	var longest time.Duration
	for _, took := range p.Longest {
		longest = max(longest, took)
	}
	fmt.Fprintf(w, "posts %d  acknowledged %d  (sent again %d)\n", p.Posts, p.Acknowledged, p.Repeated)
	fmt.Fprintf(w, "lost %d  duplicated %d  inverted %d  other violations %d\n", p.Lost, p.Duplicated, p.Inverted, p.Other)
	fmt.Fprintf(w, "longest time to converge after a fault %s\n", longest.Round(time.Millisecond))
	fmt.Fprintf(w, "connections broken %d, begun anew with a snapshot %d\n", p.Breaks, p.Resets)
	for _, code := range slices.Sorted(maps.Keys(p.Codes)) {
		fmt.Fprintf(w, "  ended by %-9s %d\n", code, p.Codes[code])
	}
	for _, name := range slices.Sorted(maps.Keys(p.Faults)) {
		fmt.Fprintf(w, "  %-30s %3d times, longest to converge %s\n", name, p.Faults[name], p.Longest[name].Round(time.Millisecond))
	}
	for _, v := range p.Violations {
		fmt.Fprintf(w, "VIOLATION %s\n", v)
	}
}
