package rights

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/jobs"
	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
)

// A backup's ledger is called complete by what is done: an erasure whose job still deletes texts is not.
func TestAnErasureIsNotCalledDoneWhileAJobIsAtIt(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	ctx := t.Context()
	if err := jobs.Migrate(ctx, pool); err != nil {
		t.Fatal(err)
	}
	s := New(Deps{Pool: pool})
	var atWork, byItsOwner uuid.UUID
	for _, p := range []*uuid.UUID{&atWork, &byItsOwner} {
		*p = uuid.Must(uuid.NewV7())
		if _, err := pool.Exec(ctx, `insert into person (id, role, display_name, language, time_zone) values ($1, 'citizen', 'Somebody', 'en', 'UTC')`, *p); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pool.Exec(ctx, `update person set deleted_at = now() where id in ($1, $2)`, atWork, byItsOwner); err != nil {
		t.Fatal(err)
	}
	if err := postgres.InTx(ctx, pool, func(ctx context.Context, tx pgx.Tx) error {
		return jobs.Insert(ctx, tx, erasePerson{atWork, true})
	}); err != nil {
		t.Fatal(err)
	}
	done := func(p uuid.UUID) (yes bool) {
		t.Helper()
		if err := s.KeepLedger(ctx); err != nil {
			t.Fatal(err)
		}
		if err := pool.QueryRow(ctx, `select done_at is not null from erasure where subject = $1`, p).Scan(&yes); err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if done(atWork) {
		t.Error("an erasure is called done while its job has yet to run")
	}
	if !done(byItsOwner) {
		t.Error("an erasure that no job is at was not finished")
	}
	if _, err := pool.Exec(ctx, `update river_job set state = 'completed', finalized_at = now()`); err != nil {
		t.Fatal(err)
	}
	if !done(atWork) {
		t.Error("an erasure whose job has ended was not finished")
	}
}
