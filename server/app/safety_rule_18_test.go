package app_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/config"
	"tongchuang/server/wire"
)

// rightsWorld is the small world with a coordinator, on a node of its own.
type rightsWorld struct {
	*apptest.World
	t           *testing.T
	node        *apptest.Node
	coordinator apptest.Person // of Columbus
}

func newRightsWorld(t *testing.T, change ...func(*config.Config)) *rightsWorld {
	t.Helper()
	n := apptest.Start(t, change...)
	w := &rightsWorld{World: apptest.Seed(t, n.Pool), t: t, node: n}
	w.coordinator = w.Person("Ms Coordinator", access.Coordinator, &w.Columbus)
	return w
}

// ask does a request as somebody; out may be nil. It gives the status and the body.
func (w *rightsWorld) ask(by apptest.Person, method, path string, in, out any) (int, []byte) {
	w.t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			w.t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequest(method, w.node.URL+path, body)
	if err != nil {
		w.t.Fatal(err)
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if by.Token != "" {
		r.Header.Set("Authorization", "Bearer "+by.Token)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if out != nil && answer.StatusCode == http.StatusOK {
		if err := json.Unmarshal(raw, out); err != nil {
			w.t.Fatalf("%s %s: %v: %s", method, path, err, raw)
		}
	}
	return answer.StatusCode, raw
}

// must is ask for what has to succeed.
func (w *rightsWorld) must(by apptest.Person, method, path string, in, out any) []byte {
	w.t.Helper()
	status, raw := w.ask(by, method, path, in, out)
	if status != http.StatusOK {
		w.t.Fatalf("%s %s by %q: %d %s", method, path, by.Name, status, raw)
	}
	return raw
}

func (w *rightsWorld) refused(by apptest.Person, method, path string, in any, status int, code string) {
	w.t.Helper()
	got, raw := w.ask(by, method, path, in, nil)
	var p wire.Problem
	_ = json.Unmarshal(raw, &p)
	if got != status || p.Code != code {
		w.t.Errorf("%s %s by %q: want %d %s, got %d %s", method, path, by.Name, status, code, got, raw)
	}
}

func (w *rightsWorld) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.node.Pool.Exec(context.Background(), sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// is asks the database one question whose answer has to be yes, soon: what a job does comes a moment later.
func (w *rightsWorld) soon(what, sql string, args ...any) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var yes bool
		if err := w.node.Pool.QueryRow(ctx, sql, args...).Scan(&yes); err != nil {
			w.t.Fatalf("%s: %v", what, err)
		}
		if yes {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			w.t.Fatalf("it never came to be: %s", what)
		}
	}
}

// say posts in the class's chat.
func (w *rightsWorld) say(by apptest.Person, text string) uuid.UUID {
	w.t.Helper()
	var stored wire.PostStored
	w.must(by, "POST", "/api/posts", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: text}, &stored)
	return stored.ID
}

// guardianOf makes a guardian's link for a student and gives its token.
func (w *rightsWorld) guardianOf(student apptest.Person) (string, wire.GuardianLink) {
	w.t.Helper()
	var link wire.GuardianLink
	w.must(w.coordinator, "POST", "/api/people/"+student.ID.String()+"/guardian-links", nil, &link)
	u, err := url.Parse(link.URL)
	if err != nil || u.Path != "/guardian" || len(u.Fragment) < 26 {
		w.t.Fatalf("the link is %q (%v)", link.URL, err)
	}
	return u.Fragment, link
}

var nobody apptest.Person

func TestRule18AGuardianAndASchoolCanViewExportCorrectAndDeleteAndARefusalGivesItsReasonInWriting(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	w.say(w.Student, "What Tess said")
	w.say(w.StudentHefei, "What the other said, in private")
	token, link := w.guardianOf(w.Student)

	// View.
	var view wire.GuardianView
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, &view)
	if view.Name != "Tess" || len(view.Posts) != 1 || view.Posts[0].Body != "What Tess said" || len(view.Classes) != 1 {
		t.Errorf("a guardian sees %+v", view)
	}
	// Export.
	files := unzip(t, w.must(nobody, "POST", "/api/guardian/export", wire.GuardianToken{Token: token}, nil))
	for name, text := range files {
		if !strings.Contains(text, "What Tess said") || strings.Contains(text, "in private") || strings.Contains(text, w.StudentHefei.Name) || strings.Contains(text, w.Teacher.Name) {
			t.Errorf("%s of a guardian's export: %s", name, text)
		}
	}
	w.soon("the export is in the audit log", `select exists (select from audit_entry where action = 'person.export' and person_id = $1 and $2 = any(school_ids))`, w.Student.ID, w.Columbus)

	// Ask, and be refused: only in writing.
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "delete", Posts: "delete", Text: "Please"}, &view)
	if len(view.Requests) != 1 || view.Requests[0].State != "open" {
		t.Fatalf("what was asked for: %+v", view.Requests)
	}
	decide := "/api/rights/requests/" + view.Requests[0].ID.String() + "/decide"
	w.refused(w.Teacher, "POST", decide, wire.DecideRights{Grant: true}, 404, "not_found")
	w.refused(w.Citizen, "POST", decide, wire.DecideRights{Grant: true}, 404, "not_found")
	w.refused(w.coordinator, "POST", decide, wire.DecideRights{Reason: "  "}, 422, "invalid")
	w.must(w.coordinator, "POST", decide, wire.DecideRights{Reason: "The exam's work is kept until June"}, nil)
	w.refused(w.coordinator, "POST", decide, wire.DecideRights{Grant: true}, 409, "rights.decided")
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, &view)
	if r := view.Requests[0]; r.State != "refused" || r.Reason != "The exam's work is kept until June" {
		t.Errorf("a guardian reads %+v", r)
	}

	// Correct.
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "correct", Name: "Tessa"}, &view)
	for _, r := range view.Requests {
		if r.State == "open" {
			w.must(w.coordinator, "POST", "/api/rights/requests/"+r.ID.String()+"/decide", wire.DecideRights{Grant: true}, nil)
		}
	}
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, &view)
	if view.Name != "Tessa" {
		t.Errorf("after a correction the name is %q", view.Name)
	}

	// Delete: sockets close, what was written goes, and whoever asked still reads the answer.
	open := apptest.Hello(t, w.node, w.Student.Token)
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "delete", Posts: "delete"}, &view)
	for _, r := range view.Requests {
		if r.State == "open" {
			w.must(w.coordinator, "POST", "/api/rights/requests/"+r.ID.String()+"/decide", wire.DecideRights{Grant: true, Reason: "As you wish"}, nil)
		}
	}
	if code := open.CloseCode(); code != 4001 {
		t.Errorf("the deleted student's socket closed with %d", code)
	}
	w.soon("the erasure is done", `select exists (select from erasure where kind = 'person' and subject = $1 and done_at is not null)`, w.Student.ID)
	w.nowhere("What Tess said", "Tessa")
	var after wire.GuardianView
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, &after)
	if !after.Deleted || after.Name != "" || len(after.Requests) != 3 {
		t.Errorf("after the deletion a guardian sees %+v", after)
	}
	w.refused(nobody, "POST", "/api/guardian/export", wire.GuardianToken{Token: token}, 404, "not_found")

	// A link that ended opens nothing.
	w.exec(`update guardian_link set expires_at = now() where id = $1`, link.ID)
	w.refused(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, 410, "rights.link_ended")
}

