-- What the rules need to know, one question per kind of object. A row that is missing means "no such object".

-- name: Standing :one
select p.role, (p.verified_at is not null)::bool as verified, coalesce(s.public_posting, false)::bool as public_posting,
       (p.email is null or p.email_confirmed_at is not null)::bool as confirmed,
       coalesce(p.suspended_until > now(), false)::bool as suspended,
       (p.two_step_at is not null)::bool as two_step,
       (p.deleted_at is not null)::bool as deleted,
       (coalesce(l.ended_at is not null, false) or coalesce(t.revoked_at is not null or t.expires_at < now(), false))::bool as login_ended
from person p
left join school s on s.id = p.school_id
left join login l on l.id = sqlc.narg(login)::uuid and l.person_id = p.id
left join access_token t on t.id = sqlc.narg(token)::uuid and t.person_id = p.id
where p.id = sqlc.arg(person)::uuid;

-- name: AboutBoard :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused
from board b
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where b.id = sqlc.arg(id)::uuid;

-- name: AboutThread :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused,
       t.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as hidden
from thread t
join board b on b.id = t.board_id
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where t.id = sqlc.arg(id)::uuid;

-- name: AboutPost :one
select b.class_id, coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused,
       p.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as thread_hidden,
       (p.hidden_at is not null)::bool as hidden, (p.deleted_at is not null)::bool as deleted, (p.held_at is not null)::bool as held
from post p
join thread t on t.id = p.thread_id
join board b on b.id = t.board_id
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where p.id = sqlc.arg(id)::uuid;

-- name: AboutClass :one
select c.id as class_id, coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused
from class_now c
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where c.id = sqlc.arg(id)::uuid;

-- name: AboutSchool :one
select exists (select from person p where p.id = sqlc.narg(person)::uuid and p.school_id = s.id and p.verified_at is not null)::bool as own
from school s where s.id = sqlc.arg(id)::uuid;

-- name: AboutPairing :one
select exists (select from person p where p.id = sqlc.narg(person)::uuid and p.school_id in (pr.school_a, pr.school_b) and p.verified_at is not null)::bool as own,
       (pr.opened_at is not null and pr.ended_at is null)::bool as opened, (pr.ended_at is not null)::bool as ended, pr.proposed_by
from pairing pr where pr.id = sqlc.arg(id)::uuid;
