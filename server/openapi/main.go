// Command openapi writes the description of the API (OpenAPI 3.1) to standard output, or to the file that it is given:
// what the server serves at /api/openapi.json, and what the client's types are made from (`npm run types`). It needs no
// database.
package main

import (
	"fmt"
	"os"

	"tongchuang/server/web"
)

func main() {
	if err := write(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func write(args []string) error {
	raw, err := web.Marshal(web.Describe(features()...))
	if err != nil {
		return err
	}
	if len(args) == 1 {
		return os.WriteFile(args[0], raw, 0o644)
	}
	_, err = os.Stdout.Write(raw)
	return err
}
