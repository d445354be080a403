package app_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// A guardian withdraws: the student is not left with an empty page, those who keep the student know who it is, and pages
// that are open look at the class anew.
func TestAGuardiansWithdrawalIsToldToTheStudentAndThoseWhoKeepThem(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	abroad := w.Person("Mr Abroad", access.Coordinator, &w.Hefei)
	w.say(w.Student, "What Tess said")
	token, _ := w.guardianOf(w.Student)
	watching := apptest.Hello(t, w.node, w.Teacher.Token)
	watching.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	w.must(nobody, "POST", "/api/guardian/withdraw", wire.GuardianToken{Token: token}, nil)
	watching.Until("the word that the class has changed", func(f apptest.Frame) bool { return f.Event == wire.ClassChanged })

	told := func(by apptest.Person) (wire.Notice, bool) {
		t.Helper()
		var all wire.Notices
		w.must(by, "GET", "/api/notices", nil, &all)
		for _, n := range all.Notices {
			if strings.HasPrefix(n.Kind, "rights.") {
				return n, true
			}
		}
		return wire.Notice{}, false
	}
	if n, ok := told(w.Student); !ok || n.Kind != "rights.own_withdrawn" || n.Data["ClassEn"] == "" || n.Link != "/classes" || n.Data["Name"] != "" {
		t.Errorf("the student was told %+v", n)
	}
	for _, keeper := range []apptest.Person{w.Teacher, w.TeacherHefei, w.coordinator} {
		n, ok := told(keeper)
		if !ok || n.Kind != "rights.withdrew" || n.Data["Name"] != "Tess" || n.Link != "/classes/"+w.Class.String()+"/consents" {
			t.Errorf("%s was told %+v", keeper.Name, n)
		}
		w.must(keeper, "GET", "/api"+n.Link, nil, nil)
	}
	if n, ok := told(abroad); ok {
		t.Errorf("the other school's coordinator was told %+v", n)
	}
	var rights wire.Rights
	w.must(w.Student, "GET", "/api/rights", nil, &rights)
	if len(rights.Withdrawn) != 1 || rights.Withdrawn[0].Class != w.Class || rights.Withdrawn[0].By != "guardian" || rights.Withdrawn[0].At.IsZero() {
		t.Errorf("the student's page of classes knows %+v", rights.Withdrawn)
	}
	w.must(w.StudentHefei, "GET", "/api/rights", nil, &rights)
	if len(rights.Withdrawn) != 0 {
		t.Errorf("another student is out of %+v", rights.Withdrawn)
	}
	var view wire.GuardianView
	w.must(nobody, "POST", "/api/guardian", wire.GuardianToken{Token: token}, &view)
	if len(view.Classes) != 1 || view.Classes[0].WithdrawnAt == nil {
		t.Errorf("the guardian reads %+v", view.Classes)
	}

	// Who is erased is named to nobody any more: not in what others were told, not in the logs of their topics.
	w.must(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "delete", Posts: "delete"}, &view)
	w.must(w.coordinator, "POST", "/api/rights/requests/"+view.Requests[0].ID.String()+"/decide", wire.DecideRights{Grant: true}, nil)
	w.soon("the erasure is done", `select exists (select from erasure where subject = $1 and done_at is not null)`, w.Student.ID)
	w.soon("no notice names the student", `select not exists (select from notice where data::text like '%Tess%')`)
	w.soon("no event names the student", `select not exists (select from event where data::text like '%Tess%')`)
	if n, ok := told(w.Teacher); !ok || n.Data["Name"] != "—" {
		t.Errorf("the teacher reads %+v", n)
	}
}

