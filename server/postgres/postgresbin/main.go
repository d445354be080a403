// Command postgresbin prints the folder of the PostgreSQL programs that the server would use for its data folder
// (DATA_DIR, or the default one), and fails with a reason when there are none. `make postgres` asks it.
package main

import (
	"context"
	"fmt"
	"os"

	"tongchuang/server/postgres"
)

func main() {
	dir := os.Getenv("DATA_DIR")
	if dir == "" {
		dir = postgres.DefaultDataDir()
	}
	found, err := postgres.BinariesFor(context.Background(), dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(found.Dir)
}
