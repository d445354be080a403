package chaos_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tongchuang/server/chaos"
)

// TestNothingIsLostTwiceOrOutOfOrderWhateverDies is `make chaos`, small enough for every change: all thirteen promises
// at once, on real processes.
func TestNothingIsLostTwiceOrOutOfOrderWhateverDies(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a minute")
	}
	program := filepath.Join(t.TempDir(), "tongchuang")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "tongchuang/server")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, output)
	}
	dir, err := chaos.OpenDir()
	if err != nil {
		t.Fatal(err)
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	report, err := chaos.Run(t.Context(), chaos.Config{
		Program: program, Dir: dir, Nodes: 3, Sockets: 50, Topics: 10, Rate: 20, Duration: 60 * time.Second,
		Every: [2]time.Duration{300 * time.Millisecond, 600 * time.Millisecond}, FaultScale: 0.2, CutAfterSend: 0.05, Seed: seed,
		Progress: t.Output(),
	})
	if err != nil {
		t.Fatalf("%v (logs are in %s)", err, dir)
	}
	report.Print(t.Output())
	if !report.Good() {
		t.Fatalf("a promise was broken (logs are in %s)", dir)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Error(err)
	}
}
