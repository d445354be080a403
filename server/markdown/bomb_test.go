package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tongchuang/server/language"
)

func fill(unit string) string { return strings.Repeat(unit, MaxSource/len(unit)) }

func counted(format string) string {
	var b strings.Builder
	for i := 0; b.Len()+40 < MaxSource; i++ {
		fmt.Fprintf(&b, strings.ReplaceAll(format, "%N", "%[1]d"), i)
	}
	return b.String()
}

func bombs() map[string]string {
	half := MaxSource / 2
	long := func(s string, n int) string { return strings.Repeat(s, n/len(s)) }
	return map[string]string{
		"quotes deep":            fill(">"),
		"quotes deep spaced":     fill("> "),
		"quotes deep then lazy":  long(">", half) + "a\n" + long("a\n", half-2),
		"quotes 200 deep lines":  fill(long(">", 200) + "a\n"),
		"quotes 1000 deep lines": fill(long(">", 1000) + "a\n"),
		"lists deep":             fill("- "),
		"lists deep star":        fill("* "),
		"numbers deep":           fill("1. "),
		"lists staircase": func() string {
			var b strings.Builder
			for i := 0; b.Len() < MaxSource-400; i++ {
				b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
			}
			return b.String()
		}(),
		"list then blank lines": "- a\n" + fill("\n")[:half],
		"lists deep then lines": long("- ", 2000) + "a\n" + fill(long(" ", 1000) + "b\n")[:half],
		"quote list mix":        fill("> - "),
		"brackets open":         fill("["),
		"brackets close":        fill("]"),
		"brackets nested":       long("[", half) + long("]", half),
		"brackets pairs":        fill("[]"),
		"links nested":          long("[", 20000) + "a" + long("](b)", 40000),
		"links many":            fill("[a](b)"),
		"links unclosed":        fill("[a](b"),
		"links unclosed title":  fill("[a](b \""),
		"links open angle":      fill("[a](<b"),
		"links ref unclosed":    fill("[a]["),
		"images open":           fill("!["),
		"images nested":         long("![", half) + long("](b)", half-5),
		"stars":                 fill("*"),
		"stars spaced":          fill("*a "),
		"stars closing":         fill("a*"),
		"stars mixed":           fill("*a **a "),
		"stars underscores":     fill("*_"),
		"emphasis alternating":  fill("a**b_c* "),
		"emphasis nested":       long("*a_b", half) + long("c_d*", half-4),
		"strong nested":         long("**a ", half) + long(" a**", half-4),
		"tildes":                fill("~~a "),
		"tildes nested":         long("~~a ", half) + long(" a~~", half-4),
		"underscores":           fill("_a_a"),
		"backticks rising": func() string {
			var b strings.Builder
			for i := 1; b.Len() < MaxSource-600; i++ {
				b.WriteString(strings.Repeat("`", i%300+1) + "a")
			}
			return b.String()
		}(),
		"backticks":               fill("`a``"),
		"angle":                   fill("<"),
		"angle a":                 fill("<a "),
		"angle http":              fill("<http:"),
		"comments":                fill("<!--"),
		"cdata":                   fill("<![CDATA["),
		"php":                     fill("<?"),
		"entities":                fill("&#x"),
		"entities named":          fill("&amp"),
		"backslashes":             fill("\\"),
		"www":                     fill("www."),
		"http":                    fill("http://"),
		"http spaced":             fill(" http://a"),
		"http parens":             "http://a.b/" + fill("(")[:half],
		"http closing":            "http://a.b/" + fill(")")[:half],
		"http semicolons":         "http://a.b/" + fill("&a;")[:half],
		"mail":                    fill("a@"),
		"mail underscores":        fill("_a"),
		"mail stars":              fill("*a.b"),
		"mail spaced":             fill(" a@b"),
		"mail long":               fill(" a.a.a.a.a.a.a.a.a.a@a.a.a"),
		"headings":                fill("# a\n"),
		"headings hashes":         fill("# a #"),
		"setext":                  fill("a\n=\n"),
		"setext long":             fill("a\n")[:MaxSource-2] + "=\n",
		"rules":                   fill("* * *\n"),
		"rules not quite":         fill("* * * a\n"),
		"fences":                  fill("```\n"),
		"fences rising":           fill("````a\n"),
		"code indented":           fill("    a\n\n"),
		"table wide":              long("|a", half/2) + "\n" + long("|-", half/2) + "\n" + fill("b\n")[:half],
		"table square":            long("|a", 400) + "\n" + long("|-", 400) + "\n" + fill("b\n")[:half],
		"table delimiters":        fill("|-\n"),
		"table delimiters wide":   fill(long("|-", 400) + "\n"),
		"table mismatched":        "a\n" + fill("-|\n"),
		"tables many":             fill("|a|b|\n|-|-|\n|c|d|\n\n"),
		"tables pipes escaped":    "|a|b|\n|-|-|\n" + fill("|`\\|`\\||`\\|\n"),
		"table code pipes":        "|a|b|\n|-|-|\n" + "|" + fill("`\\|`"),
		"footnotes":               counted("[^%N]: a\n") + "",
		"footnotes used":          counted("a[^%N]\n\n[^%N]: b\n\n"),
		"footnote refs":           "[^1]: a\n\n" + fill("[^1]")[:MaxSource-20],
		"footnotes many refs":     counted("[^%N]: a\n\n")[:half] + strings.Repeat("[^1]", 5000),
		"footnote nested":         fill("[^a]: "),
		"footnote nested refs":    "[^1]: a[^1]" + fill("[^1]")[:half],
		"footnote unclosed":       fill("[^"),
		"footnote indented":       "[^1]: a\n" + fill("    > a\n")[:half],
		"references":              counted("[%N]: /a\n"),
		"references used":         "[a]: http://example.com/" + long("b", 1900) + "\n\n" + fill("[a]")[:half],
		"references used huge":    "[a]: http://example.com/" + long("b", half) + "\n\n" + fill("[a]")[:half-100],
		"reference long label":    fill("[" + long("a", 990) + "] "),
		"references unclosed":     fill("[a]: <b\n"),
		"references titles":       fill("[a]: b \"c\n"),
		"references title long":   "[a]: b \"" + fill("c\n")[:half],
		"spaces":                  fill(" "),
		"spaces in lines":         fill(" \t\n"),
		"tabs":                    fill("\t"),
		"tabs quoted":             fill(">\t"),
		"nul":                     fill("\x00"),
		"hard breaks":             fill("a  \n"),
		"cr":                      fill("a\r"),
		"han":                     fill("汉"),
		"han lines":               fill("汉\n"),
		"han emphasis":            fill("汉**"),
		"marks":                   "a" + fill("\u0301"),
		"invalid utf-8":           fill("\xe4\xff"),
		"colons h":                fill("汉h"),
		"dollar":                  fill("[a]: b\n[c]: d "),
		"escapes in link":         "[a](" + fill("\\(")[:half] + ")",
		"parens in link":          "[a](" + long("(", half-10) + long(")", half-10) + ")",
		"link text long":          "[" + fill("*a* ")[:half] + "](b)",
		"links title paren":       fill("[a](b ("),
		"links title paren lines": fill("[a](b (\n"),
		"links title single":      fill("[a](b '\n\"("),
		"links angle lines":       fill("[a](<b\n"),
		"links angle quotes":      "> " + fill("[a](<b "),
		"brackets lines":          fill("[\n"),
		"brackets wide":           fill("[a [b [c [d ] "),
		"brackets 199":            fill(strings.Repeat("[", 199) + strings.Repeat("]", 199) + "\n\n"),
		"brackets 199 links":      fill(strings.Repeat("[", 199) + "a" + strings.Repeat("](b)", 199) + "\n\n"),
		"quotes 40":               fill(strings.Repeat("> ", 40) + "a\n"),
		"quotes 40 tabs":          fill(strings.Repeat(">\t", 40) + "a\n"),
		"lists 40":                fill(strings.Repeat("- ", 40) + "a\n"),
		"mixed 39":                fill(strings.Repeat("> 1. - ", 13) + "a\n"),
		"exclamations":            fill("!"),
		"equals":                  "a\n" + fill("=")[:half],
		"dashes":                  "a\n" + fill("-")[:half],
		"pluses":                  fill("+ "),
		"ordered big":             fill("999999999. "),
	}
}

