// Package locales carries the interface's texts, one catalog a language, for the server (server/i18n) and, as
// the same files, for the web client. It holds nothing else: `go:embed` cannot reach upwards.
package locales

import "embed"

// Files holds active.en.json, active.zh-Hans.json and active.zh-Hant.json.
//
//go:embed active.*.json
var Files embed.FS
