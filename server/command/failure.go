package command

import (
	"context"
	"errors"

	"tongchuang/server/postgres"
	"tongchuang/server/problem"
)

// ProblemOf finds the problem in err. A database that does not answer is the problem `unavailable`: the same request may
// be sent again. Anything else unknown is `internal`.
func ProblemOf(err error) *problem.Error {
	var known *problem.Error
	if errors.As(err, &known) && known.Code != "internal" {
		return known
	}
	if postgres.IsUnavailable(err) || errors.Is(err, context.DeadlineExceeded) {
		return problem.Unavailable().Because(err)
	}
	return problem.Of(err)
}
