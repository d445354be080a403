package postgres

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// Windows has no signals; pg_ctl speaks to Postgres by a pipe.
func (c *Cluster) stopFast(int) error        { return c.pgCtlStop("fast") }
func (c *Cluster) stopImmediately(int) error { return c.pgCtlStop("immediate") }

func (c *Cluster) kill(pid int) error {
	return exec.Command("taskkill", "/F", "/T", "/PID", strconv.Itoa(pid)).Run()
}

func (c *Cluster) pgCtlStop(mode string) error {
	return exec.Command(program(c.binaries.Dir, "pg_ctl"), "stop", "-W", "-m", mode, "-D", c.pgData).Run()
}

var deathSignal = os.Kill

func alive(pid int) bool {
	return strings.Contains(tasks(pid), strconv.Itoa(pid))
}

func isPostmasterOf(pid int, _ string) bool {
	return strings.Contains(strings.ToLower(tasks(pid)), "postgres")
}

func tasks(pid int) string {
	out, err := exec.Command("tasklist", "/NH", "/FI", "PID eq "+strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return string(out)
}
