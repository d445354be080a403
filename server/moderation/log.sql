-- The log of what was done.

-- Students are not named in the log: whoever may know them finds them by their id.
-- name: Audit :many
select e.id, e.at, e.actor_id, e.action, e.object, e.object_id, e.school_ids, e.class_id, e.person_id,
       coalesce(a.role, '')::text as actor_role, (case when a.role = 'student' then '' else coalesce(a.display_name, '') end)::text as actor_name,
       coalesce(p.role, '')::text as person_role, (case when p.role = 'student' then '' else coalesce(p.display_name, '') end)::text as person_name,
       e.reason, e.data
from audit_entry e
left join person a on a.id = e.actor_id
left join person p on p.id = e.person_id
where (sqlc.narg(person)::uuid is null or e.person_id = sqlc.narg(person)::uuid or e.actor_id = sqlc.narg(person)::uuid)
  and (sqlc.narg(school)::uuid is null or e.school_ids @> array[sqlc.narg(school)::uuid])
  and (sqlc.narg(class)::uuid is null or e.class_id = sqlc.narg(class)::uuid)
  and (sqlc.arg(action)::text = '' or e.action = sqlc.arg(action)::text or e.action like sqlc.arg(action)::text || '.%')
  and (sqlc.narg(since)::timestamptz is null or e.at >= sqlc.narg(since)::timestamptz)
  and (sqlc.narg(until)::timestamptz is null or e.at < sqlc.narg(until)::timestamptz)
  and (sqlc.narg(before)::uuid is null or (e.at, e.id) < (select x.at, x.id from audit_entry x where x.id = sqlc.narg(before)::uuid))
order by e.at desc, e.id desc limit sqlc.arg(most);

-- name: LoggedActions :many
select distinct action from audit_entry
where sqlc.narg(school)::uuid is null or school_ids @> array[sqlc.narg(school)::uuid] order by action;

-- name: LogSchools :many
select id, name_en, name_zh_hans, name_zh_hant from school where sqlc.narg(id)::uuid is null or id = sqlc.narg(id)::uuid order by name_en, id limit 2000;

-- A class's name is for its members, and for the coordinators of its schools.
-- name: LogClasses :many
select c.id, c.created_at, (c.archived_at is not null)::bool as over,
       (case when sqlc.arg(named)::bool then c.name_en else '' end)::text as name_en,
       (case when sqlc.arg(named)::bool then c.name_zh_hans else '' end)::text as name_zh_hans,
       (case when sqlc.arg(named)::bool then c.name_zh_hant else '' end)::text as name_zh_hant,
       a.name_en as a_en, a.name_zh_hans as a_zh_hans, a.name_zh_hant as a_zh_hant, b.name_en as b_en, b.name_zh_hans as b_zh_hans, b.name_zh_hant as b_zh_hant
from class c join pairing pr on pr.id = c.pairing_id join school a on a.id = pr.school_a join school b on b.id = pr.school_b
where sqlc.narg(school)::uuid is null or sqlc.narg(school)::uuid in (pr.school_a, pr.school_b)
order by c.created_at desc, c.id limit 500;

-- By a part of a name, of what somebody is called in a class, or of the school's name; by an address or sign-in name as a
-- whole, which nobody finds by guessing at parts of it.
-- name: FindPeople :many
select p.id, p.role, p.display_name, p.school_id, coalesce(s.name_en, '')::text as name_en, coalesce(s.name_zh_hans, '')::text as name_zh_hans,
       coalesce(s.name_zh_hant, '')::text as name_zh_hant,
       array(select distinct m.nickname from class_member m where m.person_id = p.id and m.nickname <> '' and m.nickname <> p.display_name order by 1 limit 5)::text[] as nicknames
from person p left join school s on s.id = p.school_id
where p.deleted_at is null and (sqlc.narg(school)::uuid is null or p.school_id = sqlc.narg(school)::uuid)
  and (sqlc.arg(students)::bool or p.role <> 'student')
  and (position(lower(sqlc.arg(q)::text) in lower(p.display_name)) > 0
    or exists (select from class_member m where m.person_id = p.id and position(lower(sqlc.arg(q)::text) in lower(m.nickname)) > 0)
    or position(lower(sqlc.arg(q)::text) in lower(coalesce(s.name_en || chr(10) || s.name_zh_hans || chr(10) || s.name_zh_hant, ''))) > 0
    or p.email = lower(sqlc.arg(q)::text) or p.sign_in_name = lower(sqlc.arg(q)::text))
order by (lower(p.display_name) = lower(sqlc.arg(q)::text)) desc, lower(p.display_name), p.id limit sqlc.arg(most);
