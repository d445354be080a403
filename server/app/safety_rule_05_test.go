package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// The school vouches for identity; others see a nickname, or a first name inside the class. No e-mail address is needed
// for a student.
func TestRule05TheSchoolVouchesForAStudentWhoNeedsNoAddressAndIsKnownByANickname(t *testing.T) {
	t.Parallel()
	n := apptest.Start(t)
	w := apptest.Seed(t, n.Pool)
	ask := func(by, method, path string, body any, want int) answer {
		t.Helper()
		got := (&actor{token: by, world: &tableWorld{t: t, node: n, World: w}}).http(method, path, body)
		if got.status != want {
			t.Errorf("%s %s: want %d, got %s", method, path, want, got)
		}
		return got
	}
	class := "/api/classes/" + w.Class.String()
	var code wire.JoinCode
	readInto(t, ask(w.Teacher.Token, http.MethodPost, class+"/code", fields{}, 200), &code)

	// Nothing but the code, a name and a password is asked for, and nothing else is taken: no role, no school, no address.
	newcomer := fields{"code": code.Code, "name": "Kit", "language": "en", "password": "seven quiet herons"}
	for _, more := range []string{"role", "school", "school_id", "verified_at", "email", "class"} {
		with := fields{more: "teacher"}
		for k, v := range newcomer {
			with[k] = v
		}
		ask("", http.MethodPost, "/api/join", with, 422)
	}
	var asked wire.JoinAsked
	readInto(t, ask("", http.MethodPost, "/api/join", newcomer, 200), &asked)

	// Nobody is there before the school's own teacher says who it is.
	var membership wire.ClassMembership
	readInto(t, ask(w.Teacher.Token, http.MethodGet, class+"/membership", nil, 200), &membership)
	if len(membership.Waiting) != 1 {
		t.Fatalf("%+v", membership.Waiting)
	}
	confirm := fmt.Sprintf("%s/requests/%s/confirm", class, membership.Waiting[0].ID)
	ask(w.Student.Token, http.MethodPost, confirm, nil, 403)
	ask(w.TeacherHefei.Token, http.MethodPost, confirm, nil, 403)
	ask(w.Moderator.Token, http.MethodPost, confirm, nil, 404)
	if n := countRows(t, n, `select count(*) from person where display_name = 'Kit'`); n != 0 {
		t.Error("there is an account before anybody vouched")
	}
	ask(w.Teacher.Token, http.MethodPost, confirm, nil, 200)
	var status wire.JoinStatus
	readInto(t, ask("", http.MethodPost, "/api/join/status", fields{"token": asked.Token}, 200), &status)
	ask("", http.MethodPost, "/api/sign-in", fields{"name": status.SignInName, "password": "seven quiet herons"}, 200)
	if n := countRows(t, n, `select count(*) from person where sign_in_name = $1 and role = 'student' and email is null and school_id = $2 and verified_at is not null`, status.SignInName, w.Columbus); n != 1 {
		t.Error("the account is not a student's whom the school vouches for")
	}

	// From a list of the school: its own teachers know the name, all others a nickname.
	added := ask(w.Teacher.Token, http.MethodPost, class+"/students", fields{"students": []fields{{"name": "Wolfgang Amadeus Fullname", "nickname": "Wolfi", "language": "en"}}}, 200)
	if !bytes.Contains(added.raw, []byte("Fullname")) {
		t.Error("the slip does not say whose it is")
	}
	ask(w.TeacherHefei.Token, http.MethodPost, class+"/students", fields{"students": []fields{{"name": "Li", "language": "en", "role": "teacher"}}}, 422)
	for who, token := range map[string]string{"a classmate": w.Student.Token, "a partner student": w.StudentHefei.Token, "the partner's teacher": w.TeacherHefei.Token} {
		got := ask(token, http.MethodGet, class, nil, 200)
		if bytes.Contains(got.raw, []byte("Fullname")) || !bytes.Contains(got.raw, []byte("Wolfi")) {
			t.Errorf("to %s the class shows %s", who, got)
		}
	}
	partner := ask(w.TeacherHefei.Token, http.MethodGet, class+"/membership", nil, 200)
	for _, not := range []string{"Fullname", status.SignInName} {
		if bytes.Contains(partner.raw, []byte(not)) {
			t.Errorf("the partner's teacher is shown %q", not)
		}
	}
	if own := ask(w.Teacher.Token, http.MethodGet, class+"/membership", nil, 200); !strings.Contains(string(own.raw), "Fullname") {
		t.Error("the school's own teacher does not know who is who")
	}
}

func countRows(t *testing.T, n *apptest.Node, sql string, args ...any) (rows int) {
	t.Helper()
	if err := n.Pool.QueryRow(context.Background(), sql, args...).Scan(&rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func readInto(t *testing.T, a answer, out any) {
	t.Helper()
	if err := json.Unmarshal(a.raw, out); err != nil {
		t.Fatalf("%s: %v", a, err)
	}
}
