// Command devwatch builds and runs the server, and builds and runs it again whenever a Go file, a migration or a
// catalog changes. A command given to it runs beside. It is `make dev`.
//
//	go run ./server/devwatch -- npm run --prefix client dev
package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"tongchuang/server/child"
)

// An editor writes several times in a row, a checkout many files.
const settleTime = 200 * time.Millisecond

const program = "bin/tongchuang-dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "devwatch:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, beside []string) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	for _, root := range []string{"server", "migrations", "locales"} {
		if err := watchTree(watcher, root); err != nil {
			return err
		}
	}
	if len(beside) > 0 && beside[0] == "--" {
		beside = beside[1:]
	}
	if len(beside) > 0 {
		other := command(ctx, beside[0], beside[1:]...)
		if err := other.Start(); err != nil {
			return err
		}
		defer other.Wait() // it ends with us, by the same signal
	}

	server := rebuild(ctx, nil)
	defer func() { end(server) }()
	settled := time.NewTimer(settleTime)
	settled.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-watcher.Events:
			if info, err := os.Stat(event.Name); err == nil && info.IsDir() && event.Has(fsnotify.Create) {
				if err := watchTree(watcher, event.Name); err != nil {
					fmt.Fprintln(os.Stderr, "devwatch:", err)
				}
			}
			switch filepath.Ext(event.Name) {
			case ".go", ".sql", ".json", ".txt":
				settled.Reset(settleTime)
			}
		case err := <-watcher.Errors:
			fmt.Fprintln(os.Stderr, "devwatch:", err)
		case <-settled.C:
			server = rebuild(ctx, server)
		}
	}
}

func watchTree(watcher *fsnotify.Watcher, root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return watcher.Add(path)
	})
}

// rebuild replaces the running server, if the new one can be built; otherwise the compiler's words are shown and the
// old one goes on.
func rebuild(ctx context.Context, old *child.Process) *child.Process {
	if err := command(ctx, "go", "build", "-buildvcs=false", "-o", program, "./server").Run(); err != nil {
		fmt.Fprintln(os.Stderr, "devwatch: not built:", err)
		return old
	}
	end(old)
	cmd := exec.Command(program, "serve")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	// Out of reach of the terminal's Ctrl-C: it is told once, by end.
	server, err := child.Start(cmd, syscall.SIGTERM)
	if err != nil {
		fmt.Fprintln(os.Stderr, "devwatch:", err)
		return nil
	}
	return server
}

// end lets the server drain, and its Postgres stop.
func end(server *child.Process) {
	if server == nil {
		return
	}
	if err := server.Signal(syscall.SIGTERM); err != nil {
		fmt.Fprintln(os.Stderr, "devwatch:", err)
		return
	}
	<-server.Done()
}

// command makes one that shares our terminal and is asked to end when ctx ends.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	return cmd
}
