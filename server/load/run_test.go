package load_test

import (
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/demo"
	"tongchuang/server/load"
)

func unlimited(c *config.Config) {
	c.PostsPerSecond, c.PostsBurst, c.FramesPerSecond, c.FrameBurst = 1e6, 1e6, 1e6, 1e6
}

func TestEveryModeMeasuresAndFindsNoFault(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t, unlimited)
	rooms, err := load.FillDatabase(t.Context(), n.Pool, load.Classes, 3, 4)
	if err != nil {
		t.Fatal(err)
	}
	// The long thread has no events behind its posts: it is for reading alone.
	long, err := load.FillDatabase(t.Context(), n.Pool, load.Threads, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := load.FillThread(t.Context(), n.Pool, long[0], 200); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []load.Mode{load.Paced, load.Saturate, load.Posts, load.Signals, load.Idle, load.History} {
		t.Run(string(mode), func(t *testing.T) {
			o := load.Options{
				URLs: []string{n.URL}, Mode: mode, Seats: rooms, Rate: 20, Window: 8, PIDs: []int{os.Getpid()},
				Warm: 50 * time.Millisecond, Duration: 300 * time.Millisecond, Hold: time.Millisecond, Pages: 5, Upto: 200,
			}
			if mode == load.History {
				o.Seats = long
			}
			r, err := load.Run(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			if !r.Faultless() {
				t.Errorf("faults: %+v", r)
			}
			if mode != load.Idle && r.Answered == 0 && r.Delivered == 0 {
				t.Errorf("nothing was measured: %+v", r)
			}
			if (mode == load.Paced || mode == load.Saturate) && (r.Deliver.Samples == 0 || r.Deliver.P50 <= 0) {
				t.Errorf("arrivals were not timed: %+v", r)
			}
		})
	}
}

func TestARealPersonsDatabaseIsNotTouched(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	apptest.Seed(t, n.Pool) // people who are neither examples nor made up by the tool
	if _, err := load.FillDatabase(t.Context(), n.Pool, load.Classes, 1, 1); err == nil {
		t.Error("made-up people were put among real ones")
	}
}

func TestTheExampleAccountsAreEnough(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t, unlimited)
	if _, err := demo.Load(t.Context(), demo.Deps{Pool: n.Pool}); err != nil {
		t.Fatal(err)
	}
	rooms, err := load.SignIn(t.Context(), n.URL, []load.Account{{Name: "maya", Password: demo.Password}, {Name: "chen", Password: demo.Password}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	r, err := load.Run(t.Context(), load.Options{
		URLs: []string{n.URL}, Seats: rooms, Rate: 20, Warm: 50 * time.Millisecond, Duration: 300 * time.Millisecond,
	})
	if err != nil || !r.Faultless() || r.Connections != 4 || r.Delivered == 0 {
		t.Errorf("%v: %+v", err, r)
	}
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
