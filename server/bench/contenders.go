package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"tongchuang/server/load"
)

// rich is a setting without which a bench would measure the bounds of what one person may say.
const rich = "1000000"

// ours measures this server: nodes of it, and `tongchuang load` with these arguments.
func ours(nodes int, env []string, args ...string) func(context.Context, *bench) (figures, error) {
	return func(ctx context.Context, b *bench) (figures, error) {
		env := append([]string{
			"DATABASE_URL=" + b.cluster.URL(), "DEMO=false", "LOG_LEVEL=error", "DATABASE_CONNS=16", "REDIS_URL=",
			"POSTS_PER_SECOND=" + rich, "POSTS_BURST=" + rich, "FRAMES_PER_SECOND=" + rich, "FRAME_BURST=" + rich,
		}, env...)
		if nodes > 1 {
			if b.redisURL == "" {
				return figures{}, errNotHere
			}
			env = append(env, "REDIS_URL="+b.redisURL)
		}
		var urls, pids []string
		for range nodes {
			addr, err := freeAddr()
			if err != nil {
				return figures{}, err
			}
			p, err := start(ctx, append(env, "ADDR="+addr, "PUBLIC_URL=http://"+addr), addr, b.path("tongchuang"), "serve")
			if err != nil {
				return figures{}, err
			}
			defer p.stop()
			urls, pids = append(urls, "http://"+addr), append(pids, "--pid="+p.pid())
		}
		all := append([]string{"load"}, urls...)
		all = append(all, pids...)
		all = append(all, args...)
		all = append(all, "--json", "--database-url="+b.cluster.URL(), "--database-pid="+strconv.Itoa(b.cluster.PID()), "--duration="+b.duration.String())
		return b.load(ctx, all)
	}
}

// load runs the tool. That it found faults is a figure, not the end.
func (b *bench) load(ctx context.Context, args []string) (figures, error) {
	for i, a := range args {
		if name, ok := strings.CutPrefix(a, "--world="); ok {
			args[i] = "--world=" + b.path(name)
		}
	}
	c := exec.CommandContext(ctx, b.path("tongchuang"), args...)
	var out, complaints bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaints
	failed := c.Run()
	var r load.Result
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return figures{}, fmt.Errorf("tongchuang %s: %v: %s", strings.Join(args, " "), failed, complaints.String())
	}
	if !r.Faultless() {
		fmt.Fprintf(os.Stderr, "faults: refused %d, missing %d, doubled %d, lost %d, closed %d: %s\n", r.Refused, r.Missing, r.Doubled, r.Lost, r.Closed, r.FirstBad)
	}
	spread := r.Deliver
	if spread.Samples == 0 {
		spread = r.Answer
	}
	f := figures{
		deliveries: r.PerSecond(), posts: r.PostsPerSecond(), p50: spread.P50, p99: spread.P99, cpu: r.ServerCPU,
		database: r.DatabaseCPU, perMega: r.CPUPerMillion(), bytes: r.BytesPerFrame,
		faults: float64(r.Refused + r.Missing + r.Doubled + r.Lost + r.Closed),
	}
	if r.Seconds > 0 {
		f.generator = r.ToolCPU / r.Seconds
	}
	if r.Mode == load.Idle {
		f.memory = r.MemoryPerConnection() / 1024
	}
	return f, nil
}

// peer is a server that stands beside, and how the generator that stands there measures it.
type peer struct {
	program string
	nodes   int
	args    []string // of the server; {addr}, {redis}, {database} are filled in
	load    []string // of the generator
}

func (p peer) run(ctx context.Context, b *bench) (figures, error) {
	if !b.beside || p.nodes > 1 && b.redisURL == "" {
		return figures{}, errNotHere
	}
	var addrs, pids []string
	for range max(p.nodes, 1) {
		addr, err := freeAddr()
		if err != nil {
			return figures{}, err
		}
		fill := strings.NewReplacer("{addr}", addr, "{database}", b.cluster.URL(),
			"{redis}", strings.TrimSuffix(strings.TrimPrefix(b.redisURL, "redis://"), "/0"))
		args := make([]string, len(p.args))
		for i, a := range p.args {
			args[i] = fill.Replace(a)
		}
		server, err := start(ctx, nil, addr, b.path(p.program), args...)
		if err != nil {
			return figures{}, err
		}
		defer server.stop()
		addrs, pids = append(addrs, addr), append(pids, server.pid())
	}
	args := append([]string{"-addrs", strings.Join(addrs, ","), "-pubaddr", addrs[0], "-pids", strings.Join(pids, ","),
		"-dur", b.duration.String()}, p.load...)
	c := exec.CommandContext(ctx, b.path("loadgen"), args...)
	var out, complaints bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil {
		return figures{}, fmt.Errorf("loadgen %s: %w: %s", strings.Join(args, " "), err, complaints.String())
	}
	var r struct {
		Deliveries float64 `json:"deliv_s"`
		Published  float64 `json:"pub_s"`
		CPU        float64 `json:"cpu_s"`
		PerMega    float64 `json:"cpu_per_M"`
		Generator  float64 `json:"lg_cpu_s"`
		P50        float64 `json:"p50_ms"`
		P99        float64 `json:"p99_ms"`
		Bytes      float64 `json:"B_per_msg"`
		Memory     float64 `json:"kb_per_conn"`
		Closed     float64 `json:"closed"`
		Errors     float64 `json:"err"`
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return figures{}, fmt.Errorf("loadgen: %w: %s", err, out.String())
	}
	return figures{
		deliveries: r.Deliveries, posts: r.Published, p50: r.P50, p99: r.P99, cpu: r.CPU, perMega: r.PerMega,
		generator: r.Generator / b.duration.Seconds(), bytes: r.Bytes, memory: r.Memory, faults: r.Closed + r.Errors,
	}, nil
}
