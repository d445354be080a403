package filter

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Commands registers nothing: the lists are kept over HTTP.
func (s *Service) Commands(*command.Set) {}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	command.Operation(api, huma.Operation{
		OperationID: "list-filter-words", Method: http.MethodGet, Path: "/api/filters", Tags: []string{"filters"},
		Summary: "What is looked for in texts, for those who keep the standard",
	}, func(*command.None) struct{} { return struct{}{} }, s.Words)
	command.Operation(api, huma.Operation{
		OperationID: "add-filter-word", Method: http.MethodPost, Path: "/api/filters/words", Tags: []string{"filters"},
		Summary: "Add an entry to the operator's list; all nodes know it within seconds",
	}, command.OfBody[wire.AddFilterWord], s.Add)
	command.Operation(api, huma.Operation{
		OperationID: "change-filter-word", Method: http.MethodPut, Path: "/api/filters/words/{word}", Tags: []string{"filters"},
		Summary: "Replace an entry of the operator's list",
	}, command.Same[wire.ChangeFilterWord], s.Change)
	command.Operation(api, huma.Operation{
		OperationID: "remove-filter-word", Method: http.MethodDelete, Path: "/api/filters/words/{word}", Tags: []string{"filters"},
		Summary: "Take an entry out of the operator's list",
	}, command.Same[wire.FilterWordRef], s.Remove)
	command.Operation(api, huma.Operation{
		OperationID: "try-filter", Method: http.MethodPost, Path: "/api/filters/try", Tags: []string{"filters"},
		Summary: "Try a text: what would become of it, and why. Nothing is kept",
	}, command.OfBody[wire.TryFilter], s.Try)
	command.Operation(api, huma.Operation{
		OperationID: "held-posts", Method: http.MethodGet, Path: "/api/filters/held", Tags: []string{"filters"},
		Summary: "What the lists hold in the public forum, the oldest first",
	}, func(*command.None) struct{} { return struct{}{} }, s.Held)
}
