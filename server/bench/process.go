package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// process is a server that was started for one run.
type process struct {
	command *exec.Cmd
	addr    string
	ended   chan struct{}
}

// start runs a program until it listens on addr.
func start(ctx context.Context, env []string, addr, program string, args ...string) (*process, error) {
	p := &process{command: exec.Command(program, args...), addr: addr, ended: make(chan struct{})}
	p.command.Env = append(os.Environ(), env...)
	p.command.Stderr = os.Stderr
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	go func() { _ = p.command.Wait(); close(p.ended) }()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end) && ctx.Err() == nil; {
		if conn, err := net.DialTimeout("tcp", addr, time.Second); err == nil {
			conn.Close()
			return p, nil
		}
		select {
		case <-p.ended:
			return nil, fmt.Errorf("%s ended", program)
		case <-time.After(50 * time.Millisecond):
		}
	}
	p.stop()
	return nil, errors.Join(ctx.Err(), fmt.Errorf("%s does not listen on %s", program, addr))
}

func (p *process) pid() string { return strconv.Itoa(p.command.Process.Pid) }

// stop ends it as a signal does, and waits.
func (p *process) stop() {
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(20 * time.Second):
		_ = p.command.Process.Kill()
		<-p.ended
	}
}

// freeAddr gives a port that nobody listens on at this moment.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
