package i18n

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tongchuang/locales"
	texts "tongchuang/server/language"
)

// The catalogs are checked as one, so that a reader of one language never meets a text of another, a hole, or a
// placeholder: the same keys, the same placeholders, the plural forms of the language, the right characters; and (see
// usage_test.go) every key that the program says exists and every key that exists is said. That is also what
// `goi18n merge` would find stale: a translation without its source has a key that English lacks, a source without a
// translation one that Chinese lacks; it keeps no record of its own that could go stale.
func TestTheCatalogsAgree(t *testing.T) {
	t.Parallel()
	all := map[Language]catalogFile{}
	for _, l := range supported {
		raw, err := locales.Files.ReadFile("active." + string(l) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if all[l], err = readCatalog(raw); err != nil {
			t.Fatalf("active.%s.json: %v", l, err)
		}
	}
	for _, complaint := range disagreements(all) {
		t.Error(complaint)
	}
}

// catalogFile maps a key to its plural forms; a plain text has the form "other" alone and plural false.
type catalogFile map[string]entry

type entry struct {
	forms  map[string]string
	plural bool
}

var (
	keyForm     = regexp.MustCompile(`^[a-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$`)
	placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z0-9]*)\}\}`)
)

// ownScript lists words that stand in their own script in every catalog: the names of the languages in a chooser.
var ownScript = []string{"简体中文", "繁體中文"}

// readCatalog reads a file's keys, each once; encoding/json alone would keep the last of two.
func readCatalog(raw []byte) (catalogFile, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	c := catalogFile{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string)
		if _, twice := c[key]; twice {
			return nil, fmt.Errorf("%q stands twice", key)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
		e := entry{plural: true}
		if err := json.Unmarshal(value, &e.forms); err != nil {
			var text string
			if err := json.Unmarshal(value, &text); err != nil {
				return nil, fmt.Errorf("%q is neither a text nor plural forms: %w", key, err)
			}
			e = entry{forms: map[string]string{"other": text}}
		}
		c[key] = e
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("something follows the catalog")
	}
	return c, nil
}

// disagreements says, each with its key, what is wrong with the catalogs.
func disagreements(all map[Language]catalogFile) []string {
	var found []string
	say := func(l Language, key, format string, args ...any) {
		found = append(found, fmt.Sprintf("active.%s.json: %q ", l, key)+fmt.Sprintf(format, args...))
	}
	english := all[En]
	for _, l := range supported {
		for key := range english {
			if _, ok := all[l][key]; !ok {
				say(l, key, "is missing, English has it")
			}
		}
		for key, e := range all[l] {
			if !keyForm.MatchString(key) {
				say(l, key, "is no key: want feature.thing")
			}
			checkForms(l, key, e, say)
			source, ok := english[key]
			if !ok {
				say(l, key, "is not in English")
				continue
			}
			// A count may be left out of a form (“one reply”), not out of the language.
			if want, got := placeholders(source), placeholders(e); !slices.Equal(want, got) {
				say(l, key, "has the placeholders %v, English has %v", got, want)
			}
			if source.plural != e.plural {
				say(l, key, "has plural forms in one language and none in another")
			}
		}
	}
	slices.Sort(found)
	return found
}

func checkForms(l Language, key string, e entry, say func(l Language, key, format string, args ...any)) {
	want := []string{"other"}
	if e.plural && l == En {
		want = []string{"one", "other"}
	}
	if got := slices.Sorted(maps.Keys(e.forms)); !slices.Equal(got, want) {
		say(l, key, "has the plural forms %v, the language has %v", got, want)
	}
	for form, text := range e.forms {
		if strings.TrimSpace(text) == "" {
			say(l, key, "is empty (%s)", form)
		}
		if rest := placeholder.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
			say(l, key, "has a placeholder that the client cannot fill, only {{.Name}} can be: %q", text)
		}
		for _, word := range ownScript {
			text = strings.ReplaceAll(text, word, "")
		}
		for _, r := range text {
			if l == ZhHant && texts.OnlySimplified(r) {
				say(l, key, "has the simplified character %c: %q", r, text)
			}
			if l == ZhHans && texts.OnlyTraditional(r) {
				say(l, key, "has the traditional character %c: %q", r, text)
			}
		}
	}
}

// placeholders lists the names in all forms together, each once.
func placeholders(e entry) []string {
	names := map[string]bool{}
	for _, text := range e.forms {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			names[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestACatalogThatDisagreesIsNamedWithItsKey(t *testing.T) {
	t.Parallel()
	good := map[Language]string{
		En:     `{"a.b": "Hi {{.Name}}", "a.n": {"one": "One of {{.Name}}", "other": "{{.Count}} of {{.Name}}"}, "a.l": "简体中文 繁體中文"}`,
		ZhHans: `{"a.b": "{{.Name}}，你们好", "a.n": {"other": "{{.Name}}的{{.Count}}个"}, "a.l": "简体中文 繁體中文"}`,
		ZhHant: `{"a.b": "{{.Name}}，你們好", "a.n": {"other": "{{.Name}}的{{.Count}}個"}, "a.l": "简体中文 繁體中文"}`,
	}
	if complaints := disagreementsOf(t, good); len(complaints) > 0 {
		t.Fatalf("good catalogs: %q", complaints)
	}
	for _, c := range []struct {
		lang              Language
		old, broken, want string
	}{
		{ZhHans, `"a.b": "{{.Name}}，你们好", `, ``, `active.zh-Hans.json: "a.b" is missing`},
		{En, `"a.b": "Hi {{.Name}}", `, ``, `active.zh-Hans.json: "a.b" is not in English`},
		{ZhHant, `{{.Name}}，你們好`, `{{.Who}}，你們好`, `active.zh-Hant.json: "a.b" has the placeholders [Who]`},
		{ZhHant, `{{.Name}}，你們好`, `你們好`, `active.zh-Hant.json: "a.b" has the placeholders []`},
		{ZhHant, `{{.Name}}，你們好`, `{{.Name}}，你们好`, `active.zh-Hant.json: "a.b" has the simplified character 们`},
		{ZhHans, `{{.Name}}，你们好`, `{{.Name}}，你們好`, `active.zh-Hans.json: "a.b" has the traditional character 們`},
		{ZhHans, `{"other": "{{`, `{"one": "{{.Name}}一个", "other": "{{`, `active.zh-Hans.json: "a.n" has the plural forms [one other]`},
		{En, `"one": "One of {{.Name}}", `, ``, `active.en.json: "a.n" has the plural forms [other]`},
		{ZhHans, `{"other": "{{.Name}}的{{.Count}}个"}`, `"{{.Name}}的{{.Count}}个"`, `active.zh-Hans.json: "a.n" has plural forms in one`},
		{ZhHans, `{{.Name}}，你们好`, ` `, `active.zh-Hans.json: "a.b" is empty`},
		{En, `Hi {{.Name}}`, `Hi {{if .Name}}`, `active.en.json: "a.b" has a placeholder that the client cannot fill`},
		{En, `"a.l"`, `"al"`, `active.en.json: "al" is no key`},
	} {
		broken := maps.Clone(good)
		broken[c.lang] = strings.Replace(good[c.lang], c.old, c.broken, 1)
		if broken[c.lang] == good[c.lang] {
			t.Fatalf("%q is not in the catalog", c.old)
		}
		complaints := disagreementsOf(t, broken)
		if !slices.ContainsFunc(complaints, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%s with %q: %q, want %q", c.lang, c.broken, complaints, c.want)
		}
	}
	for _, raw := range []string{`{"a.b": "x", "a.b": "y"}`, `{"a.b": 1}`, `{"a.b": "x"} {}`, `{"a.b": `} {
		if _, err := readCatalog([]byte(raw)); err == nil {
			t.Errorf("%s is taken for a catalog", raw)
		}
	}
}

func disagreementsOf(t *testing.T, raw map[Language]string) []string {
	t.Helper()
	all := map[Language]catalogFile{}
	for l, text := range raw {
		c, err := readCatalog([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		all[l] = c
	}
	return disagreements(all)
}
