-- Registration and links.

-- name: AddRegistration :exec
insert into registration (id, email, display_name, language, time_zone, password_hash, expires_at)
values ($1, $2, $3, $4, $5, $6, $7);

-- name: Registration :one
select * from registration where id = $1 and expires_at > now();

-- name: LatestRegistration :one
select * from registration where email = $1 and expires_at > now() order by created_at desc limit 1;

-- name: DropRegistration :exec
delete from registration where id = $1;

-- name: DropRegistrationsOf :exec
delete from registration where email = $1;

-- name: AddLink :exec
insert into one_time_link (token_hash, purpose, person_id, registration_id, expires_at) values ($1, $2, $3, $4, $5);

-- name: UseLink :one
-- The row's lock makes two uses at once one use.
update one_time_link set used_at = now()
where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now()
returning person_id, registration_id;

-- name: DropLinksOf :exec
delete from one_time_link where person_id = sqlc.arg(person)::uuid;

-- name: DropAdministratorLinks :exec
delete from one_time_link where purpose = 'first_administrator' and used_at is null;

-- Persons.

-- name: AddPerson :exec
insert into person (id, role, display_name, email, email_confirmed_at, password_hash, language, time_zone)
values ($1, $2, $3, $4, now(), $5, $6, $7);

-- name: PersonByEmail :one
select id, display_name, language, email_confirmed_at from person where email = sqlc.arg(email)::text and deleted_at is null;

-- name: PersonByID :one
select * from person where id = $1 and deleted_at is null;

-- name: Credentials :one
-- A sign-in name has no @, so that at most one row has this name in either column.
select id, coalesce(password_hash, '')::text as password_hash, (two_step_at is not null)::bool as two_step from person
where (email = sqlc.arg(name)::text or sign_in_name = sqlc.arg(name)::text) and deleted_at is null;

-- name: ConfirmEmail :exec
update person set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = $1;

-- name: SetPassword :exec
update person set password_hash = sqlc.arg(hash)::text where id = sqlc.arg(id)::uuid;

-- name: ReplaceHash :exec
-- Only when the password is still the one that was just proved.
update person set password_hash = sqlc.arg(hash)::text where id = sqlc.arg(id)::uuid and password_hash = sqlc.arg(old)::text;

-- name: ChangeSettings :exec
update person set display_name = $2, language = $3, time_zone = $4 where id = $1;

-- name: SetRole :exec
update person set role = $2 where id = $1;

-- name: Anonymise :exec
update person set display_name = '', email = null, email_confirmed_at = null, sign_in_name = null, password_hash = null,
       school_id = null, language = 'en', time_zone = 'UTC', two_step_at = null, deleted_at = now()
where id = $1;

-- name: LockAdministrators :exec
-- Whoever makes or removes an administrator holds this until commit; the number only has to be the same everywhere.
select pg_advisory_xact_lock(7203011);

-- name: OtherAdministrators :one
select count(*) from person where role = 'administrator' and deleted_at is null and id <> sqlc.arg(but)::uuid;

-- Logins and sessions.

-- name: AddLogin :exec
insert into login (id, person_id, user_agent, two_step) values ($1, $2, $3, $4);

-- name: PassTwoStep :exec
update login set two_step = true where id = $1;

-- name: LoginBegan :one
select created_at from login where id = $1 and ended_at is null;

-- name: StandingLogin :one
select l.person_id, l.seen_at, p.language from login l join person p on p.id = l.person_id
where l.id = sqlc.arg(id)::uuid and l.ended_at is null and p.deleted_at is null
  and l.seen_at > sqlc.arg(idle_since)::timestamptz and l.created_at > sqlc.arg(begun_since)::timestamptz;

-- name: TouchLogin :exec
update login set seen_at = now() where id = $1;

-- name: Logins :many
select id, user_agent, created_at, seen_at, two_step from login
where person_id = sqlc.arg(person)::uuid and ended_at is null
  and seen_at > sqlc.arg(idle_since)::timestamptz and created_at > sqlc.arg(begun_since)::timestamptz
order by seen_at desc, id
limit 200;

-- name: EndLogin :execrows
update login set ended_at = now() where id = sqlc.arg(id)::uuid and person_id = sqlc.arg(person)::uuid and ended_at is null;

-- name: EndLoginsBut :execrows
update login set ended_at = now() where person_id = sqlc.arg(person)::uuid and id <> sqlc.arg(keep)::uuid and ended_at is null;

-- name: FindSession :one
select data from session where token = $1 and expiry > now();

-- name: SaveSession :exec
insert into session (token, data, expiry) values ($1, $2, $3)
on conflict (token) do update set data = excluded.data, expiry = excluded.expiry;

-- name: DropSession :exec
delete from session where token = $1;

-- Access tokens.

-- name: AddToken :exec
insert into access_token (id, person_id, name, token_hash, scope, expires_at) values ($1, $2, $3, $4, $5, $6);

