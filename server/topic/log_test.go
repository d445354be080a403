package topic_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/postgrestest"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

func TestNothingIsPublishedOfATransactionThatFailed(t *testing.T) {
	t.Parallel()
	log, heard := newLog(t, postgrestest.New(t))
	name := newName()
	refused := errors.New("refused")
	err := log.InTx(t.Context(), []topic.Name{name}, func(_ context.Context, tx *topic.Tx) error {
		if _, err := tx.Append(entry(name, "never")); err != nil {
			return err
		}
		return refused
	})
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	if head, err := log.Head(t.Context(), name); err != nil || head != 0 {
		t.Errorf("head %d, %v", head, err)
	}
	if err := say(t.Context(), log, "first", name); err != nil {
		t.Fatal(err)
	}
	if got := heard.seqs(name); len(got) != 1 || got[0] != 1 {
		t.Errorf("published %v: the number of what was rolled back is not used up", got)
	}
}

func TestATopicThatWasNotNamedCannotBeWritten(t *testing.T) {
	t.Parallel()
	log, heard := newLog(t, postgrestest.New(t))
	named, other := newName(), newName()
	err := log.InTx(t.Context(), []topic.Name{named}, func(_ context.Context, tx *topic.Tx) error {
		_, err := tx.Append(entry(other, "x"))
		return err
	})
	if err == nil || len(heard.heard) != 0 {
		t.Errorf("%v, %d published", err, len(heard.heard))
	}
}

func TestWhatWasRedactedIsNotInTheLogAnyMore(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, _ := newLog(t, pool)
	name, other := newName(), newName()
	about, another := uuid.New(), uuid.New()
	err := log.InTx(t.Context(), []topic.Name{name, other}, func(_ context.Context, tx *topic.Tx) error {
		for _, e := range []topic.Entry{
			{Topic: name, Kind: "said", Subject: about, Data: []byte(`"secret"`)},
			{Topic: name, Kind: "said", Subject: another, Data: []byte(`"kept"`)},
			{Topic: name, Kind: "changed", Subject: about, Data: []byte(`"secret too"`)},
			{Topic: other, Kind: "said", Subject: about, Data: []byte(`"elsewhere"`)},
		} {
			if _, err := tx.Append(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = log.InTx(t.Context(), []topic.Name{name}, func(ctx context.Context, tx *topic.Tx) error {
		if err := tx.Redact(ctx, name, about, []byte(`{"gone":true}`)); err != nil {
			return err
		}
		_, err := tx.Append(topic.Entry{Topic: name, Kind: "hidden", Subject: about, Data: []byte(`{"why":1}`)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range read(t, log, name, 0) {
		all = append(all, string(e.Data))
	}
	if got := strings.Join(all, " "); got != `{"gone":true} "kept" {"gone":true} {"why":1}` {
		t.Error(got)
	}
	if got := string(read(t, log, other, 0)[0].Data); got != `"elsewhere"` {
		t.Error(got)
	}
	var left int
	if err := pool.QueryRow(t.Context(), "select count(*) from event where data::text like '%secret%'").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d left, %v", left, err)
	}
}

func TestAGroupIsStoredWholeAndThenPublished(t *testing.T) {
	t.Parallel()
	log, heard := newLog(t, postgrestest.New(t))
	a, b, idle := newName(), newName(), newName()
	if err := say(t.Context(), log, "before", a, b, idle); err != nil {
		t.Fatal(err)
	}
	asked := false
	err := newLine(t, log).Commit(t.Context(), topic.Group{
		Topics: []topic.Name{b, a, idle, a},
		Ask: func(batch *pgx.Batch) {
			batch.Queue("select 1").QueryRow(func(r pgx.Row) error { asked = true; var one int; return r.Scan(&one) })
		},
		Decide: func(heads *topic.Heads, _ *pgx.Batch) error {
			if !asked {
				t.Error("decided before the answers were there")
			}
			for _, n := range []topic.Name{a, b, a} {
				want := heads.Next(n)
				if seq, err := heads.Append(entry(n, "x")); err != nil || seq != want {
					t.Errorf("%d, %v", seq, err)
				}
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[topic.Name]int{a: 3, b: 2, idle: 1} {
		events := read(t, log, name, 0)
		mustBeGapless(t, events, 0)
		head, _ := log.Head(t.Context(), name)
		if len(events) != want || head != int64(want) || len(heard.seqs(name)) != want {
			t.Errorf("%d events, head %d, %d published, want %d", len(events), head, len(heard.seqs(name)), want)
		}
	}
	heads, err := log.Heads(t.Context(), []topic.Name{a, b, newName()})
	if err != nil || len(heads) != 2 || heads[a] != 3 || heads[b] != 2 {
		t.Error(heads, err)
	}
}

func TestAGroupThatFailsLeavesNothingAndItsConnectionIsUsableAgain(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	log, heard := newLog(t, pool)
	name := newName()
	if err := say(t.Context(), log, "before", name); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	line := newLine(t, log)
	for what, decide := range map[string]func(*topic.Heads, *pgx.Batch) error{
		"the decision": func(h *topic.Heads, _ *pgx.Batch) error {
			_, _ = h.Append(entry(name, "never"))
			return refused
		},
		"a statement": func(h *topic.Heads, b *pgx.Batch) error {
			_, err := h.Append(entry(name, "never"))
			b.Queue("insert into topic (name) values ('not a name')")
			return err
		},
		"the data": func(h *topic.Heads, _ *pgx.Batch) error {
			_, err := h.Append(topic.Entry{Topic: name, Kind: "said", Data: []byte(`{"cut`)})
			return err
		},
	} {
		err := line.Commit(t.Context(), topic.Group{Topics: []topic.Name{name}, Ask: func(*pgx.Batch) {}, Decide: decide})
		if err == nil {
			t.Errorf("%s did not fail", what)
		}
	}
	if err := say(t.Context(), log, "after", name); err != nil {
		t.Fatal(err)
	}
	if got := heard.seqs(name); len(got) != 2 || got[1] != 2 {
		t.Errorf("published %v", got)
	}
	var open int
	err := pool.QueryRow(t.Context(), `select count(*) from pg_stat_activity
		where datname = current_database() and state like 'idle in transaction%'`).Scan(&open)
	if err != nil || open != 0 {
		t.Errorf("%d transactions left open, %v", open, err)
	}
}

func TestAnEventsFrameIsWhatTheProtocolSays(t *testing.T) {
	t.Parallel()
	e := topic.Event{
		Topic: newName(), Seq: 1 << 52, Kind: "post.created", At: time.Date(2026, 2, 3, 4, 5, 6, 789000, time.FixedZone("", 3600)),
		Data: []byte(`{"body":"你好 \"x\""}`),
	}
	want, err := json.Marshal(wire.Event{Topic: string(e.Topic), Seq: e.Seq, Event: e.Kind, At: e.At.UTC(), Data: e.Data})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(e.AppendFrame(nil)); got != string(want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNamesHaveAPrefixAndAnID(t *testing.T) {
	t.Parallel()
	if p, id, ok := topic.Name("thread:x-1").Split(); p != "thread" || id != "x-1" || !ok {
		t.Error(p, id, ok)
	}
	for _, bad := range []string{"", "thread", ":", "thread:", ":id", "a:" + strings.Repeat("x", 99)} {
		if _, _, ok := topic.Name(bad).Split(); ok {
			t.Errorf("%q counts as a name", bad)
		}
	}
}
