package account

import (
	"context"

	"github.com/google/uuid"

	"tongchuang/server/account/accountdb"
	"tongchuang/server/notice"
	"tongchuang/server/topic"
)

// revoke runs do in a transaction that also tells the person's open connections, on all nodes, to ask again whether they
// may stay. Neither is there without the other, whatever dies in between: a connection that was not told would go on
// hearing what its person may not.
func (s *Service) revoke(ctx context.Context, person uuid.UUID, do func(ctx context.Context, tx *topic.Tx, db *accountdb.Queries) error) error {
	return s.Log.InTx(ctx, notice.Topics(person), func(ctx context.Context, tx *topic.Tx) error {
		if err := do(ctx, tx, accountdb.New(tx)); err != nil {
			return err
		}
		return notice.AccessChanged(tx, person)
	})
}
