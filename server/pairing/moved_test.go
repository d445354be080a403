package pairing_test

import (
	"context"
	"database/sql"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"tongchuang/migrations"
	"tongchuang/server/postgrestest"
)

func TestWhatWasSaidBeforeDiscussionsWerePostsIsMovedAndBackAndNothingIsLost(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, err := sql.Open("pgx", postgrestest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	steps, err := goose.NewProvider(goose.DialectPostgres, db, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := steps.UpTo(ctx, 14); err != nil {
		t.Fatal(err)
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(ctx, query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	city, a, b, teacher, guan, pairing, first, second, accepted, client := id(), id(), id(), id(), id(), id(), id(), id(), id(), id()
	exec(`insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values ($1, 'c', 'US', 'UTC', 'C', 'C', 'C')`, city)
	exec(`insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant) values ($1, $3, 'a', 'A', 'A', 'A'), ($2, $3, 'b', 'B', 'B', 'B')`, a, b, city)
	exec(`insert into person (id, role, display_name, school_id, verified_at) values ($1, 'teacher', 'Ms Test', $3, now()), ($2, 'coordinator', '关主任', $4, now())`, teacher, guan, a, b)
	exec(`insert into pairing (id, school_a, school_b, proposed_by, proposed_from, proposed_at) values ($1, $2, $3, $4, $2, '2026-03-01T08:00:00.5Z')`, pairing, a, b, teacher)
	exec(`insert into pairing_step (id, pairing_id, kind, at, person_id, school_id, text, language, client_id) values
		($1, $4, 'proposed', '2026-03-01T08:00:00.5Z', $5, $7, 'Rivers & <b>lakes</b>'||E'\n'||'together?', 'en', null),
		($2, $4, 'accepted', '2026-03-02T08:00:00Z', $6, $8, '', 'und', null),
		($3, $4, 'said', '2026-03-03T08:00:00.123456Z', $6, $8, '好的', 'zh-Hans', $9)`, first, accepted, second, pairing, teacher, guan, a, b, client)
	exec(`with t as (insert into topic (name, head) values ('pairing:' || $1::text, 2) returning id)
		insert into event (topic_id, seq, kind, subject, data) select id, n, 'pairing.step', case n when 1 then $2::uuid else $3::uuid end, '{"text": "secret"}' from t, generate_series(1, 2) n`, pairing, first, second)

	one := func(query string, args ...any) string {
		t.Helper()
		var v string
		if err := db.QueryRowContext(ctx, query, args...).Scan(&v); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return v
	}
	if _, err := steps.UpTo(ctx, 15); err != nil {
		t.Fatal(err)
	}
	const posts = `select string_agg(concat_ws('|', seq, a.display_name, body, html, p.language, to_char(p.created_at at time zone 'UTC', 'MM-DD HH24:MI:SS.US'), client_id = $2), ' // ' order by seq)
		from post p join person a on a.id = p.author_id where thread_id = $1`
	const want = "1|Ms Test|Rivers & <b>lakes</b>\ntogether?|<p>Rivers &amp; &lt;b&gt;lakes&lt;/b&gt;<br>together?</p>|en|03-01 08:00:00.500000|f" +
		" // 2|关主任|好的|<p>好的</p>|zh-Hans|03-03 08:00:00.123456|t"
	if got := one(posts, pairing, client); got != want {
		t.Errorf("the posts are\n%s\nwant\n%s", got, want)
	}
	if got := one(`select concat_ws(' ', t.post_count, t.last_post_seq, top.head, (select count(*) from event e where e.topic_id = top.id and e.data::jsonb ? 'author'), p.said_told)
		from thread t join topic top on top.id = t.topic_id and top.name = 'thread:' || t.id join pairing p on p.id = t.id where t.id = $1`, pairing); got != "2 2 2 2 2" {
		t.Errorf("post count, last post, head, events, told: %s", got)
	}
	if got := one(`select count(*)::text from event where data::text like '%secret%'`); got != "0" {
		t.Error("the events of steps still say what posts say")
	}
	if got := one(`select string_agg(kind || ':' || text, ' ' order by at) from pairing_step`); got != "proposed: accepted: said:" {
		t.Errorf("the steps are %q", got)
	}
	// A pairing that is made since has its discussion by itself; and the way back brings everything back.
	later := id()
	exec(`update pairing set ended_at = now()`)
	exec(`insert into pairing (id, school_a, school_b) values ($1, $2, $3)`, later, a, b)
	exec(`insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language) values ($1, $2, 1, $3, $1, '', 'Later', 'Later', 'en')`, id(), later, teacher)
	if _, err := steps.DownTo(ctx, 14); err != nil {
		t.Fatal(err)
	}
	if got := one(`select string_agg(kind || ':' || text, ' ' order by at) from pairing_step`); got != "proposed:Rivers & <b>lakes</b>\ntogether? accepted: said:好的 said:Later" {
		t.Errorf("back, the steps are %q", got)
	}
	if got := one(`select count(*)::text from post`) + one(`select count(*)::text from thread`); got != "00" {
		t.Errorf("back, there are posts and threads: %s", got)
	}
}
