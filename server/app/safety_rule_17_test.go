package app_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

func TestRule17StaffReadAClassOnlyWithAReasonThatItsSchoolsSee(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	said := s.post(s.Student, s.Chat, "Only for us")
	chat := "/api/threads/" + s.Chat.String()
	if status := s.ask(s.shen, http.MethodGet, chat, nil, nil); status != http.StatusNotFound {
		t.Fatalf("without a reason: %d", status)
	}
	for _, none := range []string{"because", "aaaaaaaaaa", "哈哈哈哈哈哈哈哈哈哈"} { // they say nothing
		if status := s.ask(s.shen, http.MethodPost, "/api/moderation/entries", wire.EnterClass{Class: s.Class, Reason: none}, nil); status != http.StatusUnprocessableEntity {
			t.Errorf("entered with the reason %q: %d", none, status)
		}
	}
	if status := s.ask(s.Citizen, http.MethodPost, "/api/moderation/entries", wire.EnterClass{Class: s.Class, Reason: "I would like to know"}, nil); status != http.StatusForbidden {
		t.Errorf("a citizen: %d", status)
	}
	var class wire.StaffClass
	s.must(s.shen, http.MethodPost, "/api/moderation/entries", wire.EnterClass{Class: s.Class, Reason: "A parent wrote to us about Tuesday"}, &class)
	if class.Chat == nil || *class.Chat != s.Chat || class.Until == nil {
		t.Errorf("%+v", class)
	}
	s.must(s.shen, http.MethodGet, chat, nil, nil)
	s.must(s.shen, http.MethodGet, "/api/posts/"+said.String(), nil, nil)
	for _, attempt := range []struct {
		method, path string
		in           any
	}{
		{http.MethodPost, "/api/posts", wire.CreatePost{Thread: s.Chat, ClientID: uuid.New(), Body: "Hello"}},
		{http.MethodPost, "/api/posts/" + said.String() + "/hide", map[string]any{"clause": "attacks"}},
		{http.MethodGet, "/api/classes/" + s.Class.String(), nil}, // who is in it was not asked for
	} {
		if status := s.ask(s.shen, attempt.method, attempt.path, attempt.in, nil); status != http.StatusNotFound {
			t.Errorf("%s %s by staff: %d", attempt.method, attempt.path, status)
		}
	}
	if status := s.ask(s.nora, http.MethodGet, chat, nil, nil); status != http.StatusNotFound {
		t.Errorf("another moderator: %d", status)
	}
	for school, teacher := range map[uuid.UUID]apptest.Person{s.Columbus: s.Teacher, s.Hefei: s.TeacherHefei} {
		var log wire.AuditPage
		s.must(teacher, http.MethodGet, "/api/schools/"+school.String()+"/log", nil, &log)
		if !slices.ContainsFunc(log.Entries, func(e wire.AuditEntry) bool {
			return e.Action == string(access.EnterClass) && e.Actor.ID == s.shen.ID && e.Reason == "A parent wrote to us about Tuesday"
		}) {
			t.Errorf("%s reads %+v", teacher.Name, log.Entries)
		}
		if !slices.Contains(s.told(teacher), "staff.entered") {
			t.Errorf("%s was not told", teacher.Name)
		}
	}
	s.exec(`update staff_access set until = now() - interval '1 second'`)
	if status := s.ask(s.shen, http.MethodGet, chat, nil, nil); status != http.StatusNotFound {
		t.Errorf("after the hour: %d", status)
	}
}

func TestRule17TheAuditLogIsOnlyEverAddedTo(t *testing.T) {
	t.Parallel()
	s := aStandardWorld(t)
	s.must(s.shen, http.MethodPost, "/api/moderation/entries", wire.EnterClass{Class: s.Class, Reason: "=HYPERLINK(1) is a reason"}, nil)
	for _, change := range []string{`update audit_entry set reason = ''`, `delete from audit_entry`, `truncate audit_entry`} {
		if _, err := s.node.Pool.Exec(context.Background(), change); err == nil {
			t.Errorf("%s is let through", change)
		}
	}
	var entries int
	if err := s.node.Pool.QueryRow(context.Background(), `select count(*) from audit_entry where reason like '=HYPERLINK%'`).Scan(&entries); err != nil || entries != 1 {
		t.Errorf("%d entries (%v)", entries, err)
	}
	admin := s.Person("Ada", access.Administrator, nil)
	file := s.file(admin, "/api/moderation/audit/export?format=csv")
	if !strings.Contains(file, "'=HYPERLINK(1) is a reason") || strings.Contains(file, ",=HYPERLINK") {
		t.Errorf("a spreadsheet would run the file: %s", file)
	}
	if lines := s.file(admin, "/api/moderation/audit/export?format=jsonl&action=moderation.enter"); strings.Count(lines, "\n") != 1 {
		t.Errorf("JSON Lines: %s", lines)
	}
}

// file gives a file as it comes.
func (s *standardWorld) file(by apptest.Person, path string) string {
	s.t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.node.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+by.Token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %d %v", path, answer.StatusCode, err)
	}
	return string(raw)
}
