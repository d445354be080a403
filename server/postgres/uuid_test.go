package postgres_test

import (
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/postgrestest"
)

func TestIDsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	id := uuid.New()
	var one uuid.UUID
	var none, some *uuid.UUID
	var all []uuid.UUID
	err := pool.QueryRow(t.Context(), "select $1::uuid, $2::uuid, $3::uuid, $4::uuid[]", id, (*uuid.UUID)(nil), &id, []uuid.UUID{id, uuid.Nil}).
		Scan(&one, &none, &some, &all)
	if err != nil {
		t.Fatal(err)
	}
	if one != id || none != nil || some == nil || *some != id || len(all) != 2 || all[0] != id || all[1] != uuid.Nil {
		t.Error(one, none, some, all)
	}
}
