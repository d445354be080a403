// Package supervision is what the teachers of a class see and do: what was said, what is held, who is quiet, and muting,
// removing, locking and pausing. The methods of Service are safe for concurrent use and ask access themselves.
package supervision

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
