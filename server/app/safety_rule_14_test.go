package app_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/app"
	"tongchuang/server/web"
	"tongchuang/server/wire"
)

// Rule 14: images are re-encoded, lose their EXIF data and stay in the class; no picture without a recorded photo
// consent. Today no picture enters at all, which these tests hold fast. Whoever lets the first one in changes them, and
// then there have to be tests that: a picture is decoded within bounds (28 bytes of WebP are a gigabyte) and written anew;
// a JPEG with GPS in its EXIF comes out without; HTML that is a JPEG too is not served as HTML; a class whose schools have
// not both consented to `pictures` gets 403, and its pictures are gone within 2 s of a withdrawal; a picture's address is
// 404 for everybody but its class, by any door; a student's picture waits for a teacher (rule 13, held_for `media`).
func TestRule14NoOperationTakesAPicture(t *testing.T) {
	t.Parallel()
	described := web.Describe(app.Described()...)
	for id, at := range operationsOf(described) {
		item := described.Paths[at.path]
		for _, op := range []any{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			raw, err := json.Marshal(op)
			if err != nil {
				t.Fatal(err)
			}
			var shape struct {
				RequestBody struct {
					Content map[string]json.RawMessage
				}
			}
			if err := json.Unmarshal(raw, &shape); err != nil {
				t.Fatal(err)
			}
			for media := range shape.RequestBody.Content {
				if !slices.Contains([]string{"application/json", "text/csv", "text/plain"}, media) {
					t.Errorf("%s takes %s", id, media)
				}
			}
		}
	}
	for name, schema := range described.Components.Schemas.Map() {
		for property, is := range schema.Properties {
			if (is.ContentEncoding != "" || is.Format == "binary") && name+"."+property != list {
				t.Errorf("%s.%s has bytes in it", name, property)
			}
		}
	}
}

// list is a table of names, read as CSV in any encoding of Chinese and thrown away.
const list = "StudentList.file"

func TestRule14APictureInATextIsNotShown(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	for _, text := range []string{
		"![me](https://pictures.example/me.jpg)", "![me](/api/picture)", "![me](data:image/png;base64,iVBORw0KGgo=)", "![me][1]\n\n[1]: https://pictures.example/me.jpg",
		`<img src="https://pictures.example/me.jpg">`, `<picture><source srcset="https://pictures.example/me.jpg"></picture>`, `<svg><image href="https://pictures.example/me.jpg"/></svg>`,
		`<video poster="https://pictures.example/me.jpg">`, `<p style="background:url(https://pictures.example/me.jpg)">me</p>`,
	} {
		stored := r.says(r.Student, text)
		var p wire.Post
		r.must(r.Student, "GET", "/api/posts/"+stored.ID.String(), nil, &p)
		if found := regexp.MustCompile(`(?i)<(img|picture|source|svg|image|video|object|embed|iframe)\b|<[^>]*\s(style|src|srcset)=`).FindString(p.HTML); found != "" {
			t.Errorf("%q is rendered with %s: %s", text, found, p.HTML)
		}
		if p.HTML == "" {
			t.Errorf("%q becomes nothing", text)
		}
	}
}

// What is sent as a file, or as a picture, is refused by every operation that reads something, before it is looked at.
func TestRule14NoFileIsTakenByAnyDoor(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	described := web.Describe(app.Described()...)
	asked := 0
	for id, at := range operationsOf(described) {
		item := described.Paths[at.path]
		op := map[string]*huma.Operation{"POST": item.Post, "PUT": item.Put, "PATCH": item.Patch}[at.method]
		if op == nil || op.RequestBody == nil {
			continue
		}
		path := regexp.MustCompile(`{\w+}`).ReplaceAllString(at.path, uuid.NewString())
		for media, body := range map[string]string{
			"image/jpeg": "\xff\xd8\xff\xe0\x00\x10JFIF", "video/webm": "\x1a\x45\xdf\xa3", "application/octet-stream": "\x89PNG\r\n",
			"multipart/form-data; boundary=x": "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"me.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\r\n--x--\r\n",
		} {
			request, err := http.NewRequest(at.method, r.node.URL+path, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", media)
			request.Header.Set("Authorization", "Bearer "+r.Teacher.Token)
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			asked++
			if answer.StatusCode < 400 || answer.StatusCode >= 500 {
				t.Errorf("%s takes %s: %d", id, media, answer.StatusCode)
			}
		}
	}
	if asked < 200 {
		t.Errorf("only %d requests were made", asked)
	}
}
