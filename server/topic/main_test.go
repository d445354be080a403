package topic_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"tongchuang/server/topic"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hearer is the Publisher of these tests. It checks at each publication that the events are committed already.
type hearer struct {
	t    *testing.T
	pool *pgxpool.Pool

	mu    sync.Mutex
	heard []topic.Event
}

func (h *hearer) Publish(events []topic.Event) {
	for _, e := range events {
		var stored bool
		err := h.pool.QueryRow(context.Background(), `select exists (select from event e join topic t on t.id = e.topic_id
			where t.name = $1 and e.seq = $2)`, string(e.Topic), e.Seq).Scan(&stored)
		if err != nil || !stored {
			h.t.Errorf("%s %d was published before its commit (%v)", e.Topic, e.Seq, err)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.heard = append(h.heard, events...)
}

// seqs gives the numbers published of a topic, sorted.
func (h *hearer) seqs(name topic.Name) []int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	var seqs []int64
	for _, e := range h.heard {
		if e.Topic == name {
			seqs = append(seqs, e.Seq)
		}
	}
	slices.Sort(seqs)
	return seqs
}

func newLog(t *testing.T, pool *pgxpool.Pool) (*topic.Log, *hearer) {
	h := &hearer{t: t, pool: pool}
	return topic.NewLog(pool, h), h
}

func newName() topic.Name { return topic.Of("test", uuid.New()) }

func entry(name topic.Name, text string) topic.Entry {
	return topic.Entry{Topic: name, Kind: "test.said", Data: jsontext.Value(fmt.Sprintf("%q", text))}
}

// say appends one event to each of the topics.
func say(ctx context.Context, log *topic.Log, text string, names ...topic.Name) error {
	return log.InTx(ctx, names, func(_ context.Context, tx *topic.Tx) error {
		for _, n := range names {
			if _, err := tx.Append(entry(n, text)); err != nil {
				return err
			}
		}
		return nil
	})
}

func read(t *testing.T, log *topic.Log, name topic.Name, after int64) []topic.Event {
	t.Helper()
	events, err := log.Read(t.Context(), name, after, 1<<62, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// mustBeGapless fails unless the events are numbered after+1, after+2 …
func mustBeGapless(t *testing.T, events []topic.Event, after int64) {
	t.Helper()
	for i, e := range events {
		if want := after + int64(i) + 1; e.Seq != want {
			t.Fatalf("event %d has the number %d, want %d", i, e.Seq, want)
		}
	}
}

func numbers(n int) []int64 {
	list := make([]int64, n)
	for i := range list {
		list[i] = int64(i) + 1
	}
	return list
}
