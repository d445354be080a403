// Package client carries the built web client, which `make client` leaves in dist/app, into the program. It holds
// nothing else: `go:embed` cannot reach upwards.
package client

import (
	"embed"
	"io/fs"
)

// dist has a README of its own, so that a tree in which nothing is built yet compiles too.
//
//go:embed all:dist
var dist embed.FS

// App gives the built client's files, index.html at their root; false when the client was not built.
func App() (fs.FS, bool) {
	app, err := fs.Sub(dist, "dist/app")
	if err != nil {
		return nil, false
	}
	if _, err := fs.Stat(app, "index.html"); err != nil {
		return nil, false
	}
	return app, true
}