// A name that a guardian or a school asks for, and a group's, is read by everybody in the class and passes what all names
// pass: when it is asked for, and again when it is granted.
func TestNamesThatAreAskedForAndNamesOfGroupsPassTheFilter(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	token, _ := w.guardianOf(w.Student)
	for _, name := range []string{"call 614-555-0134", "tess@example.org", "Moderator Lin", w.Teacher.Name, "加微信 maya2010x"} {
		w.refused(nobody, "POST", "/api/guardian/requests", wire.GuardianAsk{Token: token, Kind: "correct", Name: name}, 422, "invalid")
		w.refused(w.coordinator, "POST", "/api/rights/requests", wire.AskRights{Person: &w.Student.ID, Kind: "correct", Name: name}, 422, "invalid")
		w.refused(w.Student, "POST", "/api/rights/requests", wire.AskRights{Kind: "correct", Name: name}, 422, "invalid")
		old := uuid.Must(uuid.NewV7()) // asked for before the lists knew it
		w.exec(`insert into rights_request (id, person_id, school_id, asked_by, kind, name) values ($1, $2, $3, 'guardian', 'correct', $4)`, old, w.Student.ID, w.Columbus, name)
		w.refused(w.coordinator, "POST", "/api/rights/requests/"+old.String()+"/decide", wire.DecideRights{Grant: true}, 422, "invalid")
		w.must(w.coordinator, "POST", "/api/rights/requests/"+old.String()+"/decide", wire.DecideRights{Reason: "No name"}, nil)
	}
	w.soon("the name stays", `select display_name = 'Tess' from person where id = $1`, w.Student.ID)
	groups := "/api/classes/" + w.Class.String() + "/groups"
	group := func(name string) wire.SaveGroups {
		return wire.SaveGroups{Groups: []wire.NewGroup{{Name: name, Members: []uuid.UUID{w.Student.ID}}}}
	}
	w.refused(w.Teacher, "PUT", groups, group("call 614-555-0134"), 422, "invalid")
	w.must(w.Teacher, "PUT", groups, group("The herons 鹭"), nil)
}

// A coordinator is in no class, and finds those of the own school for their exports, also when they have ended.
func TestACoordinatorFindsTheClassesOfTheirSchoolAndTakesTheirExports(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	third := uuid.New()
	w.exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) select $1, city_id, 'third', 'Third', '第三', '第三' from school limit 1`, third)
	elsewhere := w.Person("Ms Elsewhere", access.Coordinator, &third)
	w.say(w.Student, "What Tess said")
	classes := func(by apptest.Person) []wire.SchoolClass {
		t.Helper()
		var rights wire.Rights
		w.must(by, "GET", "/api/rights", nil, &rights)
		return rights.Classes
	}
	export := "/api/classes/" + w.Class.String() + "/export"
	take := func() {
		t.Helper()
		w.refused(w.coordinator, "POST", export, wire.ExportClass{}, 422, "invalid")
		if page := unzip(t, w.must(w.coordinator, "POST", export, wire.ExportClass{Reason: "The year's book"}, nil))["index.html"]; !strings.Contains(page, "What Tess said") {
			t.Errorf("the export lacks what was said: %s", page)
		}
	}
	all := classes(w.coordinator)
	if len(all) != 1 || all[0].ID != w.Class || all[0].EndedAt != nil || all[0].Partner.En == "" || all[0].Names.En == "" {
		t.Fatalf("a coordinator finds %+v", all)
	}
	take()
	w.must(w.Teacher, "POST", "/api/classes/"+w.Class.String()+"/archive", nil, nil)
	if all = classes(w.coordinator); len(all) != 1 || all[0].EndedAt == nil {
		t.Errorf("an archived class is %+v", all)
	}
	take()
	w.exec(`update pairing set ended_at = now() where id = $1`, w.Pairing)
	if all = classes(w.coordinator); len(all) != 1 || all[0].EndedAt == nil {
		t.Errorf("a class of an ended pairing is %+v", all)
	}
	take()
	for _, other := range []apptest.Person{w.Teacher, w.Student, w.Citizen, elsewhere} {
		if all := classes(other); len(all) != 0 {
			t.Errorf("%s finds %+v", other.Name, all)
		}
	}
}

// The school withdraws, and gives again: the class's other teachers read who it is, and the student which class.
func TestASchoolsWithdrawalSaysWhoAndWhichClass(t *testing.T) {
	t.Parallel()
	w := newRightsWorld(t)
	at := "/api/classes/" + w.Class.String() + "/students/" + w.Student.ID.String()
	for _, step := range []struct{ path, teacher, student string }{
		{"/withdraw-consent", "student.withdrawn_of", "student.own_withdrawn_from"}, {"/give-consent", "student.given_of", "student.own_given_in"},
	} {
		body := map[string]any{"reason": "The family asked"}
		if step.path == "/give-consent" {
			body = map[string]any{"show": true}
		}
		w.must(w.Teacher, "POST", at+step.path, body, nil)
		for kind, by := range map[string]apptest.Person{step.teacher: w.TeacherHefei, step.student: w.Student} {
			var all wire.Notices
			w.must(by, "GET", "/api/notices", nil, &all)
			n := all.Notices[0]
			if n.Kind != kind || n.Data["ClassEn"] == "" || kind == step.teacher && (n.Data["Name"] != "Tess" || n.Link != "/classes/"+w.Class.String()+"/consents") {
				t.Errorf("%s: %s was told %+v", step.path, by.Name, n)
			}
		}
	}
}
