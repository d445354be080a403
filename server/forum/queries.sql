-- name: PublicBoards :many
select b.id, b.slug, (select count(*) from thread t where t.board_id = b.id and t.hidden_at is null)::int as thread_count
from board b where b.public order by b.position, b.slug;

-- name: BoardBySlug :one
select b.id, b.slug, (select count(*) from thread t where t.board_id = b.id and t.hidden_at is null)::int as thread_count
from board b where b.slug = $1 and b.public;

-- A page of threads, those written in last first.
-- name: ThreadsOf :many
select t.id, t.title, t.language, t.post_count, t.last_post_seq, t.last_post_at, t.created_at, (t.locked_at is not null)::bool as locked,
       top.name as topic, t.author_id, coalesce(a.display_name, '')::text as author_name, coalesce(a.role, '')::text as author_role, r.seq as read_seq
from thread t
join topic top on top.id = t.topic_id
left join person a on a.id = t.author_id
left join read_mark r on r.thread_id = t.id and r.person_id = sqlc.narg(reader)::uuid
where t.board_id = sqlc.arg(board)::uuid and t.hidden_at is null and t.kind = 'discussion'
  and (t.last_post_at, t.id) < (sqlc.arg(before_at)::timestamptz, sqlc.arg(before_id)::uuid)
order by t.last_post_at desc, t.id desc
limit sqlc.arg(most);

-- name: ThreadByID :one
select t.id, t.title, t.language, t.post_count, t.last_post_seq, t.last_post_at, t.created_at, (t.locked_at is not null)::bool as locked,
       top.name as topic, t.author_id, coalesce(a.display_name, '')::text as author_name, coalesce(a.role, '')::text as author_role, r.seq as read_seq,
       b.slug as board, b.public, b.pairing_id, t.kind
from thread t
join topic top on top.id = t.topic_id
join board b on b.id = t.board_id
left join person a on a.id = t.author_id
left join read_mark r on r.thread_id = t.id and r.person_id = sqlc.narg(reader)::uuid
where t.id = sqlc.arg(thread)::uuid;

-- name: InsertThread :exec
insert into thread (id, board_id, kind, topic_id, author_id, title, language, post_count, last_post_seq)
values (sqlc.arg(id), sqlc.arg(board), 'discussion', sqlc.arg(topic), sqlc.arg(author)::uuid, sqlc.arg(title), sqlc.arg(language), 0, 0);

-- name: SentBefore :one
select p.thread_id, p.id, p.seq, p.request_hash, p.created_at from post p where p.author_id = $1 and p.client_id = $2;

-- Only ever grows, and never beyond the last post.
-- name: MarkRead :one
insert into read_mark as m (person_id, thread_id, seq)
select sqlc.arg(person)::uuid, t.id, least(sqlc.arg(seq)::bigint, t.last_post_seq) from thread t where t.id = sqlc.arg(thread)::uuid
on conflict (person_id, thread_id) do update set seq = greatest(m.seq, excluded.seq), read_at = now()
returning seq;

-- name: Cities :many
select id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant from city order by name_en;

-- name: Partnerships :many
select id, kind, city_a, city_b from partnership order by id;

-- name: Writer :one
select id, display_name, role, school_id, language from person where id = $1;

-- name: SlugOf :one
select slug from board where id = $1 and public;
