package topic

import (
	"context"
	"fmt"

	"tongchuang/server/topic/topicdb"
)

// NewEpoch makes the log another one: cursors of clients that followed it before are reset. Whoever restores a backup
// calls it before a node starts; nodes that run do not hear of it.
func NewEpoch(ctx context.Context, db topicdb.DBTX) error {
	if err := topicdb.New(db).RenewEpoch(ctx); err != nil {
		return fmt.Errorf("making a new epoch: %w", err)
	}
	return nil
}
