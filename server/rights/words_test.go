package rights

import (
	"encoding/json"
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
	"time"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/i18n"
	"tongchuang/server/postgrestest"
)

// source is all of the server's Go but its tests, by folder.
type source struct {
	folders map[string][]*ast.File
	consts  map[string]string // of access's actions: name → value
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{folders: map[string][]*ast.File{}, consts: map[string]string{}}
	root, files := os.DirFS(".."), token.NewFileSet()
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.folders[path.Dir(name)] = append(s.folders[path.Dir(name)], file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range s.folders["access"] {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if ok && len(spec.Names) == 1 && len(spec.Values) == 1 {
				if v, ok := literal(spec.Values[0]); ok {
					s.consts[spec.Names[0].Name] = v
				}
			}
			return true
		})
	}
	return s
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	v, err := strconv.Unquote(l.Value)
	return v, err == nil
}

// dotted are the strings in an expression that look like an action or a kind, with access's constants by their values.
func (s source) dotted(e ast.Expr) []string {
	var all []string
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "access" && form.MatchString(s.consts[n.Sel.Name]) {
				all = append(all, s.consts[n.Sel.Name])
			}
		case *ast.BasicLit:
			if v, ok := literal(n); ok && form.MatchString(v) {
				all = append(all, v)
			}
		}
		return true
	})
	return all
}

var form = regexp.MustCompile(`^[a-z_]+\.[a-z_]*$`)

// ways are how an action comes into an entry of the log, or a kind into a notice: as a field, a variable or a result of a
// type, or through a function.
type ways struct {
	imports                string
	fields, types, through *regexp.Regexp
}

var (
	intoLog = ways{"audit", regexp.MustCompile(`^([aA]ction|did)$`), regexp.MustCompile(`^Action$`),
		regexp.MustCompile(`^(write|note|record|entry|undo|deed|Action)$`)}
	intoNotices = ways{"notice", regexp.MustCompile(`^([kK]ind|tell|own|notice[A-Z][A-Za-z]*)$`), regexp.MustCompile(`^nothing$`), regexp.MustCompile(`^(tell|told|telling)$`)}
)

// coming are the strings that come there in the packages that do such a thing.
func (s source) coming(by ways) map[string]bool {
	found := map[string]bool{}
	add := func(e ast.Expr) {
		for _, one := range s.dotted(e) {
			found[one] = true
		}
	}
	for _, files := range s.folders {
		if !slices.ContainsFunc(files, func(f *ast.File) bool {
			return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == strconv.Quote("tongchuang/server/"+by.imports) })
		}) {
			continue
		}
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.KeyValueExpr:
					if by.fields.MatchString(lastName(n.Key)) {
						add(n.Value)
					}
				case *ast.AssignStmt:
					for i, left := range n.Lhs {
						if by.fields.MatchString(lastName(left)) {
							add(n.Rhs[min(i, len(n.Rhs)-1)])
						}
					}
				case *ast.ValueSpec:
					for i, v := range n.Values {
						if by.types.MatchString(lastName(n.Type)) || by.fields.MatchString(n.Names[i].Name) {
							add(v)
						}
					}
				case *ast.FuncDecl:
					if n.Type.Results != nil && n.Body != nil && slices.ContainsFunc(n.Type.Results.List, func(r *ast.Field) bool { return by.types.MatchString(lastName(r.Type)) }) {
						ast.Inspect(n.Body, func(n ast.Node) bool {
							if out, ok := n.(*ast.ReturnStmt); ok {
								for _, e := range out.Results {
									add(e)
								}
							}
							return true
						})
					}
				case *ast.CallExpr:
					if by.through.MatchString(lastName(n.Fun)) {
						for _, arg := range n.Args {
							if _, isFunc := arg.(*ast.FuncLit); !isFunc {
								add(arg)
							}
						}
					}
				}
				return true
			})
		}
	}
	return found
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// What the program puts together: how it begins, and how it can end.
var (
	composedActions = map[string][]string{
		"moderation.": {"hold", "hide", "warn", "suspend", "ban", "dismiss", "approve"},
		"post.":       {"approve", "hide", "restore"},
		"student.":    {"pictures_given", "pictures_withdrawn", "recording_given", "recording_withdrawn", "publishing_given", "publishing_withdrawn"},
	}
	composedKinds = map[string][]string{
		"moderation.": {"hold", "hide", "warn", "suspend", "ban", "approve"},
		"report.":     {"acted", "dismissed", "acted_answer", "dismissed_answer"},
		"appeal.":     {"upheld", "overturned"},
		"rights.":     {"granted", "refused"},
		"class.": {"post_approved", "post_hidden_for", "post_hidden_for_why", "post_restored", "post_corrected", "muted", "unmuted", "removed", "returned",
			"post_approved_why", "post_restored_why", "post_corrected_why", "muted_why", "unmuted_why", "removed_why", "returned_why"},
		"discussion.":      {"post_approved", "post_hidden_for", "post_hidden_for_why", "post_restored"},
		"pairing.":         {"consent_given", "consent_withdrawn", "class_offered", "class_declined", "class_continued"},
		"student.purpose_": {"given", "withdrawn"}, "student.own_purpose_": {"given", "withdrawn"},
		"district.": {"moved", "none", "student", "teacher"},
	}
)

