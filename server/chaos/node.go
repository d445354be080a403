package chaos

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"tongchuang/server/child"
)

// Node is one process of tongchuang. Its methods are safe for concurrent use.
type Node struct {
	name, address string
	program       string
	environment   []string
	log           string
	toPostgres    *gate
	toRedis       *gate

	mu      sync.Mutex
	process *child.Process // guarded by mu
}

func (h *House) newNode(program, name, user, database string) (*Node, error) {
	// Another program may take the port while the node is down; on a loopback of a test machine none does.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	n := &Node{name: name, address: l.Addr().String(), program: program, log: filepath.Join(h.dir, name+".log")}
	if err := l.Close(); err != nil {
		return nil, err
	}
	if n.toPostgres, err = h.newGate(name+"-postgres", h.bridge.Addr().String()); err != nil {
		return nil, err
	}
	if n.toRedis, err = h.newGate(name+"-redis", h.redis.Address()); err != nil {
		return nil, err
	}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "PG") && !strings.HasPrefix(v, "DATABASE_") && !strings.HasPrefix(v, "SMTP_") {
			n.environment = append(n.environment, v)
		}
	}
	n.environment = append(n.environment,
		"ADDR="+n.address, "PUBLIC_URL=http://"+n.address, "NODE="+name, "DEMO=false", "DRAIN=10s", "LOG_LEVEL=warn",
		fmt.Sprintf("DATABASE_URL=postgres://%s@%s/%s?sslmode=disable", user, n.toPostgres.address(), database),
		"REDIS_URL=redis://"+n.toRedis.address()+"/0",
		"POSTS_PER_SECOND=10", // the load is what is asked for
	)
	return n, nil
}

// Socket is the address for clients.
func (n *Node) Socket() string { return "ws://" + n.address + "/api/socket" }

// Start starts the process; AwaitReady waits until it serves.
func (n *Node) Start() error {
	log, err := os.OpenFile(n.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(n.program, "serve")
	cmd.Env, cmd.Stdout, cmd.Stderr = n.environment, log, log
	p, err := child.Start(cmd, os.Kill)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.process = p
	return nil
}

func (n *Node) running() *child.Process {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.process
}

// readyBound is generous: a start on a loaded machine, with the database just coming up.
const readyBound = 60 * time.Second

// AwaitReady returns when the node says that it is ready.
func (n *Node) AwaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyBound)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if n.Ready(ctx) == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-n.running().Done():
			return fmt.Errorf("%s ended: %w; see %s", n.name, errors.Join(errors.New("exit"), n.running().Err()), n.log)
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w; see %s", n.name, ctx.Err(), n.log)
		}
	}
}

// Ready asks once.
func (n *Node) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+n.address+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return errors.New(answer.Status)
	}
	return nil
}

// Signal sends a signal to the process.
func (n *Node) Signal(s os.Signal) error { return n.running().Signal(s) }

// End sends a signal and waits for the end, at most bound; the error tells that it had to be killed.
func (n *Node) End(s os.Signal, bound time.Duration) error {
	p := n.running()
	if err := p.Signal(s); err != nil {
		return err
	}
	select {
	case <-p.Done():
		return nil
	case <-time.After(bound):
		err := fmt.Errorf("%s did not end within %s of %v", n.name, bound, s)
		return errors.Join(err, n.End(os.Kill, bound))
	}
}

func (n *Node) close() {
	if n.running() != nil {
		_ = n.Signal(syscall.SIGCONT)
		_ = n.End(os.Kill, 10*time.Second)
	}
	n.toPostgres.proxy.Stop()
	n.toRedis.proxy.Stop()
}
