package post

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Commands registers the commands and events of posts.
func (s *Service) Commands(set *command.Set) {
	command.RegisterLater(set, "post.create", s.Begin)
	command.Register(set, "thread.history", s.Earlier)
	command.Register(set, "post.edit", s.Edit)
	command.Register(set, "post.delete", s.Delete)
	command.RegisterEvent[wire.PostSaid](set, Created)
	command.RegisterEvent[wire.PostSaid](set, Edited)
	command.RegisterEvent[wire.PostGone](set, Deleted)
	command.RegisterEvent[wire.PostGone](set, Hidden)
	command.RegisterEvent[wire.PostGone](set, Held)
	command.RegisterEvent[wire.PostSaid](set, Restored)
}

// Operations registers the HTTP operations of posts.
func (s *Service) Operations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Posts"}}
	}
	command.Operation(api, op(http.MethodPost, "/api/posts", "create-post", "Write a post"),
		command.OfBody[wire.CreatePost], s.Create)
	command.Operation(api, op(http.MethodGet, "/api/posts/{post}", "get-post", "Read a post"),
		command.Same[wire.PostRef], s.Get)
	command.Operation(api, op(http.MethodPut, "/api/posts/{post}", "edit-post", "Replace a post's text"),
		func(in *struct {
			Post uuid.UUID `path:"post"`
			Body struct {
				Revision int    `json:"revision" minimum:"1"`
				Body     string `json:"body" maxLength:"20000"`
				Language string `json:"language,omitempty" enum:"en,zh-Hans,zh-Hant,zh,mixed"`
			}
		}) wire.EditPost {
			return wire.EditPost{Post: in.Post, Revision: in.Body.Revision, Body: in.Body.Body, Language: in.Body.Language}
		}, s.Edit)
	command.Operation(api, op(http.MethodDelete, "/api/posts/{post}", "delete-post", "Delete a post; a trace remains"),
		command.Same[wire.PostRef], s.Delete)
	command.Operation(api, op(http.MethodGet, "/api/posts/{post}/evidence", "post-evidence", "Read all that was ever said in a post"),
		command.Same[wire.PostRef], s.Evidence)
	command.Operation(api, op(http.MethodGet, "/api/posts/{post}/history", "post-history", "Read a post's earlier texts"),
		command.Same[wire.PostRef], s.History)
	command.Operation(api, op(http.MethodGet, "/api/threads/{thread}/history", "thread-history", "Read the posts before a place in a thread"),
		command.Same[wire.HistoryIn], s.Earlier)
	command.Operation(api, op(http.MethodPost, "/api/preview", "preview-post", "See how a text would be shown"),
		command.OfBody[wire.PreviewPost], s.Preview)
}
