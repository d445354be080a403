package account_test

import (
	"bufio"
	"encoding/json"
	"io"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/account"
)

var (
	realProviderAnswers *bufio.Reader
	realProviderAsked   sync.Mutex // guards it and the provider's input
)

// nowSays makes the real provider say something else of somebody from now on.
func nowSays(t *testing.T, subject string, claims m) {
	t.Helper()
	realProviderAsked.Lock()
	defer realProviderAsked.Unlock()
	said := m{"sub": subject}
	for name, value := range claims {
		said[name] = value
	}
	line, err := json.Marshal(said)
	if err == nil {
		_, err = io.WriteString(realProviderInput, string(line)+"\n")
	}
	if err == nil {
		_, err = realProviderAnswers.ReadString('\n')
	}
	if err != nil {
		t.Fatal(err)
	}
}

// schoolsByClaim makes the district one of several schools.
func schoolsByClaim(d *account.District) {
	d.School, d.SchoolClaim, d.Schools = "", "school", map[string]string{"1042": "linden", "1043": "maple"}
}

// class makes a class of two schools and gives its id.
func (h *house) class(a, b uuid.UUID) uuid.UUID {
	h.t.Helper()
	pairing, class := uuid.New(), uuid.New()
	if _, err := h.pool.Exec(h.ctx, "insert into pairing (id, school_a, school_b, opened_at) values ($1, least($2, $3::uuid), greatest($2, $3::uuid), now())", pairing, a, b); err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.pool.Exec(h.ctx, "insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, 'Rivers', '河', '河')", class, pairing); err != nil {
		h.t.Fatal(err)
	}
	return class
}

func (h *house) join(class, person uuid.UUID, role string) {
	h.t.Helper()
	if _, err := h.pool.Exec(h.ctx, "insert into class_member (class_id, person_id, role) values ($1, $2, $3) on conflict (class_id, person_id) do update set left_at = null, role = $3", class, person, role); err != nil {
		h.t.Fatal(err)
	}
}

