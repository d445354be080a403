package i18n

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tongchuang/locales"
)

// dynamicPrefixes are the beginnings of keys that the program puts together while it runs; the rest of such a key is a
// value of the program (an error's code, a board's or a city's short name). A key put together under another prefix
// fails the test: add the prefix here.
var dynamicPrefixes = []string{
	"filter.kind.", "filter.language.", "filter.outcome.", "filter.place.", "filter.tier.",
	"error.",
	"board.about.",
	"board.name.",
	"city.",
	"about.",           // the parts of the page about the program
	"composer.",        // the buttons of the toolbar
	"mail.",            // the subjects and bodies of the letters
	"notice.",          // what people are told, by its kind
	"contact.replies_", // who may answer
	"deed.appeal_", "deed.you_",
	"moderation.did_", "moderation.did.", "moderation.log_group.", "moderation.kind_", "moderation.object_", "moderation.outcome_", "moderation.step_", "moderation.translation_",
	"report.reason_",
	"standard.clause.", // the rules that a decision names
	"export.",          // an export's page: what was done, states, reasons
	"rights.by_",       // who asked for a correction or a deletion
	"rights.field_",    // the labels of an export's page
	"rights.limit_",    // what is kept how long
	"rights.section_",
	"rights.state_",
	"standard.rule_", // the rules of the posting standard, and its steps
	"standard.step_",
	"text.language_", // the languages of a text
	"theme.",         // light, dark
}

// TestEveryTextThatIsSaidExistsAndEveryTextThatExistsIsSaid reads the program's source: Go under server/, TypeScript and
// Svelte under client/src, the pages' templates.
func TestEveryTextThatIsSaidExistsAndEveryTextThatExistsIsSaid(t *testing.T) {
	t.Parallel()
	raw, err := locales.Files.ReadFile("active.en.json")
	if err != nil {
		t.Fatal(err)
	}
	english, err := readCatalog(raw)
	if err != nil {
		t.Fatal(err)
	}
	used, err := readUsage(os.DirFS("../.."), "server", "client/src", "client/static")
	if err != nil {
		t.Fatal(err)
	}
	for _, complaint := range used.complaints(english) {
		t.Error(complaint)
	}
}

// usage is what the source says about keys, each with the first place where it does.
type usage struct {
	said     map[string]string // keys that are said: they must exist
	prefixes map[string]string // beginnings of keys put together: they must be declared
	quoted   map[string]bool   // strings that look like keys: what exists and is quoted counts as said
}

func (u *usage) complaints(english catalogFile) []string {
	var found []string
	for key, place := range u.said {
		if _, ok := english[key]; !ok {
			found = append(found, fmt.Sprintf("%s: says %q, which is not in locales/", place, key))
		}
	}
	for prefix, place := range u.prefixes {
		if !declared(prefix) {
			found = append(found, fmt.Sprintf("%s: puts a key together that begins %q; declare it in dynamicPrefixes", place, prefix))
		}
	}
	for key := range english {
		if _, said := u.said[key]; !said && !u.quoted[key] && !declared(key) {
			found = append(found, fmt.Sprintf("locales/: nothing says %q; remove it", key))
		}
	}
	slices.Sort(found)
	return found
}

func declared(key string) bool {
	return slices.ContainsFunc(dynamicPrefixes, func(p string) bool { return strings.HasPrefix(key, p) })
}

func readUsage(root fs.FS, folders ...string) (*usage, error) {
	u := &usage{said: map[string]string{}, prefixes: map[string]string{}, quoted: map[string]bool{}}
	for _, folder := range folders {
		if _, err := fs.Stat(root, folder); err != nil {
			continue // the client need not be there to build the server
		}
		err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if base := path.Base(name); base == "node_modules" || base == "testdata" {
					return fs.SkipDir
				}
				return nil
			}
			return u.read(root, name)
		})
		if err != nil {
			return nil, err
		}
	}
	return u, nil
}

var isTest = regexp.MustCompile(`_test\.go$|\.(test|spec)\.ts$`)

func (u *usage) read(root fs.FS, name string) error {
	extension := path.Ext(name)
	if isTest.MatchString(name) || !slices.Contains([]string{".go", ".ts", ".js", ".svelte", ".html", ".tmpl"}, extension) {
		return nil
	}
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	for _, m := range quotedKey.FindAllStringSubmatch(string(source), -1) {
		u.quoted[m[1]] = true
	}
	switch extension {
	case ".go":
		return u.readGo(name, source)
	case ".ts", ".js", ".svelte":
		u.readScript(name, string(source))
	}
	return nil
}

var (
	quotedKey = regexp.MustCompile("[\"'`]([a-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+)[\"'`]")
	scriptSay = regexp.MustCompile("(?:^|[^\\w$.])(?:i18n\\.)?[tn]\\(\\s*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|`([^`]*)`)")
)

// readScript finds t('…') and n('…') in TypeScript and Svelte.
func (u *usage) readScript(name, source string) {
	for _, at := range scriptSay.FindAllStringSubmatchIndex(source, -1) {
		place := name + ":" + strconv.Itoa(1+strings.Count(source[:at[0]+1], "\n"))
		for group := 1; group <= 3; group++ {
			from, to := at[2*group], at[2*group+1]
			if from < 0 {
				continue
			}
			literal := source[from:to]
			if prefix, _, dynamic := strings.Cut(literal, "${"); group == 3 && dynamic {
				first(u.prefixes, prefix, place)
			} else {
				first(u.said, literal, place)
			}
		}
	}
}

