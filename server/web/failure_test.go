package web

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/i18n"
	"tongchuang/server/problem"
)

// An update of huma may bring a new text: it must not reach a reader in English.
func TestEveryTextOfHumaHasACodeAndASentence(t *testing.T) {
	t.Parallel()
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/danielgtaylor/huma/v2/validation").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), strings.TrimSpace(string(folder))+"/messages.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	unmapped := map[string]bool{ // of schemas that no type of ours makes
		"MsgExpectedMatchAtLeastOneSchema": true, "MsgExpectedMatchExactlyOneSchema": true,
		"MsgExpectedNotMatchSchema": true, "MsgExpectedPropertyNameInObject": true,
	}
	seen := 0
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		text, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		seen++
		said := strings.NewReplacer("%v", "7", "%d", "7", "%s", "seven").Replace(text)
		f := field("body.a", said)
		if name := v.Names[0].Name; (f.Code == "invalid") != unmapped[name] {
			t.Errorf("%s (%q) has the code %s", name, said, f.Code)
		}
		if !i18n.Has(f.Key()) {
			t.Errorf("%s is not in the catalogs", f.Key())
		}
		for _, l := range i18n.Languages() {
			if s := i18n.T(l, f.Key(), f.Params); strings.Contains(s, "<no value>") {
				t.Errorf("%s in %s: %q", f.Key(), l, s)
			}
		}
		return true
	})
	if seen < 40 {
		t.Fatalf("only %d texts were found", seen)
	}
}

func TestAMoreExactTextIsNotTakenForAShorterOne(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"expected string": "type", "expected string to be RFC 4122 uuid: bad": "format", "expected string to be digits": "pattern",
		"expected number": "type", "expected number >= 3": "too_small", "expected number > 3": "too_small_exclusive",
		"expected string to be RFC 3339 date": "date", "expected string to be RFC 3339 date-time": "date",
		"expected object": "type", "expected object with at least 2 properties": "too_few", "expected length <= 9": "too_long",
		"expected property a to be present when b is present": "required_together", "something new": "invalid",
	} {
		if f := field("body.a", said); f.Code != want {
			t.Errorf("%q: %s, want %s", said, f.Code, want)
		}
	}
}

func TestANameIsSaidAsTheFormKnowsIt(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"body": "", "body.email": "email", "body.posts[2].body": "posts[2].body", "query.limit": "limit",
		"path.board": "board", "header.X": "X", "": "", "else.where": "else.where",
	} {
		if got := inputName(location); got != want {
			t.Errorf("%s: %q, want %q", location, got, want)
		}
	}
	if f := field("body.posts[2]", "expected required property body to be present"); f.Name != "posts[2].body" || f.Code != "required" {
		t.Errorf("%+v", f)
	}
}

func TestAnErrorOfHumaBecomesTheProblemThatItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		msg    string
		errs   []error
		want   string
		now    int
	}{
		{500, "cannot read request body", []error{errors.New("unexpected EOF")}, "bad_request", 400},
		{500, "cannot read request body", []error{fmt.Errorf("x: %w", &http.MaxBytesError{Limit: 1})}, "too_large", 413},
		{500, "unexpected error occurred", []error{errors.New("pq: secret")}, "internal", 500},
		{500, "unexpected error occurred", []error{fmt.Errorf("x: %w", problem.NotFound())}, "not_found", 404},
		{408, "request body read timeout", nil, "timeout", 408},
		{406, "unable to marshal response", nil, "not_acceptable", 406},
		{400, "validation failed", []error{&huma.ErrorDetail{Location: "body", Message: "jsontext: x"}}, "bad_request", 400},
		{418, "teapot", nil, "bad_request", 400},
	} {
		got := fromHuma(c.status, c.msg, c.errs)
		if got.Code != c.want || got.Status != c.now {
			t.Errorf("%d %s: %s %d, want %s %d", c.status, c.msg, got.Code, got.Status, c.want, c.now)
		}
		if !i18n.Has(got.Key()) {
			t.Errorf("%s is not in the catalogs", got.Key())
		}
	}
}
