package access

import (
	"context"
	"errors"

	"tongchuang/server/problem"
)

// Checker is what Allowed asks: a Policy.
type Checker interface {
	Check(ctx context.Context, actor Actor, action Action, object Object) error
}

// Allowed gives those of the actions that actor may do to object now, so that a page shows only what can be done. It
// promises nothing: the action itself is asked again.
func Allowed(ctx context.Context, c Checker, actor Actor, object Object, actions ...Action) ([]string, error) {
	var allowed []string
	for _, a := range actions {
		err := c.Check(ctx, actor, a, object)
		var refusal *problem.Error
		switch {
		case err == nil:
			allowed = append(allowed, string(a))
		case !errors.As(err, &refusal) || refusal.Status >= 500:
			return nil, err
		}
	}
	return allowed, nil
}
