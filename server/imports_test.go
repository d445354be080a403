package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the house of docs/architecture.md, from the roof down. A room imports only rooms of lower floors; the
// rooms of one floor do not know each other.
var floors = [][]string{
	{"server", "openapi", "devwatch", "bench"}, // programs
	{"app"},
	{"web", "socket", "demo", "load"},
	{"forum", "class", "account", "school", "pairing", "supervision", "moderation", "rights"},
	{"post", "mail", "notice", "filter", "translate"},
	{"command", "access", "audit", "jobs"},
	{"hub", "topic", "bus/memory", "bus/redis", "limit"},
	{"postgres"},
	{"problem"},
	{"wire", "i18n", "language", "markdown", "config", "child", "metrics", "evenly"},
}

// beneath are pairs on one floor where the first may import the second.
var beneath = [][2]string{
	{"command", "access"},    // an operation has an actor
	{"filter", "post"},       // what a post asks of its filter is the post's to say
	{"audit", "access"},      // what was done is an action on an object
	{"hub", "topic"},         // the hub carries a topic's events
	{"markdown", "language"}, // a rendered block names its language
}

// testRooms serve tests, and may import whatever they test.
var testRooms = []string{"apptest", "postgrestest", "redistest", "testservices", "bus/bustest", "chaos", "promises"}

func floorOf(room string) (int, bool) {
	for i, rooms := range floors {
		for _, r := range rooms {
			if room == r || strings.HasPrefix(room, r+"/") && r != "server" {
				return i, true
			}
		}
	}
	return 0, false
}

// roomOf gives the room that a folder below server/ belongs to.
func roomOf(folder string) string {
	if folder == "." {
		return "server"
	}
	return filepath.ToSlash(folder)
}

func TestImportsRunDownwards(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		from := roomOf(filepath.Dir(path))
		if slices.ContainsFunc(testRooms, func(r string) bool { return from == r || strings.HasPrefix(from, r+"/") }) {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if to, ok := strings.CutPrefix(imported, "tongchuang/server/"); ok {
				seen++
				check(t, path, from, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Fatalf("only %d imports were looked at: the test reads the wrong folder", seen)
	}
}

func check(t *testing.T, path, from, to string) {
	t.Helper()
	if slices.ContainsFunc(testRooms, func(r string) bool { return to == r || strings.HasPrefix(to, r+"/") }) {
		t.Errorf("%s imports %s, which is for tests", path, to)
		return
	}
	// A room's own inside: generated queries, and smaller rooms within it.
	if within(from, to) || within(to, from) {
		return
	}
	upper, ok := floorOf(from)
	if !ok {
		t.Errorf("%s: the room %s has no floor; give it one in this test and in docs/architecture.md", path, from)
		return
	}
	lower, ok := floorOf(to)
	if !ok {
		t.Errorf("%s imports %s, which has no floor", path, to)
		return
	}
	if lower > upper || slices.Contains(beneath, [2]string{from, to}) {
		return
	}
	t.Errorf("%s imports upwards: %s is on floor %d, %s on floor %d", path, from, upper, to, lower)
}

// within tells whether inner is a part of the room outer.
func within(inner, outer string) bool { return strings.HasPrefix(inner, outer+"/") }
