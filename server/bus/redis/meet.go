package redis

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// server is a Redis, or a cluster of them, and how to reach it.
type server struct {
	options   *redis.Options
	addresses []string // where one that answers is asked what it is; of a cluster, any of its nodes
	clustered bool
}

// parse reads REDIS_URL. More nodes of a cluster may stand in it as addr=host:port: one of them may be away.
func parse(raw string, t timing) (*server, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL is not a Redis address: %w", err)
	}
	query := u.Query()
	more := query["addr"]
	query.Del("addr")
	u.RawQuery = query.Encode()
	options, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL is not a Redis address: %w", err)
	}
	tune(options, t)
	return &server{options: options, addresses: append([]string{options.Addr}, more...)}, nil
}

// tune sets what the URL does not say: no attempt is repeated, for the hub repeats better.
func tune(o *redis.Options, t timing) {
	o.MaxRetries, o.DialerRetries = -1, 1
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = t.answer, t.answer, t.answer, t.answer
	o.ContextTimeoutEnabled = true
	o.Protocol = 2
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// client makes a client with at most so many connections to each server; 0 leaves that to go-redis.
func (s *server) client(connections int) redis.UniversalClient {
	o := *s.options
	o.PoolSize = connections
	if !s.clustered {
		return redis.NewClient(&o)
	}
	return redis.NewClusterClient(&redis.ClusterOptions{
		Addrs: s.addresses, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig,
		MaxRetries: -1, DialerRetries: 1, DialTimeout: o.DialTimeout, ReadTimeout: o.ReadTimeout, WriteTimeout: o.WriteTimeout,
		PoolTimeout: o.PoolTimeout, ContextTimeoutEnabled: true, PoolSize: o.PoolSize, Protocol: 2, DisableIdentity: true,
		MaintNotificationsConfig: o.MaintNotificationsConfig, DisableRoutingPolicies: true,
	})
}

// meet waits until Redis answers for the first time, which tells what it is. False: ctx was done before.
func (s *server) meet(ctx context.Context, again time.Duration) bool {
	for try := 0; ctx.Err() == nil; try++ {
		err := s.ask(ctx, s.addresses[try%len(s.addresses)])
		if err == nil {
			return true
		}
		if try == len(s.addresses)-1 {
			slog.WarnContext(ctx, "Redis does not answer; nodes hear of each other's events later", "error", err)
		}
		if try < len(s.addresses)-1 {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
	return false
}

func (s *server) ask(ctx context.Context, address string) error {
	o := *s.options
	o.Addr, o.PoolSize = address, 1
	one := redis.NewClient(&o)
	defer one.Close()
	info, err := one.Info(ctx, "server").Result()
	if err != nil {
		return err
	}
	s.clustered = strings.Contains(info, "redis_mode:cluster")
	s.options.Addr = address
	return nil
}
