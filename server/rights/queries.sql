-- Guardians' links.

-- name: AddGuardianLink :exec
insert into guardian_link (id, person_id, token_hash, made_by, expires_at) values ($1, $2, $3, $4, $5);

-- name: GuardianLinks :many
select id, made_at, expires_at, opened_at, revoked_at from guardian_link where person_id = $1 order by made_at desc limit 50;

-- name: GuardianLinkOf :one
select person_id from guardian_link where id = $1;

-- name: EndGuardianLink :execrows
update guardian_link set revoked_at = now() where id = $1 and revoked_at is null;

-- A link opens as long as the school vouches for whoever made it.
-- name: OpenGuardianLink :one
update guardian_link l set opened_at = now()
from person p, person maker
where l.token_hash = $1 and l.revoked_at is null and l.expires_at > now() and p.id = l.person_id and maker.id = l.made_by
  and (p.deleted_at is not null or maker.deleted_at is null and maker.verified_at is not null and maker.school_id = p.school_id)
returning l.id, l.person_id, l.expires_at;

-- What a guardian sees.

-- name: Somebody :one
select p.id, p.role, p.display_name, p.language, p.created_at, p.school_id, p.deleted_at,
       coalesce(s.name_en, '')::text as school_en, coalesce(s.name_zh_hans, '')::text as school_zh_hans, coalesce(s.name_zh_hant, '')::text as school_zh_hant
from person p left join school s on s.id = p.school_id where p.id = $1;

-- name: ClassesOf :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, m.role, m.nickname, m.joined_at, m.left_at, m.withdrawn_at
from class_member m join class c on c.id = m.class_id where m.person_id = $1 order by m.joined_at desc;

-- name: PostsOf :many
select p.id, p.body, p.language, p.created_at, p.hidden_at, p.deleted_at, p.held_at, b.class_id
from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
where p.author_id = sqlc.arg(person) and p.body <> '' order by p.created_at desc, p.id desc limit sqlc.arg(most);

-- What the school withdrew before is a guardian's withdrawal from now on.
-- name: Withdraw :execrows
update class_member set withdrawn_at = coalesce(withdrawn_at, clock_timestamp()), guardian_withdrew = true
where person_id = sqlc.arg(person)::uuid and class_id = sqlc.arg(class)::uuid and role = 'student' and not guardian_withdrew;

-- name: TeachersOf :many
select m.person_id from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.role = 'teacher' and m.left_at is null and p.deleted_at is null order by m.person_id;

-- A class's teachers, and the coordinators of a student's school.
-- name: KeepersOf :many
select p.id from person p where p.deleted_at is null and (
  exists (select from class_member m where m.class_id = sqlc.arg(class)::uuid and m.person_id = p.id and m.role = 'teacher' and m.left_at is null)
  or p.role = 'coordinator' and p.verified_at is not null and p.school_id = (select s.school_id from person s where s.id = sqlc.arg(student)::uuid))
order by p.id;

-- A class that a student's consent is withdrawn for, and how the class calls the student.
-- name: AboutWithdrawal :one
select pr.school_a, pr.school_b, c.name_en, c.name_zh_hans, c.name_zh_hant, coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class c join pairing pr on pr.id = c.pairing_id join class_member m on m.class_id = c.id join person p on p.id = m.person_id
where c.id = sqlc.arg(class)::uuid and m.person_id = sqlc.arg(student)::uuid;

-- The classes that somebody is out of because the consent was withdrawn.
-- name: WithdrawnFrom :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, m.withdrawn_at, m.guardian_withdrew
from class_member m join class c on c.id = m.class_id
where m.person_id = sqlc.arg(person)::uuid and m.role = 'student' and m.withdrawn_at is not null and m.removed_at is null and c.archived_at is null
order by m.withdrawn_at desc, c.id;

-- name: SchoolsOfClass :one
select pr.school_a, pr.school_b from class c join pairing pr on pr.id = c.pairing_id where c.id = $1;

-- Requests.

-- The school whose coordinators decide; none where it has no coordinator but the one who asks.
-- name: DecidingSchool :one
select p.school_id from person p where p.id = sqlc.arg(person)::uuid and p.role = 'student' and exists (
  select from person c where c.school_id = p.school_id and c.role = 'coordinator' and c.verified_at is not null and c.deleted_at is null
    and c.id is distinct from sqlc.narg(asker)::uuid);

-- name: Deciders :many
select p.id from person p where p.deleted_at is null and case
  when sqlc.narg(school)::uuid is null then p.role = 'administrator'
  else p.role = 'coordinator' and p.verified_at is not null and p.school_id = sqlc.narg(school)::uuid end
order by p.id limit 50;

-- name: CountOpen :one
select count(*) from rights_request where person_id = $1 and state = 'open';

-- name: AddRequest :exec
insert into rights_request (id, person_id, school_id, asked_by, asker_id, link_id, kind, name, posts, body)
values (sqlc.arg(id), sqlc.arg(person), sqlc.narg(school), sqlc.arg(asked_by), sqlc.narg(asker), sqlc.narg(link), sqlc.arg(kind), sqlc.arg(name), sqlc.arg(posts), sqlc.arg(body));

