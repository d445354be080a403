package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"tongchuang/server/child"
)

// What a browser's tests of the whole program are told: where it listens, and the file with its process number, so
// that they may kill it. A killed program is started again at once, as a service manager does.
const (
	programURLVariable = "TONGCHUANG_URL"
	programPIDVariable = "TONGCHUANG_PID_FILE"
)

// program keeps the server itself running on its own private Postgres and data folder, with the example data.
type program struct {
	path, dir string
	address   string

	mu      sync.Mutex // guards what follows
	process *child.Process
	ending  bool

	over chan struct{} // closed when it is not kept running any more
}

// startProgram starts the server and waits until it answers.
func startProgram(ctx context.Context, path, dir string) (*program, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &program{path: path, dir: dir, address: free.Addr().String(), over: make(chan struct{})}
	if err := free.Close(); err != nil {
		return nil, err
	}
	if err := p.start(); err != nil {
		return nil, err
	}
	go p.keepRunning()
	if err := p.waitReady(ctx); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}

func (p *program) url() string     { return "http://" + p.address }
func (p *program) pidFile() string { return filepath.Join(p.dir, "tongchuang.pid") }

func (p *program) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ending {
		return nil
	}
	cmd := exec.Command(p.path, "serve")
	cmd.Env = append(os.Environ(),
		"ADDR="+p.address, "PUBLIC_URL="+p.url(), "DATA_DIR="+filepath.Join(p.dir, "program"), "DEMO=true",
		"DATABASE_URL=", "REDIS_URL=", "SMTP_URL=")
	log, err := os.OpenFile(filepath.Join(p.dir, "program.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the program has its own
	cmd.Stdout, cmd.Stderr = log, log
	if p.process, err = child.Start(cmd, syscall.SIGTERM); err != nil {
		return err
	}
	return os.WriteFile(p.pidFile(), []byte(strconv.Itoa(p.process.PID())+"\n"), 0o644)
}

func (p *program) running() (process *child.Process, ending bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.process, p.ending
}

// keepRunning starts the program again when a signal has ended it. One that gives up by itself has a reason, which is
// shown.
func (p *program) keepRunning() {
	defer close(p.over)
	for {
		process, _ := p.running()
		err := process.Err()
		if _, ending := p.running(); ending {
			return
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() >= 0 { // -1 stands for a signal
			fmt.Fprintf(os.Stderr, "testservices: %s ended by itself: %v\n%s", p.path, err, p.lastWords())
			return
		}
		if err := p.start(); err != nil {
			fmt.Fprintln(os.Stderr, "testservices:", err)
			return
		}
	}
}

func (p *program) waitReady(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url(), nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			if response.StatusCode < http.StatusInternalServerError {
				return nil
			}
		}
		select {
		case <-tick.C:
		case <-p.over:
			return errors.New("the program did not start")
		case <-ctx.Done():
			return fmt.Errorf("the program does not answer: %w\n%s", ctx.Err(), p.lastWords())
		}
	}
}

func (p *program) lastWords() string {
	text, err := os.ReadFile(filepath.Join(p.dir, "program.log"))
	if err != nil {
		return err.Error()
	}
	const enough = 4 << 10 // bytes
	return string(text[max(0, len(text)-enough):])
}

// stop ends the program in good order.
func (p *program) stop() error {
	p.mu.Lock()
	p.ending = true
	process := p.process
	p.mu.Unlock()
	if err := process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	timeout := time.NewTimer(endBound)
	defer timeout.Stop()
	select {
	case <-process.Done():
	case <-timeout.C:
		_ = process.Signal(os.Kill)
		<-process.Done()
		<-p.over
		return errors.New("the program did not end in time after SIGTERM")
	}
	<-p.over
	return nil
}
