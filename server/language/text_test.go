package language

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const article = "# 共同的窗 · A shared window\n\nFirst paragraph, with “quotes”, caf\u00e9 and cafe\u0301.\r\n\r\n" +
	"第一段：我们在哥伦布和合肥之间写信。[^1]\n\n> 引用一行  \n> with two spaces for a break\n\n```go\nfunc main() {\n\tprintln(\"1 < 2\")\n}\n```\n\n" +
	"| city | 城市 |\n|---|---|\n| Hefei | 合肥 |\n\n👩‍🏫👨‍👩‍👧 ❤️ བོད་ རྐྱ\n\n[^1]: 脚注 with *both* languages.\n\n"

func TestAWellFormedArticleComesBackByteForByte(t *testing.T) {
	t.Parallel()
	want := strings.ReplaceAll(strings.Repeat(article, 60), "\r\n", "\n")
	if len(want) < 20_000 {
		t.Fatalf("the article has only %d bytes", len(want))
	}
	for _, in := range []string{want, strings.ReplaceAll(want, "\n", "\r\n"), strings.ReplaceAll(want, "\n", "\r")} {
		got, err := Body(in, 100_000)
		if err != nil || got != want {
			t.Fatalf("the article changed: %v", err)
		}
	}
}

func TestABodyIsCleanedOnlyOfWhatNobodyMeans(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in, want string
		reason   Reason
	}{
		"spaces stay":                {" a\t\n\n", " a\t\n\n", ""},
		"not composed":               {"e\u0301", "e\u0301", ""},
		"controls":                   {"a\x01b\x0b\x0c\x1b[31mc\x7f\u0085d", "ab[31mcd", ""},
		"byte order mark":            {"\uFEFFa\uFEFFb", "a\uFEFFb", ""},
		"behind a lost direction":    {"\u202A\uFEFFA", "A", ""},
		"balanced isolate":           {"a \u2067שלום\u2069 b", "a \u2067שלום\u2069 b", ""},
		"open isolate":               {"a \u2067שלום b", "a שלום b", ""},
		"isolate over a line's end":  {"\u2067a\nb\u2069", "a\nb", ""},
		"override":                   {"exe.\u202Egpj\u202C!", "exe.gpj!", ""},
		"lone end":                   {"a\u202C\u2069b", "ab", ""},
		"embedding in an isolate":    {"\u2066a\u202Bb\u2069c", "\u2066ab\u2069c", ""},
		"crossed":                    {"\u202Aa\u2066b\u202Cc\u2069d\u202C", "\u202Aa\u2066bc\u2069d\u202C", ""},
		"tibetan":                    {"རྐྱང་ བསྒྲུབས", "རྐྱང་ བསྒྲུབས", ""},
		"zalgo":                      {"Z" + strings.Repeat("\u0335", 9), "", StackedMark},
		"zalgo around joiners":       {"Z" + strings.Repeat("\u0335\u0335\u200d", 5), "", StackedMark},
		"zalgo around controls":      {"Z" + strings.Repeat("\u0335\u0335\u0335\x01", 5), "", StackedMark},
		"null":                       {"a\x00b", "", NullByte},
		"latin-1":                    {"caf\xe9", "", NotUTF8},
		"lone surrogate":             {"a\xed\xa0\x80b", "", NotUTF8},
		"overlong":                   {"\xc0\xaf", "", NotUTF8},
		"nothing":                    {"", "", Empty},
		"white space":                {" \t\n\u3000\u00a0\u2003", "", Empty},
		"invisible letters":          {"\u3164\u2800\u200b\u115f\uffa0\ufe0f\U000E0041\u00ad", "", Empty},
		"only overrides":             {"\u202e\u202e", "", Empty},
		"too long":                   {"五个汉字了呀", "", TooLong},
		"emoji at the limit":         {"👍👍👍👍👍", "👍👍👍👍👍", ""},
		"cut by cleaning, then fits": {"12345\x01\x02", "12345", ""},
	} {
		limit := 5
		if c.reason != TooLong && len(c.in) > 12 && !strings.HasPrefix(name, "emoji") {
			limit = 100
		}
		got, err := Body(c.in, limit)
		if reasonOf(err) != c.reason || got != c.want {
			t.Errorf("%s: Body(%+q) = %+q, %v; want %+q, %q", name, c.in, got, err, c.want, c.reason)
		}
	}
}

func TestARefusalSaysHowLongATextMayBe(t *testing.T) {
	t.Parallel()
	_, err := Line("六個字的標題", 5)
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Limit != 5 || !errors.Is(err, &Refusal{Reason: TooLong}) || errors.Is(err, &Refusal{Reason: Empty}) {
		t.Errorf("refused with %v", err)
	}
}

func TestATitleIsOneComposedLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  A  title\r\nof two\tlines ": "A title of two lines",
		"cafe\u0301":                   "caf\u00e9",
		"　春节　晚会　":                      "春节　晚会",
		"a \u3000b":                    "a b",
		"\u200bhid\u00adden\uFEFF":     "hidden",
		"\u202Erevo\u202C":             "revo",
		"\u2066a\u2069":                "a",
		"👨‍👩‍👧 family":                 "👨‍👩‍👧 family",
	} {
		if got, err := Line(in, 100); err != nil || got != want {
			t.Errorf("Line(%+q) = %+q, %v; want %+q", in, got, err, want)
		}
	}
	for in, reason := range map[string]Reason{"\n\t ": Empty, "\u2800": Empty, "a\x00": NullByte, "\xff": NotUTF8} {
		if _, err := Line(in, 100); reasonOf(err) != reason {
			t.Errorf("Line(%+q): %v, want %s", in, err, reason)
		}
	}
}

func TestANameCannotPassForAnother(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"王小明":                       "王小明",
		" Ann  Lee ":                "Ann Lee",
		"Ｌｉ Ｗｅｉ":                    "Li Wei",
		"Zoe\u0308 O'Neill-Łuka":    "Zo\u00eb O'Neill-Łuka",
		"小明Tom":                     "小明Tom",
		"さくらSakura":                 "さくらSakura",
		"김민준":                       "김민준",
		"Иван Петров":               "Иван Петров",
		"Αλέξης":                    "Αλέξης",
		"Nguyễn Thị Ánh":            "Nguyễn Thị Ánh",
		"བསྟན་འཛིན":                 "བསྟན་འཛིན",
		"Иван Lee":                  "Иван Lee",
		"👩‍🏫 Ms Chen":               "👩‍🏫 Ms Chen",
		"❤️":                        "❤️",
		"7":                         "7",
		strings.Repeat("长", 40):     strings.Repeat("长", 40),
		"exe.\u202Egpj":             "exe.gpj",
		"Li\u200bWei":               "LiWei",
		"Teacher (合肥) · 3rd period": "Teacher (合肥) · 3rd period",
	} {
		if got, err := Name(in); err != nil || got != want {
			t.Errorf("Name(%+q) = %+q, %v; want %+q", in, got, err, want)
		}
	}
	for in, reason := range map[string]Reason{
		"":                        Empty,
		"\u3164":                  Empty,
		"Li\u3164":                Invisible,
		"Li\u2800Wei":             Invisible,
		"Li\u200dWei":             Invisible,
		"Li\ufe0f":                Invisible,
		"👩\u200d":                 Invisible,
		"\u115fLi":                Invisible,
		"Li\U000E0041":            Invisible,
		"p\u0430ypal":             LookAlike, // Cyrillic а
		"Adm\u0456n":              LookAlike, // Cyrillic і
		"\u0391dmin":              LookAlike, // Greek Α
		"A\u13a0":                 LookAlike, // Cherokee
		"\U0001D4D0\U0001D4F7n":   LookAlike,
		"ⓐⓓⓜⓘⓝ":                   LookAlike,
		"Li\ue000":                Unassigned,
		"...":                     NoLetter,
		strings.Repeat("长", 41):   TooLong,
		"Li\x00":                  NullByte,
		"Li\xff":                  NotUTF8,
		"Z" + zalgo(12):           StackedMark,
		"\u0301\u0301" + zalgo(9): StackedMark,
	} {
		if got, err := Name(in); reasonOf(err) != reason {
			t.Errorf("Name(%+q) = %+q, %v; want %s", in, got, err, reason)
		}
	}
}

func zalgo(n int) string { return strings.Repeat("\u0336", n) }

func TestCleaningTwiceIsCleaningOnce(t *testing.T) {
	t.Parallel()
	character := rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune(
		"a汉 \n\r\t\u3000\x01\uFEFF\u200b\u200d\ufe0f\u0301\u0336\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069👩é")))
	rapid.Check(t, func(t *rapid.T) {
		in := string(rapid.SliceOfN(character, 0, 40).Draw(t, "text"))
		for name, clean := range map[string]func(string) (string, error){
			"Body": func(s string) (string, error) { return Body(s, 100) },
			"Line": func(s string) (string, error) { return Line(s, 100) },
			"Name": Name,
		} {
			once, err := clean(in)
			if err != nil {
				continue
			}
			twice, err := clean(once)
			if err != nil || twice != once {
				t.Fatalf("%s(%+q) = %+q, again %+q, %v", name, in, once, twice, err)
			}
			if unbalancedMarks(once) {
				t.Fatalf("%s(%+q) = %+q has a direction mark without partner", name, in, once)
			}
		}
	})
}

func unbalancedMarks(s string) bool {
	for line := range strings.Lines(s) {
		if strings.ContainsAny(line, "\u202D\u202E") ||
			strings.Count(line, "\u202A")+strings.Count(line, "\u202B") != strings.Count(line, "\u202C") ||
			strings.Count(line, "\u2066")+strings.Count(line, "\u2067")+strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
			return true
		}
	}
	return false
}

func TestLengthIsCountedAsTheBrowserCounts(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "abc": 3, "汉字": 2, "👍": 1, "👨‍👩‍👧": 5, "e\u0301": 2, "𠮷": 1} {
		if got := CountCodePoints(s); got != want {
			t.Errorf("%q has %d code points, counted %d", s, want, got)
		}
	}
}

func reasonOf(err error) Reason {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Reason
	}
	return ""
}
