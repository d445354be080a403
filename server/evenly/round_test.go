package evenly_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tongchuang/server/evenly"
)

func TestARoundHandsOutEverythingOnceInAPeriod(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		shares, least := rapid.IntRange(1, 30).Draw(t, "shares"), rapid.IntRange(1, 50).Draw(t, "least")
		round := evenly.NewRound[int](shares, least)
		for range 3 { // periods, with more and fewer things each time
			things := make([]int, rapid.IntRange(0, 500).Draw(t, "things"))
			for i := range things {
				things[i] = i
			}
			var out []int
			for i := range shares {
				share, first := round.Next(func() []int { return things })
				if first != (i == 0) {
					t.Fatalf("share %d says first = %t", i, first)
				}
				if most := max(least, (len(things)+shares-1)/shares); len(share) > most {
					t.Fatalf("share %d has %d of %d things, at most %d are even", i, len(share), len(things), most)
				}
				out = append(out, share...)
			}
			if !slices.Equal(out, things) {
				t.Fatalf("%d things went in, %v came out", len(things), out)
			}
		}
	})
}

func TestAPeriodTakesAsLongAsItsShares(t *testing.T) {
	t.Parallel()
	round := evenly.NewRound[int](20, 1)
	if got := round.Every(time.Second); got != 50*time.Millisecond {
		t.Errorf("a second in 20 shares has one every %s", got)
	}
	if got := round.Every(time.Millisecond); got != time.Millisecond {
		t.Errorf("shares of a very short period come every %s; a ticker needs some time", got)
	}
}