// standing is what an account is: role, school ("" for none), whether it is vouched for, and in how many classes.
func (h *house) standing(person uuid.UUID) (s struct {
	Role, School, Name, Email string
	Verified                  bool
	Classes                   int
}) {
	h.t.Helper()
	err := h.pool.QueryRow(h.ctx, `select p.role, coalesce(s.slug, ''), p.display_name, coalesce(p.email, ''), p.verified_at is not null,
		(select count(*) from class_member m where m.person_id = p.id and m.left_at is null)
		from person p left join school s on s.id = p.school_id where p.id = $1`, person).Scan(&s.Role, &s.School, &s.Name, &s.Email, &s.Verified, &s.Classes)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// TestWhatTheDistrictVouchesForIsRenewedAtEachSignIn walks one person of the real provider through a working life.
func TestWhatTheDistrictVouchesForIsRenewedAtEachSignIn(t *testing.T) {
	t.Parallel()
	issuer, err := realProvider()
	if err != nil {
		t.Fatal(err)
	}
	h := build(t, at(issuer, schoolsByClaim))
	linden, maple := h.school("linden"), h.school("maple")
	const who = "moving-5"
	come := func() *browser {
		b := h.browser()
		if to := b.comeBack(atProvider(t, b.begin(m{"next": "/boards"}), who)); to != "/boards" {
			t.Fatal(to)
		}
		return b
	}
	first := come()
	person := read[account.Me](t, first.get("/api/me")).Person.ID
	class := h.class(linden, maple)
	h.join(class, person, "teacher")
	token := read[struct{ Token string }](t, first.post("/api/access-tokens", m{"name": "script", "scope": "read", "password": ""})).Token
	come() // nothing was said anew
	if s := h.standing(person); s.Role != "teacher" || s.School != "linden" || s.Classes != 1 || h.told(person) != 0 || !first.isSignedIn() {
		t.Fatalf("the same word changed something: %+v", s)
	}

	// Another school: out of the classes of the old one.
	nowSays(t, who, m{"school": []string{"1043"}})
	second := come()
	if s := h.standing(person); s.Role != "teacher" || s.School != "maple" || !s.Verified || s.Classes != 0 {
		t.Errorf("who moved is %+v", s)
	}
	if first.isSignedIn() || !second.isSignedIn() || h.told(person) != 1 {
		t.Error("the logins of before did not end, or the new one did")
	}
	if n := h.count("select count(*) from audit_entry where action = 'person.vouch_again' and person_id = $1 and school_ids @> array[$2, $3]::uuid[]", person, linden, maple); n != 1 {
		t.Errorf("%d entries for both schools", n)
	}
	scripted := h.browser()
	scripted.header.Set("Authorization", "Bearer "+token)
	scripted.get("/api/me").want(t, 401, "unauthenticated")

	// No longer a teacher: a student, called and reached as one.
	h.join(class, person, "teacher")
	nowSays(t, who, m{"role": []string{"learner"}})
	come()
	if s := h.standing(person); s.Role != "student" || s.School != "maple" || s.Name != "Mo" || s.Email != "" || s.Classes != 0 {
		t.Errorf("who is no teacher any more is %+v", s)
	}
	// A teacher again: nothing of the student's is a way into it.
	h.join(class, person, "student")
	if _, err := h.pool.Exec(h.ctx, "update person set sign_in_name = 'mo-slip', password_hash = 'x' where id = $1", person); err != nil {
		t.Fatal(err)
	}
	nowSays(t, who, m{"role": []string{"teacher"}})
	come()
	if s := h.standing(person); s.Role != "teacher" || s.Name != "Mo Ving" || s.Email != "mo@district.example" || s.Classes != 0 {
		t.Errorf("who is a teacher again is %+v", s)
	}
	if n := h.count("select count(*) from person where id = $1 and (sign_in_name is not null or password_hash is not null)", person); n != 0 {
		t.Error("a slip of paper opens a teacher's account")
	}
	// Of no school here: a citizen, in no class.
	nowSays(t, who, m{"school": []string{"7"}})
	come()
	if s := h.standing(person); s.Role != "citizen" || s.School != "" || s.Verified {
		t.Errorf("who left is %+v", s)
	}
	if n := h.count("select count(*) from notice where person_id = $1 and kind in ('district.moved', 'district.student', 'district.teacher', 'district.none')", person); n != 4 {
		t.Errorf("told %d times", n)
	}
}

func TestTheDistrictPutsNobodyBackWhomOthersDecidedAbout(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL, schoolsByClaim))
	linden, _ := h.school("linden"), h.school("maple")
	come := func(subject, role, school string) (uuid.UUID, *browser) {
		b := h.browser()
		b.arriveFrom(c, func(c *crook) { c.claims = m{"sub": subject, "role": role, "school": school} })
		me := read[account.Me](t, b.get("/api/me"))
		if me.Person == nil {
			t.Fatalf("%s did not come in", subject)
		}
		return me.Person.ID, b
	}
	for _, decided := range []struct{ subject, sql, role string }{
		{"withdrawn", "update person set role = 'citizen', school_id = null, verified_at = null where id = $1", "citizen"},
		{"office", "update person set role = 'administrator', school_id = null where id = $1", "administrator"},
	} {
		person, _ := come(decided.subject, "teacher", "1042")
		if _, err := h.pool.Exec(h.ctx, decided.sql, person); err != nil {
			t.Fatal(err)
		}
		for _, said := range [][2]string{{"learner", "1042"}, {"teacher", "1042"}, {"teacher", "1043"}, {"teacher", ""}} {
			come(decided.subject, said[0], said[1])
		}
		if s := h.standing(person); s.Role != decided.role || s.School != "" {
			t.Errorf("%s is %+v", decided.subject, s)
		}
	}
	// A coordinator is a teacher with an office: both end.
	person, _ := come("office-2", "teacher", "1042")
	if _, err := h.pool.Exec(h.ctx, "update person set role = 'coordinator' where id = $1", person); err != nil {
		t.Fatal(err)
	}
	if come("office-2", "teacher", "1042"); h.standing(person).Role != "coordinator" {
		t.Error("a coordinator is no more than a teacher to the district")
	}
	come("office-2", "learner", "1042")
	if s := h.standing(person); s.Role != "student" {
		t.Errorf("a coordinator who is no teacher any more is %+v", s)
	}
	// A student who left keeps the account, in no class; the school keeps its record of them.
	pupil, b := come("pupil", "learner", "1042")
	come("pupil", "learner", "")
	if s := h.standing(pupil); s.Role != "student" || s.Verified || s.School != "linden" {
		t.Errorf("a student who left is %+v", s)
	}
	if b.isSignedIn() {
		t.Error("the logins of before did not end")
	}
	if n := h.count("select count(*) from person where school_id = $1 and role = 'citizen'", linden); n != 0 {
		t.Error("a student became an adult by leaving")
	}
	// Who comes for the first time from elsewhere gets no account.
	stranger := h.browser()
	if to := stranger.arriveFrom(c, func(c *crook) { c.claims = m{"sub": "elsewhere", "school": "9"} }); to != "/sign-in?failed=account.district_elsewhere" {
		t.Error(to)
	}
}

