-- name: Actor :one
select id, display_name, role, school_id, language from person where id = $1;

-- name: Schools :many
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant,
       ci.id as city_id, ci.slug, ci.country, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant,
       exists (select from person p where p.school_id = s.id and p.role = 'coordinator' and p.verified_at is not null and p.deleted_at is null)::bool as has_coordinator
from school s join city ci on ci.id = s.city_id
where s.id = any(sqlc.arg(ids)::uuid[]);

-- name: SchoolsToChoose :many
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant,
       ci.id as city_id, ci.slug, ci.country, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant
from school s join city ci on ci.id = s.city_id
where s.verified_at is not null and s.id <> sqlc.arg(own)::uuid
  and position(lower(sqlc.arg(q)::text) in lower(concat_ws(' ', s.name_en, s.name_zh_hans, s.name_zh_hant, ci.name_en, ci.name_zh_hans, ci.name_zh_hant))) > 0
order by ci.name_en, s.name_en, s.id
limit 50;

-- name: IsVerifiedSchool :one
select exists (select from school where id = $1 and verified_at is not null)::bool;

-- name: PairingsOf :many
select p.id, p.school_a, p.school_b, p.proposed_by, p.proposed_from, p.proposed_at, p.opened_at, p.ended_at, p.chat_until, p.search_id,
       author.display_name as proposed_by_name, author.role as proposed_by_role, author.school_id as proposed_by_school,
       greatest((select max(st.at) from pairing_step st where st.pairing_id = p.id), p.opened_at, p.proposed_at, th.last_post_at)::timestamptz as last_at,
       by_a.at as accepted_a, by_b.at as accepted_b,
       (select count(*) from post q where q.thread_id = p.id and q.seq > coalesce(rm.seq, 0) and q.author_id <> sqlc.arg(reader)::uuid
          and q.hidden_at is null and q.deleted_at is null and q.held_at is null)::int as unread
from pairing p
join thread th on th.id = p.id
left join read_mark rm on rm.thread_id = p.id and rm.person_id = sqlc.arg(reader)::uuid
left join person author on author.id = p.proposed_by
left join pairing_step by_a on by_a.pairing_id = p.id and by_a.school_id = p.school_a and by_a.kind = 'accepted'
left join pairing_step by_b on by_b.pairing_id = p.id and by_b.school_id = p.school_b and by_b.kind = 'accepted'
where (sqlc.narg(school)::uuid is null or sqlc.narg(school)::uuid in (p.school_a, p.school_b))
  and (sqlc.narg(pairing)::uuid is null or p.id = sqlc.narg(pairing)::uuid)
order by last_at desc, p.id
limit 200;

