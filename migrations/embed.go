// Package migrations holds the database's history as numbered SQL files.
package migrations

import "embed"

// Files are the migrations, in goose's form.
//
//go:embed *.sql
var Files embed.FS
