package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// BinDirVariable names the folder with the PostgreSQL programs to use, before all others.
const BinDirVariable = "TONGCHUANG_POSTGRES_BIN"

// Binaries are the programs of one PostgreSQL installation.
type Binaries struct {
	Dir     string // holds postgres and initdb
	Version string // “15.18”
	Major   int
}

// BinariesFor looks for the PostgreSQL programs of MinMajor or newer that fit the data folder (which need not exist),
// in this order: the folder that BinDirVariable names (then only there); PATH; where the system's packages put them,
// newest first; npm/postgres beside the working directory or this program. An existing data folder can be read only by
// the major version that made it. Errors: ErrNoBinaries, ErrVersionMismatch, ErrDataDirUnwritable.
func BinariesFor(ctx context.Context, dataDir string) (Binaries, error) {
	major, err := dataMajor(filepath.Join(dataDir, pgDataName))
	if err != nil {
		return Binaries{}, err
	}
	return chooseBinaries(ctx, binDirs(ctx), major)
}

// NPMBinaries finds only those in npm/postgres. Errors: ErrNoBinaries.
func NPMBinaries(ctx context.Context) (Binaries, error) {
	return chooseBinaries(ctx, present(npmBinDirs()), 0)
}

// chooseBinaries takes the first of dirs that fits.
func chooseBinaries(ctx context.Context, dirs []string, wantMajor int) (Binaries, error) {
	var passedOver, usable []string
	for _, dir := range dirs {
		b, err := inspect(ctx, dir)
		switch {
		case err != nil:
			passedOver = append(passedOver, fmt.Sprintf("%s (%v)", dir, err))
		case b.Major < MinMajor:
			passedOver = append(passedOver, fmt.Sprintf("%s (%s is too old)", dir, b.Version))
		case wantMajor != 0 && b.Major != wantMajor:
			usable = append(usable, fmt.Sprintf("%s at %s", b.Version, dir))
		default:
			return b, nil
		}
	}
	if len(usable) > 0 {
		return Binaries{}, fmt.Errorf("%w: it was made by PostgreSQL %d, and this machine has %s; install PostgreSQL %d, or name its programs' folder in %s",
			ErrVersionMismatch, wantMajor, strings.Join(usable, ", "), wantMajor, BinDirVariable)
	}
	hint := fmt.Sprintf("install PostgreSQL %d or newer, run `make postgres`, or set DATABASE_URL to a database elsewhere", MinMajor)
	if len(passedOver) > 0 {
		return Binaries{}, fmt.Errorf("%w that can be used; passed over: %s; %s", ErrNoBinaries, strings.Join(passedOver, ", "), hint)
	}
	return Binaries{}, fmt.Errorf("%w; %s", ErrNoBinaries, hint)
}

// binDirs lists the folders that have programs, best first, each once.
func binDirs(ctx context.Context) []string {
	if dir := os.Getenv(BinDirVariable); dir != "" {
		return []string{dir}
	}
	var dirs []string
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	for _, pattern := range systemBinDirs {
		found, _ := filepath.Glob(pattern) // its only error is a bad pattern
		slices.SortFunc(found, newerFirst)
		dirs = append(dirs, found...)
	}
	return present(append(dirs, npmBinDirs()...))
}

// present keeps the folders that have a postgres in them, each once.
func present(dirs []string) []string {
	var unique []string
	for _, dir := range dirs {
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		if _, err := os.Stat(program(dir, "postgres")); err == nil && !slices.Contains(unique, dir) {
			unique = append(unique, dir)
		}
	}
	return unique
}

var systemBinDirs = []string{
	"/usr/lib/postgresql/*/bin", // Debian, Ubuntu
	"/usr/pgsql-*/bin",          // PostgreSQL's packages for Red Hat's family
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
	`C:\Program Files\PostgreSQL\*\bin`,
}

