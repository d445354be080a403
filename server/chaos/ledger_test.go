package chaos

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/postgrestest"
	"tongchuang/server/wire"
)

// record is a database with one room and three posts, and what a client heard of them.
type record struct {
	pool    *pgxpool.Pool
	ledger  *Ledger
	reports *Reports
	person  person
	sends   []*Send
	stored  []wire.PostStored
	events  []Event
}

func newRecord(t *testing.T) *record {
	t.Helper()
	r := &record{pool: postgrestest.New(t), ledger: NewLedger()}
	people, err := seed(t.Context(), r.pool, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	r.person = people[0]
	room := r.person.rooms[0]
	r.reports = r.ledger.Reports("client", []string{room.topic})
	for i := range 3 {
		s := &Send{CreatePost: wire.CreatePost{Thread: room.thread, ClientID: uuid.New()}, Tries: 1, Queued: time.Now()}
		stored := wire.PostStored{ID: newID(), ClientID: s.ClientID, Thread: s.Thread, Seq: int64(i) + 1}
		data := fmt.Sprintf(`{"n":%d}`, i)
		for _, q := range []struct {
			sql  string
			args []any
		}{
			{`insert into event (topic_id, seq, kind, subject, data) select id, $2, 'post.created', $3, $4 from topic where name = $1`,
				[]any{room.topic, stored.Seq, stored.ID, data}},
			{`update topic set head = $2 where name = $1`, []any{room.topic, stored.Seq}},
			{`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language) values ($1, $2, $3, $4, $5, '', '', '', 'en')`,
				[]any{stored.ID, s.Thread, stored.Seq, r.person.id, s.ClientID}},
		} {
			if _, err := r.pool.Exec(t.Context(), q.sql, q.args...); err != nil {
				t.Fatal(err)
			}
		}
		r.sends, r.stored = append(r.sends, s), append(r.stored, stored)
		r.events = append(r.events, Event{stored.Seq, "post.created", []byte(data)})
	}
	return r
}

func (r *record) hear(which ...int) {
	topic := r.person.rooms[0].topic
	r.reports.Began(topic, wire.Subscribed{Topic: topic})
	for _, i := range which {
		r.reports.Heard(topic, r.events[i])
	}
}

func (r *record) acknowledge(which ...int) {
	for _, i := range which {
		r.ledger.Posted()
		r.ledger.Answered(r.person.id, r.sends[i], r.stored[i], nil)
	}
}

func TestTheLedgerSeesWhatIsLostTwiceOrOutOfOrder(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(t *testing.T, r *record)
		want violations
	}{
		"all is well":                       {func(_ *testing.T, r *record) { r.acknowledge(0, 1, 2); r.hear(0, 1, 2) }, violations{}},
		"the last was never heard":          {func(_ *testing.T, r *record) { r.hear(0, 1) }, violations{Lost: 1}},
		"one in the middle was never heard": {func(_ *testing.T, r *record) { r.hear(0, 2) }, violations{Lost: 1, Other: 1}},
		"nobody ever came":                  {func(*testing.T, *record) {}, violations{Lost: 3}},
		"one was heard twice":               {func(_ *testing.T, r *record) { r.hear(0, 1, 1, 2) }, violations{Duplicated: 1}},
		"two changed places":                {func(_ *testing.T, r *record) { r.hear(0, 2, 1) }, violations{Inverted: 1, Other: 1}},
		"another text was heard":            {func(_ *testing.T, r *record) { r.events[1].Data = []byte(`{}`); r.hear(0, 1, 2) }, violations{Other: 1}},
		"an acknowledged post is not stored": {func(t *testing.T, r *record) {
			r.acknowledge(0, 1, 2)
			r.hear(0, 1)
			execute(t, r.pool, `delete from post where seq = 3`)
			execute(t, r.pool, `delete from event where seq = 3`)
		}, violations{Lost: 1}},
		"a send has two events": {func(t *testing.T, r *record) {
			r.hear(0, 1, 2)
			execute(t, r.pool, `insert into event (topic_id, seq, kind, subject, data) select topic_id, 4, kind, subject, data from event where seq = 3`)
			r.reports.Heard(r.person.rooms[0].topic, Event{4, r.events[2].Kind, r.events[2].Data})
		}, violations{Duplicated: 1}},
		"an answer names another place":    {func(_ *testing.T, r *record) { r.stored[1].Seq = 7; r.acknowledge(0, 1); r.hear(0, 1, 2) }, violations{Other: 1}},
		"an author's posts changed places": {func(_ *testing.T, r *record) { r.acknowledge(1, 0); r.hear(0, 1, 2) }, violations{Inverted: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRecord(t)
			c.do(t, r)
			if err := r.ledger.Compare(t.Context(), r.pool); err != nil {
				t.Fatal(err)
			}
			if r.ledger.count != c.want {
				t.Errorf("counted %+v, want %+v: %q", r.ledger.count, c.want, r.ledger.Words())
			}
		})
	}
}

func execute(t *testing.T, pool *pgxpool.Pool, sql string) {
	t.Helper()
	if _, err := pool.Exec(context.Background(), sql); err != nil {
		t.Fatal(err)
	}
}
