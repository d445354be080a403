package post_test

import (
	"fmt"
	"strings"
	"testing"

	"tongchuang/server/post"
	"tongchuang/server/wire"
)

// article is a bilingual text of some 20 KB with headings, footnotes, quotations and code, and with whatever a careless
// processing would change: spaces at line ends, tabs, several empty lines, decomposed accents, no newline at the end.
func article() string {
	var b strings.Builder
	b.WriteString("# Two cities, one river  两座城，一条河\n\n> *Cafe\u0301* and Café are two spellings.   \n\n")
	for i := 1; b.Len() < 20_000; i++ {
		fmt.Fprintf(&b, "## %d. Water  第%d节 水\n\nColumbus and Hefei both look after a lake.[^%d] What one city learns, the other can use.  \n", i, i, i)
		fmt.Fprintf(&b, "合肥与哥伦布都守着一片湖水，一座城市学到的，另一座也用得上。[^%d]\n\n\n", i)
		fmt.Fprintf(&b, "```\n\tlevel\t= %d  \n```\n\n[^%d]: Field notes, spring 2024; 实地笔记，2024年春。\n\n", i, i)
	}
	return b.String() + "— end 完 👩🏽‍🏫"
}

func TestABilingualArticleComesBackByteForByte(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	body := article()
	stored := p.write(t, p.citizen, p.thread, body)
	read := p.get(t, stored.ID)
	if read.Body != body {
		t.Errorf("%d bytes came back of %d", len(read.Body), len(body))
	}
	if event := decode[wire.Post](t, p.events(t, p.thread)[0]); event.Body != body || event.HTML != read.HTML {
		t.Error("the event says something else")
	}
	var raw string
	if err := p.pool.QueryRow(t.Context(), "select body from post where id = $1", stored.ID).Scan(&raw); err != nil || raw != body {
		t.Errorf("%d bytes are stored, %v", len(raw), err)
	}
	for _, want := range []string{"<h3", "<pre", `class="footnotes"`, "实地笔记", "<blockquote"} {
		if !strings.Contains(read.HTML, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if read.Language != "mixed" && read.Language != "zh-Hans" && read.Language != "en" {
		t.Error(read.Language)
	}
	page, _, err := post.Latest(t.Context(), p.pool, p.thread, 1<<62, 10)
	if err != nil || len(page) != 1 || page[0].Body != body {
		t.Errorf("%d posts on the page, %v", len(page), err)
	}
}