// newerFirst orders folders by the number in their names: …/16/bin before …/9.6/bin.
func newerFirst(a, b string) int {
	number := func(path string) int {
		name := filepath.Base(filepath.Dir(path))
		digit := strings.IndexAny(name, "0123456789")
		if digit < 0 {
			return 0
		}
		n, err := majorVersion(name[digit:])
		if err != nil {
			return 0
		}
		return n
	}
	return number(b) - number(a)
}

// npmBinDirs are the places of npm's @embedded-postgres, in a clone or beside an installed program.
func npmBinDirs() []string {
	arch := map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH]
	system := map[string]string{"linux": "linux", "darwin": "darwin", "windows": "windows"}[runtime.GOOS]
	inside := filepath.Join("npm", "postgres", "node_modules", "@embedded-postgres", system+"-"+arch, "native", "bin")
	dirs := []string{inside}
	if exe, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Join(filepath.Dir(exe), inside), filepath.Join(filepath.Dir(exe), "..", inside))
	}
	return dirs
}

func program(dir, name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}

// inspect asks the programs in dir for their version, which also shows that they can run here.
func inspect(ctx context.Context, dir string) (Binaries, error) {
	for _, name := range []string{"postgres", "initdb"} {
		if _, err := os.Stat(program(dir, name)); err != nil {
			return Binaries{}, fmt.Errorf("there is no %s", name)
		}
	}
	version, err := askVersion(ctx, dir, nil)
	if err != nil {
		return Binaries{}, fmt.Errorf("it does not run: %w", err)
	}
	major, err := majorVersion(version)
	if err != nil {
		return Binaries{}, err
	}
	return Binaries{Dir: dir, Version: version, Major: major}, nil
}

// askVersion runs `postgres --version` as the given user and reads “postgres (PostgreSQL) 15.18 (Debian …)”.
func askVersion(ctx context.Context, dir string, as *account) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, program(dir, "postgres"), "--version")
	as.apply(cmd)
	out, err := cmd.Output()
	if err != nil {
		return "", err
	}
	fields := strings.Fields(string(out))
	if len(fields) < 3 {
		return "", fmt.Errorf("unexpected version %q", oneLine(string(out)))
	}
	return fields[2], nil
}

// copyFor puts a copy of the programs where the given user can run them, and returns it. Root's clone of the project
// lies in /root, into which the user that root steps down to cannot look. The copy is made once per version.
func (b Binaries) copyFor(ctx context.Context, as *account, into string) (Binaries, error) {
	target := filepath.Join(into, b.Version)
	copied := b
	copied.Dir = filepath.Join(target, "bin")
	if version, err := askVersion(ctx, copied.Dir, as); err == nil && version == b.Version {
		return copied, nil
	}
	if err := makeReachable(into); err != nil {
		return Binaries{}, err
	}
	unfinished, err := os.MkdirTemp(into, "unfinished-*")
	if err != nil {
		return Binaries{}, err
	}
	defer os.RemoveAll(unfinished) // nothing is there any more after the rename
	for _, part := range []string{"bin", "lib", "share"} {
		if err := os.CopyFS(filepath.Join(unfinished, part), os.DirFS(filepath.Join(b.Dir, "..", part))); err != nil {
			return Binaries{}, fmt.Errorf("copy PostgreSQL's programs: %w", err)
		}
	}
	if err := openToRead(unfinished); err != nil {
		return Binaries{}, err
	}
	if err := os.RemoveAll(target); err != nil {
		return Binaries{}, err
	}
	if err := os.Rename(unfinished, target); err != nil {
		return Binaries{}, err
	}
	if _, err := askVersion(ctx, copied.Dir, as); err != nil {
		return Binaries{}, fmt.Errorf("%w: the programs of %s do not run as user %s: %v", ErrNoBinaries, b.Dir, as.name, err)
	}
	return copied, nil
}

// openToRead lets everybody read a tree, and run what its owner can run.
func openToRead(root string) error {
	return filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.Type()&os.ModeSymlink != 0 {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if info.IsDir() || info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		return os.Chmod(path, mode)
	})
}
