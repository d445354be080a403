-- What was said for one student, by purpose.

-- name: ConsentClass :one
select c.name_en, c.name_zh_hans, c.name_zh_hant, (c.archived_at is not null)::bool as over, pr.id as pairing_id, pr.school_a, pr.school_b, pr.ended_at
from class c join pairing pr on pr.id = c.pairing_id where c.id = $1;

-- name: ConsentStudents :many
select p.id, coalesce(nullif(m.nickname, ''), p.display_name)::text as name, m.known_as, p.school_id, m.withdrawn_at
from class_member m join person p on p.id = m.person_id
where m.class_id = sqlc.arg(class) and m.role = 'student' and (m.left_at is null or m.withdrawn_at is not null) and p.deleted_at is null
  and (sqlc.narg(school)::uuid is null or p.school_id = sqlc.narg(school)::uuid)
order by p.school_id, 2, p.id;

-- name: LastConsents :many
-- What was last said for each student of a class, by purpose.
select distinct on (s.person_id, s.purpose) s.person_id, s.purpose, s.said_by, s.given_at, s.expires_at, s.withdrawn_at, s.withdrawn_as, s.reason,
       s.given_by, coalesce(g.display_name, '')::text as given_name, coalesce(g.role, '')::text as given_role,
       s.withdrawn_by, coalesce(w.display_name, '')::text as withdrawn_name, coalesce(w.role, '')::text as withdrawn_role
from student_consent s left join person g on g.id = s.given_by left join person w on w.id = s.withdrawn_by
where s.class_id = $1 order by s.person_id, s.purpose, s.given_at desc, s.id desc;

-- name: LastChatDeeds :many
-- Who last withdrew, or gave again, the consent to chat for students of a class: the log knows it.
select distinct on (a.person_id) a.person_id::uuid as person_id, a.at, a.reason, coalesce(a.data ->> 'by', '')::text as said_by,
       a.actor_id, coalesce(p.display_name, '')::text as name, coalesce(p.role, '')::text as role
from audit_entry a left join person p on p.id = a.actor_id
where a.class_id = sqlc.arg(class)::uuid and a.person_id = any(sqlc.arg(people)::uuid[]) and a.action = any(sqlc.arg(actions)::text[])
order by a.person_id, a.at desc, a.id desc;

-- name: ClassPurposes :many
-- Until when each school of a class consents to each purpose.
select c.school_id, c.purpose, max(c.expires_at)::timestamptz as until
from consent c join class k on k.pairing_id = c.pairing_id join pairing pr on pr.id = c.pairing_id and pr.ended_at is null
where k.id = $1 and c.withdrawn_at is null and c.expires_at > now() group by c.school_id, c.purpose order by c.school_id, c.purpose;

-- name: EndStudentPurpose :execrows
update student_consent set withdrawn_at = clock_timestamp(), withdrawn_by = sqlc.arg(by), withdrawn_as = sqlc.arg(said_by), reason = sqlc.arg(reason)
where class_id = sqlc.arg(class) and person_id = sqlc.arg(person) and purpose = sqlc.arg(purpose) and withdrawn_at is null;

-- name: GiveStudentPurpose :exec
-- Given again, it is renewed.
insert into student_consent (id, class_id, person_id, purpose, said_by, given_by, expires_at)
values (sqlc.arg(id), sqlc.arg(class), sqlc.arg(person), sqlc.arg(purpose), sqlc.arg(said_by), sqlc.arg(by), sqlc.arg(expires_at))
on conflict (class_id, person_id, purpose) where withdrawn_at is null
do update set said_by = excluded.said_by, given_by = excluded.given_by, given_at = clock_timestamp(), expires_at = excluded.expires_at;

-- name: SchoolConsentClasses :many
-- The classes with students of a school, the running ones first.
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, (c.archived_at is not null)::bool as over,
       count(*) as students, count(*) filter (where m.withdrawn_at is not null) as withdrawn,
       count(*) filter (where exists (select from student_consent s where s.class_id = c.id and s.person_id = p.id and s.purpose = 'pictures' and s.withdrawn_at is null and s.expires_at > now())) as pictures
from class c join class_member m on m.class_id = c.id and m.role = 'student' and m.left_at is null
join person p on p.id = m.person_id and p.deleted_at is null and p.school_id = sqlc.arg(school)::uuid
group by c.id order by 5, c.created_at desc, c.id limit 200;
