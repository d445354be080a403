-- Classes of ended pairings that go on in a new one of the same two schools.

-- name: OldClasses :many
-- The classes that could go on in a pairing: of those of the same two schools that have ended, and not over themselves.
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, old.ended_at::timestamptz as ended_at,
       exists (select from member_now m where m.class_id = c.id and m.person_id = sqlc.arg(person)::uuid and not m.withdrawn)::bool as member,
       (select count(*) from class_member m where m.class_id = c.id and m.role = 'student' and m.left_at is null and m.withdrawn_at is null)::int as students,
       (select coalesce(array_agg(distinct p.school_id), '{}') from class_member m join person p on p.id = m.person_id and p.verified_at is not null and p.deleted_at is null
        where m.class_id = c.id and m.role = 'teacher' and m.left_at is null and p.school_id in (pr.school_a, pr.school_b))::uuid[] as staffed_by,
       o.school_id as offered_from, o.offered_at, o.offered_by, o.display_name as offered_name, o.role as offered_role
from pairing pr
join pairing old on old.school_a = pr.school_a and old.school_b = pr.school_b and old.ended_at is not null
join class c on c.pairing_id = old.id and c.archived_at is null
left join standing_offer o on o.class_id = c.id and o.pairing_id = pr.id
where pr.id = sqlc.arg(pairing) and pr.opened_at is not null and pr.ended_at is null
order by old.ended_at desc, c.created_at desc, c.id limit 200;

-- name: LockClass :one
-- Whoever changes who belongs to a class waits meanwhile.
select c.pairing_id, (c.archived_at is not null)::bool as over, c.name_en, c.name_zh_hans, c.name_zh_hant from class c where c.id = $1 for update of c;

-- name: PairingOfClass :one
select pairing_id from class where id = $1;

-- name: OfferOf :one
select school_id from standing_offer where class_id = $1 and pairing_id = $2;

-- name: Offer :exec
-- An earlier one, in a pairing that has ended since or by somebody who no longer speaks for the school, gives way.
insert into class_offer (class_id, pairing_id, school_id, offered_by) values ($1, $2, $3, $4)
on conflict (class_id) do update set pairing_id = excluded.pairing_id, school_id = excluded.school_id, offered_by = excluded.offered_by, offered_at = now();

-- name: DropOffer :execrows
delete from class_offer where class_id = $1;

-- name: ContinueIn :exec
update class set pairing_id = sqlc.arg(pairing), erasing_told_at = null where id = sqlc.arg(class);

-- name: ChatStands :one
select coalesce(chat_until > now(), false)::bool from pairing where id = $1;

-- name: ToTellInClass :many
-- The members of a class who may know how it goes on.
select p.id, p.language, m.role, p.school_id from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.left_at is null and m.withdrawn_at is null and (m.guest_until is null or m.guest_until > now()) and p.deleted_at is null
order by p.id;

-- name: FormerTeachers :many
-- The teachers of the classes that closed when earlier pairings of two schools ended.
select distinct p.id, p.language
from pairing old
join class c on c.pairing_id = old.id and c.archived_at is null
join class_member m on m.class_id = c.id and m.role = 'teacher' and m.left_at is null
join person p on p.id = m.person_id and p.verified_at is not null and p.deleted_at is null and p.school_id in (old.school_a, old.school_b)
where old.school_a = least(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and old.school_b = greatest(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and old.ended_at is not null
order by p.id;

-- name: WithdrawnMeanwhile :many
-- Students of a class that was closed, for whom the consent was withdrawn since in another class of its two schools: it is
-- withdrawn here as well.
update class_member m set withdrawn_at = clock_timestamp(), guardian_withdrew = m.guardian_withdrew or w.by_guardian
from (select o.person_id, bool_or(o.guardian_withdrew) as by_guardian
      from class_member o join class k on k.id = o.class_id join pairing kp on kp.id = k.pairing_id
      join pairing old on old.id = sqlc.arg(from_pairing)::uuid and old.school_a = kp.school_a and old.school_b = kp.school_b
      where o.class_id <> sqlc.arg(class)::uuid and o.withdrawn_at > old.ended_at group by o.person_id) w
where m.class_id = sqlc.arg(class)::uuid and m.person_id = w.person_id and m.role = 'student' and m.withdrawn_at is null
returning m.person_id;
