// Package redistest gives tests a real Redis: a share of the server that server/testservices has started (New), or a
// private server that a test may stop, kill, freeze and start again (Start). Tests that use it may run in parallel.
package redistest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"

	"tongchuang/server/child"
)

// ErrNoProgram: there is no redis-server on this machine.
var ErrNoProgram = errors.New("redis-server was not found: install the package redis-server (Debian, Ubuntu: apt-get install redis-server)")

// Server is a Redis on a loopback port of its own that stores nothing on disk. Its methods are safe for concurrent use.
type Server struct {
	port int
	dir  string   // where it keeps what it must
	more []string // arguments

	mu      sync.Mutex // guards process
	process *child.Process
}

const (
	startBound   = 10 * time.Second
	stopBound    = 5 * time.Second
	pollInterval = 5 * time.Millisecond
	portAttempts = 5 // another program may take a free port before Redis does
)

// Run starts a server. ctx bounds the start.
func Run(ctx context.Context) (*Server, error) {
	var failures error
	for range portAttempts {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		s := &Server{port: port, dir: os.TempDir()}
		if err = s.Start(ctx); err == nil {
			return s, nil
		}
		if errors.Is(err, ErrNoProgram) || ctx.Err() != nil {
			return nil, err
		}
		failures = errors.Join(failures, err)
	}
	return nil, failures
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// Address is host:port; it stays the same over every stop and start.
func (s *Server) Address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// URL is what REDIS_URL takes.
func (s *Server) URL() string { return "redis://" + s.Address() + "/0" }

// Start starts a server that is not running, empty, and waits until it answers.
func (s *Server) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return ErrNoProgram
	}
	cmd := exec.Command(path, append([]string{"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
		"--dir", s.dir, "--daemonize", "no"}, s.more...)...)
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	process, err := child.Start(cmd, os.Kill)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, startBound)
	defer cancel()
	if err := s.waitReady(ctx, process); err != nil {
		_ = process.Signal(os.Kill)
		<-process.Done()
		return fmt.Errorf("redis-server did not start: %w: %s", err, lastLine(output.String()))
	}
	s.process = process
	return nil
}

func (s *Server) waitReady(ctx context.Context, process *child.Process) error {
	client := redis.NewClient(&redis.Options{Addr: s.Address(), MaxRetries: -1})
	defer client.Close()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		// The number tells our server from another that has taken the port.
		info, err := client.Info(ctx, "server").Result()
		if err == nil && strings.Contains(info, "process_id:"+strconv.Itoa(process.PID())+"\r\n") {
			return nil
		}
		select {
		case <-tick.C:
		case <-process.Done():
			return errors.New("it ended")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func lastLine(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	return lines[len(lines)-1]
}

// Stop ends the server in good order and waits for its end. A server that does not run stays as it is.
func (s *Server) Stop() error { return s.end(syscall.SIGTERM) }

// Kill ends the server as kill -9 does and waits for its end.
func (s *Server) Kill() error { return s.end(os.Kill) }

func (s *Server) end(signal os.Signal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		return nil
	}
	if err := s.process.Signal(signal); err != nil {
		return err
	}
	timeout := time.NewTimer(stopBound)
	defer timeout.Stop()
	select {
	case <-s.process.Done():
	case <-timeout.C: // frozen, perhaps
		if err := s.process.Signal(os.Kill); err != nil {
			return err
		}
		<-s.process.Done()
	}
	s.process = nil
	return nil
}

// Flush deletes everything that is stored.
func (s *Server) Flush(ctx context.Context) error {
	client := redis.NewClient(&redis.Options{Addr: s.Address()})
	defer client.Close()
	return client.FlushAll(ctx).Err()
}
