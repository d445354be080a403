package language

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// corpus opens the paragraphs that TONGCHUANG_CORPUS or ../shared/corpus beside the project holds; they are test data
// under licences of their own and not part of the project, so without them the test is skipped.
func corpus(t *testing.T, name string) *bufio.Scanner {
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
	t.Cleanup(func() { f.Close() })
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	return lines
}

func TestParagraphsOfRealDocumentsGetTheirLanguage(t *testing.T) {
	t.Parallel()
	right, all := map[Tag]int{}, map[Tag]int{}
	wrong := map[Tag]map[Tag]int{}
	chinese, otherScript, noScript := 0, 0, 0
	lines := corpus(t, "posts.jsonl.gz")
	for lines.Scan() {
		var p struct {
			Lang Tag    `json:"lang"`
			Text string `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		got := Detect(p.Text, p.Lang).Tag
		all[p.Lang]++
		if p.Lang.Chinese() {
			chinese++
			switch Detect(p.Text, "").Script {
			case p.Lang:
			case Zh:
				noScript++
			default:
				otherScript++
			}
		}
		if got == p.Lang {
			right[p.Lang]++
			continue
		}
		if wrong[p.Lang] == nil {
			wrong[p.Lang] = map[Tag]int{}
		}
		wrong[p.Lang][got]++
		if testing.Verbose() && wrong[p.Lang][got] <= 12 {
			t.Logf("%s taken for %s: %q", p.Lang, got, p.Text)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []Tag{En, ZhHans, ZhHant} {
		share := float64(right[tag]) / float64(all[tag])
		t.Logf("%s: %d of %d right (%.2f %%), else %v", tag, right[tag], all[tag], 100*share, wrong[tag])
		if share < 0.985 {
			t.Errorf("%s: %.2f %% right, want at least 98.5 %%", tag, 100*share)
		}
	}
	t.Logf("script without the author's preference: of %d Chinese paragraphs %d undecided, %d taken for the other one", chinese, noScript, otherScript)
	if otherScript*200 > chinese {
		t.Errorf("the script of %d of %d Chinese paragraphs is wrong", otherScript, chinese)
	}
}
