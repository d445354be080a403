// Command bench measures the server as docs/performance.md tells, beside the peers that it is compared with: it builds
// both in a folder of its own, starts a private Postgres (fsync on) and a Redis, runs each scenario in turns (ours,
// theirs, ours, theirs), and prints medians, ratios and targets. `make bench` calls it.
//
// Servers and generators are processes of their own, so that the processor time of each is known. Ours are measured with
// `tongchuang load`, the peers with the generator that stands beside them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	var b bench
	var only string
	flag.StringVar(&b.peers, "peers", "../shared/bench", "folder with the peers and their generator; where there is none, ours is measured alone")
	flag.IntVar(&b.rounds, "rounds", 3, "how often each scenario is run on each server")
	flag.DurationVar(&b.duration, "duration", 10*time.Second, "how long one run measures")
	flag.StringVar(&only, "only", "", "scenarios to run, comma-separated; default: all")
	flag.StringVar(&b.redisURL, "redis", os.Getenv("TONGCHUANG_TEST_REDIS_URL"), "a Redis for two nodes; without one they are not measured")
	flag.Parse()
	if only != "" {
		b.only = strings.Split(only, ",")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
