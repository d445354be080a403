package topic_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgres"
	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
)

func newLine(t *testing.T, log *topic.Log) *topic.Line {
	t.Helper()
	line := log.NewLine(func(*pgx.Batch) {})
	t.Cleanup(line.Close)
	return line
}

// said is a group of one event, and tells by which connection it was committed.
func said(name topic.Name, by *int) topic.Group {
	return topic.Group{
		Topics: []topic.Name{name},
		Ask: func(b *pgx.Batch) {
			b.Queue("select pg_backend_pid()").QueryRow(func(r pgx.Row) error { return r.Scan(by) })
		},
		Decide: func(h *topic.Heads, _ *pgx.Batch) error {
			_, err := h.Append(entry(name, "x"))
			return err
		},
	}
}

func TestGroupsKeepTheirConnectionAndItsPlans(t *testing.T) {
	t.Parallel()
	log, _ := newLog(t, postgrestest.New(t))
	name := newName()
	if err := say(t.Context(), log, "before", name); err != nil {
		t.Fatal(err)
	}
	line := newLine(t, log)
	if err := line.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := 0
	for range 3 {
		var by, planned int
		group := said(name, &by)
		ask := group.Ask
		group.Ask = func(b *pgx.Batch) {
			ask(b)
			b.Queue("select count(*) from pg_prepared_statements where statement like 'with said%' and generic_plans > 0").
				QueryRow(func(r pgx.Row) error { return r.Scan(&planned) })
		}
		if err := line.Commit(t.Context(), group); err != nil {
			t.Fatal(err)
		}
		if planned != 1 {
			t.Error("a group had its statement planned when it came")
		}
		if first == 0 {
			first = by
		}
		if by != first {
			t.Errorf("a group went by connection %d, the first by %d", by, first)
		}
	}
}

func TestALineWhoseConnectionWasCutTakesAnother(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, heard := newLog(t, pool)
	name := newName()
	if err := say(t.Context(), log, "before", name); err != nil {
		t.Fatal(err)
	}
	line := newLine(t, log)
	var by, again int
	if err := line.Commit(t.Context(), said(name, &by)); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), "select pg_terminate_backend($1, 5000)", by); err != nil {
		t.Fatal(err)
	}
	// What was being sent when the connection broke is refused honestly; the next one goes.
	if err := line.Commit(t.Context(), said(name, &again)); err != nil && !postgres.IsUnavailable(err) {
		t.Fatal(err)
	}
	if err := line.Commit(t.Context(), said(name, &again)); err != nil {
		t.Fatal(err)
	}
	if again == by {
		t.Error("the group went by a connection that is gone")
	}
	mustBeGapless(t, read(t, log, name, 0), 0)
	if heard.seqs(name) == nil {
		t.Error("nothing was published")
	}
	refused := errors.New("refused")
	failing := said(name, &again)
	failing.Decide = func(*topic.Heads, *pgx.Batch) error { return refused }
	before := again
	if err := line.Commit(t.Context(), failing); !errors.Is(err, refused) {
		t.Errorf("a refusal came out as %v", err)
	}
	if err := line.Commit(t.Context(), said(name, &again)); err != nil || again != before {
		t.Errorf("after a refusal the connection was not used again (%v)", err)
	}
}
