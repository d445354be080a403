package markdown

import (
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// allowed is the last word on the HTML of a post: whatever the parser and the renderers let through, only these
// elements and attributes leave. A policy is safe for concurrent use once built.
var allowed = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "del", "blockquote", "ul", "ol", "li", "pre",
		"code", "table", "thead", "tbody", "tr", "th", "td", "sup", "div", "a")

	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true) // the fragments of footnotes
	p.RequireParseableURLs(true)
	p.AllowAttrs("href").Matching(regexp.MustCompile(`^(https?://|mailto:|#)`)).OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^` + rel + `$`)).OnElements("a")

	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[A-Za-z][\p{L}\p{N}:_-]*$`)).OnElements("h3", "h4", "h5", "h6", "li", "sup")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^(en|zh|zh-Hans|zh-Hant)$`)).OnElements("p", "h3", "h4", "h5", "h6", "li", "th", "td")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(footnote-ref|footnote-backref|image)$`)).OnElements("a")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(footnotes|table)$`)).OnElements("div")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(right|center)$`)).OnElements("th", "td")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[A-Za-z0-9+#_-]{1,20}$`)).OnElements("code")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^doc-(noteref|backlink|endnotes)$`)).OnElements("a", "div")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^[0-9]{1,9}$`)).OnElements("ol")
	return p
})
