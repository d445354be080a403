package mail

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/postgrestest"
	"tongchuang/server/problem"
)

func TestTheOutboxIsReadByTheAdministratorAlone(t *testing.T) {
	t.Parallel()
	ctx := limited(t)
	pool := postgrestest.New(t)
	people := map[string]uuid.UUID{"administrator": uuid.New(), "citizen": uuid.New()}
	for role, id := range people {
		if _, err := pool.Exec(ctx, "insert into person (id, role, display_name, two_step_at) values ($1, $2, $2, now())", id, role); err != nil {
			t.Fatal(err)
		}
	}
	o := NewOutbox(pool)
	for i := range 5 {
		m := hello
		m.Subject = fmt.Sprint("letter ", i)
		if err := o.Send(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	for actor, want := range map[access.Actor]error{
		{}:                                problem.Unauthenticated(),
		{Person: people["citizen"]}:       problem.Forbidden(),
		{Person: people["administrator"]}: nil,
	} {
		if _, err := o.List(ctx, actor, ListOutbox{}); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	admin := access.Actor{Person: people["administrator"]}
	var subjects []string
	in := ListOutbox{Limit: 2}
	for {
		page, err := o.List(ctx, admin, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Mails {
			subjects = append(subjects, m.Subject)
		}
		if page.Next == "" {
			break
		}
		in.Cursor = page.Next
	}
	if got := fmt.Sprint(subjects); got != "[letter 4 letter 3 letter 2 letter 1 letter 0]" {
		t.Error(got)
	}
	if _, err := o.List(ctx, admin, ListOutbox{Cursor: "x"}); !errors.Is(err, problem.BadRequest()) {
		t.Error(err)
	}
	m := hello
	m.To = "a@b\nc"
	if err := o.Send(ctx, m); !IsPermanent(err) {
		t.Error(err)
	}
}
