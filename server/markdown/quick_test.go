package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tongchuang/server/language"
)

func TestAPlainLineIsRenderedAsTheParserWould(t *testing.T) {
	t.Parallel()
	// What means something in Markdown, in an address, or in HTML, among words of both languages.
	pieces := []string{"hello", "World", "你好", "it's", "\"", "'", "http:", "mailto:", "ftp://a.example", "==", "3:00", "，", "。", " ", " ", "  ", ".", ",", "!", "?", "(", ")", "/", "-", "--", "%", ";", ":", "1.", "1)", "2026",
		"www.", "WWW.example.org", "http", "https://a.example", "@", "#", "*", "_", "~~", "`", "[", "]", "<b>", "&amp;", "&", "|", "\\", "\n", "é", "ß", "　", "１．", "“", "”", "…", "—", "·", "《", "》", "漢字", "русский", "👍", "=", "+"}
	quickly := 0
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 8).Draw(t, "pieces"), "")
		lang := rapid.SampledFrom([]language.Tag{"", language.En, language.ZhHans, language.ZhHant, language.Zh}).Draw(t, "lang")
		for _, chat := range []bool{true, false} {
			got, ok := quick(source, lang)
			if !ok {
				return
			}
			quickly++
			want, err := parsed(source, Options{IDPrefix: "p-", Lang: lang, LineBreaks: chat})
			if err != nil || got != want {
				t.Fatalf("%q in %s: quickly %q, by the parser %q, %v", source, lang, got, want, err)
			}
		}
	})
	if quickly == 0 {
		t.Error("nothing was rendered quickly")
	}
	for _, source := range []string{"Good morning, Hefei!", "今天我们学了 water cycle，很有意思。", `It's 3:00: "let's go" + 2 = 4`} {
		if _, ok := quick(source, ""); !ok {
			t.Errorf("%q is not rendered quickly", source)
		}
	}
}

func BenchmarkRenderAPlainLine(b *testing.B) {
	for b.Loop() {
		if _, err := Render("今天我们学了 water cycle，很有意思。", Options{IDPrefix: "p-", Lang: language.ZhHans, LineBreaks: true}); err != nil {
			b.Fatal(err)
		}
	}
}
