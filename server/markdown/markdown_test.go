package markdown

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"tongchuang/server/language"
)

const article = `# 两条河 · Two Rivers

The Scioto runs through Columbus, and the Nanfei through Hefei.[^1] Both were
**dirty** for a long time.

南淝河穿过合肥市区，[^二]河边的人
以前都不敢下水。

## What we measured 我们测了什么

| place | 地点 | pH |
|:------|:----:|---:|
| Scioto Mile | 赛欧托 | 7.9 |

> 水是生命之源。
>
> - one
> - two

1. first
2. second

` + "```python\nprint(\"pH < 8\")\n```" + `

See https://example.com/data and [the photos](https://example.com/p?a=1&b=2 "title"), ![our class](https://example.com/c.png).

[^1]: Measured in May, *before* the rain.
[^二]: 五月份测的，下雨以前。
`

func TestAnArticleIsRenderedWithHeadingsTablesAndFootnotesInBothLanguages(t *testing.T) {
	t.Parallel()
	got := render(t, article, Options{IDPrefix: "post-7-", Lang: "en"})
	for _, want := range []string{
		`<h3 id="post-7-两条河--two-rivers"`,
		`<h4 id="post-7-what-we-measured-我们测了什么"`,
		`<sup id="post-7-fnref:1"><a href="#post-7-fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>`,
		`<li id="post-7-fn:2">`,
		`<a href="#post-7-fnref:2" class="footnote-backref" role="doc-backlink">`,
		`<p lang="zh-Hans">五月份测的，下雨以前。`,
		`<p lang="zh-Hans">南淝河穿过合肥市区`,
		`河边的人以前都不敢下水`,
		"Both were\n<strong>dirty</strong>",
		`<th class="center" lang="zh-Hans">地点</th>`,
		`<th class="right">pH</th>`,
		`<div class="table" tabindex="0"><table>`,
		`<code class="language-python">print(&#34;pH &lt; 8&#34;)`,
		`<a href="https://example.com/data" rel="nofollow ugc noopener">https://example.com/data</a>`,
		`<a href="https://example.com/p?a=1&amp;b=2" rel="nofollow ugc noopener">the photos</a>`,
		`<a href="https://example.com/c.png" rel="nofollow ugc noopener" class="image">our class</a>`,
		"<ol>\n<li>first</li>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the article lacks %s\n%s", want, got)
		}
	}
	if err := unsafe(got, "post-7-"); err != nil {
		t.Error(err)
	}
	for _, never := range []string{"<h1", "<h2", "<img", "title="} {
		if strings.Contains(got, never) {
			t.Errorf("the article has %s", never)
		}
	}
}

func TestTwoPostsOnOnePageShareNoID(t *testing.T) {
	t.Parallel()
	both := render(t, article, Options{IDPrefix: "a-"}) + render(t, article, Options{IDPrefix: "b-"})
	if err := unsafe(both, ""); err != nil {
		t.Error(err)
	}
	same := render(t, strings.Repeat("# A\n\n# a!\n\n# A 1\n\n# a-1\n\n# ？\n\n", 3), Options{IDPrefix: "a-"})
	if err := unsafe(same, "a-"); err != nil {
		t.Error(err)
	}
}

func TestSmallThingsAreRenderedAsTheirWritersMean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, want string }{
		{"line break between Han", "汉字\n汉字", "<p>汉字汉字</p>\n"},
		{"line break beside emphasis", "汉字\n**汉**\n字\nof **two**\n**words** `a`\n`b` 汉\n`c`", "<p>汉字<strong>汉</strong>字\nof <strong>two</strong>\n<strong>words</strong> <code>a</code>\n<code>b</code> 汉\n<code>c</code></p>\n"},
		{"line break between words", "one\ntwo", "<p>one\ntwo</p>\n"},
		{"escaped space", `**“强调”**\ 中文`, "<p><strong>“强调”</strong>中文</p>\n"},
		{"strikethrough", "~~gone~~", "<p><del>gone</del></p>\n"},
		{"address after Han", "请看https://example.com/a。谢谢", `<p>请看<a href="https://example.com/a" rel="nofollow ugc noopener">https://example.com/a</a>。谢谢</p>` + "\n"},
		{"address after a full-width colon", "网址：www.example.com", `<p>网址：<a href="http://www.example.com" rel="nofollow ugc noopener">www.example.com</a></p>` + "\n"},
		{"no address within a word", "ahttps://example.com", "<p>ahttps://example.com</p>\n"},
		{"address at the line's start", "https://example.com/a_b_c", `<p><a href="https://example.com/a_b_c" rel="nofollow ugc noopener">https://example.com/a_b_c</a></p>` + "\n"},
		{"address in brackets", "(see https://example.com/a)", `<p>(see <a href="https://example.com/a" rel="nofollow ugc noopener">https://example.com/a</a>)</p>` + "\n"},
		{"mail", "write to mei.li@example.com please", `<p>write to <a href="mailto:mei.li@example.com" rel="nofollow ugc noopener">mei.li@example.com</a> please</p>` + "\n"},
		{"mail link loses its text", "[m](mailto:a@b.example?subject=x&body=y)", `<p><a href="mailto:a@b.example" rel="nofollow ugc noopener">m</a></p>` + "\n"},
		{"raw HTML is text", "a <b>bold</b> 1 < 2 & 3", "<p>a &lt;b&gt;bold&lt;/b&gt; 1 &lt; 2 &amp; 3</p>\n"},
		{"an address in Han", "[x](https://例子.example/路)", `<p><a href="https://%E4%BE%8B%E5%AD%90.example/%E8%B7%AF" rel="nofollow ugc noopener">x</a></p>` + "\n"},
		{"link within the post", "[up](#两条河)", `<p><a href="#p-%E4%B8%A4%E6%9D%A1%E6%B2%B3">up</a></p>` + "\n"},
		{"image without a text", "![](https://example.com/c.png)", `<p><a href="https://example.com/c.png" rel="nofollow ugc noopener" class="image">https://example.com/c.png</a></p>` + "\n"},
		{"image in a link", "[![cat](https://example.com/c.png)](https://example.com)", `<p><a href="https://example.com" rel="nofollow ugc noopener">cat</a></p>` + "\n"},
		{"address in a link", "[a <https://a.example> b](https://b.example)", `<p><a href="https://b.example" rel="nofollow ugc noopener">a https://a.example b</a></p>` + "\n"},
		{"bad link keeps its text", "[**x**](javascript:1)", "<p><strong>x</strong></p>\n"},
		{"footnote nobody refers to", "[^1]: alone", "<p>[^1]: alone</p>\n"},
		{"nothing", "", ""},
		{"deep heading", "##### five", `<h6 id="p-five">five</h6>` + "\n"},
		{"ordered from 3", "3. c", "<ol start=\"3\">\n<li>c</li>\n</ol>\n"},
	} {
		if got := render(t, c.source, Options{IDPrefix: "p-"}); got != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.source, got, c.want)
		}
	}
	if got := render(t, "one\ntwo", Options{IDPrefix: "p-", LineBreaks: true}); got != "<p>one<br>\ntwo</p>\n" {
		t.Errorf("a chat's line break: %q", got)
	}
}

