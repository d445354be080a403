package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"

	"tongchuang/server/i18n"
)

// preloadsFile is what the client's build says of itself (client/scripts/preloads.js).
const preloadsFile = "preloads.json"

// preloads knows which files a page is made of. Named in the page's head, they are asked for all at once; a script that
// names the next one, which names the next, costs a journey each, half a second on a bad line.
type preloads struct {
	Catalogs map[i18n.Language]struct {
		First string `json:"first"`
		Later string `json:"later"`
	} `json:"catalogs"`
	Pages []pagePreloads `json:"pages"`
}

type pagePreloads struct {
	Path    string   `json:"path"`  // a star stands for one part
	Later   bool     `json:"later"` // says what is in the catalog's later part
	Scripts []string `json:"scripts"`
	Styles  []string `json:"styles"`
}

// readPreloads fails where the build names a file that it does not hold. A client without the list is a slower one.
func readPreloads(client fs.FS, assets map[string]*asset) (*preloads, error) {
	p := &preloads{}
	raw, err := fs.ReadFile(client, preloadsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(raw, p)
	}
	if err != nil {
		return nil, fmt.Errorf("web: reading %s of the built client: %w", preloadsFile, err)
	}
	var named []string
	for _, c := range p.Catalogs {
		named = append(named, c.First, c.Later)
	}
	for _, page := range p.Pages {
		named = append(append(named, page.Scripts...), page.Styles...)
	}
	for _, name := range named {
		if assets[name] == nil {
			return nil, fmt.Errorf("web: %s of the built client names %s, which is not there", preloadsFile, name)
		}
	}
	// /classes/new is no class: whoever names more of the path comes first.
	slices.SortStableFunc(p.Pages, func(a, b pagePreloads) int {
		return cmp.Compare(strings.Count(a.Path, "*"), strings.Count(b.Path, "*"))
	})
	return p, nil
}

// links are the <link>s of a page of the client, in a language; none for a page that is none of the client's.
func (p *preloads) links(path string, lang i18n.Language) []byte {
	var b strings.Builder
	link := func(rel, name string) {
		if name != "" {
			fmt.Fprintf(&b, "\t\t<link %s href=\"%s\">\n", rel, template.HTMLEscapeString(name))
		}
	}
	for _, page := range p.Pages {
		if !fits(page.Path, path) {
			continue
		}
		link(`rel="modulepreload"`, p.Catalogs[lang].First)
		for _, script := range page.Scripts {
			link(`rel="modulepreload"`, script)
		}
		if page.Later {
			link(`rel="modulepreload"`, p.Catalogs[lang].Later)
		}
		for _, style := range page.Styles {
			link(`rel="preload" as="style"`, style)
		}
		break
	}
	return []byte(b.String())
}
