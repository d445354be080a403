package i18n

import (
	"encoding/json"
	"log/slog"
	"math"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	os.Exit(m.Run())
}

func TestAReaderGetsTheLanguageTheirBrowserAsksFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		header    string
		preferred []string
		want      Language
	}{
		{"", nil, En},
		{"en-GB,en;q=0.9", nil, En},
		{"zh", nil, ZhHans},
		{"zh-CN,zh;q=0.9,en;q=0.8", nil, ZhHans},
		{"zh-SG", nil, ZhHans},
		{"zh-Hans-HK", nil, ZhHans},
		{"zh-TW,zh;q=0.9,en-US;q=0.8", nil, ZhHant},
		{"zh-HK", nil, ZhHant},
		{"zh-MO;q=0.4", nil, ZhHant},
		{"zh-Hant-CN", nil, ZhHant},
		{"ZH-tw", nil, ZhHant},
		{"fr-CA,zh-TW;q=0.3", nil, ZhHant},
		{"en;q=0.2,zh-CN;q=0.9", nil, ZhHans},
		{"fr,de", nil, En},
		{"ja,ko;q=0.5", nil, En},
		{"*", nil, En},
		{"\x00\xff;;q=,,=", nil, En},
		{"!!!!,zh-TW;q=0.5", nil, ZhHant},
		{"zh-CN", []string{"zh-Hant"}, ZhHant},
		{"zh-CN", []string{"", "nonsense!", "en"}, En},
		{"zh-CN", []string{"fr"}, ZhHans},
		{"en", []string{"zh-HK"}, ZhHant},
	} {
		if got := Match(c.header, c.preferred...); got != c.want {
			t.Errorf("Match(%q, %q) = %s, want %s", c.header, c.preferred, got, c.want)
		}
	}
}

func TestAMegabyteOfAcceptLanguageCostsNoMoreThanAShortOne(t *testing.T) {
	for name, header := range map[string]string{
		"commas":    strings.Repeat(",", 1<<20),
		"one tag":   strings.Repeat("a", 1<<20),
		"hyphens":   strings.Repeat("-", 1<<20),
		"subtags":   "en" + strings.Repeat("-aaaaaaaa", 1<<17),
		"languages": strings.Repeat("xx-YY;q=0.1,", 1<<17),
	} {
		if got := Match(header); got != En {
			t.Errorf("%s: %s, want en", name, got)
		}
		// Allocations are the measure of the work: a header read whole would make tens of thousands.
		if n := testing.AllocsPerRun(1, func() { Match(header) }); n > 2000 {
			t.Errorf("%s: %.0f allocations: the header is not cut", name, n)
		}
	}
}

func TestALanguageTagIsParsedExactly(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Language{"en": En, "zh-hans": ZhHans, "ZH-HANT": ZhHant} {
		if got, ok := Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %s, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "zh", "en-US", "zh-Hans ", "fr"} {
		if got, ok := Parse(s); ok || got != En {
			t.Errorf("Parse(%q) = %s, %v, want en, false", s, got, ok)
		}
	}
}

