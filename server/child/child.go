// Package child starts programs that belong to this process: a Postgres, a Redis. A child has a process group of its
// own, so that Ctrl-C in the terminal does not reach it before its owner has finished with it, and where the system
// can do it (Linux) it is ended with its owner even when the owner is killed. Its owner learns of its end by Done.
package child

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// Process is a started program. It is safe for concurrent use.
type Process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // of Wait; to be read after done is closed
}

// Start starts cmd. Where the system can do it, death is sent to the program when this process ends in any way.
// cmd must not be used by the caller afterwards.
func Start(cmd *exec.Cmd, death os.Signal) (*Process, error) {
	bind(cmd, death)
	p := &Process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		// Linux sends the death signal when the thread that started the program ends, not the process: this thread
		// is kept for as long as the program runs.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := cmd.Start(); err != nil {
			started <- fmt.Errorf("start %s: %w", cmd.Path, err)
			return
		}
		started <- nil
		p.err = cmd.Wait()
		close(p.done)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// PID is the number of the process.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Done is closed when the program has ended and has been waited for.
func (p *Process) Done() <-chan struct{} { return p.done }

// Err waits for the end and says how the program ended: nil for exit code 0.
func (p *Process) Err() error {
	<-p.done
	return p.err
}

// Signal sends a signal. After the end it does nothing.
func (p *Process) Signal(s os.Signal) error {
	select {
	case <-p.done:
		return nil
	default:
	}
	if err := p.cmd.Process.Signal(s); err != nil {
		select {
		case <-p.done: // it ended meanwhile
			return nil
		default:
			return fmt.Errorf("signal process %d: %w", p.PID(), err)
		}
	}
	return nil
}
