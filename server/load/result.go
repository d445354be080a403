package load

import (
	"fmt"
	"io"
)

// Result is what a run measured. Figures a second and CPU are of the measured time alone, counts of faults of all of it.
type Result struct {
	Mode        Mode `json:"mode"`
	Rooms       int  `json:"rooms"`
	Connections int  `json:"connections"`
	// ConnectSeconds is how long it took until everybody followed a room.
	ConnectSeconds float64 `json:"connect_s"`
	Seconds        float64 `json:"seconds"`

	Sent      int64 `json:"sent"`
	Answered  int64 `json:"answered"`
	Delivered int64 `json:"delivered"`
	// Deliver is the time from sending a post to its arrival at a member; Answer that to the sender's answer.
	Deliver Spread `json:"deliver"`
	Answer  Spread `json:"answer"`

	// CPU in seconds: of the servers, of Postgres, and of this tool.
	ServerCPU    float64 `json:"server_cpu_s"`
	DatabaseCPU  float64 `json:"database_cpu_s"`
	ToolCPU      float64 `json:"tool_cpu_s"`
	MemoryBefore int64   `json:"memory_before"`
	MemoryAfter  int64   `json:"memory_after"`

	BytesPerFrame float64 `json:"bytes_per_frame"`
	FramesPerRead float64 `json:"frames_per_read"`

	// What must be 0.
	Refused  int64  `json:"refused"`
	Missing  int64  `json:"missing"`
	Doubled  int64  `json:"doubled"`
	Lost     int64  `json:"lost"` // answered, and not seen by everyone at the end
	Closed   int64  `json:"closed"`
	FirstBad string `json:"first_bad,omitempty"`
}

// PerSecond is how many posts reached a member, a second.
func (r Result) PerSecond() float64 { return over(float64(r.Delivered), r.Seconds) }

// PostsPerSecond is how many posts were answered as stored, a second.
func (r Result) PostsPerSecond() float64 { return over(float64(r.Answered), r.Seconds) }

// CPUPerMillion is the seconds of the servers' processor time for a million deliveries.
func (r Result) CPUPerMillion() float64 { return over(r.ServerCPU*1e6, float64(r.Delivered)) }

// MemoryPerConnection is bytes of the servers' memory.
func (r Result) MemoryPerConnection() float64 {
	return over(float64(r.MemoryAfter-r.MemoryBefore), float64(r.Connections))
}

// Faultless tells whether every post that was answered reached everyone, once, in order, and nobody was refused.
func (r Result) Faultless() bool {
	return r.Refused == 0 && r.Missing == 0 && r.Doubled == 0 && r.Lost == 0 && r.Closed == 0
}

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Write says it for a person.
func (r Result) Write(w io.Writer) {
	line := func(name, format string, a ...any) { fmt.Fprintf(w, "%-22s %s\n", name, fmt.Sprintf(format, a...)) }
	line("connections", "%d in %d rooms, connected in %.1f s", r.Connections, r.Rooms, r.ConnectSeconds)
	switch r.Mode {
	case Idle:
		line("memory", "%.1f KB of the server's for each connection", r.MemoryPerConnection()/1024)
	case History:
		line("pages", "%.0f a second", r.PostsPerSecond())
		line("a page took", "%s", r.Answer)
	default:
		line("posts", "%.0f a second stored and answered, %.0f a second arrived at members", r.PostsPerSecond(), r.PerSecond())
		line("until it arrives", "%s", r.Deliver)
		line("until it is answered", "%s", r.Answer)
		line("frames", "%.0f bytes each, %.1f in one read", r.BytesPerFrame, r.FramesPerRead)
	}
	if r.ServerCPU > 0 {
		line("CPU", "server %.2f s (%.2f s a million arrivals), Postgres %.2f s, this tool %.2f s, of %.1f s",
			r.ServerCPU, r.CPUPerMillion(), r.DatabaseCPU, r.ToolCPU, r.Seconds)
	}
	line("faults", "refused %d, missing %d, doubled %d, lost %d, connections closed %d", r.Refused, r.Missing, r.Doubled, r.Lost, r.Closed)
	if r.FirstBad != "" {
		line("the first fault", "%s", r.FirstBad)
	}
}

// String says it for a person.
func (s Spread) String() string {
	return fmt.Sprintf("half within %.2f ms, 99 %% within %.2f ms, the last %.2f ms", s.P50, s.P99, s.Max)
}
