package account_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestSettingsAreChangedOneByOne(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	b.do(http.MethodPatch, "/api/me", m{"time_zone": "America/New_York"}).must(t)
	b.do(http.MethodPatch, "/api/me", m{"display_name": "  陆 晨 "}).must(t)
	me := b.do(http.MethodPatch, "/api/me", m{}).must(t).body
	for _, part := range []string{`"name":"陆 晨"`, `"time_zone":"America/New_York"`, `"language":"en"`} {
		if !strings.Contains(me, part) {
			t.Errorf("%s lacks %s", me, part)
		}
	}
	for _, in := range []m{{"time_zone": "Mars/Base"}, {"time_zone": "../../etc/passwd"}, {"language": "zh"}, {"display_name": "аdmin"}, {"display_name": ""}, {"role": "administrator"}} {
		b.do(http.MethodPatch, "/api/me", in).want(t, 422, "invalid")
	}
	h.browser().do(http.MethodPatch, "/api/me", m{"language": "en"}).want(t, 401, "unauthenticated")
}

func TestADeletedAccountLeavesNothingOfThePerson(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.work()
	for _, posts := range []string{"keep", "delete"} {
		email := posts + "@example.org"
		person := h.member(email)
		b, elsewhere := h.signedIn(email), h.signedIn(email)
		if a := b.post("/api/me/delete", m{"password": other, "posts": posts}); a.fields != "password=wrong_password" {
			t.Error(a.body)
		}
		b.post("/api/me/delete", m{"password": good, "posts": "sell"}).want(t, 422, "invalid")
		b.post("/api/me/delete", m{"password": good, "posts": posts}).must(t)
		if b.isSignedIn() || elsewhere.isSignedIn() {
			t.Error("a login stands")
		}
		b.post("/api/sign-in", m{"name": email, "password": good}).want(t, 422, "account.wrong_credentials")
		n := h.count(`select count(*) from person where id = $1 and deleted_at is not null and display_name = ''
			and email is null and password_hash is null and sign_in_name is null and school_id is null`, person)
		if n != 1 {
			t.Error("something of the person is left")
		}
		h.member(email) // the address is free again
	}
	for posts, left := range map[string]chan uuid.UUID{"keep": h.forgot, "delete": h.deleted} {
		if h.count("select count(*) from person where id = $1 and deleted_at is not null", <-left) != 1 || len(left) != 0 {
			t.Errorf("%s: posts of the wrong person, or too often", posts)
		}
	}
}

func TestAStudentSignsInByTheNameTheSchoolGave(t *testing.T) {
	t.Parallel()
	h := build(t)
	person := h.member("li@example.org")
	if _, err := h.pool.Exec(h.ctx, "update person set role = 'student', email = null, email_confirmed_at = null, sign_in_name = 'lantern-42' where id = $1", person); err != nil {
		t.Fatal(err)
	}
	b := h.browser()
	b.post("/api/sign-in", m{"name": "Lantern-42", "password": good}).must(t)
	b.post("/api/password/change", m{"old_password": good, "password": other}).must(t)
	if h.jobs() != "" {
		t.Error("a letter to nowhere")
	}
}

func TestWhatNobodyNeedsIsForgotten(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	gone, stays := h.signedIn("li@example.org"), h.signedIn("li@example.org")
	gone.post("/api/sign-out", nil).must(t)
	gone.post("/api/register", registration("wu@example.org")).must(t)
	for _, query := range []string{
		"update login set ended_at = now() - interval '31 days' where ended_at is not null",
		"insert into session (token, data, expiry) values ('old', '', now() - interval '1 day')",
		"update registration set expires_at = now() - interval '1 second'",
		"delete from river_job",
	} {
		if _, err := h.pool.Exec(h.ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	finished := h.work()
	for kind := ""; kind != "account_clean"; {
		select {
		case e := <-finished:
			kind = e.Job.Kind
		case <-h.ctx.Done():
			t.Fatal("nothing was cleaned up")
		}
	}
	if l, s, r := h.count("select count(*) from login"), h.count("select count(*) from session"), h.count("select count(*) from registration"); l != 1 || s != 1 || r != 0 {
		t.Errorf("%d logins, %d sessions, %d registrations", l, s, r)
	}
	if !stays.isSignedIn() {
		t.Error("a login that stands was forgotten")
	}
}

func TestNobodyGivesThemselvesARoleOrASchool(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("li@example.org")
	b := h.signedIn("li@example.org")
	link, err := h.accounts.FirstAdministratorLink(h.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"role", "Role", "school_id", "verified_at", "email", "two_step_at", "id"} {
		b.do(http.MethodPatch, "/api/me", m{"display_name": "Li", name: "administrator"}).want(t, 422, "invalid")
		in := registration("wu@example.org")
		in[name] = "administrator"
		if name != "email" {
			b.post("/api/register", in).want(t, 422, "invalid")
			b.post("/api/first-administrator", m{"token": token(t, link), "register": in}).want(t, 422, "invalid")
		}
	}
	if n := h.count("select count(*) from person where role <> 'citizen' or display_name = 'Li'"); n != 0 {
		t.Error("something was taken")
	}
}
