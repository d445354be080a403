package load

import (
	"testing"
	"time"
)

func TestPercentilesAreOfTheNearestRank(t *testing.T) {
	t.Parallel()
	var s samples
	for i := range 1000 {
		s.add(time.Duration(1000-i) * time.Millisecond)
	}
	if got, want := s.spread(), (Spread{P50: 500, P99: 990, P999: 999, Max: 1000, Samples: 1000}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	var one, none samples
	one.add(7 * time.Millisecond)
	if got, want := one.spread(), (Spread{7, 7, 7, 7, 1}); got != want {
		t.Errorf("of one: %+v", got)
	}
	if got := none.spread(); got != (Spread{}) {
		t.Errorf("of none: %+v", got)
	}
}

func TestALongRunForgetsEverySecondSampleAndKeepsTheSpread(t *testing.T) {
	t.Parallel()
	var s samples
	for i := range 3 * maxSamples {
		s.add(time.Duration(i%1000) * time.Microsecond)
	}
	if len(s.kept) > maxSamples || len(s.kept) < maxSamples/4 {
		t.Fatalf("%d samples were kept", len(s.kept))
	}
	if got := s.spread(); got.P50 < 0.4 || got.P50 > 0.6 || got.P99 < 0.97 {
		t.Errorf("%+v", got)
	}
}