func TestRule18AnExportByTheSchoolAsksForAReasonAndOthersStudentsAreNotThere(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	export := "/api/people/" + w.Student.ID.String() + "/export"
	w.refused(w.coordinator, "POST", export, wire.ExportPerson{}, 422, "invalid")
	if files := unzip(t, w.must(w.coordinator, "POST", export, wire.ExportPerson{Reason: "The family asked"}, nil)); len(files) != 2 {
		t.Errorf("the export has %d files", len(files))
	}
	unzip(t, w.must(w.Student, "POST", export, wire.ExportPerson{}, nil))
	hefei := "/api/people/" + w.StudentHefei.ID.String()
	for _, by := range []apptest.Person{w.coordinator, w.Teacher, w.Student, w.Citizen, w.Moderator} {
		w.refused(by, "POST", hefei+"/export", wire.ExportPerson{Reason: "curious"}, 404, "not_found")
		w.refused(by, "POST", hefei+"/guardian-links", nil, 404, "not_found")
		w.refused(by, "POST", "/api/rights/requests", wire.AskRights{Person: &w.StudentHefei.ID, Kind: "delete", Posts: "keep"}, 404, "not_found")
	}
	// Throttled, whoever asks.
	for range 3 {
		w.must(w.Student, "POST", export, wire.ExportPerson{}, nil)
	}
	w.refused(w.coordinator, "POST", export, wire.ExportPerson{Reason: "once again, please"}, 429, "rights.too_many_exports")
}

func TestRule18AGuardianWithdrawsConsentAndItTakesEffectAtOnce(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	said := w.say(w.Student, "Said before the withdrawal")
	token, _ := w.guardianOf(w.Student)
	reader := apptest.Hello(t, w.node, w.StudentHefei.Token)
	reader.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)

	var view wire.GuardianView
	for range 2 { // it may be repeated
		w.must(nobody, "POST", "/api/guardian/withdraw", wire.GuardianToken{Token: token}, &view)
	}
	if len(view.Classes) != 1 || view.Classes[0].WithdrawnAt == nil {
		t.Errorf("after the withdrawal a guardian sees %+v", view.Classes)
	}
	reader.Until("the hiding", func(f apptest.Frame) bool { return f.Event == "post.hidden" })
	raw := w.must(w.StudentHefei, "GET", "/api/posts/"+said.String(), nil, nil)
	if strings.Contains(string(raw), "Said before") {
		t.Errorf("a classmate still reads %s", raw)
	}
	w.refused(w.Student, "POST", "/api/posts", wire.CreatePost{Thread: w.Chat, ClientID: uuid.New(), Body: "Still here"}, 404, "not_found")
	w.soon("both schools' teachers and the school's coordinator were told, once", `select count(*) = 3 from notice where kind = 'rights.withdrew'`)
	w.soon("both schools can read it in the audit log", `select count(*) = 1 from audit_entry where action = 'person.withdraw' and cardinality(school_ids) = 2`)
	w.soon("a restored backup would learn of it", `select exists (select from erasure where kind = 'withdrawn' and subject = $1 and class_id = $2)`, w.Student.ID, w.Class)
}

// nowhere looks into every row of every table for words that have to be gone, the audit log apart.
func (w *rightsWorld) nowhere(words ...string) {
	w.t.Helper()
	tables(w.t, w.node.Pool, func(table, text string) {
		for _, word := range words {
			if strings.Contains(text, word) {
				w.t.Errorf("%s still has %q: %.400s", table, word, text)
			}
		}
	})
}

func unzip(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "data.json" && !json.Valid(text) {
			t.Errorf("data.json is no JSON: %s", text)
		}
		files[f.Name] = string(text)
	}
	return files
}
