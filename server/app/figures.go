package app

import (
	"maps"
	"net/http"

	"tongchuang/server/access"
	"tongchuang/server/bus/redis"
)

// register adds what is looked up when somebody asks for the figures.
func (a *App) register() {
	f := a.figures
	a.features.policy.Tell(func(action access.Action, code string) { f.Denials.WithLabelValues(string(action), code).Inc() })
	f.Gauge("socket_connections", "Open sockets.", func() float64 { return float64(a.sockets.Count()) })
	f.Gauge("socket_subscriptions", "Topics followed, summed over the open sockets.", func() float64 {
		subscriptions, _ := a.sockets.Load()
		return float64(subscriptions)
	})
	f.Gauge("socket_queue_bytes", "Bytes that wait to be written, summed over the open sockets.", func() float64 {
		_, bytes := a.sockets.Load()
		return float64(bytes)
	})
	f.Gauge("hub_streams", "Topics that somebody follows on this node.", func() float64 { return float64(a.hub.Streams()) })
	pool := func(name, help string, value func() float64) { f.Gauge("database_connections_"+name, help, value) }
	pool("open", "Connections to the database.", func() float64 { return float64(a.pool.Stat().TotalConns()) })
	pool("busy", "Connections to the database that are in use.", func() float64 { return float64(a.pool.Stat().AcquiredConns()) })
	f.Counter("database_waits_total", "Times that all connections to the database were in use.", func() float64 {
		return float64(a.pool.Stat().EmptyAcquireCount())
	})
	f.Counter("database_wait_seconds_total", "Time spent waiting for a connection to the database.", func() float64 {
		return a.pool.Stat().EmptyAcquireWaitTime().Seconds()
	})
}

// registerBus adds what the bus counts.
func (a *App) registerBus(b *redis.Bus) {
	count := func(name, help string, value func() int64) {
		a.figures.Counter("bus_"+name+"_total", help, func() float64 { return float64(value()) })
	}
	count("published", "Messages given to Redis.", b.Published)
	count("dropped", "Messages that could not be given to Redis in time; the log has what was in them.", b.Dropped)
	count("received", "Messages from other nodes.", b.Received)
	count("ignored", "Messages that made no sense.", b.Ignored)
	count("gaps", "Times that something may have been missed: a lost connection to Redis, a resubscription.", b.Gaps)
	a.figures.Gauge("bus_healthy", "1 while this node hears itself over Redis.", func() float64 {
		if b.Healthy() {
			return 1
		}
		return 0
	})
}

// routes are further handlers of the main address: the figures, where METRICS=public asks for it.
func (a *App) routes() map[string]http.Handler {
	routes := map[string]http.Handler{}
	if a.config.Metrics == "public" {
		maps.Copy(routes, map[string]http.Handler{"GET /metrics": a.figures.Handler()})
	}
	maps.Copy(routes, a.features.accounts.Routes())
	return routes
}
