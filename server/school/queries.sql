-- name: Schools :many
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant, c.id as city_id, c.slug, c.country, c.time_zone,
       c.name_en as city_en, c.name_zh_hans as city_zh_hans, c.name_zh_hant as city_zh_hant
from school s join city c on c.id = s.city_id
where (sqlc.narg(id)::uuid is null or s.id = sqlc.narg(id)::uuid) and (sqlc.narg(city)::uuid is null or c.id = sqlc.narg(city)::uuid)
order by c.name_en, s.name_en, s.id;

-- name: Profile :one
select s.verified_at, s.public_posting, coalesce(to_char(s.quiet_from, 'HH24:MI'), '')::text as quiet_from,
       coalesce(to_char(s.quiet_until, 'HH24:MI'), '')::text as quiet_until, s.hours
from school s where s.id = $1;

-- name: LockSchool :one
select id from school where id = $1 for update;

-- name: Terms :many
select name, starts_on::text as starts_on, ends_on::text as ends_on from school_term where school_id = $1 order by school_term.starts_on;

-- name: Holidays :many
select name, starts_on::text as starts_on, ends_on::text as ends_on from school_holiday where school_id = $1 order by school_holiday.starts_on;

-- name: ClearTerms :exec
delete from school_term where school_id = $1;

-- name: ClearHolidays :exec
delete from school_holiday where school_id = $1;

-- name: AddTerm :exec
insert into school_term (id, school_id, name, starts_on, ends_on)
values (sqlc.arg(id), sqlc.arg(school), sqlc.arg(name), sqlc.arg(starts_on)::text::date, sqlc.arg(ends_on)::text::date);

-- name: AddHoliday :exec
insert into school_holiday (id, school_id, name, starts_on, ends_on)
values (sqlc.arg(id), sqlc.arg(school), sqlc.arg(name), sqlc.arg(starts_on)::text::date, sqlc.arg(ends_on)::text::date);

-- name: SetNames :exec
update school set name_en = $2, name_zh_hans = $3, name_zh_hant = $4 where id = $1;

-- name: SetQuiet :exec
update school set quiet_from = nullif(sqlc.arg(quiet_from)::text, '')::time, quiet_until = nullif(sqlc.arg(quiet_until)::text, '')::time where id = sqlc.arg(id);

-- name: SetPublicPosting :exec
update school set public_posting = $2 where id = $1;

-- name: SetHours :exec
update school set hours = $2 where id = $1;

-- name: AddSchool :exec
insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant, verified_at) values ($1, $2, $3, $4, $5, $6, now());

-- name: VerifySchool :exec
update school set verified_at = coalesce(verified_at, now()) where id = $1;

-- name: AddCity :exec
insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant) values ($1, $2, $3, $4, $5, $6, $7);

-- name: City :one
select id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant from city where id = $1;

-- name: Ask :execrows
insert into teacher_request (id, person_id, school_id, city_id, name_en, name_zh_hans, name_zh_hant, role, why)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (person_id) where state = 'open' do nothing;

-- name: AskedLately :one
select count(*) from teacher_request where person_id = $1 and created_at > now() - interval '1 day';

-- name: TakeBack :execrows
update teacher_request set state = 'taken_back', decided_at = now(), decided_by = person_id
where id = $1 and person_id = $2 and state = 'open';

-- name: RequestsOf :many
select * from teacher_request where person_id = $1 order by created_at desc limit 20;

-- name: OpenRequests :many
select r.*, p.display_name, p.email from teacher_request r join person p on p.id = r.person_id
where r.state = 'open' and p.deleted_at is null and (sqlc.narg(school)::uuid is null or r.school_id = sqlc.narg(school)::uuid)
order by r.created_at limit 200;

-- name: Request :one
select r.*, p.display_name, p.email, p.language from teacher_request r join person p on p.id = r.person_id
where r.id = $1 and p.deleted_at is null;

-- name: LockRequest :one
select state from teacher_request where id = $1 for update;

-- name: NameOf :one
select display_name from person where id = $1;

-- name: Decide :exec
update teacher_request set state = $2, granted = $3, reason = $4, decided_at = now(), decided_by = $5, school_id = $6 where id = $1;

-- name: Vouch :execrows
update person set role = $2, school_id = $3, verified_at = now()
where id = $1 and deleted_at is null and (role = 'citizen' or role in ('teacher', 'coordinator') and verified_at is null);

