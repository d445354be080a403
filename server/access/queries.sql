-- What the rules need to know, one question per kind of object. A row that is missing means "no such object".

-- name: Standing :one
select p.role, (p.email is null or p.email_confirmed_at is not null)::bool as confirmed,
       coalesce(p.suspended_until > now(), false)::bool as suspended,
       (p.deleted_at is not null)::bool as deleted,
       (coalesce(l.ended_at is not null, false) or coalesce(t.revoked_at is not null or t.expires_at < now(), false))::bool as login_ended
from person p
left join login l on l.id = sqlc.narg(login)::uuid and l.person_id = p.id
left join access_token t on t.id = sqlc.narg(token)::uuid and t.person_id = p.id
where p.id = sqlc.arg(person)::uuid;

-- name: AboutBoard :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(c.archived_at is not null, false)::bool as archived
from board b
left join class c on c.id = b.class_id
left join class_member m on m.class_id = b.class_id and m.person_id = sqlc.narg(person)::uuid and m.left_at is null
where b.id = sqlc.arg(id)::uuid;

-- name: AboutThread :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(c.archived_at is not null, false)::bool as archived,
       t.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as hidden
from thread t
join board b on b.id = t.board_id
left join class c on c.id = b.class_id
left join class_member m on m.class_id = b.class_id and m.person_id = sqlc.narg(person)::uuid and m.left_at is null
where t.id = sqlc.arg(id)::uuid;

-- name: AboutPost :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(c.archived_at is not null, false)::bool as archived,
       p.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as thread_hidden,
       (p.hidden_at is not null)::bool as hidden, (p.deleted_at is not null)::bool as deleted
from post p
join thread t on t.id = p.thread_id
join board b on b.id = t.board_id
left join class c on c.id = b.class_id
left join class_member m on m.class_id = b.class_id and m.person_id = sqlc.narg(person)::uuid and m.left_at is null
where p.id = sqlc.arg(id)::uuid;

-- name: AboutClass :one
select (c.archived_at is not null)::bool as archived, coalesce(m.role, '')::text as member_role
from class c
left join class_member m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and m.left_at is null
where c.id = sqlc.arg(id)::uuid;
