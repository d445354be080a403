package load

import (
	"slices"
	"time"
)

// maxSamples bounds the memory of a long run; beyond it every second one is forgotten, and so on.
const maxSamples = 1 << 21

// samples keeps durations and gives their percentiles. It is not safe for concurrent use.
type samples struct {
	kept []time.Duration
	// every n-th is kept; skipped counts towards the next.
	every, skipped int
}

func (s *samples) add(d time.Duration) {
	if s.skipped++; s.skipped < s.every {
		return
	}
	s.skipped = 0
	if len(s.kept) == maxSamples {
		for i := range maxSamples / 2 {
			s.kept[i] = s.kept[2*i]
		}
		s.kept = s.kept[:maxSamples/2]
		s.every = 2 * max(s.every, 1)
	}
	s.kept = append(s.kept, d)
}

// Spread is how long something took, in milliseconds. All are 0 when nothing was measured.
type Spread struct {
	P50     float64 `json:"p50_ms"`
	P99     float64 `json:"p99_ms"`
	P999    float64 `json:"p999_ms"`
	Max     float64 `json:"max_ms"`
	Samples int     `json:"samples"`
}

// spread gives the percentiles by the nearest rank.
func (s *samples) spread() Spread {
	slices.Sort(s.kept)
	return Spread{
		P50: milliseconds(percentile(s.kept, 0.5)), P99: milliseconds(percentile(s.kept, 0.99)),
		P999: milliseconds(percentile(s.kept, 0.999)), Max: milliseconds(percentile(s.kept, 1)), Samples: len(s.kept),
	}
}

// percentile gives the smallest of the sorted values below or at which a share p of them lies; 0 when there are none.
func percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(p*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(rank, 0), len(sorted)-1)]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
