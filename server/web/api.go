package web

import (
	"net/http"
	"reflect"
	"strings"
	"unicode"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// APIVersion is the version of the HTTP API, as its description says it.
const APIVersion = "1.0.0"

// maxBody bounds the body of a request, in bytes: a post of 60,000 bytes (wire.CreatePost), escaped as JSON at worst
// twice as long, fits.
const maxBody = 128 << 10

// Feature is what the API needs of a feature.
type Feature interface {
	Operations(huma.API)
	Commands(*command.Set)
}

// NewAPI makes the HTTP API on mux. Operations are registered on it (command.Operation); their paths begin with /api/.
// What it serves of itself (openapi.json, docs) is added by New.
func NewAPI(mux *http.ServeMux) huma.API {
	humaOnce()
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	registry.RegisterTypeAlias(reflect.TypeFor[rawValue](), rawMessage)
	registry.RegisterTypeAlias(reflect.TypeFor[uuid.UUID](), reflect.TypeFor[uuidText]())
	return humago.New(mux, huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Tongchuang 同窗", Version: APIVersion,
				Description: "Everything that the web client does over HTTP, and the types of what it says over the socket " +
					"(SocketCommands, SocketEvents, SocketSignals, SocketSnapshots; docs/protocol.md has the order of the frames). " +
					"Sign in by the cookie, or send a personal access token as `Authorization: Bearer …`. " +
					"Errors are `application/problem+json` (RFC 9457); their sentences are in the language of " +
					"`Accept-Language`, their codes are stable.",
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{Schemas: registry},
			OnAddOperation: []huma.AddOpFunc{func(_ *huma.OpenAPI, op *huma.Operation) {
				if op.MaxBodyBytes == humaMaxBody {
					op.MaxBodyBytes = maxBody
				}
			}},
		},
		Formats:       map[string]huma.Format{"application/json": strictJSON, "json": strictJSON},
		DefaultFormat: "application/json",
		// A misspelt cursor or filter would otherwise give the first page with a 200.
		RejectUnknownQueryParameters: true,
	})
}

// humaMaxBody is what huma gives to an operation that names no bound of its own.
const humaMaxBody = 1 << 20

// schemaName names a type in the description. What travels on its own (package wire) keeps its name; a feature's types
// carry the feature's, so that two features may both have an `In`, and a new one renames nothing.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	pkg, ours := strings.CutPrefix(t.PkgPath(), "tongchuang/server/")
	if t.Name() == "" {
		return camel(name) // made of the operation's id: edit-post
	}
	if !ours || pkg == "wire" || pkg == "command" {
		return name
	}
	feature := capital(pkg[strings.LastIndexByte(pkg, '/')+1:])
	if strings.HasPrefix(name, feature) {
		return name
	}
	return feature + name
}

func camel(s string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(s, "-") {
		if part != "" {
			b.WriteString(capital(part))
		}
	}
	return b.String()
}

func capital(s string) string {
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// uuidText describes an identifier; huma by itself would take any string and fail only when decoding it.
type uuidText string

// Schema is asked for by huma.
func (uuidText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "uuid"}
}

// Schema makes huma describe every error as wire.Problem.
func (*failure) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[wire.Problem](), true, "Problem")
}