func TestWhoseRoleHangsOnTheDistrictDoesNotEscapeItsWord(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL))
	h.school("linden")
	b := h.browser()
	b.arriveFrom(c, func(c *crook) { c.claims = m{"role": "teacher"} })
	me := read[account.Me](t, b.get("/api/me"))
	if _, err := h.pool.Exec(h.ctx, "update person set password_hash = 'x' where id = $1", me.Person.ID); err != nil {
		t.Fatal(err)
	}
	b.post("/api/district/disconnect", nil).want(t, 409, "account.district_vouches")
}

// A provider whose further words do not come says nothing about anybody's role.
func TestAnAnswerThatGotLostMakesNobodyLess(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	c.userinfo = true
	h := build(t, at(c.server.URL))
	h.school("linden")
	b := h.browser()
	b.arriveFrom(c, func(c *crook) { c.claims = m{"role": "teacher"} })
	person := read[account.Me](t, b.get("/api/me")).Person.ID
	if to := h.browser().arriveFrom(c, nil); to != "/sign-in?failed=account.district_unavailable" {
		t.Error(to)
	}
	if s := h.standing(person); s.Role != "teacher" || !b.isSignedIn() {
		t.Errorf("%+v", s)
	}
}

func TestAClaimThatIsMissingTakesNothingFromAnybodyAndNoDistrictVouchesForAnothersSchool(t *testing.T) {
	t.Parallel()
	c := newCrook(t)
	h := build(t, at(c.server.URL, schoolsByClaim))
	linden := h.school("linden")
	maple := h.school("maple")
	abroad := h.school("abroad") // not in the district's setting
	b := h.browser()
	b.arriveFrom(c, func(c *crook) { c.claims = m{"role": "teacher", "school": "1042"} })
	person := read[account.Me](t, b.get("/api/me")).Person.ID
	h.join(h.class(linden, maple), person, "teacher")
	for _, claims := range []m{
		{"school": "1042"}, {"role": nil, "school": "1042"}, {"role": " ", "school": "1042"}, {"role": []string{}, "school": "1042"},
		{"role": " Teacher ", "school": "1042"}, {"role": "teacher"}, {"role": "learner", "school": nil},
	} {
		h.browser().arriveFrom(c, func(c *crook) { c.claims = claims })
		if s := h.standing(person); s.Role != "teacher" || s.School != "linden" || s.Classes != 1 {
			t.Errorf("after %v: %+v", claims, s)
		}
	}
	if to := h.browser().arriveFrom(c, func(c *crook) { c.claims = m{"sub": "elsewhere", "role": "teacher", "school": "abroad"} }); to != "/sign-in?failed=account.district_elsewhere" {
		t.Error(to)
	}
	if n := h.count("select count(*) from person where school_id = $1", abroad); n != 0 {
		t.Errorf("%d people of a school that is not the district's", n)
	}
}
