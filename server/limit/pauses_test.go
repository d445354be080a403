package limit

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func TestGuessesAreSlowedDownMoreAndMoreAndForgottenInTime(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	l := NewPauses()
	l.now = func() time.Time { return now }
	b := Bound{Free: 3, Leak: time.Hour, First: time.Second, Most: 8 * time.Second}
	try := func() time.Duration {
		wait, err := l.Try(context.Background(), "k", b)
		if err != nil {
			t.Fatal(err)
		}
		return wait
	}
	for range 3 {
		if wait := try(); wait != 0 {
			t.Fatalf("a free try waits %s", wait)
		}
	}
	for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 8 * time.Second} {
		if wait := try(); wait != want {
			t.Errorf("wait %s, want %s", wait, want)
		}
		now = now.Add(want)
		if wait := try(); wait != 0 {
			t.Errorf("after the pause: %s", wait)
		}
	}
	now = now.Add(10 * time.Hour)
	if wait := try(); wait != 0 {
		t.Errorf("ten hours later: %s", wait)
	}
	for range 5 {
		if err := l.Forgive(context.Background(), "k", b); err != nil {
			t.Fatal(err)
		}
	}
	if len(l.buckets) != 0 {
		t.Error("an empty bucket is kept")
	}
}

func TestTheLimitersMemoryIsBounded(t *testing.T) {
	t.Parallel()
	l := NewPauses()
	for i := range maxBuckets + 10 {
		if _, err := l.Try(context.Background(), fmt.Sprint(i), Bound{Free: 1, Leak: time.Hour, First: time.Second, Most: time.Minute}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(l.buckets); n > maxBuckets {
		t.Errorf("%d buckets", n)
	}
}
