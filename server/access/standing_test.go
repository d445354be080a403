package access_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"tongchuang/server/access"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestARevokedAccessTokenAndAnEndedLoginAreNobody(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	ctx := context.Background()
	person, login, token := uuid.New(), uuid.New(), uuid.New()
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(ctx, sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`insert into person (id, role, display_name) values ($1, 'citizen', 'Cora')`, person)
	exec(`insert into login (id, person_id, user_agent) values ($1, $2, '')`, login, person)
	exec(`insert into access_token (id, person_id, name, token_hash, scope, expires_at) values ($1, $2, '', '\x00', 'write', now() + interval '1 day')`, token, person)
	policy := access.New(pool)
	by := map[string]access.Actor{
		"login": {Person: person, Login: login},
		"token": {Person: person, Token: token},
	}
	for what, actor := range by {
		if err := policy.Alive(ctx, actor); err != nil {
			t.Errorf("by a standing %s: %v", what, err)
		}
	}
	exec(`update login set ended_at = now() where id = $1`, login)
	exec(`update access_token set revoked_at = now() where id = $1`, token)
	for what, actor := range by {
		if err := policy.Alive(ctx, actor); !errors.Is(err, problem.Unauthenticated()) {
			t.Errorf("by an ended %s: %v", what, err)
		}
	}
}
