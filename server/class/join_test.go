package class

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/problem"
	"tongchuang/server/wire"
)

func TestAStudentWithoutAnAccountJoinsByCodeAndGetsOneWhenATeacherOfTheSchoolSaysYes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	place, err := w.Look(t.Context(), access.Actor{}, FromSomewhere[wire.JoinLook]{Body: wire.JoinLook{Code: strings.ToLower(code[:4]) + " - " + code[4:]}})
	if err != nil || place.Class.En != "Two Rivers" {
		t.Fatalf("looking: %v %v", place, err)
	}
	before := one[int](w, `select count(*) from person`)
	token := w.asks(code, "小明")
	if n := one[int](w, `select count(*) from person`); n != before {
		t.Error("an account was made before a teacher said yes")
	}
	if s := w.status(token); s.State != "waiting" || s.SignInName != "" || s.Class != nil {
		t.Errorf("waiting: %+v", s)
	}
	request := w.waitingIDs(w.teacher)[0]
	_, err = w.Confirm(t.Context(), w.partner, RequestRef{w.class, request})
	refused(t, err, "class.other_school")
	if _, err := w.Confirm(t.Context(), w.teacher, RequestRef{w.class, request}); err != nil {
		t.Fatal(err)
	}
	s := w.status(token)
	if s.State != "accepted" || s.SignInName == "" || *s.Class != w.class {
		t.Fatalf("accepted: %+v", s)
	}
	if n := one[int](w, `select count(*) from person p join class_member m on m.person_id = p.id and m.class_id = $2 and m.role = 'student' and m.left_at is null
		where p.sign_in_name = $1 and p.role = 'student' and p.school_id = $3 and p.verified_at is not null and p.email is null
		and p.display_name = '小明' and p.language = 'zh-Hans' and p.time_zone = 'America/New_York' and p.password_hash = 'plain three blue lanterns'`, s.SignInName, w.class, w.columbus); n != 1 {
		t.Error("the account is not what it should be")
	}
	if n := one[int](w, `select count(*) from join_request where password_hash is not null`); n != 0 {
		t.Error("a password's hash stayed in the request")
	}
	_, err = w.Confirm(t.Context(), w.teacher, RequestRef{w.class, request})
	refused(t, err, "not_found")
	if n := one[int](w, `select count(*) from audit_entry where action = 'class.confirm_student' and class_id = $1 and school_ids @> array[$2::uuid, $3::uuid]`, w.class, w.columbus, w.hefei); n != 1 {
		t.Error("the audit log does not say who let the student in")
	}
}

func TestARefusedStudentIsToldWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.asks(w.code(w.partner), "Max")
	request := w.waitingIDs(w.partner)[0]
	in := OfRequest[wire.RefuseJoin]{Class: w.class, Request: request}
	_, err := w.Refuse(t.Context(), w.partner, in)
	refused(t, err, "invalid")
	in.Body.Reason = "Please enter your own name.\nThank you"
	if _, err := w.Refuse(t.Context(), w.partner, in); err != nil {
		t.Fatal(err)
	}
	if s := w.status(token); s.State != "refused" || s.Reason != "Please enter your own name. Thank you" || s.SignInName != "" {
		t.Errorf("%+v", s)
	}
}

func TestAStudentWithAnAccountJoinsByCodeToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	student, other := w.person("student", &w.columbus), w.person("student", &w.third)
	for range 2 { // asking again is asking anew
		if _, err := w.Ask(t.Context(), student, FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code}}); err != nil {
			t.Fatal(err)
		}
	}
	waiting := w.waitingIDs(w.teacher)
	if len(waiting) != 1 {
		t.Fatalf("%d wait", len(waiting))
	}
	if _, err := w.Confirm(t.Context(), w.teacher, RequestRef{w.class, waiting[0]}); err != nil {
		t.Fatal(err)
	}
	if told := w.published.told(student.Person); !slices.Contains(told, wire.AccessChanged) || !slices.Contains(told, "notice.created") {
		t.Errorf("the student was told %v", told)
	}
	_, err := w.Ask(t.Context(), student, FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code}})
	refused(t, err, "class.member_already")
	_, err = w.Ask(t.Context(), other, FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code}})
	refused(t, err, "class.other_school")
	_, err = w.Ask(t.Context(), w.stranger, FromSomewhere[wire.AskToJoin]{Body: wire.AskToJoin{Code: code}})
	refused(t, err, "forbidden")
}