func TestAParagraphInAnotherLanguageSaysSo(t *testing.T) {
	t.Parallel()
	source := "Hello there, friends.\n\n大家好，我们来了。\n\n大家好，我們來了。\n\n早上好\n\n1234\n\n- 你们好\n- and you\n"
	for lang, want := range map[language.Tag]string{
		"":     "<p>Hello there, friends.</p>\n<p>大家好，我们来了。</p>\n<p>大家好，我們來了。</p>\n<p>早上好</p>\n<p>1234</p>\n<ul>\n<li>你们好</li>\n<li>and you</li>\n</ul>\n",
		"en":   "<p>Hello there, friends.</p>\n<p lang=\"zh-Hans\">大家好，我们来了。</p>\n<p lang=\"zh-Hant\">大家好，我們來了。</p>\n<p lang=\"zh\">早上好</p>\n<p>1234</p>\n<ul>\n<li lang=\"zh-Hans\">你们好</li>\n<li>and you</li>\n</ul>\n",
		ZhHant: "<p lang=\"en\">Hello there, friends.</p>\n<p lang=\"zh-Hans\">大家好，我们来了。</p>\n<p>大家好，我們來了。</p>\n<p>早上好</p>\n<p>1234</p>\n<ul>\n<li lang=\"zh-Hans\">你们好</li>\n<li lang=\"en\">and you</li>\n</ul>\n",
	} {
		if got := render(t, source, Options{IDPrefix: "p-", Lang: lang}); got != want {
			t.Errorf("in %q:\n got %q\nwant %q", lang, got, want)
		}
	}
}

const ZhHant = language.ZhHant

func TestWhatCannotBeRenderedIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := Render(strings.Repeat("a", MaxSource+1), Options{IDPrefix: "p-"}); !errors.Is(err, ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	for _, prefix := range []string{"", "1", "-a", `a" onclick="`, "a b", strings.Repeat("a", 65)} {
		if _, err := Render("a", Options{IDPrefix: prefix}); !errors.Is(err, ErrIDPrefix) {
			t.Errorf("prefix %q: %v", prefix, err)
		}
	}
}

func TestAPreviewIsPlainAndShort(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		source string
		n      int
		want   string
	}{
		{article, 60, "两条河 · Two Rivers The Scioto runs through Columbus, and the…"},
		{"汉字\n汉字 abc", 100, "汉字汉字 abc"},
		{"我们今天去河边看水", 5, "我们今天…"},
		{"**bold** [link](javascript:x) ![alt](y) `code` <b>&amp;", 100, "bold link alt code <b>&"},
		{"```\ncode only\n```", 100, ""},
		{"- a\n- b\n\n> c", 100, "a b c"},
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two…"},
		{"👨‍👩‍👧 family", 3, "👨‍…"},
		{"", 10, ""},
		{"abc", 0, ""},
		{"note[^1]\n\n[^1]: below", 100, "note"},
	} {
		if got := Plain(c.source, c.n); got != c.want {
			t.Errorf("Plain(%.40q, %d) = %q, want %q", c.source, c.n, got, c.want)
		}
	}
	for source, want := range map[string]string{
		article:                  "两条河 · Two Rivers",
		"\n\n> quoted\nsecond":   "quoted",
		"**first** line\nsecond": "first line",
		"```\ncode\n```\nafter":  "after",
		"":                       "",
	} {
		if got := FirstLine(source, 80); got != want {
			t.Errorf("FirstLine(%.40q) = %q, want %q", source, got, want)
		}
	}
}

func TestPostsAreRenderedFromManyGoroutinesAtOnce(t *testing.T) {
	t.Parallel()
	want := render(t, article, Options{IDPrefix: "p-", Lang: "en"})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got, err := Render(article, Options{IDPrefix: "p-", Lang: "en"}); err != nil || got != want {
					t.Errorf("another result beside others: %v", err)
				}
			}
		})
	}
	wg.Wait()
}

func render(t *testing.T, source string, opt Options) string {
	t.Helper()
	got, err := Render(source, opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func BenchmarkRenderALineOfChat(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render("你们那边几点了？ It is **8 am** here: https://example.com", Options{IDPrefix: "p-", LineBreaks: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRenderAnArticle(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render(article, Options{IDPrefix: "p-", Lang: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