-- name: StaffOf :many
select id, display_name, role, verified_at from person
where school_id = $1 and role in ('teacher', 'coordinator') and verified_at is not null and deleted_at is null
order by role, display_name, id;

-- name: StaffMember :one
select id, display_name, role, language, verified_at from person
where id = $1 and school_id = $2 and role in ('teacher', 'coordinator') and verified_at is not null and deleted_at is null
for update;

-- name: SetRole :exec
update person set role = $2 where id = $1;

-- name: HasUnread :one
select exists (select from notice where person_id = $1 and kind = $2 and link = $3 and read_at is null)::bool;

-- name: WithdrawVouching :exec
update person set role = 'citizen', school_id = null, verified_at = null where id = $1;

-- name: LeaveClasses :exec
update class_member set left_at = now() where person_id = $1 and left_at is null;

-- name: CloseSearchesOf :exec
update partner_search set closed_at = now(), updated_at = now() where author_id = $1 and closed_at is null;

-- name: DecidersOf :many
select id, language from person
where deleted_at is null and (role = 'coordinator' and school_id = sqlc.narg(school)::uuid and verified_at is not null)
order by id limit 50;

-- name: Administrators :many
select id, language from person where role = 'administrator' and deleted_at is null order by id limit 50;

-- name: PersonsSchool :one
select school_id, (verified_at is not null)::bool as verified, role from person where id = $1;

-- name: AddSearch :exec
insert into partner_search (id, school_id, author_id, age_from, age_to, size, subject, english_level, chinese_level, hours, wishes, language)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: ChangeSearch :exec
update partner_search set age_from = $2, age_to = $3, size = $4, subject = $5, english_level = $6, chinese_level = $7, hours = $8,
       wishes = $9, language = $10, updated_at = now(), closed_at = case when sqlc.arg(closed)::bool then coalesce(closed_at, now()) end
where id = $1;

-- name: Searches :many
select ps.*, p.display_name as author_name, p.role as author_role,
       s.name_en, s.name_zh_hans, s.name_zh_hant, c.id as city_id, c.slug, c.country, c.time_zone,
       c.name_en as city_en, c.name_zh_hans as city_zh_hans, c.name_zh_hant as city_zh_hant
from partner_search ps
join person p on p.id = ps.author_id
join school s on s.id = ps.school_id
join city c on c.id = s.city_id
where (sqlc.narg(id)::uuid is null or ps.id = sqlc.narg(id)::uuid)
  and (sqlc.narg(school)::uuid is null or ps.school_id = sqlc.narg(school)::uuid)
  and (sqlc.narg(not_school)::uuid is null or ps.school_id <> sqlc.narg(not_school)::uuid and ps.closed_at is null)
  and (sqlc.narg(age_from)::int is null or ps.age_to >= sqlc.narg(age_from)::int)
  and (sqlc.narg(age_to)::int is null or ps.age_from <= sqlc.narg(age_to)::int)
  and (sqlc.narg(subject)::text is null or ps.subject = sqlc.narg(subject)::text)
  and (sqlc.narg(english_level)::text is null or ps.english_level = sqlc.narg(english_level)::text)
  and (sqlc.narg(chinese_level)::text is null or ps.chinese_level = sqlc.narg(chinese_level)::text)
  and (sqlc.narg(city)::uuid is null or c.id = sqlc.narg(city)::uuid)
  and (sqlc.narg(country)::text is null or c.country = sqlc.narg(country)::text)
  and (sqlc.narg(other_city_than)::uuid is null or c.id <> sqlc.narg(other_city_than)::uuid)
  and (sqlc.narg(other_country_than)::text is null or c.country <> sqlc.narg(other_country_than)::text)
order by (ps.closed_at is not null), ps.updated_at desc, ps.id
limit 200;

-- name: PairingWith :one
-- The pairing or proposal that stands between two schools.
select id, (opened_at is not null)::bool as open from pairing
where school_a = least(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and school_b = greatest(sqlc.arg(one)::uuid, sqlc.arg(other)::uuid) and ended_at is null;

-- name: DescribedHours :one
-- When the class is free that a school described last and that still looks for a partner, where it said that.
select hours from partner_search where school_id = $1 and closed_at is null and jsonb_array_length(hours) > 0 order by updated_at desc, id limit 1;
