package filter

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Tier is what is done about a text that an entry is found in.
type Tier string

// The tiers. Lists alone miss attacks and flag innocent texts: hold, and let somebody look, before block.
const (
	Block Tier = "block" // is not taken
	Hold  Tier = "hold"  // waits for somebody who keeps the place
	Hint  Tier = "hint"  // is taken, and its author asked to look at it again
)

// The kinds of findings; the catalogs have a word for each, filter.kind.<kind>.
const (
	Contact   = "contact"   // how to reach somebody elsewhere
	Private   = "private"   // where somebody lives, or who they are in a register
	Abuse     = "abuse"     // a personal attack
	Threat    = "threat"    // of harm
	Slur      = "slur"      // against what somebody is
	Profanity = "profanity" // foul words
	Sexual    = "sexual"
	Distress  = "distress" // somebody may need help
	Other     = "other"
)

var kinds = []string{Contact, Private, Abuse, Threat, Slur, Profanity, Sexual, Distress, Other}

// Entry is a line of a list. Pattern is compared in its folded form; one that begins or ends with a Latin letter or a
// digit stands for a whole word there, unless it ends with a star. An allowing entry takes away what is found within it.
type Entry struct {
	Pattern, Language string
	Tier              Tier
	Kind              string
	Allow             bool
}

//go:embed lists/*.txt
var listFiles embed.FS

// Defaults are the lists that come with the program. Each file is of one language; in it a line in brackets names what
// the lines below it are ([hold threat], [allow]), and # begins a remark.
func Defaults() []Entry { return defaults }

var defaults = mustRead(listFiles)

func mustRead(files fs.FS) []Entry {
	var all []Entry
	names, err := fs.Glob(files, "lists/*.txt")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		entries, err := readList(strings.TrimSuffix(path.Base(name), ".txt"), string(text))
		if err != nil {
			panic(err)
		}
		all = append(all, entries...)
	}
	return all
}

func readList(language, text string) ([]Entry, error) {
	var all []Entry
	is := Entry{Language: language}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		head, isHead := strings.CutPrefix(line, "[")
		switch {
		case line == "":
		case isHead:
			tier, kind, _ := strings.Cut(strings.TrimSuffix(head, "]"), " ")
			is.Allow = tier == "allow"
			is.Tier, is.Kind = Tier(tier), kind
			if is.Allow {
				is.Tier, is.Kind = Hint, Other
			}
			if err := is.check(); err != nil {
				return nil, fmt.Errorf("list %s, %s: %w", language, line, err)
			}
		default:
			is.Pattern = line
			all = append(all, is)
		}
	}
	return all, nil
}

func (e Entry) check() error {
	known := false
	for _, kind := range kinds {
		known = known || e.Kind == kind
	}
	if !known || e.Tier != Block && e.Tier != Hold && e.Tier != Hint {
		return fmt.Errorf("no such tier or kind: %s %s", e.Tier, e.Kind)
	}
	return nil
}
