package wire_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"

	"tongchuang/server/wire"
)

// The client's test holds its side to the same file.
const vectors = "../../client/src/lib/session/testing/said.json"

func TestWhatAnEventLeavesOutOfAPostIsInTheEventAroundIt(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(vectors)
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name  string `json:"name"`
		Event struct {
			Topic string         `json:"topic"`
			Seq   int64          `json:"seq"`
			At    time.Time      `json:"at"`
			Data  jsontext.Value `json:"data"`
		} `json:"event"`
		Post wire.Post `json:"post"`
	}
	if err := json.Unmarshal(raw, &all); err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	for _, v := range all {
		seq := v.Event.Seq
		if v.Post.Seq != seq {
			seq = 0 // the event is about a post that has its place already
		}
		said, err := json.Marshal(v.Post.Said(strings.HasPrefix(v.Event.Topic, "thread:"), seq, v.Event.At))
		if err != nil {
			t.Fatal(err)
		}
		_ = v.Event.Data.Compact()
		if string(said) != string(v.Event.Data) {
			t.Errorf("%s: said is\n%s\nand not\n%s", v.Name, said, v.Event.Data)
		}
		var back wire.PostSaid
		if err := json.Unmarshal(said, &back); err != nil {
			t.Fatal(err)
		}
		_, id, _ := strings.Cut(v.Event.Topic, ":")
		want, _ := json.Marshal(v.Post)
		got, err := json.Marshal(back.Whole(uuid.MustParse(id), v.Event.Seq, v.Event.At))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s: whole again it is\n%s\nand not\n%s (%v)", v.Name, got, want, err)
		}
	}
}

// A text that would not stand for itself between <p> and </p> comes with its rendering: that is what clients show.
func TestOnlyATextThatStandsForItselfComesWithoutItsRendering(t *testing.T) {
	t.Parallel()
	for body, html := range map[string]string{
		"<b>x</b>": "<p>&lt;b&gt;x&lt;/b&gt;</p>\n", "a & b": "<p>a &amp; b</p>\n", "[x]: y": "", "two\nlines": "<p>two<br>\nlines</p>\n",
	} {
		p := wire.Post{Body: body, HTML: html}
		if said := p.Said(true, 1, time.Now()); said.HTML == nil || *said.HTML != html {
			t.Errorf("%q came without its rendering", body)
		}
	}
}
