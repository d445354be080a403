// Command gen writes known.txt.gz, the passwords that everybody tries first. Its source is the list in the npm package
// @zxcvbn-ts/language-common (MIT), which orders them by how often they were seen:
//
//	npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//	go run ./server/account/password/gen package/src/passwords.json
//
// Kept are the most frequent ones and all long ones, in lower case, sorted, one a line.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	target   = "server/account/password/known.txt.gz"
	frequent = 30_000 // of the first ones every one is kept
	long     = 8      // code points from which on the rare ones are kept, too
	shortest = 4      // shorter ones say nothing: they are inside of anything
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gen passwords.json")
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var all []string
	if err := json.Unmarshal(raw, &all); err != nil {
		log.Fatal(err)
	}
	var kept []string
	for i, p := range all {
		n := utf8.RuneCountInString(p)
		if n >= shortest && (i < frequent || n >= long) && !strings.ContainsAny(p, "\r\n") {
			kept = append(kept, strings.ToLower(p))
		}
	}
	slices.Sort(kept)
	kept = slices.Compact(kept)
	f, err := os.Create(target)
	if err != nil {
		log.Fatal(err)
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range kept {
		fmt.Fprintln(z, p)
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(kept), "passwords")
}