// readGo finds what Go says: i18n.T and N, the constructors of package problem (their codes are keys under “error.” and
// “error.field.”), and fields named Key.
func (u *usage) readGo(name string, source []byte) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	own := file.Name.Name
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			arg, prefix := keyArgument(own, n)
			if arg >= 0 && arg < len(n.Args) {
				u.goKey(prefix, n.Args[arg], files)
			}
		case *ast.CompositeLit:
			prefix, isProblem := problemLiteral(own, n.Type)
			for _, element := range n.Elts {
				pair, ok := element.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				field, _ := pair.Key.(*ast.Ident)
				switch {
				case field == nil:
				case isProblem && field.Name == "Code":
					u.goKey(prefix, pair.Value, files)
				case field.Name == "Key" || field.Name == "MessageKey":
					if literal, ok := stringLiteral(pair.Value); ok && keyForm.MatchString(literal) {
						first(u.said, literal, files.Position(pair.Pos()).String())
					}
				}
			}
		}
		return true
	})
	return nil
}

// keyArgument tells which argument of a call is a key, and what is put before it; -1 for other calls.
func keyArgument(own string, call *ast.CallExpr) (arg int, prefix string) {
	pkg, name := own, ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		if !ok {
			return -1, ""
		}
		pkg, name = x.Name, f.Sel.Name
	}
	switch pkg + "." + name {
	case "i18n.T", "i18n.N":
		return 1, ""
	case "problem.New":
		return 1, "error."
	case "problem.Wrong":
		return 1, "error.field."
	}
	return -1, ""
}

func problemLiteral(own string, t ast.Expr) (prefix string, ok bool) {
	pkg, name := own, ""
	switch t := t.(type) {
	case *ast.Ident:
		name = t.Name
	case *ast.SelectorExpr:
		if x, isIdent := t.X.(*ast.Ident); isIdent {
			pkg, name = x.Name, t.Sel.Name
		}
	}
	switch pkg + "." + name {
	case "problem.Error":
		return "error.", true
	case "problem.Field":
		return "error.field.", true
	}
	return "", false
}

func (u *usage) goKey(prefix string, value ast.Expr, files *token.FileSet) {
	place := files.Position(value.Pos()).String()
	if literal, ok := stringLiteral(value); ok {
		first(u.said, prefix+literal, place)
		return
	}
	if sum, ok := value.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		for left, isSum := sum, true; isSum; left, isSum = left.X.(*ast.BinaryExpr) {
			sum = left
		}
		if literal, ok := stringLiteral(sum.X); ok {
			first(u.prefixes, prefix+literal, place)
		}
	}
}

func stringLiteral(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
}

func first(m map[string]string, key, place string) {
	if _, known := m[key]; !known {
		m[key] = place
	}
}

func TestWhatTheSourceSaysIsFound(t *testing.T) {
	t.Parallel()
	source := fstest.MapFS{
		"server/mail/mail.go": {Data: []byte(`package mail
			const subject = "letter.subject"
			var (
				_ = i18n.T(lang, "letter.hello", nil)
				_ = i18n.N(lang, "letter.count", 2, nil)
				_ = i18n.T(lang, "letter.kind."+kind+".x", nil)
				_ = problem.New(404, "post.not_found")
				_ = problem.Wrong("body", "too_long")
				_ = problem.Error{Code: "gone"}
				_ = page{Key: "letter.page", Code: "x"}
			)`)},
		"server/mail/mail_test.go":              {Data: []byte(`package mail; var _ = i18n.T(l, "test.only", nil)`)},
		"server/problem/problem.go":             {Data: []byte(`package problem; var _ = New(500, "internal")`)},
		"server/web/page.tmpl":                  {Data: []byte(`{{t "page.title"}}`)},
		"client/src/a.svelte":                   {Data: []byte("<p>{t('chat.hello')} {n(\"chat.count\", 2)} don't {t(`board.name.${b}`)}\n{t(\n'chat.second')} {at('chat.not')} {x.t('chat.neither')}</p>")},
		"client/src/b.ts":                       {Data: []byte("const k = on ? 'chat.on' : 'chat.off'; t(`sky.${k}`); i18n.t('chat.third')")},
		"client/src/b.test.ts":                  {Data: []byte("t('chat.test')")},
		"client/src/node_modules/x/x.ts":        {Data: []byte("t('chat.foreign')")},
		"client/src/lib/generated/protocol.css": {Data: []byte("t('chat.css')")},
	}
	u, err := readUsage(source, "server", "client/src", "absent")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"chat.count", "chat.hello", "chat.second", "chat.third", "error.field.too_long", "error.gone",
		"error.internal", "error.post.not_found", "letter.count", "letter.hello", "letter.page"}
	if got := slices.Sorted(maps.Keys(u.said)); !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	if got := slices.Sorted(maps.Keys(u.prefixes)); !slices.Equal(got, []string{"board.name.", "letter.kind.", "sky."}) {
		t.Errorf("put together %q", got)
	}
	english := catalogFile{}
	for _, key := range append(want[1:], "letter.subject", "page.title", "chat.on", "chat.off", "board.name.music", "old.text") {
		english[key] = entry{}
	}
	complaints := u.complaints(english)
	for _, want := range []string{
		`client/src/a.svelte:1: says "chat.count", which is not in locales/`,
		`server/mail/mail.go:6:22: puts a key together that begins "letter.kind."; declare it in dynamicPrefixes`,
		`client/src/b.ts:1: puts a key together that begins "sky."; declare it in dynamicPrefixes`,
		`locales/: nothing says "old.text"; remove it`,
	} {
		if !slices.Contains(complaints, want) {
			t.Errorf("%q does not have %q", complaints, want)
		}
	}
	if len(complaints) != 4 {
		t.Errorf("%d complaints, want 4: %q", len(complaints), complaints)
	}
}
