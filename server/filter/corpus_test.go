package filter

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sample: every fourth paragraph is read, so that the race detector does not take half a minute for it.
const sample = 4

// corpus calls see for paragraphs that TONGCHUANG_CORPUS or ../shared/corpus beside the project holds; they are test
// data under licences of their own and not part of the project, so without them the test is skipped.
func corpus(t *testing.T, name string, see func(line []byte)) {
	t.Helper()
	folder := os.Getenv("TONGCHUANG_CORPUS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	f, err := os.Open(filepath.Join(folder, name))
	if os.IsNotExist(err) {
		t.Skipf("no corpus in %s", folder)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		if n%sample == 0 {
			see(lines.Bytes())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// Real documents hold real addresses for mail: those are right to be found, and not counted.
func TestCleanTextIsHardlyEverFlagged(t *testing.T) {
	t.Parallel()
	f := New()
	all, words, shapes := map[string]int{}, map[string]int{}, map[string]int{}
	look := new(look)
	see := func(lang, text string) {
		all[lang]++
		look.read(f.matcher.Load(), text)
		byWord, byShape := false, false
		for _, m := range look.found {
			byWord = byWord || m.Pattern != ""
			byShape = byShape || m.Pattern == "" && !strings.Contains(string([]rune(text)[m.Start:m.End]), "@")
		}
		if byWord {
			words[lang]++
		}
		if byShape {
			shapes[lang]++
		}
	}
	corpus(t, "posts.jsonl.gz", func(line []byte) {
		var p struct{ Lang, Text string }
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		see(p.Lang, p.Text)
	})
	corpus(t, "parallel.jsonl.gz", func(line []byte) {
		var p struct {
			En   string `json:"en"`
			Hans string `json:"zh_cn"`
			Hant string `json:"zh_tw"`
		}
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		see("en", p.En)
		see("zh-Hans", p.Hans)
		see("zh-Hant", p.Hant)
	})
	for lang, n := range all {
		t.Logf("%s: of %d paragraphs %d by a word of the lists, %d by a shape", lang, n, words[lang], shapes[lang])
		if (words[lang]+shapes[lang])*1000 > n {
			t.Errorf("%s: over one in a thousand clean paragraphs is flagged", lang)
		}
	}
}

// What the example people say is what people say.
func TestTheExamplesAreLeftAlone(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../demo/texts/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	f := New()
	look := new(look)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := []rune(string(raw))
		look.read(f.matcher.Load(), string(raw))
		for _, m := range look.found {
			t.Errorf("%s: %s %q in %q", file, m.Kind, string(text[m.Start:m.End]), string(text[max(0, m.Start-20):min(len(text), m.End+20)]))
		}
	}
}
