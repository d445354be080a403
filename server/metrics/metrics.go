// Package metrics names the figures of a node, for Prometheus. The rooms count into Figures where something happens; what
// can be looked up when somebody asks is registered by the app as a function. docs/operating.md lists the names. Counting
// is safe for concurrent use.
package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// namespace begins every name.
const namespace = "tongchuang"

// Figures are what one node counts.
type Figures struct {
	registry *prometheus.Registry

	// Socket.
	Writes, WaitedWrites, WrittenBytes prometheus.Counter
	Closes                             *prometheus.CounterVec   // by code
	Refusals                           *prometheus.CounterVec   // handshakes, by code and whose
	Commands                           *prometheus.HistogramVec // seconds, by name and outcome
	Delivery                           prometheus.Histogram     // seconds
	// Hub.
	Deliveries, GapsFilled, CaughtUp, Reconciliations prometheus.Counter
	// Posts.
	PostsCommitted prometheus.Counter
	GroupSize      prometheus.Histogram
	CommitSeconds  *prometheus.HistogramVec // by outcome
	// Access.
	Denials *prometheus.CounterVec // by action and code
}

// New makes Figures in a registry of their own.
func New() *Figures {
	f := &Figures{registry: prometheus.NewRegistry()}
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help})
		f.registry.MustRegister(c)
		return c
	}
	counters := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
		f.registry.MustRegister(c)
		return c
	}
	histogram := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets}, labels)
		f.registry.MustRegister(h)
		return h
	}
	one := func(h *prometheus.HistogramVec) prometheus.Histogram {
		return h.WithLabelValues().(prometheus.Histogram)
	}
	seconds := prometheus.ExponentialBuckets(0.0002, 2, 16) // 0.2 ms to 6.5 s

	f.Writes = counter("socket_writes_total", "Writes to the network, each with all that was queued.")
	f.WaitedWrites = counter("socket_waited_writes_total", "Writes that the network did not take at once.")
	f.WrittenBytes = counter("socket_written_bytes_total", "Bytes of frames given to the network.")
	f.Closes = counters("socket_closes_total", "Connections that the server ended, by close code; 4002 is too slow.", "code")
	f.Refusals = counters("socket_refusals_total", "Handshakes that were refused for want of room, by code, and whether of a person or a visitor.", "code", "of")
	f.Commands = histogram("command_seconds", "Time until a command was answered, by name and outcome.", seconds, "command", "outcome")
	f.Delivery = one(histogram("delivery_seconds", "Time from an event's being known on this node until it is written to a connection, sampled.", seconds))
	f.Deliveries = counter("hub_deliveries_total", "Events given to listeners.")
	f.GapsFilled = counter("hub_gaps_filled_total", "Gaps in topics that were read from the log.")
	f.CaughtUp = counter("hub_caught_up_total", "Topics that a comparison with the log found behind.")
	f.Reconciliations = counter("hub_reconciliations_total", "Comparisons of all followed topics with the log.")
	f.PostsCommitted = counter("posts_committed_total", "Posts stored.")
	f.GroupSize = one(histogram("post_group_size", "Posts in one commit.", prometheus.ExponentialBuckets(1, 2, 9)))
	f.CommitSeconds = histogram("post_commit_seconds", "Time of one commit of posts, by outcome.", seconds, "outcome")
	f.Denials = counters("access_denials_total", "Questions of access that were answered with no.", "action", "code")
	f.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return f
}

// Gauge registers a figure that is looked up when it is asked for.
func (f *Figures) Gauge(name, help string, value func() float64) {
	f.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, value))
}

// Counter registers a count that is kept elsewhere.
func (f *Figures) Counter(name, help string, value func() float64) {
	f.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, value))
}

// Handler answers with all figures.
func (f *Figures) Handler() http.Handler {
	return promhttp.HandlerFor(f.registry, promhttp.HandlerOpts{})
}
