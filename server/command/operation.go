package command

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/wire"
)

// Operation registers the HTTP operation of a method. Input is what huma reads (path, query and header tags, Body);
// in makes the method's own input of it. The actor and the reader's language come from the request's context. An error
// becomes application/problem+json in that language.
func Operation[Input, In, Out any](api huma.API, op huma.Operation, in func(*Input) In, f func(context.Context, access.Actor, In) (Out, error)) {
	if op.OperationID == "" || op.Summary == "" {
		panic("an operation needs an id and a summary: " + op.Method + " " + op.Path)
	}
	huma.Register(api, op, func(ctx context.Context, input *Input) (*struct{ Body Out }, error) {
		out, err := f(ctx, access.FromContext(ctx), in(input))
		if err != nil {
			return nil, Fail(ctx, err)
		}
		return &struct{ Body Out }{out}, nil
	})
}

// Same is for methods whose input is read by huma as it stands (only path and query tags).
func Same[T any](v *T) T { return *v }

// Body is the Input of operations whose method takes the request's body and nothing else.
type Body[T any] struct{ Body T }

// OfBody takes the body out.
func OfBody[T any](b *Body[T]) T { return b.Body }

// None is the input of methods that need none.
type None struct{}

// Fail turns err into what huma writes, in the reader's language. An internal error is logged here, once.
func Fail(ctx context.Context, err error) error {
	p := ProblemOf(err)
	if p.Status >= http.StatusInternalServerError {
		slog.ErrorContext(ctx, "request failed", "code", p.Code, "error", err)
	}
	return failure{p.Render(i18n.FromContext(ctx))}
}

// failure is a wire.Problem that huma can write.
type failure struct{ wire.Problem }

func (f failure) Error() string             { return f.Title }
func (f failure) GetStatus() int            { return f.Status }
func (f failure) ContentType(string) string { return "application/problem+json" }
func (f failure) GetHeaders() http.Header {
	h := http.Header{}
	if f.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	return h
}
