package config_test

import (
	"strings"
	"testing"

	"tongchuang/server/config"
)

// The writer of posts keeps connections for itself: a pool that it could take whole would leave nobody a place to read.
func TestTheWriterOfPostsLeavesConnectionsToReaders(t *testing.T) {
	t.Parallel()
	for conns, want := range map[int32]int{0: 8, 4: 2, 5: 2, 16: 8, 100: 8} {
		c := config.Config{DatabaseConns: conns, PostsWriters: 8}
		if got := c.Writers(); got != want || c.Check() != nil {
			t.Errorf("of %d connections the writer keeps %d, want %d (%v)", conns, got, want, c.Check())
		}
	}
	for _, conns := range []int32{-1, 1, 3} {
		if err := (config.Config{DatabaseConns: conns}).Check(); err == nil || !strings.Contains(err.Error(), "DATABASE_CONNS") {
			t.Errorf("%d connections were taken (%v)", conns, err)
		}
	}
}