-- name: StandingToken :one
select t.id, t.person_id, t.scope, t.last_used_at, p.language from access_token t join person p on p.id = t.person_id
where t.token_hash = $1 and t.revoked_at is null and t.expires_at > now() and p.deleted_at is null;

-- name: TouchToken :exec
update access_token set last_used_at = now() where id = $1;

-- name: Tokens :many
select id, name, scope, created_at, expires_at, last_used_at from access_token
where person_id = $1 and revoked_at is null and expires_at > now()
order by created_at desc, id;

-- name: CountTokens :one
select count(*) from access_token where person_id = $1 and revoked_at is null and expires_at > now();

-- name: RevokeToken :execrows
update access_token set revoked_at = now() where id = sqlc.arg(id)::uuid and person_id = sqlc.arg(person)::uuid and revoked_at is null;

-- name: RevokeTokensOf :exec
update access_token set revoked_at = now() where person_id = $1 and revoked_at is null;

-- The second step of signing in.

-- name: PutTwoStep :exec
-- Begun anew: what was begun before and never confirmed is worth nothing.
insert into two_step (person_id, secret) values ($1, $2)
on conflict (person_id) do update set secret = excluded.secret, last_step = 0, created_at = now();

-- name: TwoStep :one
select secret, last_step from two_step where person_id = $1;

-- name: TakeStep :execrows
-- A code is taken once: of two at once, one.
update two_step set last_step = sqlc.arg(step) where person_id = sqlc.arg(person)::uuid and last_step < sqlc.arg(step);

-- name: BeginAsking :execrows
update person set two_step_at = now() where id = $1 and two_step_at is null;

-- name: StopAsking :execrows
update person set two_step_at = null where id = $1 and two_step_at is not null;

-- name: DropTwoStep :exec
delete from two_step where person_id = $1;

-- name: AddRecoveryCodes :exec
insert into recovery_code (person_id, code_hash) select sqlc.arg(person)::uuid, unnest(sqlc.arg(hashes)::bytea[]);

-- name: TakeRecoveryCode :execrows
update recovery_code set used_at = now() where person_id = sqlc.arg(person)::uuid and code_hash = sqlc.arg(hash) and used_at is null;

-- name: CountRecoveryCodes :one
select count(*) from recovery_code where person_id = $1 and used_at is null;

-- name: DropRecoveryCodes :exec
delete from recovery_code where person_id = $1;

-- name: AddSecondStep :exec
insert into second_step (token_hash, person_id, expires_at) values ($1, $2, $3);

-- name: SecondStep :one
select s.person_id from second_step s join person p on p.id = s.person_id
where s.token_hash = $1 and s.expires_at > now() and p.deleted_at is null and p.two_step_at is not null;

-- name: UseSecondStep :execrows
delete from second_step where token_hash = $1 and expires_at > now();

-- name: DropSecondStepsOf :exec
delete from second_step where person_id = $1;

-- Identities at a district's provider.

-- name: AddVisit :exec
insert into provider_visit (state_hash, browser_hash, nonce, verifier, next, person_id, expires_at) values ($1, $2, $3, $4, $5, $6, $7);

-- name: UseVisit :one
-- Whoever comes with the state uses it up; whether it is the browser that began is asked after that.
delete from provider_visit where state_hash = $1
returning browser_hash, nonce, verifier, next, person_id, expires_at;

-- name: PersonByIdentity :one
select p.id, (p.two_step_at is not null)::bool as two_step from identity i join person p on p.id = i.person_id
where i.issuer = $1 and i.subject = $2 and p.deleted_at is null;

-- name: AddIdentity :exec
insert into identity (issuer, subject, person_id, vouched_role, vouched_school) values ($1, $2, $3, $4, $5);

-- name: Vouched :one
-- What the provider said last of somebody for whom it vouches.
select person_id, vouched_role::text as role, vouched_school as school from identity where issuer = $1 and subject = $2 and vouched_role is not null;

-- name: LockVouched :one
select i.vouched_role::text as vouched_role, i.vouched_school, p.role, p.school_id, p.language, (p.verified_at is not null)::bool as verified
from identity i join person p on p.id = i.person_id
where i.issuer = $1 and i.subject = $2 and i.vouched_role is not null and p.deleted_at is null
for update;

-- name: RenewVouched :exec
update identity set vouched_role = sqlc.arg(role)::text, vouched_school = sqlc.narg(school) where issuer = $1 and subject = $2;

-- name: SetStanding :exec
update person set role = sqlc.arg(role), school_id = sqlc.narg(school), verified_at = case when sqlc.arg(verified)::bool then now() end
where id = sqlc.arg(id)::uuid;

-- name: BecomeOther :exec
-- Between student and teacher an account keeps neither its ways in nor what it was called.
update person set display_name = sqlc.arg(name), email = sqlc.narg(email), email_confirmed_at = case when sqlc.narg(email)::text is not null then now() end,
       password_hash = null, sign_in_name = null
where id = sqlc.arg(id)::uuid;

