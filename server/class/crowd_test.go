package class

import (
	"fmt"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/wire"
)

// asksFrom enters a code in a browser at an address.
func (w *world) asksFrom(browser, address, code, name string) (string, error) {
	in := asking(code, name)
	in.address = address
	out, err := w.Ask(w.by(browser), access.Actor{}, in)
	return out.Token, err
}

// waits counts who waits under names that begin so.
func (w *world) waits(name string) int {
	return one[int](w, `select count(*) from join_request where class_id = $1 and decided_at is null and expires_at > now() and name like $2 || '%'`, w.class, name)
}

const school, elsewhere = "192.0.2.1", "198.51.100.7"

func TestFalseRequestsDoNotKeepOutTheRealClass(t *testing.T) {
	t.Parallel()
	for what, from := range map[string]struct {
		address string
		browser func(i int) string
	}{
		"of many browsers elsewhere":                {elsewhere, func(i int) string { return fmt.Sprint("false ", i) }},
		"of no browser, elsewhere":                  {elsewhere, func(int) string { return "" }},
		"of a few browsers at the school":           {school, func(i int) string { return fmt.Sprint("false ", i%8) }},
		"of no browser at the school":               {school, func(int) string { return "" }},
		"of one browser that sends more and more":   {school, func(int) string { return "false" }},
		"of some elsewhere, more than there can be": {elsewhere, func(i int) string { return fmt.Sprint("false ", i%40) }},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			code := w.code(w.teacher)
			w.askFalsely(maxWaiting+20, from.address, code, from.browser)
			for i := range 30 {
				if _, err := w.asksFrom(fmt.Sprint("pupil ", i), school, code, fmt.Sprint("Pupil ", i)); err != nil {
					t.Fatalf("pupil %d of the class: %v", i, err)
				}
			}
			w.askFalsely(20, from.address, code, from.browser) // they go on
			if n := w.waits("Pupil"); n != 30 {
				t.Errorf("%d of 30 wait", n)
			}
			if n := len(w.waitingIDs(w.teacher)); n > maxWaiting {
				t.Errorf("the teacher sees %d", n)
			}
		})
	}
}

func (w *world) askFalsely(n int, address, code string, browser func(i int) string) {
	w.t.Helper()
	for i := range n {
		if _, err := w.asksFrom(browser(i), address, code, fmt.Sprint("False ", i)); err != nil {
			refused(w.t, err, "join.full")
		}
	}
}

func TestOneBrowserHoldsAFewPlacesAndItsOldestRequestGivesWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	first, err := w.asksFrom("shared", school, code, "Pupil 0")
	if err != nil {
		t.Fatal(err)
	}
	for i := range maxOfBrowser {
		if n := w.waits("Pupil 0"); n != 1 {
			t.Fatalf("the first gave way to number %d", i)
		}
		if _, err := w.asksFrom("shared", school, code, fmt.Sprint("Pupil ", i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.waits("Pupil"); n != maxOfBrowser {
		t.Errorf("%d of one browser wait", n)
	}
	if s := w.status(first); s.State != "over" {
		t.Errorf("the first is told %q", s.State)
	}
	if n := one[int](w, `select count(*) from join_request where password_hash is not null and expires_at <= now()`); n != 0 {
		t.Error("a password's hash is kept of who gave way")
	}
	if _, err := w.asksFrom("shared", school, w.code(w.partner), "Of the other school"); err != nil {
		t.Error(err)
	}
}

func TestATeacherRefusesAllWhomTheySawAndRenewsTheCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	token := w.asks(code, "False 1")
	w.asks(code, "False 2")
	student := w.person("student", &w.columbus)
	if _, err := w.Ask(t.Context(), student, FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code}}); err != nil {
		t.Fatal(err)
	}
	partners := w.code(w.partner)
	w.asks(partners, "Of the other school")
	in := OfClass[wire.RefuseJoins]{Class: w.class, Body: wire.RefuseJoins{Requests: append(w.waitingIDs(w.teacher), newID())}}
	w.asks(code, "Came since")

	_, err := w.RefuseAll(t.Context(), w.teacher, in)
	refused(t, err, "invalid") // without a reason
	in.Body.Reason, in.Body.NewCode = "The code got about", true
	_, err = w.RefuseAll(t.Context(), w.stranger, in)
	refused(t, err, "not_found")
	out, err := w.RefuseAll(t.Context(), w.teacher, in)
	if err != nil || out.Refused != 3 || out.Code == nil {
		t.Fatalf("%+v, %v", out, err)
	}
	if s := w.status(token); s.State != "refused" || s.Reason != "The code got about" {
		t.Errorf("who asked is told %+v", s)
	}
	if w.waits("Came since") != 1 || w.waits("Of the other school") != 1 {
		t.Error("somebody was refused whom the teacher had not seen, or who asked the other school")
	}
	if got := w.published.told(student.Person); len(got) == 0 {
		t.Error("a student with an account was not told")
	}
	refused(t, askErr(w, code), "join.wrong_code")
	w.asks(out.Code.Code, "By the new code")
	w.asks(partners, "By the other school's, which stands")
	for action, want := range map[string]int{"class.refuse_students": 1, "class.refuse_student": 1, "class.new_code": 3} {
		if n := one[int](w, `select count(*) from audit_entry where action = $1 and class_id = $2`, action, w.class); n != want {
			t.Errorf("%s: %d entries, want %d", action, n, want)
		}
	}
	if n := one[int](w, `select count(*) from audit_entry where action = 'class.refuse_students' and reason = 'The code got about' and (data->>'refused')::int = 3 and data->>'school' = $1`, w.columbus.String()); n != 1 {
		t.Error("the audit log does not say how many were refused, and why")
	}

	in.Body.NewCode = false
	if out, err = w.RefuseAll(t.Context(), w.teacher, in); err != nil || out.Refused != 0 || out.Code != nil {
		t.Errorf("again: %+v, %v", out, err)
	}
	if n := one[int](w, `select count(*) from join_request where decided_at is not null and (asked_by is not null or asked_from <> '')`); n != 0 {
		t.Error("from where somebody asked is kept beyond the answer")
	}
}
