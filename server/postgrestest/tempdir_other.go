//go:build !linux

package postgrestest

import "os"

// TempRoot is where throwaway databases live.
func TempRoot() string { return os.TempDir() }
