-- name: ClassesOf :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, (c.archived_at is not null)::bool as over, m.role,
       t.id as chat, top.name as topic, t.post_count, t.last_post_seq, t.last_post_at, t.created_at, r.seq as read_seq
from class_member m
join class c on c.id = m.class_id
join board b on b.class_id = c.id
join thread t on t.board_id = b.id and t.kind = 'chat'
join topic top on top.id = t.topic_id
left join read_mark r on r.thread_id = t.id and r.person_id = m.person_id
where m.person_id = sqlc.arg(person) and m.left_at is null and (sqlc.narg(class)::uuid is null or c.id = sqlc.narg(class)::uuid)
order by c.created_at desc, c.id;

-- name: SchoolsOf :many
select c.id as class_id, s.id, s.name_en, s.name_zh_hans, s.name_zh_hant,
       ci.id as city_id, ci.slug, ci.country, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant
from class c
join pairing p on p.id = c.pairing_id
join school s on s.id in (p.school_a, p.school_b)
join city ci on ci.id = s.city_id
where c.id = any(sqlc.arg(classes)::uuid[])
order by ci.name_en;

-- name: MembersOf :many
select m.person_id, m.role, p.role as person_role, p.school_id, coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.left_at is null
order by m.role desc, name;

-- name: Member :one
select m.person_id, m.role, p.role as person_role, p.school_id, coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.person_id = $2 and m.left_at is null;
