package command

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"tongchuang/server/postgres"
	"tongchuang/server/problem"
)

// ProblemOf finds the problem in err. A database that does not answer is the problem `unavailable`: the same request may
// be sent again. A text that it cannot hold (U+0000 in an identifier, say) is a `bad_request`. Anything else unknown is
// `internal`.
func ProblemOf(err error) *problem.Error {
	var known *problem.Error
	if errors.As(err, &known) && known.Code != "internal" {
		return known
	}
	if postgres.IsUnavailable(err) || errors.Is(err, context.DeadlineExceeded) {
		return problem.Unavailable().Because(err)
	}
	var refusal *pgconn.PgError
	if errors.As(err, &refusal) && refusal.Code == badText {
		return problem.BadRequest().Because(err)
	}
	return problem.Of(err)
}

// badText is SQLSTATE character_not_in_repertoire.
const badText = "22021"
