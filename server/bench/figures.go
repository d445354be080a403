package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// figures of one run; zero is what was not measured.
type figures struct {
	deliveries, posts      float64 // a second
	p50, p99               float64 // milliseconds until it arrives
	cpu, database, perMega float64 // seconds: of the servers, of Postgres, of the servers for a million deliveries
	generator              float64 // share of one processor that the generator took
	bytes                  float64 // of a frame
	memory                 float64 // KB a connection
	faults                 float64
}

const heading = "| server | deliveries/s | posts/s | p50 / p99 ms | CPU s | Postgres CPU s | CPU s a million | bytes | KB a connection | generator | faults |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"

func (f figures) line(name string) string {
	return fmt.Sprintf("| %s | %s | %s | %s / %s | %s | %s | %s | %s | %s | %s | %.0f |", name, number(f.deliveries), number(f.posts),
		number(f.p50), number(f.p99), number(f.cpu), number(f.database), number(f.perMega), number(f.bytes), number(f.memory),
		number(f.generator), f.faults)
}

// number shows three digits of what was measured, and a dash for what was not.
func number(v float64) string {
	switch {
	case v == 0:
		return "–"
	case v >= 1e6:
		return fmt.Sprintf("%.2fM", v/1e6)
	case v >= 1e4:
		return fmt.Sprintf("%.0fk", v/1e3)
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

// median takes each figure's own.
func median(runs []figures) figures {
	of := func(get func(figures) float64) float64 {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = get(r)
		}
		slices.SortFunc(values, cmp.Compare[float64])
		middle := len(values) / 2
		if len(values)%2 == 0 {
			return (values[middle-1] + values[middle]) / 2
		}
		return values[middle]
	}
	return figures{
		deliveries: of(func(f figures) float64 { return f.deliveries }), posts: of(func(f figures) float64 { return f.posts }),
		p50: of(func(f figures) float64 { return f.p50 }), p99: of(func(f figures) float64 { return f.p99 }),
		cpu: of(func(f figures) float64 { return f.cpu }), database: of(func(f figures) float64 { return f.database }),
		perMega: of(func(f figures) float64 { return f.perMega }), generator: of(func(f figures) float64 { return f.generator }),
		bytes: of(func(f figures) float64 { return f.bytes }), memory: of(func(f figures) float64 { return f.memory }),
		faults: of(func(f figures) float64 { return f.faults }),
	}
}

// target prints a ratio and whether it is as wanted. Nothing where one of the two was not measured.
func target(what string, ours, theirs, factor float64, atLeast bool) {
	if ours == 0 || theirs == 0 {
		return
	}
	ratio, sign := ours/theirs, "≤"
	met := ratio <= factor
	if atLeast {
		sign, met = "≥", ratio >= factor
	}
	fmt.Printf("  %s: %.2f × (target %s %.2f ×) %s\n", what, ratio, sign, factor, verdict(met))
}

// limit is target for a figure of its own.
func limit(what string, ours, bound float64, unit string) {
	if ours != 0 {
		fmt.Printf("  %s: %.3g %s (target ≤ %g %s) %s\n", what, ours, unit, bound, unit, verdict(ours <= bound))
	}
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "MISSED"
}

// describeMachine prints what the figures depend on.
func describeMachine() {
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("%d processors, %s, load before: %s\n", runtime.NumCPU(), runtime.Version(), strings.TrimSpace(string(load)))
}
