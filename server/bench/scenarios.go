package main

// The names by which judges find medians.
const (
	us           = "tongchuang"
	oneByOne     = "tongchuang, one transaction a post, 8 at once"
	coalesce     = "gor -w coalesce, 200 bytes"
	coalesceSame = "gor -w coalesce, as many bytes as ours"
	prepared     = "gor -w prepared, 200 bytes"
	like         = "cfg (in Centrifugo's place)"
	delayed      = "cfg -delay 5ms"
	naive        = "chat -mode naive (a bare row, a transaction each)"
	grouped      = "chat -mode group (a bare row, no access asked)"
	piped        = "gor -w coalesce -redis -pipe"
)

// sameBytes is the size of the peers' messages at which their frames are about as long as ours, whose posts carry their
// author, thread, ids, times, and the rendered text beside the text.
const sameBytes = "507"

// scenarios lists what is measured, in the order of the table in docs/performance.md.
//
// The Centrifugo of that table is a program of its own that cannot be had everywhere. In its place stands the peer `cfg`,
// a server on the library that Centrifugo is made of, set as Centrifugo is when nothing is configured: no delay of
// writes, the library's own number of messages in a frame, a pool of write buffers, memory broker, nobody is asked who
// they are.
func scenarios() []scenario {
	crowd := []string{"--world=crowd.json", "--kind=threads", "--rooms=1", "--members=1000", "--mode=saturate"}
	crowded := func(window, size string, more ...string) []string {
		return append([]string{"-mode", "sat", "-rooms", "1", "-members", "1000", "-window", window, "-warm", "2s", "-sample", "16", "-size", size}, more...)
	}
	centrifugal := []string{"-proto", "cf", "-path", "/connection/websocket"}
	gor := func(mode string, load []string) func() contender {
		return func() contender {
			return contender{"", peer{program: "gor", args: []string{"-addr", "{addr}", "-w", mode}, load: load}.run}
		}
	}
	named := func(name string, c func() contender) contender { return contender{name, c().run} }
	cfg := func(name string, load []string, args ...string) contender {
		return contender{name, peer{program: "cfg", args: append([]string{"-addr", "{addr}"}, args...), load: append(load, centrifugal...)}.run}
	}
	chat := func(name, mode string, load []string, args ...string) contender {
		return contender{name, peer{program: "chat", args: append([]string{"-addr", "{addr}", "-dsn", "{database}", "-mode", mode}, args...), load: load}.run}
	}
	classes := []string{"--world=classes.json", "--rooms=200", "--members=30"}
	rooms := []string{"-mode", "paced", "-rooms", "200", "-members", "30", "-rate", "1", "-memberpub"}
	stay := []string{"-mode", "idle", "-rooms", "200", "-members", "50"}
	flood := []string{"-mode", "sat", "-rooms", "200", "-members", "1", "-pubs", "8", "-window", "512", "-sample", "16"}
	authors := func(window string) []string {
		return []string{"--world=authors.json", "--rooms=200", "--members=1", "--mode=posts", "--window=" + window}
	}

	return []scenario{
		{"fanout", "Fan-out: 1 topic × 1,000, 64 in flight; ours are posts, stored before they are sent", []contender{
			{us, ours(1, nil, append(crowd, "--window=64")...)},
			named(coalesce, gor("coalesce", crowded("64", "200"))),
			named(coalesceSame, gor("coalesce", crowded("64", sameBytes))),
			cfg(like, crowded("64", "200")),
			cfg(delayed, crowded("64", "200"), "-delay", "5ms", "-maxf", "-1"),
		}, func(m map[string]figures) {
			target("deliveries, against coalesce of 200 bytes", m[us].deliveries, m[coalesce].deliveries, 0.7, true)
			target("deliveries, against coalesce of as many bytes", m[us].deliveries, m[coalesceSame].deliveries, 0.7, true)
			target("deliveries, against cfg", m[us].deliveries, m[like].deliveries, 2, true)
			limit("CPU of the server a million deliveries", m[us].perMega, 0.5, "s")
		}},
		{"one", "Fan-out: 1 topic × 1,000, 1 in flight", []contender{
			{us, ours(1, nil, append(crowd, "--window=1")...)},
			named(prepared, gor("prepared", crowded("1", "200"))),
		}, func(m map[string]figures) {
			target("deliveries, against prepared", m[us].deliveries, m[prepared].deliveries, 0.95, true)
		}},
		{"signals", "Signals, stored nowhere: 1 class × 1,000, 64 in flight", []contender{
			{us, ours(1, nil, "--world=hall.json", "--rooms=1", "--members=1000", "--mode=signals", "--window=64")},
		}, func(m map[string]figures) {
			limit("CPU of the server a million deliveries", m[us].perMega, 0.5, "s")
		}},
		{"paced", "200 classes × 30, one post a second each, by its members; 200 posts a second", []contender{
			{us, ours(1, nil, append(classes, "--mode=paced")...)},
			cfg(like, rooms),
			chat(naive, "naive", rooms, "-pool", "8"),
		}, func(m map[string]figures) {
			target("p99, against cfg, which stores nothing", m[us].p99, m[like].p99, 1, false)
			target("CPU of the server, against cfg", m[us].cpu, m[like].cpu, 1, false)
			target("p50, against one transaction a post", m[us].p50, m[naive].p50, 1.15, false)
		}},
		{"idle", "Idle: 200 classes × 50, signed in and following", []contender{
			{us, ours(1, nil, "--world=idle.json", "--rooms=200", "--members=50", "--mode=idle")},
			cfg(like, stay),
			{coalesce, peer{program: "gor", args: []string{"-addr", "{addr}", "-w", "coalesce", "-rbuf", "512", "-q", "16"}, load: stay}.run},
		}, func(m map[string]figures) {
			limit("memory a connection", m[us].memory, 16, "KB")
		}},
		{"posts", "Durable posts, as many as the database bears: 200 rooms", []contender{
			{us, ours(1, nil, authors("4")...)},
			{oneByOne, ours(1, []string{"POSTS_GROUP=1", "POSTS_WRITERS=8"}, authors("1")...)},
			chat(naive, "naive", flood, "-pool", "8"),
			chat(grouped, "group", flood, "-wait", "0"),
		}, func(m map[string]figures) {
			target("posts, against the same with one transaction a post on 8 connections", m[us].posts, m[oneByOne].posts, 4, true)
			target("posts, against chat's bare rows, one transaction each on 8 connections", m[us].posts, m[naive].posts, 4, true)
		}},
		{"nodes", "Two nodes over Redis: 200 classes × 30, one post a second each", []contender{
			{us, ours(2, nil, append(classes, "--mode=paced")...)},
			{piped, peer{program: "gor", nodes: 2, args: []string{"-addr", "{addr}", "-w", "coalesce", "-redis", "{redis}", "-pipe"}, load: rooms}.run},
		}, func(m map[string]figures) {
			target("p99, against gor over Redis, which stores nothing", m[us].p99, m[piped].p99, 1, false)
		}},
		{"history", "Pages of history: 50 of 1,000,000 posts at random places", []contender{
			{us, ours(1, nil, "--world=history.json", "--kind=threads", "--rooms=1", "--members=1", "--mode=history", "--posts=1000000", "--pages=2000")},
		}, func(m map[string]figures) { limit("a page's p99", m[us].p99, 5, "ms") }},
	}
}
