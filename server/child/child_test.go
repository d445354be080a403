//go:build linux

package child_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tongchuang/server/child"
)

// The owner that is killed is this test binary, started again with this variable.
const ownerVariable = "TONGCHUANG_TEST_OWNER"

func TestMain(m *testing.M) {
	if os.Getenv(ownerVariable) == "" {
		goleak.VerifyTestMain(m)
		return
	}
	p, err := child.Start(exec.Command("sleep", "600"), os.Kill)
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	fmt.Println(p.PID())
	_, _ = os.Stdin.Read(make([]byte, 1))
}

func TestAChildIsEndedWithItsKilledOwner(t *testing.T) {
	t.Parallel()
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), ownerVariable+"=1")
	stdin, err := owner.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(stdout).ReadString('\n')
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(line)
	}
	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait() // “killed” is what is wanted

	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("the child outlived its owner")
		}
	}
}

func TestAChildIsOutOfReachOfTheTerminalsSignals(t *testing.T) {
	t.Parallel()
	p, err := child.Start(exec.Command("sleep", "600"), os.Kill)
	if err != nil {
		t.Fatal(err)
	}
	group, err := syscall.Getpgid(p.PID())
	if err != nil || group == syscall.Getpgrp() {
		t.Errorf("its group is %d, ours %d (%v)", group, syscall.Getpgrp(), err)
	}
	if err := p.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-p.Done()
	if p.Err() == nil {
		t.Error("a signal ended it, and that is no error")
	}
	if err := p.Signal(syscall.SIGTERM); err != nil {
		t.Error("a signal after the end: ", err)
	}
}

func TestAProgramThatIsMissingIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := child.Start(exec.Command("/nowhere/program"), os.Kill); err == nil {
		t.Error("it was started")
	}
}
