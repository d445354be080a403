//go:build linux

package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The program under test is this test binary, started again with this variable.
const selfVariable = "TONGCHUANG_TEST_TESTSERVICES"

func TestMain(m *testing.M) {
	if os.Getenv(selfVariable) != "" {
		if err := os.Unsetenv(selfVariable); err != nil {
			panic(err)
		}
		main()
		return
	}
	os.Exit(m.Run())
}

func testservices(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), selfVariable+"=1")
	return cmd
}

// mustBeOver expects that neither server answers any more and their folder is gone.
func mustBeOver(t *testing.T, said string) {
	t.Helper()
	folder, redis, found := strings.Cut(strings.TrimSpace(said), " ")
	if !found {
		t.Fatalf("it said %q", said)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("Postgres's folder %s is left (%v)", folder, err)
	}
	if err := exec.Command("redis-cli", "-u", redis, "ping").Run(); err == nil {
		t.Error("Redis answers")
	}
}

// say tells the folder of Postgres's socket and Redis's address.
const say = `echo "$TONGCHUANG_TEST_DATABASE_URL" | sed 's/.*host=\([^&]*\).*/\1/; s/%2F/\//g' | tr '\n' ' '; echo "$TONGCHUANG_TEST_REDIS_URL"`

func TestTheCommandsExitCodeComesBackAndBothServersEnd(t *testing.T) {
	t.Parallel()
	said, err := testservices("--", "sh", "-c", say+`; redis-cli -u "$TONGCHUANG_TEST_REDIS_URL" ping | grep -q PONG && exit 7`).Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 7 {
		t.Errorf("exit code 7 became %v", err)
	}
	mustBeOver(t, string(said))
}

func TestASignalEndsTheCommandAndBothServers(t *testing.T) {
	t.Parallel()
	cmd := testservices("--", "sh", "-c", say+"; exec sleep 600")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 128+int(syscall.SIGTERM) {
		t.Error(err)
	}
	if took := time.Since(began); took > endBound {
		t.Errorf("it took %v", took)
	}
	mustBeOver(t, said)
}

func TestAMissingRedisIsNamed(t *testing.T) {
	t.Parallel()
	cmd := testservices("--", "true")
	cmd.Env = append(cmd.Env, "PATH=/nowhere")
	said, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "apt-get install redis-server") {
		t.Errorf("%v: %s", err, said)
	}
}

func TestAMissingPostgresIsNamed(t *testing.T) {
	t.Parallel()
	cmd := testservices("--", "true")
	cmd.Env = append(cmd.Env, "TONGCHUANG_POSTGRES_BIN=/nowhere")
	said, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "no PostgreSQL server programs found") {
		t.Errorf("%v: %s", err, said)
	}
}
