package access

import (
	"context"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/access/accessdb"
)

// CheckIn is Check within a transaction. Asked under the lock of the topic that is then written to, it sees every change
// of access that was committed before: what was allowed when a request came need not be when its turn comes.
func (p *Policy) CheckIn(ctx context.Context, tx pgx.Tx, actor Actor, action Action, object Object) error {
	within := *p
	within.db = accessdb.New(tx)
	return within.Check(ctx, actor, action, object)
}