-- name: EndMemberships :exec
update class_member set left_at = now() where person_id = $1 and left_at is null;

-- name: CloseSearchesOf :exec
update partner_search set closed_at = now(), updated_at = now() where author_id = $1 and closed_at is null;

-- name: EndGuardianLinks :exec
update guardian_link set revoked_at = now() where person_id = $1 and revoked_at is null;

-- name: HasIdentity :one
select exists (select from identity where person_id = $1 and issuer = $2);

-- name: IsVouched :one
select exists (select from identity where person_id = $1 and issuer = $2 and vouched_role in ('student', 'teacher'));

-- name: DropIdentity :execrows
delete from identity where person_id = $1 and issuer = $2;

-- name: DropIdentitiesOf :exec
delete from identity where person_id = $1;

-- name: SchoolBySlug :one
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant, c.time_zone from school s join city c on c.id = s.city_id where s.slug = $1;

-- name: AddVouchedPerson :exec
insert into person (id, role, display_name, email, email_confirmed_at, language, time_zone, school_id, verified_at)
values ($1, $2, $3, sqlc.narg(email), case when sqlc.narg(email)::text is not null then now() end, $4, $5, $6, now());

-- What nobody needs any more.

-- name: DropExpiredSteps :exec
delete from second_step where expires_at < now();

-- name: DropExpiredVisits :exec
delete from provider_visit where expires_at < now();

-- name: DropExpiredSessions :exec
delete from session where expiry < now();

-- name: DropExpiredLinks :exec
delete from one_time_link where expires_at < now();

-- name: DropExpiredRegistrations :exec
delete from registration where expires_at < now();

-- name: DropOldLogins :exec
delete from login where coalesce(ended_at, seen_at) < sqlc.arg(older_than)::timestamptz;

-- name: DropOldTokens :exec
delete from access_token where coalesce(revoked_at, expires_at) < sqlc.arg(older_than)::timestamptz;

-- name: LeaveClasses :exec
update class_member set left_at = coalesce(left_at, now()), nickname = '' where person_id = $1;

-- name: WithTwoStep :many
-- Adults whose sign-in asks for a code, by a part of their name, address or sign-in name.
select p.id, p.display_name, p.role, p.school_id, coalesce(p.email, p.sign_in_name, '')::text as name, p.two_step_at::timestamptz as since,
       coalesce(s.name_en, '')::text as school_en, coalesce(s.name_zh_hans, '')::text as school_zh_hans, coalesce(s.name_zh_hant, '')::text as school_zh_hant
from person p left join school s on s.id = p.school_id
where p.two_step_at is not null and p.deleted_at is null and p.role <> 'student' and p.id <> sqlc.arg(reader)::uuid
  and (sqlc.arg(q)::text = '' or position(lower(sqlc.arg(q)::text) in lower(p.display_name || ' ' || coalesce(p.email, '') || ' ' || coalesce(p.sign_in_name, ''))) > 0)
order by lower(p.display_name), p.id limit 50;

-- name: CountClasses :one
select count(*) from member_now m where m.person_id = $1 and not m.withdrawn;

-- Names that nobody else is called: of who keeps the forum, of the teachers of a person's classes, of coordinators (to a
-- student those of the own school), and, where the name sought has an address before or behind it, of the teachers who are
-- addressed so: there are many of the name of Wang, and not many citizens who are Wang laoshi.
-- name: TakenNames :many
select p.display_name from person p
where p.deleted_at is null and p.role in ('moderator', 'administrator') and p.id <> sqlc.arg(person)::uuid
union
select c.display_name from person c left join person me on me.id = sqlc.arg(person)::uuid
where c.deleted_at is null and c.role = 'coordinator' and c.id <> sqlc.arg(person)::uuid and (me.role is distinct from 'student' or c.school_id = me.school_id)
union
select t.display_name from person t
where t.deleted_at is null and t.role = 'teacher' and t.verified_at is not null and t.id <> sqlc.arg(person)::uuid
  and sqlc.arg(name)::text ~* '^(mr|mrs|ms|miss|mx|dr|prof)[. ]|(老师|老師|主任|校长|校長|laoshi)$'
  and position(lower(regexp_replace(t.display_name, '^(mr|mrs|ms|miss|mx|dr|prof)[. ]+|\s*(老师|老師|主任|校长|校長|laoshi)$', '', 'i')) in lower(sqlc.arg(name)::text)) > 0
union
select coalesce(nullif(t.nickname, ''), p.display_name)::text from class_member m
join class_member t on t.class_id = m.class_id and t.role = 'teacher' and t.left_at is null and t.person_id <> m.person_id
join person p on p.id = t.person_id
where m.person_id = sqlc.arg(person)::uuid and m.left_at is null;

-- Somebody who belongs to no school keeps the standard, the whole installation, or neither.
-- name: AppointKeeper :execrows
update person set role = sqlc.arg(role)::text
where id = sqlc.arg(id)::uuid and deleted_at is null and school_id is null and role in ('citizen', 'moderator', 'administrator');