func TestATeacherOfAnotherClassLetsNobodyIntoThisOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.class
	w.asks(w.code(w.teacher), "Ann")
	request := w.waitingIDs(w.teacher)[0]
	_, err := w.Confirm(t.Context(), w.stranger, RequestRef{first, request})
	refused(t, err, "not_found")
	second := w.made("Another class")
	_, err = w.Confirm(t.Context(), w.teacher, RequestRef{second, request}) // by way of a class of one's own
	refused(t, err, "not_found")
	colleague := w.person("teacher", &w.columbus) // of the same school, not in the class
	_, err = w.Confirm(t.Context(), colleague, RequestRef{first, request})
	refused(t, err, "not_found")
	if n := one[int](w, `select count(*) from class_member where role = 'student'`); n != 0 {
		t.Error("somebody was let in")
	}
}

func TestEveryWrongCodeHasTheSameAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ended := w.code(w.teacher)
	renewed := w.code(w.teacher)
	if _, err := w.EndCode(t.Context(), w.teacher, wire.ClassRef{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	expired := w.code(w.partner)
	w.exec(`update join_code set expires_at = now() - interval '1 second' where ended_at is null`)
	first := w.class
	w.class = w.made("Over")
	over := w.code(w.teacher)
	if _, err := w.Archive(t.Context(), w.teacher, wire.ClassRef{Class: w.class}); err != nil {
		t.Fatal(err)
	}
	w.class = first
	for what, code := range map[string]string{"ended": ended, "renewed": renewed, "expired": expired, "of a class that is over": over, "never one": "ABCDEFGH", "empty": "", "too short": "AB", "another alphabet": "二三四五六七八九", "null": "AAAA\x00AAA"} {
		for _, err := range []error{lookErr(w, code), askErr(w, code)} {
			var p *problem.Error
			if !errors.As(err, &p) || p.Code != "join.wrong_code" || p.Status != 404 || len(p.Params) > 0 || len(p.Fields) > 0 {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

func lookErr(w *world, code string) error {
	_, err := w.Look(w.t.Context(), access.Actor{}, FromSomewhere[wire.JoinLook]{Body: wire.JoinLook{Code: code}, address: uuid.NewString()})
	return err
}

func askErr(w *world, code string) error {
	in := asking(code, "Mallory")
	in.address = uuid.NewString()
	_, err := w.Ask(w.t.Context(), access.Actor{}, in)
	return err
}

func TestGuessingCodesFromManyAddressesIsSlowedDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	slowed := 0
	for i := range 1000 {
		code := fmt.Sprintf("%c%c%s", codeLetters[i%31], codeLetters[i/31%31], "222222")
		var p *problem.Error
		if err := lookErr(w, code); errors.As(err, &p) && p.Code == "join.too_many_tries" {
			if p.RetryAfter < 1 || p.RetryAfter > 2 {
				t.Fatalf("it pauses for %d s: that would lock a class out", p.RetryAfter)
			}
			slowed++
		}
	}
	if slowed < 300 {
		t.Errorf("of 1000 guesses from 1000 addresses only %d were slowed down", slowed)
	}
}

func TestGuessingTheRestOfACodeIsSlowedDownThough(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	slowed := 0
	for range 60 {
		var p *problem.Error
		if err := lookErr(w, "AB"+drawn(codeLetters, 6)); errors.As(err, &p) && p.Code == "join.too_many_tries" {
			slowed++
		}
	}
	if slowed < 30 {
		t.Errorf("only %d of 60 were slowed down", slowed)
	}
}

func TestAWholeSchoolJoinsFromOneAddressInOneMinute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	for i := range 60 {
		if i%3 == 0 { // a third mistypes it first
			refused(t, func() error {
				_, err := w.Ask(t.Context(), access.Actor{}, asking(drawn(codeLetters, 8), "Kid"))
				return err
			}(), "join.wrong_code")
		}
		w.asks(code, fmt.Sprintf("Kid %d", i))
	}
	if n := len(w.waitingIDs(w.teacher)); n != 60 {
		t.Errorf("%d wait", n)
	}
}

func TestACodeThatGotAboutDoesNotBuryItsTeacher(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	for i := range maxWaiting {
		w.asks(code, fmt.Sprintf("Bot %d", i))
	}
	_, err := w.Ask(t.Context(), access.Actor{}, asking(code, "One more"))
	refused(t, err, "join.full")
	w.asks(w.code(w.partner), "Of the other school")
}

func TestWhatANewcomerEntersIsLookedAt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.code(w.teacher)
	for _, bad := range []string{"", "=cmd|'/c calc'!A1", "+1", "-2+3", "@SUM(1)", "＝1+1", "аdmin", strings.Repeat("长", 41), "..."} {
		in := asking(code, bad)
		_, err := w.Ask(t.Context(), access.Actor{}, in)
		refused(t, err, "invalid")
	}
	in := asking(code, "Good")
	in.Body.Password = "short"
	_, err := w.Ask(t.Context(), access.Actor{}, in)
	refused(t, err, "invalid")
	in = asking(code, "Good")
	in.Body.Language = "klingon"
	_, err = w.Ask(t.Context(), access.Actor{}, in)
	refused(t, err, "invalid")
}
