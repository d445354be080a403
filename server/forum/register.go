package forum

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

// Commands registers the forum's commands and kinds of topics.
func (s *Service) Commands(set *command.Set) {
	command.Register(set, "thread.create", s.CreateThread)
	command.Register(set, "thread.read", s.MarkRead)
	command.RegisterEvent[wire.Thread](set, ThreadCreated)
	command.RegisterServerSignal[wire.ReadMark](set, readSignal)
	set.RegisterTopic(command.TopicKind{
		Prefix: threadPrefix,
		MayRead: func(ctx context.Context, actor access.Actor, id string) error {
			thread, err := command.TopicID(id)
			if err != nil {
				return err
			}
			return s.Policy.Check(ctx, actor, access.ReadThread, access.Thread(thread))
		},
		Snapshot: func(ctx context.Context, actor access.Actor, id string) (any, int64, error) {
			thread, err := command.TopicID(id)
			if err != nil {
				return nil, 0, err
			}
			page, err := s.Thread(ctx, actor, wire.ThreadPageIn{Thread: thread})
			return page, page.Seq, err
		},
		SnapshotType: reflect.TypeFor[wire.ThreadPage](),
	})
	set.RegisterTopic(command.TopicKind{
		Prefix: boardPrefix,
		MayRead: func(ctx context.Context, actor access.Actor, id string) error {
			board, err := command.TopicID(id)
			if err != nil {
				return err
			}
			return s.Policy.Check(ctx, actor, access.ReadBoard, access.Board(board))
		},
		Snapshot: func(ctx context.Context, actor access.Actor, id string) (any, int64, error) {
			board, err := command.TopicID(id)
			if err != nil {
				return nil, 0, err
			}
			slug, err := s.db.SlugOf(ctx, board)
			if err != nil {
				return nil, 0, problem.NotFound().Because(err)
			}
			page, err := s.Board(ctx, actor, wire.BoardPageIn{Board: slug})
			return page, page.Seq, err
		},
		SnapshotType: reflect.TypeFor[wire.BoardPage](),
	})
}

// Operations registers the forum's HTTP operations.
func (s *Service) Operations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Forum"}}
	}
	command.Operation(api, op(http.MethodGet, "/api/boards", "list-boards", "List the public boards"),
		command.Same[command.None], s.Boards)
	command.Operation(api, op(http.MethodGet, "/api/boards/{board}", "board-page", "Read a page of a board"),
		command.Same[wire.BoardPageIn], s.Board)
	command.Operation(api, op(http.MethodPost, "/api/threads", "create-thread", "Begin a discussion"),
		command.OfBody[wire.CreateThread], s.CreateThread)
	command.Operation(api, op(http.MethodGet, "/api/threads/{thread}", "thread-page", "Read a page of a thread"),
		command.Same[wire.ThreadPageIn], s.Thread)
	command.Operation(api, op(http.MethodPost, "/api/threads/{thread}/read", "mark-read", "Note how far you have read"),
		func(in *struct {
			Thread uuid.UUID `path:"thread"`
			Body   struct {
				Seq int64 `json:"seq" minimum:"0"`
			}
		}) wire.MarkRead {
			return wire.MarkRead{Thread: in.Thread, Seq: in.Body.Seq}
		}, s.MarkRead)
	command.Operation(api, op(http.MethodGet, "/api/cities", "list-cities", "List the cities and their partnerships"),
		command.Same[command.None], s.Cities)
}
