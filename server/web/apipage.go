package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/i18n"
)

// addDescription serves the description of the API: /api/openapi.json, /api/openapi.yaml, and /api/docs for people,
// written by ourselves because huma's own page loads its program from another host. Each is written when it is first
// asked for, which most processes never are.
func addDescription(mux *http.ServeMux, o *huma.OpenAPI, s *site) {
	mux.HandleFunc("GET /api/openapi.json", described("application/openapi+json", func() ([]byte, error) { return Marshal(o) }))
	mux.HandleFunc("GET /api/openapi.yaml", described("application/openapi+yaml", o.YAML))
	mux.Handle("GET /api", http.RedirectHandler("/api/docs", http.StatusFound))
	read := sync.OnceValue(func() apiPage { return readAPI(o) })
	mux.HandleFunc("GET /api/docs", func(w http.ResponseWriter, r *http.Request) {
		lang := i18n.FromContext(r.Context())
		if l, ok := asked(r); ok {
			lang = l
		}
		s.rememberLanguage(w, r)
		var b bytes.Buffer
		frame := s.frame(r, lang, view{Title: i18n.T(lang, "web.api_title", nil), Data: read()})
		if err := s.templates[lang].ExecuteTemplate(&b, "api", frame); err != nil {
			Fail(w, r, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-cache, private")
		h.Add("Vary", "Accept-Language, Cookie")
		_, _ = w.Write(b.Bytes())
	})
}

// described serves what write gives, which is asked once.
func described(kind string, write func() ([]byte, error)) http.HandlerFunc {
	made := sync.OnceValues(func() (*asset, error) {
		body, err := write()
		if err != nil {
			return nil, fmt.Errorf("web: writing the description: %w", err)
		}
		a := newAsset("", body)
		a.kind = kind
		return a, nil
	})
	return func(w http.ResponseWriter, r *http.Request) {
		a, err := made()
		if err != nil {
			Fail(w, r, err)
			return
		}
		a.ServeHTTP(w, r)
	}
}

// apiPage is the description, ordered for reading. Its own texts (summaries, meanings) are in English as the features
// wrote them.
type apiPage struct {
	Tags  []apiTag
	Types []apiType // but the socket's tables, which stand apart
	// Commands, Events, Signals and Snapshots are the socket's.
	Commands, Events, Signals, Snapshots []apiField
}

type apiTag struct {
	Name       string // "" for operations without one
	Operations []apiOperation
}

type apiOperation struct {
	ID, Method, Path, Summary, About string
	Parameters                       []apiField
	Body, Answer                     *apiKind
	Errors                           []apiField
}

type apiType struct {
	Name, About string
	Fields      []apiField
}

type apiField struct {
	Name, Where, About string
	Required           bool
	Kind               apiKind
	Out                apiKind // of a command
}

// apiKind is a type in words: Before, a link to a type of ours, After.
type apiKind struct{ Before, Ref, After string }

const refPrefix = "#/components/schemas/"

func readAPI(o *huma.OpenAPI) apiPage {
	var page apiPage
	tags := map[string][]apiOperation{}
	for path, item := range o.Paths {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put,
			http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
		} {
			if op == nil {
				continue
			}
			tag := ""
			if len(op.Tags) > 0 {
				tag = op.Tags[0]
			}
			tags[tag] = append(tags[tag], readOperation(method, path, op))
		}
	}
	for name, ops := range tags {
		slices.SortFunc(ops, func(a, b apiOperation) int {
			return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
		})
		page.Tags = append(page.Tags, apiTag{name, ops})
	}
	slices.SortFunc(page.Tags, func(a, b apiTag) int { return cmp.Compare(a.Name, b.Name) })

	socket := map[string]*[]apiField{
		"SocketCommands": &page.Commands, "SocketEvents": &page.Events,
		"SocketSignals": &page.Signals, "SocketSnapshots": &page.Snapshots,
	}
	for name, schema := range o.Components.Schemas.Map() {
		if table, ok := socket[name]; ok {
			*table = readFields(schema)
			continue
		}
		page.Types = append(page.Types, apiType{name, schema.Description, readFields(schema)})
	}
	slices.SortFunc(page.Types, func(a, b apiType) int { return cmp.Compare(a.Name, b.Name) })
	return page
}

func readOperation(method, path string, op *huma.Operation) apiOperation {
	out := apiOperation{ID: op.OperationID, Method: method, Path: path, Summary: op.Summary, About: op.Description}
	for _, p := range op.Parameters {
		out.Parameters = append(out.Parameters, apiField{
			Name: p.Name, Where: p.In, Required: p.Required, Kind: kindOf(p.Schema),
			About: cmp.Or(p.Description, p.Schema.Description),
		})
	}
	if op.RequestBody != nil {
		out.Body = contentKind(op.RequestBody.Content)
	}
	for status, response := range op.Responses {
		if strings.HasPrefix(status, "2") {
			out.Answer = contentKind(response.Content)
			continue
		}
		e := apiField{Name: status, About: response.Description}
		if kind := contentKind(response.Content); kind != nil {
			e.Kind = *kind
		}
		out.Errors = append(out.Errors, e)
	}
	slices.SortFunc(out.Errors, func(a, b apiField) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func contentKind(content map[string]*huma.MediaType) *apiKind {
	for _, media := range content {
		if media.Schema != nil {
			kind := kindOf(media.Schema)
			return &kind
		}
	}
	return nil
}

func readFields(s *huma.Schema) []apiField {
	var out []apiField
	for name, p := range s.Properties {
		f := apiField{Name: name, Required: slices.Contains(s.Required, name), Kind: kindOf(p), About: p.Description}
		if in, out := p.Properties["in"], p.Properties["out"]; in != nil && out != nil {
			f.Kind, f.Out = kindOf(in), kindOf(out)
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b apiField) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func kindOf(s *huma.Schema) apiKind {
	if s == nil {
		return apiKind{}
	}
	if ref, ok := strings.CutPrefix(s.Ref, refPrefix); ok {
		return apiKind{Ref: ref}
	}
	if s.Type == huma.TypeArray {
		inner := kindOf(s.Items)
		inner.After += "[]"
		return inner
	}
	if of, ok := s.AdditionalProperties.(*huma.Schema); ok && s.Type == huma.TypeObject {
		inner := kindOf(of)
		inner.Before, inner.After = "{…: "+inner.Before, inner.After+"}"
		return inner
	}
	text := cmp.Or(s.Type, "any")
	if s.Format != "" {
		text += " (" + s.Format + ")"
	}
	if len(s.Enum) > 0 {
		var values []string
		for _, v := range s.Enum {
			raw, err := json.Marshal(v)
			if err == nil {
				values = append(values, string(raw))
			}
		}
		text = strings.Join(values, " | ")
	}
	return apiKind{Before: text + bounds(s)}
}

// bounds writes what a value is held to.
func bounds(s *huma.Schema) string {
	var out []string
	add := func(name string, value any) { out = append(out, fmt.Sprintf("%s %v", name, value)) }
	if s.MinLength != nil {
		add("minLength", *s.MinLength)
	}
	if s.MaxLength != nil {
		add("maxLength", *s.MaxLength)
	}
	if s.Minimum != nil {
		add("minimum", *s.Minimum)
	}
	if s.Maximum != nil {
		add("maximum", *s.Maximum)
	}
	if s.Pattern != "" {
		add("pattern", s.Pattern)
	}
	if len(out) == 0 {
		return ""
	}
	return ", " + strings.Join(out, ", ")
}
