// Package school is where schools are: cities, who vouches for whom, terms, quiet hours, the hours that two schools share, and
// the search for a partner. The methods of Service are safe for concurrent use and ask access themselves.
package school

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
