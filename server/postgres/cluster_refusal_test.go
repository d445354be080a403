package postgres_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// mustRefuse expects the error, in one line that holds all words.
func mustRefuse(t *testing.T, err, want error, words ...string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not mention %q", err, word)
		}
	}
}

func TestASecondServerOnTheSameDataFolderIsRefused(t *testing.T) {
	t.Parallel()
	dir := postgrestest.OpenDir(t)
	first := mustStart(t, dir)
	_, err := start(t, postgres.ClusterConfig{DataDir: dir})
	mustRefuse(t, err, postgres.ErrDataDirInUse, dir, "process ")
	if one := ask[int](t, first.URL(), "SELECT 1"); one != 1 {
		t.Error("the first server was harmed")
	}
}

func TestAMachineWithoutPostgresIsToldWhatToInstall(t *testing.T) {
	t.Parallel()
	_, err := start(t, postgres.ClusterConfig{DataDir: postgrestest.OpenDir(t), BinDirs: []string{}})
	mustRefuse(t, err, postgres.ErrNoBinaries, "make postgres", "DATABASE_URL", "15")
}

// fakePostgres makes a folder with programs that only know their version.
func fakePostgres(t *testing.T, version string) string {
	t.Helper()
	dir := postgrestest.OpenDir(t)
	for _, name := range []string{"postgres", "initdb"} {
		script := "#!/bin/sh\necho '" + name + " (PostgreSQL) " + version + "'\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAnOldPostgresIsPassedOver(t *testing.T) {
	t.Parallel()
	_, err := start(t, postgres.ClusterConfig{DataDir: postgrestest.OpenDir(t), BinDirs: []string{fakePostgres(t, "14.9")}})
	mustRefuse(t, err, postgres.ErrNoBinaries, "14.9")
}

func TestADataFolderOfAnotherPostgresVersionIsNotTouched(t *testing.T) {
	t.Parallel()
	dir := postgrestest.OpenDir(t)
	stop(t, mustStart(t, dir))
	versionFile := filepath.Join(dir, "postgres", "PG_VERSION")
	if err := os.WriteFile(versionFile, []byte("99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := start(t, postgres.ClusterConfig{DataDir: dir})
	mustRefuse(t, err, postgres.ErrVersionMismatch, "PostgreSQL 99", postgres.BinDirVariable)

	// The one that fits is taken, though another stands before it.
	fitting := fakePostgres(t, "99.1")
	_, err = start(t, postgres.ClusterConfig{DataDir: dir, BinDirs: []string{fakePostgres(t, "98.1"), fitting}})
	mustRefuse(t, err, postgres.ErrClusterFailed, "99.1") // it only knows its version
}

func TestAFolderOfSomethingElseIsNotTouched(t *testing.T) {
	t.Parallel()
	dir := postgrestest.OpenDir(t)
	precious := filepath.Join(dir, "postgres", "thesis.txt")
	if err := os.Mkdir(filepath.Dir(precious), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(precious, []byte("years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := start(t, postgres.ClusterConfig{DataDir: dir})
	mustRefuse(t, err, postgres.ErrDataDirUnwritable, "neither empty")
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

func TestADataFolderThatIsAFileIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(postgrestest.OpenDir(t), "data")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := start(t, postgres.ClusterConfig{DataDir: file})
	mustRefuse(t, err, postgres.ErrDataDirUnwritable, file, "DATA_DIR")
}

func TestRootIsToldOfADataFolderThatPostgresCannotReach(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root's server steps down to another user")
	}
	closed := postgrestest.OpenDir(t)
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := start(t, postgres.ClusterConfig{DataDir: filepath.Join(closed, "data")})
	mustRefuse(t, err, postgres.ErrDataDirUnwritable, "cannot enter "+closed)
	if _, err := os.Stat(filepath.Join(closed, "data")); !os.IsNotExist(err) {
		t.Error("it was made nevertheless")
	}
}
