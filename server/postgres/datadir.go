package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// DefaultDataDir is the data folder of a server that is told none: ./data. Root's server steps down to an unprivileged
// user for Postgres; where that user cannot reach ./data (a clone in /root), it is /var/lib/tongchuang.
func DefaultDataDir() string {
	dir, err := filepath.Abs("data")
	if err != nil {
		return "data"
	}
	as, err := accountFor(filepath.Join(dir, pgDataName))
	if err != nil {
		return dir
	}
	if _, ok := as.canEnter(dir); !ok {
		return "/var/lib/tongchuang"
	}
	return dir
}

// The data folder's parts that belong to the cluster.
const (
	pgDataName    = "postgres"        // Postgres's own folder
	unfinished    = "postgres.init-*" // that of an initdb which has not come to its end
	binariesName  = "postgres-bin"    // copies of programs, made for root
	socketName    = "postgres-run"    // the socket's folder
	passwordName  = "postgres.password"
	logName       = "postgres.log"
	lockName      = "tongchuang.lock"
	logRotateSize = 10 << 20 // bytes; one older file is kept
)

// openDataDir makes the data folder if need be, proves that it can be written and reached, and locks it.
// The lock ends with the process, however that ends.
func openDataDir(dir string, as *account) (*flock.Flock, error) {
	unusable := func(err error) error {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			err = pathErr.Err
		}
		return fmt.Errorf("%w: %s: %v; choose another with DATA_DIR", ErrDataDirUnwritable, dir, err)
	}
	if closed, ok := as.canEnter(dir); !ok {
		return nil, unusable(fmt.Errorf("user %s, as whom PostgreSQL runs when the server is root, cannot enter %s", as.name, closed))
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := makeDataDir(dir, as); err != nil {
			return nil, unusable(err)
		}
	}
	if owner, foreign := foreignOwner(filepath.Join(dir, pgDataName)); foreign {
		return nil, unusable(fmt.Errorf("its database belongs to user %s", owner))
	}
	probe, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		return nil, unusable(err)
	}
	probe.Close()
	if err := os.Remove(probe.Name()); err != nil {
		return nil, unusable(err)
	}

	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	locked, err := lock.TryLock()
	if err != nil {
		return nil, unusable(err)
	}
	if !locked {
		by := ""
		if text, err := os.ReadFile(lock.Path()); err == nil && len(text) > 0 {
			by = " (process " + strings.TrimSpace(string(text)) + ")"
		}
		return nil, fmt.Errorf("%w%s: %s", ErrDataDirInUse, by, dir)
	}
	// For the message above only; the lock is the kernel's.
	_ = os.WriteFile(lock.Path(), []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600)
	if err := as.own(lock.Path()); err != nil { // an ordinary user's folder stays theirs after root's visit
		return nil, unusable(errors.Join(err, lock.Unlock()))
	}
	return lock, nil
}

func makeDataDir(dir string, as *account) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if as != nil {
		return makeReachable(dir)
	}
	return os.Chmod(dir, 0o700)
}

// makeReachable makes a folder that others can pass through but not list, whatever the umask.
func makeReachable(dir string) error {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return err
	}
	return os.Chmod(dir, 0o711)
}

// dataMajor is the major version of PostgreSQL that made the folder, 0 if there is none yet.
func dataMajor(pgData string) (int, error) {
	text, err := os.ReadFile(filepath.Join(pgData, "PG_VERSION"))
	if err == nil {
		return majorVersion(strings.TrimSpace(string(text)))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%w: %v", ErrDataDirUnwritable, err)
	}
	entries, err := os.ReadDir(pgData)
	if err == nil && len(entries) > 0 {
		return 0, fmt.Errorf("%w: %s is neither empty nor a PostgreSQL data folder", ErrDataDirUnwritable, pgData)
	}
	return 0, nil
}

// socketPathLimit is what the systems leave for a socket's path: 107 bytes on Linux, 103 on macOS.
const socketPathLimit = 103

// makeSocketDir makes the private folder of the socket: inside the data folder, or where its path would be too long,
// in the system's temporary folder. temporary says that the folder is to be removed at the end.
func makeSocketDir(dataDir string, as *account) (dir string, temporary bool, err error) {
	if runtime.GOOS == "windows" {
		return "", false, nil
	}
	dir = filepath.Join(dataDir, socketName)
	if len(dir)+len("/.s.PGSQL.5432.lock") <= socketPathLimit {
		err = os.MkdirAll(dir, 0o700)
	} else {
		temporary = true
		dir, err = os.MkdirTemp(os.TempDir(), "tongchuang-")
		if err == nil && len(dir)+len("/.s.PGSQL.5432.lock") > socketPathLimit {
			_ = os.Remove(dir)
			dir, err = os.MkdirTemp("/tmp", "tongchuang-")
		}
	}
	if err != nil {
		return "", false, fmt.Errorf("make socket folder: %w", err)
	}
	if err := as.own(dir); err != nil {
		return "", false, fmt.Errorf("make socket folder: %w", err)
	}
	return dir, temporary, os.Chmod(dir, 0o700)
}

// openLog opens Postgres's log for appending, putting aside one that has grown large.
func openLog(dataDir string, as *account) (*os.File, error) {
	path := filepath.Join(dataDir, logName)
	if info, err := os.Stat(path); err == nil && info.Size() > logRotateSize {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, err
		}
	}
	log, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := as.own(path); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	return log, nil
}
