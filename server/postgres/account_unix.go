//go:build unix

package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user that Postgres runs as when the server is root, which Postgres refuses to be. nil stands for the
// user who runs the server.
type account struct {
	name     string
	uid, gid uint32
}

// accountFor chooses: the owner of an existing data folder, so that an ordinary user's folder stays theirs when root
// starts the server once; else postgres, else nobody.
func accountFor(pgData string) (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	if info, err := os.Stat(pgData); err == nil {
		if owner := info.Sys().(*syscall.Stat_t); owner.Uid != 0 {
			a := &account{name: strconv.Itoa(int(owner.Uid)), uid: owner.Uid, gid: owner.Gid}
			if u, err := user.LookupId(a.name); err == nil {
				a.name = u.Username
			}
			return a, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return &account{name: name, uid: uint32(uid), gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody: run the server as an ordinary user")
}

// apply makes cmd run as the account, in a folder that it can enter.
func (a *account) apply(cmd *exec.Cmd) {
	cmd.Dir = "/"
	if a == nil {
		return
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: a.uid, Gid: a.gid}}
}

// own gives a tree to the account, if its top is not the account's yet.
func (a *account) own(root string) error {
	if a == nil {
		return nil
	}
	if info, err := os.Stat(root); err != nil {
		return err
	} else if info.Sys().(*syscall.Stat_t).Uid == a.uid {
		return nil
	}
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		return os.Lchown(path, int(a.uid), int(a.gid))
	})
	if err != nil {
		return err
	}
	// The top is last: its owner says that the whole tree is done.
	return os.Lchown(root, int(a.uid), int(a.gid))
}

// canEnter tells whether the account may pass through dir and all folders above it. It returns the folder that is
// closed.
func (a *account) canEnter(dir string) (closed string, ok bool) {
	if a == nil {
		return "", true
	}
	for {
		info, err := os.Stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist): // it will be made, open
		case err != nil:
			return dir, false
		default:
			owner, needs := info.Sys().(*syscall.Stat_t), os.FileMode(0o001)
			if owner.Uid == a.uid {
				needs = 0o100
			} else if owner.Gid == a.gid {
				needs = 0o010
			}
			if info.Mode().Perm()&needs == 0 {
				return dir, false
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", true
		}
		dir = parent
	}
}

// foreignOwner names the owner of path if that is neither this user nor somebody whom this user can become.
func foreignOwner(path string) (string, bool) {
	info, err := os.Stat(path)
	if err != nil || os.Geteuid() == 0 {
		return "", false
	}
	owner := info.Sys().(*syscall.Stat_t).Uid
	if int(owner) == os.Geteuid() {
		return "", false
	}
	name := fmt.Sprintf("number %d", owner)
	if u, err := user.LookupId(strconv.Itoa(int(owner))); err == nil {
		name = u.Username
	}
	return name, true
}
