package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// immutable is the folder of the built client whose files carry the hash of their content in their names.
const immutable = "/_app/immutable/"

// maxStatic bounds one static file, in bytes: all of them are kept in memory.
const maxStatic = 16 << 20

// asset is a static file, read once, and compressed when it is first asked for. Safe for concurrent use.
type asset struct {
	body    []byte
	brotli  []byte        // made with the client; nil where it would save nothing
	zipped  func() []byte // nil where it would save nothing
	kind    string        // Content-Type
	hash    string        // of the content, fit for a URL
	forever bool          // its name changes with its content
}

// types are those of the built client. The system's own table (package mime) differs from machine to machine.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
	".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".map": "application/json",
	".mjs": "text/javascript; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
	".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff2": "font/woff2",
}

// brotliForm is what a file's name is followed by where it stands beside the file, compressed (client/scripts/preloads.js).
const brotliForm = ".br"

// readAssets reads all files of the built client but those that the server takes apart, by their path on the server. Only
// what stands in this map is ever sent: a path is looked up, never opened.
func readAssets(client fs.FS) (map[string]*asset, error) {
	assets, brotli := map[string]*asset{}, map[string][]byte{}
	err := fs.WalkDir(client, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "index.html" || name == preloadsFile {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxStatic {
			return fmt.Errorf("%s has %d bytes, at most %d are served", name, info.Size(), maxStatic)
		}
		body, err := fs.ReadFile(client, name)
		if err != nil {
			return err
		}
		if of, ok := strings.CutSuffix(name, brotliForm); ok {
			brotli["/"+of] = body
			return nil
		}
		assets["/"+name] = newAsset("/"+name, body)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("web: reading the built client: %w", err)
	}
	for name, body := range brotli {
		a, ok := assets[name]
		if !ok {
			return nil, fmt.Errorf("web: the built client has %s%s, and no %s", name, brotliForm, name)
		}
		a.brotli = body
	}
	return assets, nil
}

func newAsset(name string, body []byte) *asset {
	sum := sha256.Sum256(body)
	a := &asset{body: body, kind: types[path.Ext(name)], hash: base64.RawURLEncoding.EncodeToString(sum[:12]), forever: strings.HasPrefix(name, immutable)}
	if a.kind == "" {
		if a.kind = mime.TypeByExtension(path.Ext(name)); a.kind == "" {
			a.kind = "application/octet-stream"
		}
	}
	a.zipped = sync.OnceValue(func() []byte {
		if zipped := zip(body); len(zipped) < len(body)*9/10 {
			return zipped
		}
		return nil
	})
	return a
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = w.Write(body)                                  // a Buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func (a *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	if a.forever || r.URL.RawQuery == "v="+a.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	body, coding := a.form(r.Header.Get("Accept-Encoding"))
	tag := `"` + a.hash + `"`
	if a.brotli != nil || a.zipped() != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
		tag = `"` + a.hash + "-" + coding + `"`
	}
	h.Set("ETag", tag)
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client is gone when it fails
	}
}

// form is the smallest one that the reader takes, and its coding; "" for the file as it is.
func (a *asset) form(accept string) (body []byte, coding string) {
	if a.brotli != nil && takes(accept, "br") {
		return a.brotli, "br"
	}
	if takes(accept, "gzip") {
		if zipped := a.zipped(); zipped != nil {
			return zipped, "gzip"
		}
	}
	return a.body, ""
}

// takes reads Accept-Encoding (RFC 9110, 12.5.3) as far as one coding is concerned.
func takes(accept, coding string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name = strings.TrimSpace(name); !strings.EqualFold(name, coding) && name != "*" {
			continue
		}
		q, given := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		f, err := strconv.ParseFloat(q, 64)
		return !given || err == nil && f > 0
	}
	return false
}
