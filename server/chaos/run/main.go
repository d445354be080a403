// Command run is the long run of docs/guarantees.md: `make chaos DURATION=30m`. It starts its own nodes, Postgres and
// Redis on this machine's loopback, ends them when it ends, and exits with 1 when a promise was broken.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"tongchuang/server/chaos"
)

type options struct {
	Program  string        `help:"The command tongchuang." default:"bin/tongchuang" type:"existingfile"`
	Duration time.Duration `help:"How long to post and disturb." default:"30m"`
	Nodes    int           `help:"Nodes." default:"3"`
	Sockets  int           `help:"Clients, with a connection each." default:"1000"`
	Topics   int           `help:"Topics, of which each client follows two." default:"100"`
	Rate     float64       `help:"Posts a second." default:"200"`
	Every    time.Duration `help:"The shortest time between two faults; the longest is twice that." default:"20s"`
	Scale    float64       `help:"Shortens how long faults last." default:"1"`
	Cut      float64       `help:"Share of sends after which the client's line is cut before the answer." default:"0.01"`
	Seed     uint64        `help:"Of the choice of faults. Default: made up, and printed."`
	Only     string        `help:"Only faults whose names contain this: node, redis, postgres, clients, rolling …"`
	Keep     bool          `help:"Keep the folder with data and logs."`
}

var errBroken = errors.New("a promise was broken")

func main() {
	var o options
	k := kong.Parse(&o, kong.Name("chaos"))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		stop()
		k.FatalIfErrorf(err)
	}
}

func (o *options) run(ctx context.Context) error {
	dir, err := chaos.OpenDir()
	if err != nil {
		return err
	}
	if o.Seed == 0 {
		o.Seed = rand.Uint64()
	}
	fmt.Printf("seed %d, data and logs in %s\n", o.Seed, dir)
	report, err := chaos.Run(ctx, chaos.Config{
		Program: o.Program, Dir: dir, Nodes: o.Nodes, Sockets: o.Sockets, Topics: o.Topics, Rate: o.Rate, Duration: o.Duration,
		Every: [2]time.Duration{o.Every, 2 * o.Every}, FaultScale: o.Scale, CutAfterSend: o.Cut, Seed: o.Seed, Only: o.Only, Progress: os.Stdout,
	})
	if err != nil {
		return fmt.Errorf("%w (logs are in %s)", err, dir)
	}
	report.Print(os.Stdout)
	if !report.Good() {
		return fmt.Errorf("%w (logs are in %s)", errBroken, dir)
	}
	if o.Keep {
		return nil
	}
	return os.RemoveAll(dir)
}