-- name: StandingBetween :one
select id, proposed_by from pairing where school_a = least(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and school_b = greatest(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and ended_at is null;

-- name: Insert :exec
insert into pairing (id, school_a, school_b, proposed_by, proposed_from, search_id)
values (sqlc.arg(id), least(sqlc.arg(own)::uuid, sqlc.arg(other)::uuid), greatest(sqlc.arg(own)::uuid, sqlc.arg(other)::uuid), sqlc.arg(person), sqlc.arg(own)::uuid, sqlc.narg(search));

-- name: IsOpenSearch :one
select exists (select from partner_search where id = sqlc.arg(search)::uuid and school_id = sqlc.arg(school)::uuid and closed_at is null)::bool;

-- name: Proposed :one
-- What a school proposed within the last day: to one other school, and to all; and the hours after which the earliest of
-- these is a day old.
select count(*) filter (where to_it)::int as to_one, count(*)::int as to_all,
       coalesce(ceil(extract(epoch from min(proposed_at) filter (where to_it) + interval '1 day' - now()) / 3600), 1)::int as hours_one,
       coalesce(ceil(extract(epoch from min(proposed_at) + interval '1 day' - now()) / 3600), 1)::int as hours_all
from (select proposed_at, sqlc.arg(other)::uuid in (school_a, school_b) as to_it from pairing
      where proposed_from = sqlc.arg(own)::uuid and proposed_at > now() - interval '1 day') p;

-- name: Lock :one
select id, school_a, school_b, opened_at, ended_at, proposed_by from pairing where id = $1 for update;

-- name: Open :exec
update pairing set opened_at = now() where id = $1 and opened_at is null;

-- name: End :exec
update pairing set ended_at = now() where id = $1 and ended_at is null;

-- name: Accepted :many
select school_id::uuid from pairing_step where pairing_id = $1 and kind = 'accepted';

-- name: HasCoordinator :one
select exists (select from person where school_id = sqlc.arg(school)::uuid and role = 'coordinator' and verified_at is not null and deleted_at is null)::bool;

-- name: InsertStep :one
insert into pairing_step (id, pairing_id, kind, person_id, school_id, purpose, reason, administrator, until, class_id, at)
values (sqlc.arg(id), sqlc.arg(pairing), sqlc.arg(kind), sqlc.narg(person), sqlc.narg(school), sqlc.narg(purpose),
        sqlc.arg(reason), sqlc.arg(administrator), sqlc.narg(until), sqlc.narg(class), coalesce(sqlc.narg(at)::timestamptz, now()))
returning at;

-- name: Steps :many
select st.id, st.kind, st.at, st.person_id, st.school_id, st.purpose, st.reason, st.administrator, st.until,
       p.display_name, p.role, p.school_id as person_school, coalesce(p.deleted_at is not null, false)::bool as person_gone,
       c.name_en as class_en, c.name_zh_hans as class_zh_hans, c.name_zh_hant as class_zh_hant
from pairing_step st left join person p on p.id = st.person_id left join class c on c.id = st.class_id
where st.pairing_id = $1 and st.kind <> 'said' -- before 00015 that was a step; it is a post
order by st.at, st.id;

-- name: Consents :many
select distinct on (c.school_id, c.purpose) c.school_id, c.purpose, c.given_at, c.expires_at, c.withdrawn_at, c.reason,
       p.id as person_id, p.display_name, p.role, p.school_id as person_school
from consent c join person p on p.id = c.given_by
where c.pairing_id = $1
order by c.school_id, c.purpose, (c.withdrawn_at is null) desc, c.expires_at desc, c.given_at desc;

-- name: StandingConsent :one
select coalesce(max(expires_at), 'epoch')::timestamptz as until from consent
where pairing_id = $1 and school_id = $2 and purpose = $3 and withdrawn_at is null and expires_at > now();

-- name: GiveConsent :exec
insert into consent (id, pairing_id, school_id, purpose, given_by, expires_at) values ($1, $2, $3, $4, $5, $6);

-- name: WithdrawConsent :execrows
update consent set withdrawn_at = now(), withdrawn_by = sqlc.arg(person), reason = sqlc.arg(reason)
where pairing_id = sqlc.arg(pairing) and school_id = sqlc.arg(school) and purpose = sqlc.arg(purpose) and withdrawn_at is null;

-- name: ClassesOf :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, (c.archived_at is not null)::bool as over, n.open::bool as open,
       exists (select from member_now m where m.class_id = c.id and m.person_id = sqlc.arg(person)::uuid)::bool as member
from class c join class_now n on n.id = c.id
where c.pairing_id = sqlc.arg(pairing)
order by c.created_at desc, c.id;

-- name: ClassIDs :many
select id from class where pairing_id = $1 order by id;

-- name: MembersOf :many
select distinct person_id from class_member where class_id = any(sqlc.arg(classes)::uuid[]) and left_at is null;

-- name: ToTell :many
-- Who is told of what happens between two schools: their coordinators, who took part, and where a school has neither, its
-- verified teachers.
with staff as (
  select p.id, p.school_id, p.language, p.email, p.email_confirmed_at,
         (p.role = 'coordinator' or exists (select from pairing_step st where st.pairing_id = sqlc.arg(pairing)::uuid and st.person_id = p.id)
          or exists (select from post q where q.thread_id = sqlc.arg(pairing)::uuid and q.author_id = p.id)) as first
  from person p
  where p.school_id = any(sqlc.arg(schools)::uuid[]) and p.role in ('teacher', 'coordinator') and p.verified_at is not null and p.deleted_at is null
)
select s.id, s.school_id::uuid as school_id, s.language, (s.email is not null and s.email_confirmed_at is not null)::bool as has_mail
from staff s
where s.first or not exists (select from staff o where o.school_id = s.school_id and o.first)
order by s.id;

-- name: Administrators :many
select id, language from person where role = 'administrator' and deleted_at is null order by id;

-- name: HasUnread :one
select exists (select from notice where person_id = $1 and kind = $2 and link = $3 and read_at is null)::bool;

-- name: ToldToday :one
select count(*)::int from notice where person_id = $1 and kind = $2 and link = $3 and created_at > now() - interval '1 day';

-- name: Addressee :one
select id, display_name, email, language, time_zone from person
where id = $1 and email is not null and email_confirmed_at is not null and deleted_at is null;

-- name: SilentSides :many
-- A side is silent when something waits for it (its own acceptance, or an answer to what the other side said) and it has
-- done nothing since the given time, nor been reminded since.
with side as (
  select p.id as pairing_id, p.opened_at, p.proposed_at, s.school_id,
         greatest(
           (select max(st.at) from pairing_step st where st.pairing_id = p.id and st.school_id = s.school_id and st.kind in ('proposed', 'said', 'accepted')),
           (select max(q.created_at) from post q join person a on a.id = q.author_id where q.thread_id = p.id and a.school_id = s.school_id)) as own_last
  from pairing p, unnest(array[p.school_a, p.school_b]) s(school_id)
  where p.ended_at is null and p.proposed_by is not null
)
select pairing_id, school_id::uuid as school_id from side
where coalesce(own_last, proposed_at) < sqlc.arg(before)::timestamptz
  and not exists (select from pairing_step r where r.pairing_id = side.pairing_id and r.school_id = side.school_id and r.kind = 'reminded' and r.at > sqlc.arg(before)::timestamptz)
  and ((opened_at is null and not exists (select from pairing_step a where a.pairing_id = side.pairing_id and a.school_id = side.school_id and a.kind = 'accepted'))
    or exists (select from post o join person a on a.id = o.author_id where o.thread_id = side.pairing_id and a.school_id <> side.school_id
               and o.hidden_at is null and o.deleted_at is null and o.held_at is null
               and o.created_at > coalesce(own_last, proposed_at) and o.created_at < sqlc.arg(before)::timestamptz))
order by pairing_id, school_id
limit 500;

-- name: EndingConsents :many
-- The consents that end within so many days, and whose schools were not told so yet. A consent that was renewed does not
-- end.
select c.id, c.pairing_id, c.school_id, c.purpose, c.expires_at
from consent c join pairing p on p.id = c.pairing_id
where c.withdrawn_at is null and p.ended_at is null and c.expires_at > now()
  and c.expires_at <= now() + make_interval(days => sqlc.arg(days)::int)
  and (c.reminded_days is null or c.reminded_days > sqlc.arg(days)::int)
  and not exists (select from consent n where n.pairing_id = c.pairing_id and n.school_id = c.school_id and n.purpose = c.purpose
                  and n.withdrawn_at is null and n.expires_at > c.expires_at)
order by c.expires_at, c.id
limit 500;

-- name: ConsentReminded :execrows
update consent set reminded_days = sqlc.arg(days)::int where id = sqlc.arg(id) and (reminded_days is null or reminded_days > sqlc.arg(days)::int);

-- name: NoteOpenClasses :exec
-- Of an open class that is new its members need not be told.
insert into class_told (class_id, open)
select n.id, true from class_now n where n.open and not exists (select from class_told t where t.class_id = n.id)
on conflict do nothing;

-- name: ChangedClasses :many
select n.id from class_now n left join class_told t on t.class_id = n.id where t.open is distinct from n.open limit 500;

-- name: TellClass :execrows
insert into class_told (class_id, open) select n.id, n.open from class_now n where n.id = $1
on conflict (class_id) do update set open = excluded.open, at = now() where class_told.open is distinct from excluded.open;

-- name: StudentInClass :one
select m.role, m.withdrawn_at, m.guardian_withdrew, (m.left_at is not null)::bool as gone, p.school_id, p.language, c.pairing_id, pr.school_a, pr.school_b,
       exists (select from person k where k.school_id = p.school_id and k.role = 'coordinator' and k.verified_at is not null and k.deleted_at is null)::bool as coordinated,
       c.name_en, c.name_zh_hans, c.name_zh_hant, coalesce(nullif(m.nickname, ''), p.display_name)::text as called
from class_member m
join person p on p.id = m.person_id
join class c on c.id = m.class_id
join pairing pr on pr.id = c.pairing_id
where m.class_id = $1 and m.person_id = $2;

-- name: WithdrawStudent :execrows
update class_member set withdrawn_at = clock_timestamp() where class_id = $1 and person_id = $2 and withdrawn_at is null;

-- name: GiveStudent :execrows
update class_member set withdrawn_at = null, guardian_withdrew = false where class_id = $1 and person_id = $2 and withdrawn_at is not null;

-- name: TeachersOfClass :many
select p.id, p.language from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.role = 'teacher' and m.left_at is null and p.deleted_at is null;

-- name: IsWithdrawn :one
select exists (select from class_member where class_id = $1 and person_id = $2 and withdrawn_at is not null)::bool;


-- name: Peek :one
select school_a, school_b, proposed_by, ended_at from pairing where id = $1;

-- name: SaidUntold :many
-- The pairings in whose discussion something was said of which the other school was not told yet.
select p.id from pairing p join thread t on t.id = p.id where t.last_post_seq > p.said_told order by p.id limit 500;

-- name: SpeakersSince :many
-- Which schools said it.
select distinct a.school_id::uuid as school_id
from pairing p join post q on q.thread_id = p.id and q.seq > p.said_told join person a on a.id = q.author_id
where p.id = sqlc.arg(pairing) and a.school_id in (p.school_a, p.school_b) and q.hidden_at is null and q.deleted_at is null and q.held_at is null;

-- name: SaidTold :exec
update pairing p set said_told = t.last_post_seq from thread t where t.id = p.id and p.id = $1;

-- name: StaffPairings :many
-- Pairings as staff see them: not what is said there, nor by whom.
select pr.id, pr.proposed_at, (pr.ended_at is not null)::bool as ended,
       a.name_en as a_en, a.name_zh_hans as a_zh_hans, a.name_zh_hant as a_zh_hant, b.name_en as b_en, b.name_zh_hans as b_zh_hans, b.name_zh_hant as b_zh_hant,
       coalesce((select max(sa.until) from staff_access sa where sa.pairing_id = pr.id and sa.person_id = sqlc.arg(person)::uuid and sa.until > now()), 'epoch')::timestamptz as until
from pairing pr join school a on a.id = pr.school_a join school b on b.id = pr.school_b
where sqlc.narg(id)::uuid is null or pr.id = sqlc.narg(id)::uuid
order by pr.proposed_at desc, pr.id limit 500;

-- name: EnterPairing :one
insert into staff_access (id, person_id, pairing_id, reason) values (sqlc.arg(id), sqlc.arg(person), sqlc.arg(pairing)::uuid, sqlc.arg(reason)) returning until;
