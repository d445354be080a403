// Package rights gives people, guardians and schools what is theirs: export, correction, deletion; and what is deleted by
// itself when its time is over. The methods of Service are safe for concurrent use and ask access themselves.
package rights

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/topic"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Deps is what a Service stands on.
type Deps struct {
	Pool   *pgxpool.Pool
	Log    *topic.Log
	Policy Policy
}

// Service offers the feature.
type Service struct {
	Deps
}

// New makes a Service.
func New(d Deps) *Service { return &Service{d} }

// Commands registers what is offered over the socket.
func (s *Service) Commands(*command.Set) {}

// Operations registers the HTTP operations.
func (s *Service) Operations(huma.API) {}