// patience is for a machine under load with the race detector on, where the slowest source takes 3 s; alone it takes
// 0.11 s on two cores. It catches what never ends; TestTheBoundsHoldBackWhatIsExpensive looks at the work itself.
const patience = 60 * time.Second

func TestNoSourceIsExpensive(t *testing.T) {
	t.Parallel()
	for name, source := range bombs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source := source[:min(len(source), MaxSource)]
			type answer struct {
				html, plain string
				err         error
			}
			rendered := make(chan answer, 1)
			go func() {
				html, err := Render(source, Options{IDPrefix: "p-", Lang: "en"})
				rendered <- answer{html, Plain(source, 100), err}
			}()
			select {
			case a := <-rendered:
				if a.err != nil {
					t.Fatal(a.err)
				}
				if len(a.html) > 2*maxOutput {
					t.Errorf("%d bytes became %d of HTML", len(source), len(a.html))
				}
				if language.CountCodePoints(a.plain) > 100 {
					t.Errorf("the preview has %d code points", language.CountCodePoints(a.plain))
				}
				if err := unsafe(a.html, "p-"); err != nil {
					t.Error(err)
				}
			case <-time.After(patience):
				t.Fatal("still rendering")
			}
		})
	}
}

// The work is bounded by the bounds, so they are asserted too, not only the clock.
func TestTheBoundsHoldBackWhatIsExpensive(t *testing.T) {
	t.Parallel()
	all := bombs()
	for _, name := range []string{"quotes deep", "quotes deep spaced", "tabs quoted", "pluses", "numbers deep", "ordered big",
		"quote list mix", "quotes deep then lazy", "footnote nested", "links unclosed", "links open angle", "brackets nested"} {
		if source, ok := all[name]; !ok || !costly(source) {
			t.Errorf("%s reaches the parser", name)
		}
	}
	html, err := Render(all["table wide"][:MaxSource], Options{IDPrefix: "p-"})
	if cells := strings.Count(html, "<td"); err != nil || cells > maxCells {
		t.Errorf("a table of %d cells, %v", cells, err)
	}
	html, err = Render(all["references used huge"], Options{IDPrefix: "p-"})
	if err != nil || strings.Contains(html, "<a") {
		t.Errorf("an address of %d bytes is linked, %v", MaxSource/2, err)
	}
}

func TestHonestTextsStayWithinTheBounds(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{
		"a list of 700 links": strings.Repeat("- [an address](https://example.com/some/where/else) of interest\n", 700),
		"quotations 5 deep":   strings.Repeat("> > > > > they said\n> > > > we said\n\n", 300),
		"a long rule":         "a\n\n" + strings.Repeat("* ", 200) + "\n\nb",
		"a long paragraph":    strings.Repeat("我们看[这里](https://example.com/a)，很有意思。", 100),
		"a table of 80 rows":  "|a|b|c|\n|-|-|-|\n" + strings.Repeat("|1|2|3|\n", 80),
		"a long article":      strings.Repeat(article, 12),
	} {
		html, err := Render(source, Options{IDPrefix: "p-"})
		if err != nil || !strings.Contains(html, "<li>") && !strings.Contains(html, "<blockquote>") && !strings.Contains(html, "<hr>") &&
			!strings.Contains(html, "<a ") && !strings.Contains(html, "<td>") {
			t.Errorf("%s is shown as plain text (%v)", name, err)
		}
	}
}
