//go:build unix

package postgres

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Postgres's signals: PostgreSQL manual, “Shutting Down the Server”.
func (c *Cluster) stopFast(pid int) error        { return signal(pid, syscall.SIGINT) }
func (c *Cluster) stopImmediately(pid int) error { return signal(pid, syscall.SIGQUIT) }
func (c *Cluster) kill(pid int) error            { return signal(pid, syscall.SIGKILL) }

// deathSignal is what Postgres gets when this process is killed: an orderly end, so that the next start is quick.
const deathSignal = syscall.SIGINT

func signal(pid int, s syscall.Signal) error {
	if err := syscall.Kill(pid, s); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	return nil
}

func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return (err == nil || errors.Is(err, syscall.EPERM)) && !isZombie(pid)
}

// isZombie tells whether the process has ended and only waits for its parent to ask: in a container without an init
// nobody ever asks for an orphan.
func isZombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	// “1234 (name) Z …”; the name may hold parentheses.
	_, rest, _ := strings.Cut(string(stat[strings.LastIndexByte(string(stat), ')')+1:]), " ")
	return strings.HasPrefix(rest, "Z")
}

// isPostmasterOf tells whether the process is the Postgres of this data folder, and not another program, or another
// Postgres, that got a dead one's number.
func isPostmasterOf(pid int, pgData string) bool {
	real, err := filepath.EvalSymlinks(pgData)
	if err != nil {
		real = pgData
	}
	proc := "/proc/" + strconv.Itoa(pid)
	if _, err := os.Stat(proc); err == nil {
		// Postgres works inside its data folder.
		cwd, err := os.Readlink(proc + "/cwd")
		if err != nil || cwd != real {
			return false
		}
		name, err := os.ReadFile(proc + "/comm")
		return err == nil && strings.TrimSpace(string(name)) == "postgres"
	}
	command, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(command), "postgres") &&
		(strings.Contains(string(command), pgData) || strings.Contains(string(command), real))
}
