package class

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tongchuang/server/access"
	"tongchuang/server/i18n"
	"tongchuang/server/wire"
)

func (w *world) list(in wire.StudentList) wire.StudentListRead {
	w.t.Helper()
	out, err := w.ReadList(i18n.WithLanguage(w.t.Context(), i18n.ZhHans), w.teacher, OfClass[wire.StudentList]{Class: w.class, Body: in})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func TestAListIsReadAsSchoolsWriteThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("姓名,昵称,语言\r\n王小明,小明,中文\r\n李雷,,\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for what, in := range map[string]wire.StudentList{
		"pasted from a spreadsheet": {Text: "王小明\t小明\tzh-Hans\n李雷\t\t\n"},
		"commas with a heading":     {Text: "Name,Nickname,Language\n王小明,小明,Chinese\n李雷\n"},
		"semicolons":                {Text: "王小明;小明;zh\n李雷;;\n"},
		"Chinese commas":            {Text: "王小明，小明\n李雷\n"},
		"quotes":                    {Text: `"王小明","小明","中文"` + "\n" + `"李雷"` + "\n"},
		"UTF-8 with a mark":         {File: []byte("\xEF\xBB\xBF姓名,昵称\r\n王小明,小明\r\n\r\n李雷\r\n")},
		"GB18030":                   {File: []byte(gb)},
		"an old line end":           {Text: "王小明,小明\r李雷"},
	} {
		got := w.list(in)
		if len(got.Wrong) != 0 || len(got.Students) != 2 {
			t.Errorf("%s: %+v", what, got)
			continue
		}
		if a, b := got.Students[0], got.Students[1]; a.Name != "王小明" || a.Nickname != "小明" || a.Language != "zh-Hans" || b.Name != "李雷" || b.Nickname != "" || b.Language != "zh-Hans" {
			t.Errorf("%s: %+v", what, got.Students)
		}
	}
}

func TestEveryLineThatCannotBeUsedIsNamedWithItsReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.list(wire.StudentList{Text: "Ann\n=HYPERLINK(\"http://x\")\nBob,@bob\nCy,,Klingon\nAnn\n" + strings.Repeat("x", 41) + "\nDee\n"})
	var lines []string
	for _, l := range got.Wrong {
		if l.Message == "" || strings.Contains(l.Message, "members.") || strings.Contains(l.Message, "{{") || strings.Contains(l.Message, "<no value>") {
			t.Errorf("no sentence for %+v", l)
		}
		if l.Code == "language" && !strings.Contains(l.Message, "Klingon") || l.Code == "duplicate" && !strings.Contains(l.Message, "第 1 行") {
			t.Errorf("it does not say what is wrong: %+v", l)
		}
		lines = append(lines, fmt.Sprintf("%d %s", l.Line, l.Code))
	}
	if want := []string{"2 display_name", "3 display_name", "4 language", "5 duplicate", "6 too_long"}; !slices.Equal(lines, want) {
		t.Errorf("got %v, want %v", lines, want)
	}
	if len(got.Students) != 2 || got.Students[1].Line != 7 {
		t.Errorf("%+v", got.Students)
	}
	long := w.list(wire.StudentList{Text: strings.Join(strings.Fields(strings.Repeat("N ", 0)+numbers(201)), "\n")})
	if len(long.Students) != maxList || len(long.Wrong) != 1 || long.Wrong[0].Code != "too_many" {
		t.Errorf("of 201: %d, %+v", len(long.Students), long.Wrong)
	}
	for what, in := range map[string]wire.StudentList{"nothing": {}, "a workbook": {File: []byte("PK\x03\x04\x00\x00\x00")}, "neither": {File: []byte("\xFF\xFE\xFA\x00")}, "much": {Text: strings.Repeat("a\n", maxListBytes)}} {
		_, err := w.ReadList(t.Context(), w.teacher, OfClass[wire.StudentList]{Class: w.class, Body: in})
		if refused(t, err, "invalid"); err == nil {
			t.Error(what)
		}
	}
}

func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Kid%d ", i)
	}
	return b.String()
}

