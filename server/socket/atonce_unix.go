//go:build unix

package socket

import (
	"errors"
	"syscall"
)

// writeAtOnce writes what a socket that does not block takes now; 0 when it takes nothing.
func writeAtOnce(fd uintptr, b []byte) (int, error) {
	for {
		n, err := syscall.Write(int(fd), b)
		switch {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EAGAIN):
			return 0, nil
		case err != nil:
			return 0, err
		default:
			return n, nil // less than all: its buffer is full
		}
	}
}
