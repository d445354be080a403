package school_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

type m map[string]any

// town is a node with the small world, and those who decide in it.
type town struct {
	*apptest.World
	t             *testing.T
	node          *apptest.Node
	coordinator   apptest.Person // of Columbus
	stranger      apptest.Person // coordinator of Hefei
	administrator apptest.Person
}

func newTown(t *testing.T) *town {
	t.Helper()
	n := apptest.Start(t)
	w := &town{World: apptest.Seed(t, n.Pool), t: t, node: n}
	w.coordinator = w.Person("Grace", access.Coordinator, &w.Columbus)
	w.stranger = w.Person("老管", access.Coordinator, &w.Hefei)
	w.administrator = w.Person("Ada", access.Administrator, nil)
	return w
}

// do asks over HTTP; out may be nil. It gives the status and the problem's code.
func (w *town) do(p apptest.Person, method, path string, in, out any) (status int, refusal wire.Problem) {
	w.t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		w.t.Fatal(err)
	}
	request, err := http.NewRequest(method, w.node.URL+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if p.Token != "" {
		request.Header.Set("Authorization", "Bearer "+p.Token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	var into any = &refusal
	if response.StatusCode < 300 && out != nil {
		into = out
	}
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return response.StatusCode, refusal
}

func (w *town) must(p apptest.Person, method, path string, in, out any) {
	w.t.Helper()
	if status, refusal := w.do(p, method, path, in, out); status != 200 {
		w.t.Fatalf("%s %s by %s: %d %+v", method, path, p.Name, status, refusal)
	}
}

// refused wants a status and code; fields are those that are named as wrong, "name=code".
func (w *town) refused(p apptest.Person, method, path string, in any, want string, fields ...string) {
	w.t.Helper()
	status, refusal := w.do(p, method, path, in, nil)
	if got := fmt.Sprintf("%d %s", status, refusal.Code); got != want {
		w.t.Errorf("%s %s by %s: want %s, got %s %+v", method, path, p.Name, want, got, refusal)
	}
	var got []string
	for _, f := range refusal.Fields {
		got = append(got, f.Name+"="+f.Code)
	}
	if fmt.Sprint(got) != fmt.Sprint(fields) {
		w.t.Errorf("%s %s: want fields %v, got %v", method, path, fields, got)
	}
}

func (w *town) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.node.Pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *town) asks(p apptest.Person, role string) uuid.UUID {
	w.t.Helper()
	var r wire.TeacherRequest
	w.must(p, "POST", "/api/teacher-requests", m{"school": w.Columbus, "role": role, "why": "I teach 7th grade there."}, &r)
	return r.ID
}

func decision(request uuid.UUID, what string) string {
	return "/api/teacher-requests/" + request.String() + "/" + what
}

func (w *town) standing(p apptest.Person) string {
	w.t.Helper()
	var role string
	var school *uuid.UUID
	var verified bool
	err := w.node.Pool.QueryRow(context.Background(), `select role, school_id, verified_at is not null from person where id = $1`, p.ID).Scan(&role, &school, &verified)
	if err != nil {
		w.t.Fatal(err)
	}
	at := "nowhere"
	if school != nil && *school == w.Columbus {
		at = "Columbus"
	}
	return fmt.Sprintf("%s at %s, verified %t", role, at, verified)
}

func TestACoordinatorVouchesForATeacherOfTheOwnSchoolWhoHearsOfItAtOnce(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	socket := apptest.Hello(t, w.node, w.Citizen.Token)
	topic := "person:" + w.Citizen.ID.String()
	socket.Must("subscribe", wire.Subscribe{Topic: topic}, nil)
	request := w.asks(w.Citizen, "teacher")

	var waiting wire.TeacherRequests
	w.must(w.coordinator, "GET", "/api/schools/"+w.Columbus.String()+"/requests", nil, &waiting)
	if len(waiting.Requests) != 1 || waiting.Requests[0].Name != "Cora" {
		t.Fatalf("the coordinator sees %+v", waiting.Requests)
	}
	if w.count(`select count(*) from notice where kind = 'school.asked' and person_id = $1`, w.coordinator.ID) != 1 {
		t.Error("the coordinator was not told")
	}
	for _, p := range []apptest.Person{w.stranger, w.Teacher, w.Student, w.Citizen} {
		w.refused(p, "POST", decision(request, "accept"), m{"role": "teacher"}, "403 forbidden")
		w.refused(p, "POST", decision(request, "refuse"), m{"reason": "no"}, "403 forbidden")
	}
	w.refused(w.coordinator, "POST", decision(request, "accept"), m{"role": "coordinator"}, "403 forbidden")

	w.must(w.coordinator, "POST", decision(request, "accept"), m{"role": "teacher"}, nil)
	var told wire.Notice
	first, second := socket.Event(topic), socket.Event(topic)
	if err := json.Unmarshal(first.Data, &told); err != nil || first.Event != "notice.created" || told.Kind != "school.accepted" || told.Data["School"] != "Columbus test school" {
		t.Errorf("the asker is told %s", first.Raw)
	}
	if second.Event != "access.changed" {
		t.Errorf("then comes %s", second.Raw)
	}
	if got := w.standing(w.Citizen); got != "teacher at Columbus, verified true" {
		t.Errorf("the asker is %s", got)
	}
	if w.count(`select count(*) from audit_entry where action = 'school.accept' and actor_id = $1 and person_id = $2 and school_ids = array[$3::uuid]
		and data->>'role' = 'teacher'`, w.coordinator.ID, w.Citizen.ID, w.Columbus) != 1 {
		t.Error("the log has no entry")
	}
	var mine wire.MySchool
	w.must(w.Citizen, "GET", "/api/my-school", nil, &mine)
	if !mine.Verified || mine.School == nil || mine.School.School.ID != w.Columbus || mine.Requests[0].State != "accepted" {
		t.Errorf("the new teacher sees %+v", mine)
	}
	w.refused(w.administrator, "POST", decision(request, "refuse"), m{"reason": "too late"}, "409 school.request_decided")
	w.refused(w.Citizen, "POST", "/api/teacher-requests", m{"school": w.Columbus, "role": "teacher", "why": "again"}, "403 forbidden")
}

func TestARefusalHasAReasonThatTheAskerReads(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	request := w.asks(w.Citizen, "teacher")
	w.refused(w.coordinator, "POST", decision(request, "refuse"), m{"reason": " \n"}, "422 invalid", "reason=required")
	w.must(w.coordinator, "POST", decision(request, "refuse"), m{"reason": "Nobody here knows you."}, nil)
	var mine wire.MySchool
	w.must(w.Citizen, "GET", "/api/my-school", nil, &mine)
	if r := mine.Requests[0]; r.State != "refused" || r.Reason != "Nobody here knows you." || mine.Verified || mine.School != nil {
		t.Errorf("the asker sees %+v", mine)
	}
	if got := w.standing(w.Citizen); got != "citizen at nowhere, verified false" {
		t.Errorf("the asker is %s", got)
	}
	if w.count(`select count(*) from audit_entry where action = 'school.refuse' and person_id = $1 and reason = 'Nobody here knows you.'`, w.Citizen.ID) != 1 {
		t.Error("the log has no entry")
	}
	if w.count(`select count(*) from notice where person_id = $1 and kind = 'school.refused' and data->>'Reason' = 'Nobody here knows you.'`, w.Citizen.ID) != 1 {
		t.Error("the asker was not told")
	}
	w.asks(w.Citizen, "teacher") // one may ask again
}

func TestOnlyAnAdministratorMakesACoordinatorAndANewSchool(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	request := w.asks(w.Citizen, "coordinator")
	w.refused(w.coordinator, "POST", decision(request, "accept"), m{"role": "coordinator"}, "403 forbidden")
	w.must(w.administrator, "POST", decision(request, "accept"), m{"role": "coordinator"}, nil)
	if got := w.standing(w.Citizen); got != "coordinator at Columbus, verified true" {
		t.Errorf("the asker is %s", got)
	}

	var city uuid.UUID
	if err := w.node.Pool.QueryRow(context.Background(), `select id from city where slug = 'hefei'`).Scan(&city); err != nil {
		t.Fatal(err)
	}
	founder := w.Person("Fang", access.Citizen, nil)
	ask := m{"new": m{"city": city, "names": m{"en": "Hefei No. 9", "zh-Hans": "合肥九中", "zh-Hant": ""}}, "role": "coordinator", "why": "I am its head."}
	w.refused(founder, "POST", "/api/teacher-requests", ask, "422 invalid", "new.names.zh-Hant=required")
	ask["new"].(m)["names"].(m)["zh-Hant"] = "合肥九中"
	var asked wire.TeacherRequest
	w.must(founder, "POST", "/api/teacher-requests", ask, &asked)
	if w.count(`select count(*) from notice where kind = 'school.asked' and person_id = $1`, w.administrator.ID) != 1 {
		t.Error("the administrator was not told")
	}
	w.refused(w.stranger, "POST", decision(asked.ID, "accept"), m{"role": "coordinator"}, "403 forbidden")
	w.must(w.administrator, "POST", decision(asked.ID, "accept"), m{"role": "coordinator"}, nil)
	n := w.count(`select count(*) from school s join person p on p.school_id = s.id where p.id = $1 and p.role = 'coordinator' and p.verified_at is not null
		and s.verified_at is not null and s.name_zh_hant = '合肥九中' and s.city_id = $2`, founder.ID, city)
	if n != 1 {
		t.Error("there is no such school with its coordinator")
	}
	if w.count(`select count(*) from audit_entry where action = 'school.found' and person_id = $1`, founder.ID) != 1 {
		t.Error("the log has no entry")
	}
}

func TestWhoMayAsk(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	ask := m{"school": w.Columbus, "role": "teacher", "why": "I teach there."}
	for _, p := range []apptest.Person{w.Student, w.Teacher, w.Moderator, w.coordinator, w.administrator} {
		w.refused(p, "POST", "/api/teacher-requests", ask, "403 forbidden")
	}
	w.refused(apptest.Person{}, "POST", "/api/teacher-requests", ask, "401 unauthenticated")
	w.refused(w.Citizen, "POST", "/api/teacher-requests", m{"role": "teacher", "why": ""}, "422 invalid", "why=required", "school=required")
	request := w.asks(w.Citizen, "teacher")
	w.refused(w.Citizen, "POST", "/api/teacher-requests", ask, "409 school.request_open")
	w.refused(w.Moderator, "DELETE", "/api/teacher-requests/"+request.String(), nil, "404 not_found")
	w.must(w.Citizen, "DELETE", "/api/teacher-requests/"+request.String(), nil, nil)
	w.refused(w.coordinator, "POST", decision(request, "accept"), m{"role": "teacher"}, "409 school.request_decided")
	for range 4 {
		w.must(w.Citizen, "DELETE", "/api/teacher-requests/"+w.asks(w.Citizen, "teacher").String(), nil, nil)
	}
	w.refused(w.Citizen, "POST", "/api/teacher-requests", ask, "429 school.too_many_requests")
}

func TestWithdrawnVouchingTakesATeacherOutOfEveryClassAtOnce(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	socket := apptest.Hello(t, w.node, w.Teacher.Token)
	socket.Must("subscribe", wire.Subscribe{Topic: w.ClassTopic}, nil)
	path := "/api/schools/" + w.Columbus.String() + "/staff/" + w.Teacher.ID.String() + "/withdraw"
	for _, p := range []apptest.Person{w.stranger, w.Teacher, w.TeacherHefei, w.Citizen} {
		w.refused(p, "POST", path, m{"reason": "no"}, "403 forbidden")
	}
	w.refused(w.coordinator, "POST", path, m{"reason": ""}, "422 invalid", "reason=required")
	w.refused(w.coordinator, "POST", "/api/schools/"+w.Columbus.String()+"/staff/"+w.coordinator.ID.String()+"/withdraw", m{"reason": "tired"}, "403 forbidden")
	w.refused(w.coordinator, "POST", "/api/schools/"+w.Columbus.String()+"/staff/"+w.TeacherHefei.ID.String()+"/withdraw", m{"reason": "not ours"}, "404 not_found")
	w.refused(w.coordinator, "POST", "/api/schools/"+w.Columbus.String()+"/staff/"+w.Student.ID.String()+"/withdraw", m{"reason": "no staff"}, "404 not_found")

	w.must(w.coordinator, "POST", path, m{"reason": "Has left the school."}, nil)
	closed := socket.Until("the end of the class's topic", func(f apptest.Frame) bool { return f.Topic == w.ClassTopic && f.Closed != nil })
	if closed.Closed.Code != "not_found" {
		t.Errorf("the class is closed with %s", closed.Raw)
	}
	if got := w.standing(w.Teacher); got != "citizen at nowhere, verified false" {
		t.Errorf("the teacher is %s", got)
	}
	if w.count(`select count(*) from class where id = $1 and not staffed`, w.Class) != 1 {
		t.Error("the class still counts a verified teacher of each school")
	}
	if w.count(`select count(*) from audit_entry where action = 'school.withdraw' and person_id = $1 and reason = 'Has left the school.' and school_ids = array[$2::uuid]`, w.Teacher.ID, w.Columbus) != 1 {
		t.Error("the log has no entry")
	}
	var staff wire.SchoolStaff
	w.must(w.coordinator, "GET", "/api/schools/"+w.Columbus.String()+"/staff", nil, &staff)
	if len(staff.Staff) != 1 || staff.Staff[0].Person.ID != w.coordinator.ID {
		t.Errorf("the staff is %+v", staff.Staff)
	}
	w.must(w.administrator, "POST", "/api/schools/"+w.Columbus.String()+"/staff/"+w.coordinator.ID.String()+"/withdraw", m{"reason": "Retired."}, nil)
	w.refused(w.coordinator, "GET", "/api/schools/"+w.Columbus.String()+"/staff", nil, "401 unauthenticated") // a role with power ends with its logins
}