// wordless are found for how they are written in the source, and never come into the log or a notice.
var wordless = []string{"student.coordinate", "student.vouch", "school.find"}

func whole(t *testing.T, found map[string]bool, composed map[string][]string) []string {
	t.Helper()
	for begin := range maps.Clone(found) {
		if !strings.HasSuffix(begin, ".") && !strings.HasSuffix(begin, "_") {
			continue
		}
		delete(found, begin)
		if composed[begin] == nil {
			t.Errorf("something is put together that begins with %q: say in this test how it can end", begin)
		}
		for _, end := range composed[begin] {
			found[begin+end] = true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(found)), func(one string) bool { return slices.Contains(wordless, one) })
}

func TestEveryActionOfTheLogHasItsWordsInAnExport(t *testing.T) {
	t.Parallel()
	found := whole(t, readSource(t).coming(intoLog), composedActions)
	if len(found) < 70 {
		t.Errorf("only %d actions were found: the log is written in another way now", len(found))
	}
	for _, action := range found {
		if !i18n.Has("export.did." + action) {
			t.Errorf("the action %q has no words: export.did.%[1]s", action)
		}
	}
}

func TestEveryKindOfNoticeHasItsSentenceInAnExport(t *testing.T) {
	t.Parallel()
	found := whole(t, readSource(t).coming(intoNotices), composedKinds)
	if len(found) < 50 {
		t.Errorf("only %d kinds were found: people are told in another way now", len(found))
	}
	for _, kind := range found {
		if !i18n.Has("notice." + kind) {
			t.Errorf("the notice %q has no sentence: notice.%[1]s", kind)
		}
	}
	// And each sentence that there is stands whole in every language.
	var catalog map[string]any
	if err := json.Unmarshal(i18n.Messages(i18n.En), &catalog); err != nil {
		t.Fatal(err)
	}
	read := 0
	for key, message := range catalog {
		kind, ok := strings.CutPrefix(key, "notice.")
		sentence, plain := message.(string)
		if !ok || !plain || !strings.Contains(kind, ".") {
			continue
		}
		read++
		data := map[string]string{}
		for _, m := range regexp.MustCompile(`{{\.(\w+)}}`).FindAllStringSubmatch(sentence, -1) {
			data[m[1]] = map[string]string{"Clause": "attacks", "Reason": "attack", "Until": "2026-11-24T02:08:51.756921Z"}[m[1]]
			if data[m[1]] == "" {
				data[m[1]] = "Xiaoyu"
			}
		}
		for _, lang := range i18n.Languages() {
			said := reading{lang, time.UTC}.notice(kind, data)
			if said == "" || strings.ContainsAny(said, "{}<") || strings.Contains(said, "attack") && lang != i18n.En || strings.Contains(said, "756921") {
				t.Errorf("%s in %s: %s", kind, lang, said)
			}
		}
	}
	if read < 60 {
		t.Errorf("only %d sentences were read", read)
	}
}

// TestEveryValueThatTheDatabaseBoundsHasItsWords reads the values that columns may have out of the database's own checks.
func TestEveryValueThatTheDatabaseBoundsHasItsWords(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	for _, c := range []struct{ table, column, section, field string }{
		{"person", "role", "profile", "role"}, {"class_member", "role", "memberships", "role"}, {"teacher_request", "role", "school_requests", "role"},
		{"teacher_request", "state", "school_requests", "state"}, {"rights_request", "state", "requests", "state"}, {"rights_request", "kind", "requests", "kind"},
		{"rights_request", "asked_by", "requests", "asked_by"}, {"rights_request", "posts", "requests", "posts"}, {"moderation_action", "kind", "measures", "kind"},
		{"moderation_action", "object", "measures", "object"}, {"pairing_step", "kind", "pairing_steps", "kind"}, {"pairing_step", "purpose", "pairing_steps", "purpose"},
		{"appeal", "outcome", "appeals", "outcome"}, {"student_consent", "said_by", "own_consents", "by"}, {"student_consent", "purpose", "own_consents", "purpose"},
		{"report", "reason", "reports", "reason"}, {"report", "object", "reports", "object"}, {"access_token", "scope", "access_tokens", "scope"},
		{"post", "held_for", "posts", "held_for"}, {"person", "role", "audit", "by"},
	} {
		rows, err := pool.Query(t.Context(), `select distinct m[1] from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_]+)''::text', 'g') m
			where c.conrelid = $1::text::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) like 'CHECK ((' || $2 || ' = ANY%'`, c.table, c.column)
		if err != nil {
			t.Fatal(err)
		}
		values, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || len(values) < 2 {
			t.Errorf("%s.%s may be %q (%v)", c.table, c.column, values, err)
		}
		for _, value := range values {
			for _, lang := range i18n.Languages() {
				said := reading{lang, time.UTC}.text(c.section, c.field, value)
				if said == "" || said == value && lang != i18n.En || strings.HasPrefix(said, "export.") {
					t.Errorf("%s.%s %q in %s: %q", c.section, c.field, value, lang, said)
				}
			}
		}
	}
}
