package app_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/app"
	"tongchuang/server/command"
	"tongchuang/server/web"
)

// offers is everything that the program offers, by the names that the table has for it.
func offers(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	described := web.Describe(app.Described()...)
	for id := range operationsOf(described) {
		all[id] = true
	}
	// The commands that the socket knows by itself are in the description alone; to follow and to signal are counted by
	// kind below.
	for name := range described.Components.Schemas.Map()["SocketCommands"].Properties {
		if name != "subscribe" && name != "signal" {
			all[name] = true
		}
	}
	set := command.NewSet()
	for _, f := range app.Described() {
		f.Commands(set)
	}
	set.Each(
		func(c command.Command) { all[c.Name] = true },
		func(k command.TopicKind) { all["subscribe "+k.Prefix] = true },
		func(command.Event) {},
		func(s command.Event) { all["signal "+s.Kind] = true },
	)
	for _, page := range pages(t) {
		all[page] = true
	}
	return all
}

// operation is where an HTTP operation is.
type operation struct{ method, path string }

// served reads, from the running node, where its operations are.
func (w *tableWorld) served() map[string]operation {
	var o struct {
		Paths map[string]map[string]struct {
			ID string `json:"operationId"`
		}
	}
	if err := json.Unmarshal((&actor{world: w}).http(http.MethodGet, "/api/openapi.json", nil).raw, &o); err != nil {
		w.t.Fatal(err)
	}
	all := map[string]operation{}
	for path, methods := range o.Paths {
		for method, op := range methods {
			all[op.ID] = operation{strings.ToUpper(method), path}
		}
	}
	return all
}

func operationsOf(o *huma.OpenAPI) map[string]operation {
	all := map[string]operation{}
	for path, item := range o.Paths {
		for method, op := range map[string]*huma.Operation{
			"GET": item.Get, "PUT": item.Put, "POST": item.Post, "DELETE": item.Delete, "PATCH": item.Patch,
			"HEAD": item.Head, "OPTIONS": item.Options, "TRACE": item.Trace,
		} {
			if op != nil {
				all[op.OperationID] = operation{method, path}
			}
		}
	}
	return all
}

var inPath = regexp.MustCompile(`\{[^}]*\}`)

// pages reads what is not an operation out of the program itself: every pattern that is given to a mux, and the client's
// pages (web/places.go). A mux does not tell what it holds.
func pages(t *testing.T) []string {
	t.Helper()
	var all []string
	add := func(pattern string) {
		if method, path, ok := strings.Cut(pattern, " "); ok {
			if method != "GET" {
				t.Errorf("%s is not a page: the table knows no way to ask for it", pattern)
			}
			pattern = path
		}
		pattern = strings.Replace(pattern, "{$}", "", 1)
		all = append(all, inPath.ReplaceAllString(pattern, "*"))
	}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if method, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 2 && (method.Sel.Name == "Handle" || method.Sel.Name == "HandleFunc") {
					if text, ok := literal(n.Args[0]); ok {
						add(text)
					} else if path != "../web/web.go" { // Deps.Routes, read below where it is made
						t.Errorf("%s: a pattern that cannot be read", path)
					}
				}
			case *ast.CompositeLit: // Deps.Routes, handlers by their pattern
				if m, ok := n.Type.(*ast.MapType); ok && isHandler(m.Value) {
					for _, route := range n.Elts {
						text, ok := literal(route.(*ast.KeyValueExpr).Key)
						if !ok {
							t.Errorf("%s: a pattern that cannot be read", path)
						}
						add(text)
					}
				}
			case *ast.ValueSpec:
				if len(n.Names) == 1 && n.Names[0].Name == "clientPages" {
					for _, page := range n.Values[0].(*ast.CompositeLit).Elts {
						text, _ := literal(page)
						add(text)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func isHandler(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Handler"
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}
