package account_test

import (
	"errors"
	"testing"

	"tongchuang/server/access"
	"tongchuang/server/account"
)

func TestWhoRunsTheServerMakesModeratorsAndAdministratorsAndNeverEndsTheLast(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.member("ada@example.org")
	h.member("ben@example.org")
	role := func(email string) (role string) {
		t.Helper()
		if err := h.pool.QueryRow(h.ctx, `select role from person where email = $1`, email).Scan(&role); err != nil {
			t.Fatal(err)
		}
		return role
	}
	appoint := func(email string, as access.Role, want error) {
		t.Helper()
		if err := h.accounts.Appoint(h.ctx, email, as); !errors.Is(err, want) {
			t.Errorf("%s as %s: %v", email, as, err)
		}
	}
	if err := h.accounts.Appoint(h.ctx, "nobody@example.org", access.Moderator); err == nil {
		t.Error("nobody is made a moderator")
	}
	appoint("Ada@example.org", access.Administrator, nil)
	if role("ada@example.org") != "administrator" {
		t.Error("she is none")
	}
	if n := h.count(`select count(*) from login where ended_at is null and person_id = (select id from person where email = 'ada@example.org')`); n != 0 {
		t.Errorf("%d logins of before have the new rights", n)
	}
	if n := h.count(`select count(*) from audit_entry where action = 'person.appoint' and data->>'role' = 'administrator'`); n != 1 {
		t.Errorf("it is written down %d times", n)
	}
	if n := h.count(`select count(*) from notice where kind = 'appointed_administrator'`); n != 1 {
		t.Errorf("she is told %d times", n)
	}
	appoint("ada@example.org", access.Citizen, account.ErrLastAdministrator)
	appoint("ben@example.org", access.Administrator, nil)
	appoint("ada@example.org", access.Moderator, nil)
	if role("ada@example.org") != "moderator" || role("ben@example.org") != "administrator" {
		t.Error(role("ada@example.org"), role("ben@example.org"))
	}
	if _, err := h.pool.Exec(h.ctx, `update person set role = 'teacher' where email = 'ada@example.org'`); err != nil {
		t.Fatal(err)
	}
	appoint("ada@example.org", access.Moderator, account.ErrOfASchool)
}
