-- What the rules need to know, one question per kind of object. A row that is missing means "no such object".

-- name: Standing :one
select p.role, (p.verified_at is not null)::bool as verified, (case p.role when 'student' then p.verified_at is not null and coalesce(s.public_posting, false) else p.adult_at is not null end)::bool as public_posting,
       (p.email is null or p.email_confirmed_at is not null)::bool as confirmed,
       coalesce(p.suspended_until > now(), false)::bool as suspended,
       (p.two_step_at is not null)::bool as two_step,
       (p.deleted_at is not null)::bool as deleted,
       (coalesce(l.ended_at is not null or l.created_at < now() - interval '30 days' or l.seen_at < now() - interval '14 days', false) -- as account has it
        or coalesce(t.revoked_at is not null or t.expires_at < now(), false))::bool as login_ended
from person p
left join school s on s.id = p.school_id
left join login l on l.id = sqlc.narg(login)::uuid and l.person_id = p.id
left join access_token t on t.id = sqlc.narg(token)::uuid and t.person_id = p.id
where p.id = sqlc.arg(person)::uuid;

-- name: AboutBoard :one
select b.class_id, b.pairing_id, (pr.ended_at is not null)::bool as ended, coalesce(discusses(b.pairing_id, sqlc.narg(person)::uuid), '')::text as discusses,
       coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused
from board b
left join pairing pr on pr.id = b.pairing_id
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where b.id = sqlc.arg(id)::uuid;

-- name: AboutThread :one
select b.class_id, b.pairing_id, (pr.ended_at is not null)::bool as ended, coalesce(discusses(b.pairing_id, sqlc.narg(person)::uuid), '')::text as discusses,
       coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused,
       exists (select from staff_access sa where (sa.class_id = b.class_id or sa.pairing_id = b.pairing_id) and sa.person_id = sqlc.narg(person)::uuid and sa.until > now())::bool as granted,
       t.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as hidden
from thread t
join board b on b.id = t.board_id
left join pairing pr on pr.id = b.pairing_id
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = c.id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where t.id = sqlc.arg(id)::uuid;

-- name: AboutPost :one
select b.class_id, b.pairing_id, (pr.ended_at is not null)::bool as ended, coalesce(discusses(b.pairing_id, sqlc.narg(person)::uuid), '')::text as discusses,
       coalesce(m.role, '')::text as member_role, coalesce(m.muted, false)::bool as muted, coalesce(m.quiet, false)::bool as quiet,
       coalesce(c.archived, false)::bool as archived, coalesce(c.locked, false)::bool as class_locked,
       coalesce(c.open, false)::bool as class_open, coalesce(c.paused, false)::bool as paused,
       exists (select from staff_access sa where (sa.class_id = b.class_id or sa.pairing_id = b.pairing_id) and sa.person_id = sqlc.narg(person)::uuid and sa.until > now())::bool as granted,
       p.author_id, (t.locked_at is not null)::bool as locked, (t.hidden_at is not null)::bool as thread_hidden,
       (p.hidden_at is not null)::bool as hidden, (p.deleted_at is not null)::bool as deleted, (p.held_at is not null)::bool as held, a.role as author_role
from post p
join person a on a.id = p.author_id
join thread t on t.id = p.thread_id
join board b on b.id = t.board_id
left join pairing pr on pr.id = b.pairing_id
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
select exists (select from person p where p.id = sqlc.narg(person)::uuid and p.school_id = s.id and p.verified_at is not null)::bool as own,
       exists (select from person k where k.school_id = s.id and k.role = 'coordinator' and k.verified_at is not null and k.deleted_at is null)::bool as coordinated
from school s where s.id = sqlc.arg(id)::uuid;

-- name: AboutPairing :one
select exists (select from person p where p.id = sqlc.narg(person)::uuid and p.school_id in (pr.school_a, pr.school_b) and p.verified_at is not null)::bool as own,
       (pr.opened_at is not null and pr.ended_at is null)::bool as opened, (pr.ended_at is not null)::bool as ended, pr.proposed_by
from pairing pr where pr.id = sqlc.arg(id)::uuid;

-- name: MutedSomewhere :one
select exists (select from member_now where person_id = $1 and muted)::bool;

-- name: AboutPerson :one
select (p.role = 'student')::bool as student, exists (
         select from person a where a.id = sqlc.narg(actor)::uuid and a.school_id = p.school_id and a.verified_at is not null)::bool as own,
       exists (select from person k where k.school_id = p.school_id and k.role = 'coordinator' and k.verified_at is not null and k.deleted_at is null)::bool as coordinated,
       exists (select from class_member m join class_member t on t.class_id = m.class_id and t.person_id = sqlc.narg(actor)::uuid
               where m.person_id = p.id and m.role = 'student' and t.role = 'teacher' and t.left_at is null)::bool as taught
from person p where p.id = sqlc.arg(id)::uuid and p.deleted_at is null;

-- name: AboutFellow :one
select p.role as their_role,
       exists (select from member_now a join member_now b on b.class_id = a.class_id where a.person_id = p.id and b.person_id = sqlc.narg(person)::uuid)::bool as shared,
       exists (select from member_now a join member_now b on b.class_id = a.class_id
               where a.person_id = p.id and b.person_id = sqlc.narg(person)::uuid and (a.role in ('teacher', 'assistant') or b.role in ('teacher', 'assistant')))::bool as kept
from person p where p.id = sqlc.arg(id)::uuid and p.deleted_at is null;

-- name: AboutCase :one
select mc.class_id, coalesce(m.role, '')::text as member_role, mc.person_id, coalesce(p.role, '')::text as their_role,
       (mc.class_id is null or mc.for_moderators or coalesce(mc.closed_at, now()) > mc.opened_at + interval '24 hours')::bool as for_moderators,
       mc.for_moderators as about_teacher,
       exists (select from report r where r.case_id = mc.id and not r.about_teacher)::bool as for_keepers,
       exists (select from report r where r.case_id = mc.id and r.reporter_id = sqlc.narg(person)::uuid and r.reason <> 'seen')::bool as reported,
       (not exists (select from person o where o.role in ('moderator', 'administrator') and o.deleted_at is null and coalesce(o.suspended_until < now(), true)
                   and o.id is distinct from sqlc.narg(person)::uuid and o.id is distinct from mc.person_id))::bool as alone
from moderation_case mc
left join person p on p.id = mc.person_id
left join member_now m on m.class_id = mc.class_id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where mc.id = sqlc.arg(id)::uuid;

-- name: AboutDeed :one
select d.actor_id, d.person_id, coalesce(p.role, '')::text as their_role, coalesce(ap.outcome = 'upheld', false)::bool as upheld,
       d.class_id, coalesce(m.role, '')::text as member_role,
       (d.class_id is null or ap.id is not null and coalesce(ap.decided_at, now()) > ap.created_at + interval '24 hours')::bool as for_moderators
from moderation_action d left join person p on p.id = d.person_id left join appeal ap on ap.action_id = d.id
left join member_now m on m.class_id = d.class_id and m.person_id = sqlc.narg(person)::uuid and not m.withdrawn
where d.id = sqlc.arg(id)::uuid and d.kind not in ('dismiss', 'approve');
