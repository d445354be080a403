package postgres_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tongchuang/server/postgres"
)

// The tests that kill a server need one in another process: this test binary, started again with this variable.
const childVariable = "TONGCHUANG_TEST_CHILD_DATA_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		serve(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

// serve holds a cluster until it is killed or its input ends, and tells on its output how that began.
func serve(dir string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cluster, err := postgres.StartCluster(ctx, postgres.ClusterConfig{DataDir: dir, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	fmt.Println("pid", cluster.PID(), cluster.URL())
	_, _ = os.Stdin.Read(make([]byte, 1))
	if err := cluster.Stop(context.Background()); err != nil {
		fmt.Println("failed", err)
	}
}