func TestAMissingTextIsSaidInEnglishAndThenByItsKey(t *testing.T) {
	t.Parallel()
	loaded := loadOwn(t, map[Language]string{
		En:     `{"hello": "Hello {{.Name}}", "plain": "Plain", "posts": {"one": "{{.Count}} post by {{.Name}}", "other": "{{.Count}} posts by {{.Name}}"}}`,
		ZhHans: `{"hello": "你好，{{.Name}}", "posts": {"other": "{{.Name}}的 {{.Count}} 篇帖子"}}`,
		ZhHant: `{}`,
	})
	say := func(l Language, key string, data any) string {
		return loaded[l].say(l, key, data)
	}
	count := func(l Language, n int) string {
		return loaded[l].count(l, "posts", n, map[string]any{"Name": "Li"})
	}
	for got, want := range map[string]string{
		say(ZhHans, "hello", map[string]any{"Name": "Li"}): "你好，Li",
		say(ZhHans, "hello", struct{ Name string }{"Mei"}): "你好，Mei",
		say(ZhHant, "hello", map[string]any{"Name": "Wu"}): "Hello Wu",
		say(ZhHans, "plain", nil):                          "Plain",
		say(En, "no.such.key", nil):                        "no.such.key",
		say(ZhHans, "no.such.key.either", nil):             "no.such.key.either",
		count(En, 1):                                       "1 post by Li",
		count(En, 0):                                       "0 posts by Li",
		count(En, 1234):                                    "1,234 posts by Li",
		count(ZhHans, 1):                                   "Li的 1 篇帖子",
		count(ZhHant, 1):                                   "1 post by Li",
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

func TestAMissingKeyIsLoggedOnceAndNeverFillsTheMemory(t *testing.T) {
	before := complaints.Load()
	for range 3 {
		T(ZhHans, "test.missing.once", nil)
	}
	if got := complaints.Load() - before; got != 1 {
		t.Fatalf("%d complaints about one key, want 1", got)
	}
	for i := range 3 * maxComplaints {
		T(En, "test.missing."+FormatNumber(En, i), nil)
	}
	if got := complaints.Load(); got > maxComplaints {
		t.Fatalf("%d complaints are kept, want at most %d", got, maxComplaints)
	}
}

func TestTextsAreSaidFromManyGoroutinesAtOnce(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	for _, l := range append(Languages(), "xx") {
		wg.Go(func() {
			for range 200 {
				if T(l, "app.name", nil) == "" || N(l, "app.name", 2, nil) == "" {
					t.Errorf("%s: app.name is empty", l)
				}
			}
		})
	}
	wg.Wait()
	if !Has("app.name") || Has("test.no.such.key") {
		t.Error("Has does not tell the keys of the catalog")
	}
	for _, l := range Languages() {
		var all map[string]any
		if err := json.Unmarshal(Messages(l), &all); err != nil || all["app.name"] == nil {
			t.Errorf("%s: the catalog for clients does not parse or lacks app.name: %v", l, err)
		}
	}
}

// testdata/intl.json was written by Node 20 with ICU 78.2 (CLDR 48); Chromium 156 writes the same.
func TestDatesAndNumbersAreTheBrowsersOwn(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/intl.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Dates []struct {
			Ms     int64  `json:"ms"`
			Zone   string `json:"z"`
			En     string `json:"en"`
			ZhHans string `json:"zh-Hans"`
			ZhHant string `json:"zh-Hant"`
		} `json:"dates"`
		Numbers []struct {
			N float64 `json:"n"`
			S string  `json:"s"`
		} `json:"numbers"`
	}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Dates) < 24 {
		t.Fatalf("only %d dates to compare", len(want.Dates))
	}
	for _, d := range want.Dates {
		loc, err := time.LoadLocation(d.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at := time.UnixMilli(d.Ms)
		for l, s := range map[Language]string{En: d.En, ZhHans: d.ZhHans, ZhHant: d.ZhHant} {
			if got := FormatDateTime(l, at, loc); got != s {
				t.Errorf("%s of %d in %s: %q, Intl says %q", l, d.Ms, d.Zone, got, s)
			}
			if got := FormatDate(l, at, loc); !strings.HasPrefix(s, got) {
				t.Errorf("%s: the date %q does not begin %q", l, got, s)
			}
			if got := FormatTime(l, at, loc); !strings.HasSuffix(s, got) {
				t.Errorf("%s: the time %q does not end %q", l, got, s)
			}
		}
	}
	for _, n := range want.Numbers {
		if got := FormatNumber(ZhHans, n.N); got != n.S {
			t.Errorf("%v: %q, Intl says %q", n.N, got, n.S)
		}
	}
	for got, s := range map[string]string{
		FormatNumber(En, int64(math.MinInt64)):                               "-9,223,372,036,854,775,808",
		FormatNumber(ZhHant, math.NaN()):                                     "非數值",
		FormatNumber(En, math.NaN()):                                         "NaN",
		FormatNumber(En, math.Inf(-1)):                                       "-∞",
		FormatNumber(En, int32(1e6)):                                         "1,000,000",
		FormatDateTime(En, time.Date(2026, 3, 8, 0, 5, 0, 0, time.UTC), nil): "Mar 8, 2026, 12:05 AM",
	} {
		if got != s {
			t.Errorf("%q, want %q", got, s)
		}
	}
}

func loadOwn(t *testing.T, own map[Language]string) map[Language]*catalog {
	t.Helper()
	loaded, err := loadCatalogs(func(l Language) ([]byte, error) { return []byte(own[l]), nil })
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func BenchmarkSayAPlainText(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		T(ZhHans, "app.name", nil)
	}
}

func BenchmarkSayATextWithAPluralForm(b *testing.B) {
	loaded, err := loadCatalogs(func(l Language) ([]byte, error) {
		return []byte(`{"posts": {"one": "{{.Count}} post", "other": "{{.Count}} posts"}}`), nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		loaded[En].count(En, "posts", 1234, nil)
	}
}

func BenchmarkChooseTheLanguage(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Match("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7")
	}
}

func BenchmarkWriteADate(b *testing.B) {
	at := time.Date(2026, 3, 8, 9, 5, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		FormatDateTime(ZhHant, at, time.UTC)
	}
}