func TestStudentsOfAListGetAccountsWithoutAnAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	slips := w.students(w.teacher, 30)
	seen := map[string]bool{}
	readable := regexp.MustCompile(`^[a-z]+-[a-z]+-\d\d$`)
	code := regexp.MustCompile(`^([bdfghklmnprstw][aeiou]){2}-([bdfghklmnprstw][aeiou]){2}-([bdfghklmnprstw][aeiou]){2}-[2-9]{2}$`)
	for _, s := range slips {
		if !readable.MatchString(s.SignInName) || !code.MatchString(s.Code) || seen[s.SignInName] || seen[s.Code] {
			t.Errorf("%+v", s)
		}
		seen[s.SignInName], seen[s.Code] = true, true
		if n := one[int](w, `select count(*) from person where id = $1 and email is null and sign_in_name = $2 and password_hash = $3 and school_id = $4 and verified_at is not null`,
			s.Person, s.SignInName, "plain "+s.Code, w.columbus); n != 1 {
			t.Errorf("the account of %s is not what it should be", s.Name)
		}
	}
	// A school's own teachers know who is who; the partner's see nicknames alone.
	own, partner := w.membership(w.teacher), w.membership(w.partner)
	for _, p := range own.People {
		if p.Role == "student" && (!p.Own || !strings.HasPrefix(p.KnownAs, "Student ") || p.SignInName == "") {
			t.Errorf("to their teacher: %+v", p)
		}
	}
	for _, p := range partner.People {
		if p.Role == "student" && (p.Own || p.KnownAs != "" || p.SignInName != "" || !strings.HasPrefix(p.Person.Name, "Nick ")) {
			t.Errorf("to the partner's teacher: %+v", p)
		}
	}
}

func TestASignInCodeIsHardToGuess(t *testing.T) {
	t.Parallel()
	said := 0
	for range 20_000 {
		part := strings.ReplaceAll(newSignInCode(), "-", "")[:4]
		if slices.ContainsFunc(unsaid, func(u string) bool { return strings.Contains(part, u) }) {
			t.Fatal(part)
		}
		said++
	}
	// What is left out is counted off at its most: each forbidden pair where a part can begin.
	pairs := math.Pow(float64(len(codeConsonants)*len(codeVowels)), 2) - float64(len(unsaid))
	if bits := 3*math.Log2(pairs) + 2*math.Log2(float64(len(codeDigits))); bits < 40 {
		t.Errorf("%.1f bits", bits)
	}
	if bits := codeLength * math.Log2(float64(len(codeLetters))); bits < 39 || strings.ContainsAny(codeLetters, "01OIl") {
		t.Errorf("a join code has %.1f bits", bits)
	}
}

func TestATeacherOfAnotherSchoolGivesNoStudentOfThisOneASignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	slip := w.students(w.teacher, 1)[0]
	w.exec(`insert into login (id, person_id, user_agent) values ($1, $2, '')`, newID(), slip.Person)
	w.exec(`insert into access_token (id, person_id, name, token_hash, scope, expires_at) values ($1, $2, '', '\x01', 'write', now() + interval '1 day')`, newID(), slip.Person)
	in := OfClass[wire.ResetSignIns]{Class: w.class, Body: wire.ResetSignIns{People: []uuid.UUID{slip.Person}}}
	_, err := w.ResetSignIns(t.Context(), w.partner, in)
	refused(t, err, "class.other_school")
	_, err = w.ResetSignIns(t.Context(), w.stranger, in)
	refused(t, err, "not_found")
	_, err = w.ResetSignIns(t.Context(), access.Actor{Person: slip.Person}, in)
	refused(t, err, "forbidden")
	for _, not := range []uuid.UUID{w.teacher.Person, w.partner.Person} { // a teacher's account is nobody's to reset
		_, err = w.ResetSignIns(t.Context(), w.teacher, OfClass[wire.ResetSignIns]{Class: w.class, Body: wire.ResetSignIns{People: []uuid.UUID{not}}})
		if err == nil {
			t.Error("a teacher's sign-in was reset")
		}
	}
	out, err := w.ResetSignIns(t.Context(), w.teacher, in)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.Slips[0]; got.SignInName != slip.SignInName || got.Code == slip.Code || got.Name != "Student A" {
		t.Errorf("%+v", got)
	}
	if n := one[int](w, `select (select count(*) from login where person_id = $1 and ended_at is null) + (select count(*) from access_token where person_id = $1 and revoked_at is null)`, slip.Person); n != 0 {
		t.Error("a login stands")
	}
	if !slices.Contains(w.published.told(slip.Person), wire.AccessChanged) {
		t.Error("open connections were not told")
	}
}
