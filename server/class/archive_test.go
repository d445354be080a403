package class

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

// say adds a post as the log of a class has it.
func (w *world) say(author uuid.UUID, body, html, set string) {
	w.t.Helper()
	id := newID()
	w.exec(`with top as (update topic set head = head + 1 where name = $2 returning id, head)
		insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language, created_at)
		select $1, t.id, top.head, $3, gen_random_uuid(), '\x00', $4, $5, 'en', '2026-03-08 06:30:00Z' from top join thread t on t.topic_id = top.id`,
		id, "class:"+w.class.String(), author, body, html)
	if set != "" {
		w.exec(`update post set `+set+` where id = $1`, id)
	}
}

func (w *world) export(by access.Actor) (string, []byte) {
	w.t.Helper()
	name, file, err := w.Export(w.t.Context(), by, OfClass[wire.ExportClass]{Class: w.class, Body: wire.ExportClass{Reason: "For the school's own files"}})
	if err != nil {
		w.t.Fatal(err)
	}
	return name, file
}

func unzip(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(raw)
	}
	return all
}

func TestBothSchoolsKeepTheSameReadableExport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := w.students(w.teacher, 1)[0].Person
	w.exec(`update person set display_name = '<script>alert(1)</script>' where id = $1`, student)
	w.say(student, "=HYPERLINK(\"http://evil\")", "<p>said</p>", "")
	w.say(w.teacher.Person, "SECRET hidden", "<p>SECRET hidden</p>", "hidden_at = now()")
	w.say(w.teacher.Person, "SECRET deleted", "<p>SECRET deleted</p>", "deleted_at = now()")
	w.say(student, "SECRET held", "<p>SECRET held</p>", "held_at = now(), held_for = 'filter'")
	w.say(student, "\n＝1+1 全角", "<p>全角</p>", "")
	if _, err := w.Archive(t.Context(), w.teacher, wire.ClassRef{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	name, ours := w.export(w.teacher)
	_, theirs := w.export(w.partner)
	_, coordinators := w.export(w.person("coordinator", &w.hefei))
	if sha256.Sum256(ours) != sha256.Sum256(theirs) || sha256.Sum256(ours) != sha256.Sum256(coordinators) {
		t.Error("the schools have different bytes")
	}
	if !regexp.MustCompile(`^tongchuang-two-rivers-\d{4}-\d{2}\.zip$`).MatchString(name) {
		t.Error(name)
	}
	files := unzip(t, ours)
	text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(files["index.html"], ""))
	for _, has := range []string{"Two Rivers", "两河班", "已隐藏", "[deleted]", "[not approved]", "Columbus 哥伦布 2026-03-08 01:30 · Hefei 合肥 2026-03-08 14:30", "Student 学生 · School 学校", "Teacher 老师 · School 学校", "<script>"} {
		if !strings.Contains(text, has) {
			t.Errorf("the page lacks %s", has)
		}
	}
	for name, file := range files {
		if strings.Contains(file, "SECRET") || name == "index.html" && strings.Contains(file, "<script") {
			t.Errorf("%s shows what it must not", name)
		}
	}
	var read struct {
		Threads []struct {
			Posts []struct{ State, Body string }
		}
	}
	if err := json.Unmarshal([]byte(files["posts.json"]), &read); err != nil || len(read.Threads[0].Posts) != 5 || read.Threads[0].Posts[1].State != "hidden" {
		t.Errorf("%v %s", err, files["posts.json"])
	}
	rows, err := csv.NewReader(strings.NewReader(files["posts.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if first := strings.TrimSpace(cell); first != "" && strings.ContainsAny(first[:1], "=+-@") || strings.HasPrefix(first, "＝") {
				t.Errorf("a spreadsheet computes %q", cell)
			}
		}
	}
}

func TestNobodyElseTakesAnExportHome(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	student := access.Actor{Person: w.students(w.teacher, 1)[0].Person}
	for code, actors := range map[string][]access.Actor{
		"forbidden":       {student},
		"not_found":       {w.stranger, w.person("coordinator", &w.third), w.person("coordinator", nil), w.person("teacher", &w.columbus)},
		"unauthenticated": {{}},
	} {
		for _, a := range actors {
			_, _, err := w.Export(t.Context(), a, OfClass[wire.ExportClass]{Class: w.class})
			refused(t, err, code)
		}
	}
}

func TestAnArchivedClassIsReadAndChangedNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.asks(w.code(w.teacher), "Late")
	if _, err := w.Archive(t.Context(), w.teacher, wire.ClassRef{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	if s := w.status(token); s.State != "refused" {
		t.Errorf("who waited: %+v", s)
	}
	if !w.membership(w.partner).Over || !slices.Contains(w.published.told(w.partner.Person), "notice.created") {
		t.Error("the partner does not know")
	}
	_, err := w.NewCode(t.Context(), w.partner, OfClass[wire.NewJoinCode]{Class: w.class})
	refused(t, err, "archived")
	_, err = w.Archive(t.Context(), w.partner, wire.ClassRef{Class: w.class})
	refused(t, err, "archived")
	_, err = w.AddStudents(t.Context(), w.partner, OfClass[wire.AddStudents]{Class: w.class, Body: wire.AddStudents{Students: []wire.NewStudent{{Name: "A", Language: "en"}}}})
	refused(t, err, "archived")
}

func TestAClassMovesUpWithThoseWhoGoOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	students := w.students(w.teacher, 3)
	if _, err := w.ChangeSettings(t.Context(), w.partner, OfClass[wire.ChangeClass]{Class: w.class, Body: wire.ChangeClass{FirstPosts: new(0), NeedsTeacher: new(true)}}); err != nil {
		t.Fatal(err)
	}
	in := OfClass[wire.MoveUp]{Class: w.class, Body: wire.MoveUp{Names: wire.Names{En: "Two Rivers II"}, Members: []uuid.UUID{w.partner.Person, students[0].Person, students[2].Person}}}
	bad := in
	bad.Body.Members = []uuid.UUID{w.stranger.Person}
	_, err := w.MoveUp(t.Context(), w.teacher, bad)
	refused(t, err, "not_found")
	next, err := w.MoveUp(t.Context(), w.teacher, in)
	if err != nil {
		t.Fatal(err)
	}
	if !w.membership(w.teacher).Over {
		t.Error("the old class goes on")
	}
	old := w.class
	w.class = next.Class
	m := w.membership(w.teacher)
	if len(m.People) != 4 || !m.Open || m.Settings.FirstPosts != 0 || !m.Settings.NeedsTeacher {
		t.Errorf("%+v", m)
	}
	_, err = w.MoveUp(t.Context(), w.teacher, OfClass[wire.MoveUp]{Class: old, Body: in.Body})
	refused(t, err, "archived")
}
