package app_test

import (
	"encoding/csv"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// logWorld is a classroom with those who read its logs.
type logWorld struct {
	*classroom
	ada, grace, guan apptest.Person // administrator; the coordinators of Columbus and of Hefei
}

func newLogWorld(t *testing.T) *logWorld {
	t.Helper()
	r := newClassroom(t)
	w := &logWorld{
		classroom: r, ada: r.Person("Ada", access.Administrator, nil),
		grace: r.Person("Grace", access.Coordinator, &r.Columbus), guan: r.Person("关主任", access.Coordinator, &r.Hefei),
	}
	r.exec(`update person set two_step_at = now() where id = $1`, w.ada.ID)
	r.exec(`update person set display_name = 'Maya' where id = $1`, w.Student.ID)
	r.exec(`update person set display_name = '晓宇' where id = $1`, w.StudentHefei.ID)
	r.exec(`update class_member set nickname = 'Moonbeam' where person_id = $1`, w.Student.ID)
	return w
}

func (w *logWorld) find(by apptest.Person, path string, in wire.FindPeople) (names []string, status int) {
	w.t.Helper()
	var found wire.FoundPeople
	status, _ = w.ask(by, http.MethodPost, path, in, &found)
	for _, p := range found.People {
		names = append(names, p.Name)
	}
	return names, status
}

func TestRule17WhoLooksForAStudentByNameGivesAReasonThatTheSchoolReads(t *testing.T) {
	t.Parallel()
	w := newLogWorld(t)
	columbus, everywhere := "/api/schools/"+w.Columbus.String()+"/people", "/api/moderation/people"
	const reason = "A parent asked who changed Tuesday's messages"
	for _, c := range []struct {
		what   string
		by     apptest.Person
		path   string
		in     wire.FindPeople
		status int
		want   []string
	}{
		{"staff without students", w.ada, everywhere, wire.FindPeople{Q: "maya"}, 200, nil},
		{"students without a reason", w.ada, everywhere, wire.FindPeople{Q: "maya", Students: true}, 422, nil},
		{"a reason that says nothing", w.ada, everywhere, wire.FindPeople{Q: "maya", Students: true, Reason: "xxxxxxxx"}, 422, nil},
		{"nothing to look for", w.ada, everywhere, wire.FindPeople{Q: " \u200b "}, 422, nil},
		{"an administrator, by name", w.ada, everywhere, wire.FindPeople{Q: "MAY", Students: true, Reason: reason}, 200, []string{"Maya"}},
		{"by a nickname", w.ada, everywhere, wire.FindPeople{Q: "moonb", Students: true, Reason: reason}, 200, []string{"Maya"}},
		{"in Chinese", w.ada, everywhere, wire.FindPeople{Q: "晓", Students: true, Reason: reason}, 200, []string{"晓宇"}},
		{"a part of an address", w.ada, everywhere, wire.FindPeople{Q: "@example"}, 200, nil},
		{"the school's coordinator", w.grace, columbus, wire.FindPeople{Q: "maya", Students: true, Reason: reason}, 200, []string{"Maya"}},
		{"another school's student", w.grace, columbus, wire.FindPeople{Q: "晓", Students: true, Reason: reason}, 200, nil},
		{"another school's coordinator", w.guan, columbus, wire.FindPeople{Q: "maya", Students: true, Reason: reason}, 403, nil},
		{"everywhere, by a coordinator", w.grace, everywhere, wire.FindPeople{Q: "maya", Students: true, Reason: reason}, 403, nil},
		{"a teacher", w.Teacher, columbus, wire.FindPeople{Q: "maya", Students: true, Reason: reason}, 403, nil},
		{"a wildcard", w.ada, everywhere, wire.FindPeople{Q: "%", Students: true, Reason: reason}, 200, nil},
	} {
		if names, status := w.find(c.by, c.path, c.in); status != c.status || !slices.Equal(names, c.want) {
			t.Errorf("%s: %d %v, want %d %v", c.what, status, names, c.status, c.want)
		}
	}
	// The school reads who looked and why, and not for whom; the other school reads nothing of it.
	looked := func(by apptest.Person, school uuid.UUID) (n int) {
		var page wire.AuditPage
		if status, code := w.ask(by, http.MethodGet, "/api/schools/"+school.String()+"/log?action=person.find", nil, &page); status != 200 {
			t.Fatal(status, code)
		}
		for _, e := range page.Entries {
			if e.Person != nil || strings.Contains(strings.ToLower(e.Reason), "maya") || e.Reason != reason {
				t.Errorf("the log says %+v", e)
			}
			n++
		}
		return n
	}
	if n := looked(w.Teacher, w.Columbus); n != 4 { // two of the administrator's, two of the coordinator's
		t.Errorf("Columbus reads of %d looks", n)
	}
	if n := looked(w.TeacherHefei, w.Hefei); n != 1 {
		t.Errorf("Hefei reads of %d looks", n)
	}
}

func TestTheLogIsReadByPersonClassKindAndTime(t *testing.T) {
	t.Parallel()
	w := newLogWorld(t)
	add := func(action string, person, class any, ago string) {
		w.exec(`insert into audit_entry (id, at, actor_id, action, object, school_ids, class_id, person_id, reason)
			values (gen_random_uuid(), now() - $5::interval, $1, $2, 'class', array[$6]::uuid[], $4, $3, '=1+1')`, w.Teacher.ID, action, person, class, ago, w.Columbus)
	}
	add("class.remove", w.Student.ID, w.Class, "1 day")
	add("class.mute", w.Student.ID, w.Class, "3 days")
	add("school.edit", nil, nil, "3 days")
	add("post.hide", w.classmate(t).ID, w.Class, "10 days")
	count := func(query string) string {
		var page, school wire.AuditPage
		if status, code := w.ask(w.ada, http.MethodGet, "/api/moderation/audit?"+query, nil, &page); status != 200 {
			t.Fatal(query, status, code)
		}
		if status, code := w.ask(w.grace, http.MethodGet, "/api/schools/"+w.Columbus.String()+"/log?"+query, nil, &school); status != 200 {
			t.Fatal(query, status, code)
		}
		var kinds, there []string
		for _, e := range page.Entries {
			kinds = append(kinds, e.Action)
		}
		for _, e := range school.Entries {
			there = append(there, e.Action)
		}
		if !slices.Equal(kinds, there) {
			t.Errorf("%s: the school reads %v, and the administrator %v", query, there, kinds)
		}
		return strings.Join(kinds, " ")
	}
	day := func(ago int) string {
		return time.Now().Add(-time.Duration(ago) * 24 * time.Hour).UTC().Format(time.RFC3339)
	}
	for query, want := range map[string]string{
		"":                                "class.remove class.mute school.edit post.hide",
		"action=class":                    "class.remove class.mute",
		"action=class.mute":               "class.mute",
		"action=class.m":                  "",
		"person=" + w.Student.ID.String(): "class.remove class.mute",
		"class=" + w.Class.String() + "&since=" + day(5): "class.remove class.mute",
		"since=" + day(4) + "&until=" + day(2):           "class.mute school.edit",
	} {
		got := count(query)
		if query == "" || strings.Contains(query, "&until") {
			a, b := strings.Fields(got), strings.Fields(want)
			slices.Sort(a)
			slices.Sort(b)
			got, want = strings.Join(a, " "), strings.Join(b, " ")
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", query, got, want)
		}
	}
	var choices wire.LogChoices
	if status, _ := w.ask(w.grace, http.MethodGet, "/api/schools/"+w.Columbus.String()+"/log/choices", nil, &choices); status != 200 ||
		len(choices.Schools) != 1 || len(choices.Classes) == 0 || choices.Classes[0].Names == nil || !slices.Contains(choices.Actions, "class.mute") {
		t.Errorf("%d %+v", status, choices)
	}
	var all wire.LogChoices
	if status, _ := w.ask(w.ada, http.MethodGet, "/api/moderation/audit/choices", nil, &all); status != 200 || len(all.Schools) < 2 || all.Classes[0].Names != nil {
		t.Errorf("%d %+v", status, all)
	}
}

func TestTheLogsFileSpeaksTheReadersLanguageAndTheProgramsOwn(t *testing.T) {
	t.Parallel()
	w := newLogWorld(t)
	w.exec(`insert into audit_entry (id, at, actor_id, action, object, school_ids, class_id, person_id, reason)
		values (gen_random_uuid(), '2026-03-09T01:30:00Z', $1, 'class.remove', 'class', array[$2]::uuid[], $3, $4, '=1+1')`, w.Teacher.ID, w.Columbus, w.Class, w.Student.ID)
	request, err := http.NewRequest(http.MethodGet, w.node.URL+"/api/moderation/audit/export?format=csv&zone=Asia/Shanghai", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.ada.Token)
	request.Header.Set("Accept-Language", "zh-Hans")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, _ := io.ReadAll(answer.Body)
	text, found := strings.CutPrefix(string(raw), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !found || len(rows) != 2 {
		t.Fatalf("%v %d rows: %s", err, len(rows), raw)
	}
	row := map[string]string{}
	for i, head := range rows[0] {
		row[head] = rows[1][i]
	}
	for head, want := range map[string]string{
		"时间（Asia/Shanghai）": "2026-03-09 09:30:00", "at": "2026-03-09T01:30:00Z", "操作": "把某人移出班级", "action": "class.remove",
		"person_id": w.Student.ID.String(), "原因": "'=1+1",
	} {
		if row[head] != want {
			t.Errorf("%s is %q, want %q (of %v)", head, row[head], want, rows[0])
		}
	}
	if strings.Contains(string(raw), "Maya") {
		t.Error("a student is named")
	}
}

// classmate is another student of the class.
func (w *logWorld) classmate(t *testing.T) apptest.Person {
	t.Helper()
	p := w.Person("Lele", access.Student, &w.Columbus)
	w.exec(`insert into class_member (class_id, person_id, role) values ($1, $2, 'student')`, w.Class, p.ID)
	return p
}