-- What a guardian writes about somebody is not for that person's eyes.
-- name: Requests :many
select r.id, r.person_id, p.display_name, p.role, r.school_id, r.asked_by, r.kind, r.name, r.posts, r.body, r.created_at, r.state, r.decided_at, r.reason
from rights_request r join person p on p.id = r.person_id
where case sqlc.arg(which)::text
  when 'person' then r.person_id = sqlc.arg(id)::uuid and r.asked_by <> 'guardian' or r.asker_id = sqlc.arg(id)::uuid
  when 'link' then r.link_id = sqlc.arg(id)::uuid
  when 'school' then r.school_id = sqlc.arg(id)::uuid
  else r.school_id is null end
order by (r.state = 'open') desc, r.created_at desc, r.id limit 100;

-- name: RequestSchool :one
select school_id, person_id, asker_id from rights_request where id = $1;

-- name: RequestForDecision :one
select * from rights_request where id = $1 for update;

-- name: DecideRequest :exec
update rights_request set state = sqlc.arg(state), decided_by = sqlc.arg(decided_by)::uuid, decided_at = now(), reason = sqlc.arg(reason) where id = sqlc.arg(id);

-- name: Rename :exec
update person set display_name = sqlc.arg(name) where id = sqlc.arg(person) and deleted_at is null;

-- The names of staff, and of the teachers of the person's classes: nobody else is called so.
-- name: TakenNames :many
select p.display_name from person p
where p.deleted_at is null and p.role in ('moderator', 'administrator') and p.id <> sqlc.arg(person)::uuid
union
select coalesce(nullif(t.nickname, ''), p.display_name)::text from class_member m
join class_member t on t.class_id = m.class_id and t.role = 'teacher' and t.left_at is null and t.person_id <> m.person_id
join person p on p.id = t.person_id
where m.person_id = sqlc.arg(person)::uuid and m.left_at is null;

-- A nickname that was chosen gives way to the name that was asked for.
-- name: DropNicknames :exec
update class_member set nickname = '' where person_id = $1;

-- Two transactions that would each leave the other as the last administrator wait for each other: the number is account's.
-- name: LockAdministrators :exec
select pg_advisory_xact_lock(7203011);

-- name: OtherAdministrators :one
select count(*) from person where role = 'administrator' and deleted_at is null and id <> sqlc.arg(but)::uuid;

-- name: MarkDeleted :exec
update person set deleted_at = now() where id = $1 and deleted_at is null;

-- The school's own people.

-- name: OwnSchool :one
select school_id from person where id = $1;

-- Those for whom the reader may act: a coordinator for all, a teacher for the students of the own classes.
-- name: SchoolStudents :many
select p.id, p.display_name, coalesce((select m.known_as from class_member m where m.person_id = p.id and m.role = 'student' and m.known_as <> ''
       order by m.joined_at desc limit 1), '')::text as known_as
from person p join person a on a.id = sqlc.arg(reader)::uuid
where p.school_id = sqlc.arg(school)::uuid and p.role = 'student' and p.deleted_at is null and (a.role = 'coordinator' or exists (
  select from class_member m join class_member t on t.class_id = m.class_id and t.person_id = a.id
  where m.person_id = p.id and m.role = 'student' and t.role = 'teacher' and t.left_at is null))
order by p.display_name, p.id limit 500;

-- The classes of a school's pairings, ended ones too, with the other school.
-- name: SchoolClasses :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, c.created_at, c.archived_at, pr.ended_at, (c.erased_at is not null)::bool as erased,
       o.name_en as other_en, o.name_zh_hans as other_zh_hans, o.name_zh_hant as other_zh_hant
from class c
join pairing pr on pr.id = c.pairing_id and sqlc.arg(school)::uuid in (pr.school_a, pr.school_b)
join school o on o.id = case when pr.school_a = sqlc.arg(school)::uuid then pr.school_b else pr.school_a end
order by c.archived_at is not null, c.created_at desc, c.id limit 500;

-- name: Exported :one
select count(*) from audit_entry where person_id = sqlc.arg(person)::uuid and action = 'person.export' and at > now() - interval '1 hour';

-- Whom something that happened between two moments affects.
-- name: Affected :many
select p.id, p.display_name, p.role, p.language, coalesce(s.name_en, '')::text as school, p.created_at,
       coalesce((select max(l.seen_at) from login l where l.person_id = p.id), p.created_at)::timestamptz as last_seen_at,
       (select count(*) from post o where o.author_id = p.id and o.created_at between sqlc.arg(since) and sqlc.arg(until))::int as posts
from person p left join school s on s.id = p.school_id
where p.created_at <= sqlc.arg(until)::timestamptz and (p.deleted_at is null or p.deleted_at >= sqlc.arg(since)::timestamptz)
  and (sqlc.narg(school)::uuid is null or p.school_id = sqlc.narg(school)::uuid)
  and (sqlc.narg(class)::uuid is null or exists (
    select from class_member m where m.class_id = sqlc.narg(class)::uuid and m.person_id = p.id
      and m.joined_at <= sqlc.arg(until)::timestamptz and (m.left_at is null or m.left_at >= sqlc.arg(since)::timestamptz)))
order by school, p.role, p.display_name, p.id;

-- The ledger of what was erased.

-- name: Ledger :many
select id, kind, subject, class_id, at from erasure order by at, id;

-- name: ErasureDone :exec
update erasure set done_at = now() where kind = 'person' and subject = $1 and done_at is null;
