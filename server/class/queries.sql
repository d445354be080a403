-- name: ClassesOf :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, (c.archived_at is not null)::bool as over, m.role, n.open::bool as open, pr.ended_at as pairing_ended,
       t.id as chat, top.name as topic, t.post_count, t.last_post_seq, t.last_post_at, t.created_at, r.seq as read_seq
from class_member m
join class c on c.id = m.class_id
join class_now n on n.id = c.id
join pairing pr on pr.id = c.pairing_id
join board b on b.class_id = c.id
join thread t on t.board_id = b.id and t.kind = 'chat'
join topic top on top.id = t.topic_id
left join read_mark r on r.thread_id = t.id and r.person_id = m.person_id
where m.person_id = sqlc.arg(person) and m.left_at is null and m.withdrawn_at is null and (m.guest_until is null or m.guest_until > now()) and (sqlc.narg(class)::uuid is null or c.id = sqlc.narg(class)::uuid)
order by c.created_at desc, c.id;

-- name: SchoolsOf :many
select c.id as class_id, s.id, s.name_en, s.name_zh_hans, s.name_zh_hant,
       ci.id as city_id, ci.slug, ci.country, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant
from class c
join pairing p on p.id = c.pairing_id
join school s on s.id in (p.school_a, p.school_b)
join city ci on ci.id = s.city_id
where c.id = any(sqlc.arg(classes)::uuid[])
order by ci.name_en;

-- name: MembersOf :many
select m.person_id, m.role, p.role as person_role, p.school_id, coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.left_at is null and m.withdrawn_at is null and (m.guest_until is null or m.guest_until > now()) and p.deleted_at is null
order by m.role desc, name;

-- name: Member :one
select m.person_id, m.role, p.role as person_role, p.school_id, coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.person_id = $2 and m.left_at is null;

-- Making and keeping a class.

-- name: PairingOf :one
select pr.id, pr.school_a, pr.school_b from class c join pairing pr on pr.id = c.pairing_id where c.id = $1;

-- name: PairingSchools :many
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant,
       ci.id as city_id, ci.slug, ci.country, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant
from pairing p
join school s on s.id in (p.school_a, p.school_b)
join city ci on ci.id = s.city_id
where p.id = $1
order by ci.name_en, s.id;

-- name: VerifiedTeachers :many
-- Whom either school vouches for as a teacher.
select p.id, p.display_name, p.role, p.school_id
from person p join pairing pr on p.school_id in (pr.school_a, pr.school_b)
where pr.id = $1 and p.role in ('teacher', 'coordinator') and p.verified_at is not null and p.deleted_at is null
order by p.display_name, p.id;

-- name: AddClass :exec
insert into class (id, pairing_id, name_en, name_zh_hans, name_zh_hant) values ($1, $2, $3, $4, $5);

-- name: AddBoard :exec
insert into board (id, slug, class_id) values ($1, $2, sqlc.arg(class_id)::uuid);

-- name: AddChat :exec
insert into thread (id, board_id, kind, topic_id, title, language)
select sqlc.arg(id), sqlc.arg(board_id), 'chat', t.id, '', 'und' from topic t where t.name = sqlc.arg(topic);

-- name: AddMember :exec
-- Who was in the class before comes back as what they are now.
insert into class_member (class_id, person_id, role, nickname, known_as, guest_until)
values (sqlc.arg(class_id), sqlc.arg(person_id), sqlc.arg(role), sqlc.arg(nickname), sqlc.arg(known_as), sqlc.narg(guest_until))
on conflict (class_id, person_id) do update set role = excluded.role, left_at = null, joined_at = now(), guest_until = excluded.guest_until,
  removed_at = null, removed_by = null, removed_reason = '',
  nickname = case when excluded.nickname <> '' then excluded.nickname else class_member.nickname end,
  known_as = case when excluded.known_as <> '' then excluded.known_as else class_member.known_as end;

-- name: WithdrawnInPairing :one
-- Whether the consent for a student is withdrawn in a class of the same two schools, also in one that is over or was left,
-- or whose pairing has ended: a new pairing is no way around it.
select exists (select from class_member m join class k on k.id = m.class_id join pairing kp on kp.id = k.pairing_id
  where m.person_id = sqlc.arg(person) and m.withdrawn_at is not null
    and (kp.school_a, kp.school_b) = (select pr.school_a, pr.school_b from class c join pairing pr on pr.id = c.pairing_id where c.id = sqlc.arg(class)))::bool;

-- name: KeepMute :exec
-- Who was muted in the class of last year still is in the one of this.
update class_member n set muted_until = o.muted_until from class_member o
where n.class_id = sqlc.arg(next) and n.person_id = o.person_id and o.class_id = sqlc.arg(class) and o.muted_until > now();

-- name: Settings :one
select c.name_en, c.name_zh_hans, c.name_zh_hant, c.pairing_id, c.first_posts, c.quiet_hours, c.needs_teacher, c.created_at, c.archived_at,
       n.open::bool as open, n.locked::bool as locked, c.staffed, pr.ended_at as pairing_ended, next.id as successor
from class c join class_now n on n.id = c.id join pairing pr on pr.id = c.pairing_id
left join pairing next on next.school_a = pr.school_a and next.school_b = pr.school_b and next.opened_at is not null and next.ended_at is null and next.id <> pr.id
where c.id = $1;

-- name: Lacking :many
-- What keeps a class closed, by school: its consent to chat, or a verified teacher in the class.
select s.id as school_id,
       (not exists (select from consent k where k.pairing_id = pr.id and k.school_id = s.id and k.purpose = 'chat' and k.withdrawn_at is null and k.expires_at > now()))::bool as consent,
       (not exists (select from class_member m join person p on p.id = m.person_id and p.verified_at is not null and p.deleted_at is null and p.school_id = s.id
                   where m.class_id = c.id and m.role = 'teacher' and m.left_at is null))::bool as teacher
from class c join pairing pr on pr.id = c.pairing_id join school s on s.id in (pr.school_a, pr.school_b)
where c.id = $1 order by s.name_en, s.id;

-- name: LockClass :one
-- Whoever changes who belongs to a class does so one after the other.
select c.archived_at from class c where c.id = $1 for update;

-- name: ChangeSettings :exec
update class set name_en = $2, name_zh_hans = $3, name_zh_hant = $4, first_posts = $5, quiet_hours = $6, needs_teacher = $7 where id = $1;

-- name: Archive :execrows
update class set archived_at = now() where id = $1 and archived_at is null;

-- name: EndCodesOf :exec
update join_code set ended_at = now() where class_id = $1 and ended_at is null;

-- name: RefuseWaiting :many
update join_request set decided_at = now(), accepted = false, password_hash = null, asked_by = null, asked_from = '' where class_id = $1 and decided_at is null
returning id, person_id;

-- Members.

-- name: People :many
select m.person_id, m.role, m.nickname, m.known_as, m.joined_at, m.guest_until, p.display_name, p.role as person_role, p.school_id,
       (p.verified_at is not null)::bool as verified, coalesce(p.sign_in_name, '')::text as sign_in_name,
       (p.email is null and p.password_hash is not null)::bool as by_name, (m.withdrawn_at is not null)::bool as withdrawn, g.group_id,
       exists (select from login l where l.person_id = p.id)::bool as signed_in
from class_member m
join person p on p.id = m.person_id
left join class_group_member g on g.class_id = m.class_id and g.person_id = m.person_id
where m.class_id = $1 and m.left_at is null and p.deleted_at is null
order by m.role desc, m.joined_at, p.id;

-- name: TakenOut :many
-- Whom a teacher took out, of which school that teacher is, and why.
select m.person_id, m.nickname, m.removed_at::timestamptz as removed_at, m.removed_reason, p.display_name, p.role as person_role, p.school_id, r.school_id as removed_from
from class_member m join person p on p.id = m.person_id left join person r on r.id = m.removed_by
where m.class_id = $1 and m.left_at is not null and m.removed_at is not null and p.deleted_at is null
order by m.removed_at desc, p.id limit 100;

-- name: OneMember :one
select m.person_id, m.role, m.nickname, m.known_as, m.guest_until, p.display_name, p.role as person_role, p.school_id, p.language,
       (p.verified_at is not null)::bool as verified, coalesce(p.sign_in_name, '')::text as sign_in_name
from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.person_id = $2 and m.left_at is null and p.deleted_at is null
for update of m;

-- name: ChangeMember :exec
update class_member set role = $3, nickname = $4, known_as = $5, guest_until = sqlc.narg(guest_until) where class_id = $1 and person_id = $2;

-- name: Leave :exec
update class_member set left_at = now() where class_id = $1 and person_id = $2 and left_at is null;

-- name: LeaveGroup :exec
delete from class_group_member where class_id = $1 and person_id = $2;

-- name: OtherTeachersOfSchool :one
-- How many verified teachers the same school has in the class besides this one.
select count(*) from class_member m
join person p on p.id = m.person_id and p.verified_at is not null and p.deleted_at is null
where m.class_id = sqlc.arg(class_id) and m.role = 'teacher' and m.left_at is null and m.person_id <> sqlc.arg(person_id)
  and p.school_id = (select school_id from person x where x.id = sqlc.arg(person_id));

-- name: TeacherNames :many
select coalesce(nullif(m.nickname, ''), p.display_name)::text from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.role = 'teacher' and m.left_at is null;

-- name: TeachersOf :many
select m.person_id from class_member m where m.class_id = $1 and m.role = 'teacher' and m.left_at is null;

-- name: PersonForClass :one
select p.id, p.display_name, p.role, p.school_id, (p.verified_at is not null)::bool as verified, p.language, p.time_zone
from person p where p.id = $1 and p.deleted_at is null;

-- Codes and requests.

-- name: EndCode :execrows
update join_code set ended_at = now() where class_id = $1 and school_id = $2 and ended_at is null;

-- name: AddCode :exec
insert into join_code (id, class_id, school_id, code_hash, created_by, expires_at) values ($1, $2, $3, $4, $5, $6);

-- name: Codes :many
select school_id, created_at, expires_at from join_code where class_id = $1 and ended_at is null and expires_at > now() order by school_id;

-- name: ClassOfCode :one
select j.class_id, j.school_id from join_code j join class c on c.id = j.class_id
where j.code_hash = $1 and j.ended_at is null and j.expires_at > now() and c.archived_at is null;

-- name: ClassNames :one
select name_en, name_zh_hans, name_zh_hant from class where id = $1;

-- name: SchoolNames :one
select s.name_en, s.name_zh_hans, s.name_zh_hant, c.time_zone from school s join city c on c.id = s.city_id where s.id = $1;

-- name: Crowd :many
-- Who waits for one school of a class, the oldest first.
select id, asked_by, asked_from from join_request
where class_id = $1 and school_id = $2 and decided_at is null and expires_at > now() order by created_at, id;

-- name: GiveWay :exec
update join_request set expires_at = now(), password_hash = null where id = $1;

-- name: AddRequest :exec
insert into join_request (id, class_id, school_id, person_id, name, language, time_zone, password_hash, token_hash, expires_at, asked_by, asked_from)
values (sqlc.arg(id), sqlc.arg(class_id), sqlc.arg(school_id), sqlc.narg(person_id), sqlc.arg(name), sqlc.arg(language), sqlc.arg(time_zone),
        sqlc.narg(password_hash), sqlc.arg(token_hash), sqlc.arg(expires_at), sqlc.narg(asked_by)::bytea, sqlc.arg(asked_from));

-- name: DropRequestOf :exec
-- Whoever asks again, asks anew.
delete from join_request where class_id = $1 and person_id = sqlc.arg(person)::uuid and decided_at is null;

-- name: Waiting :many
select r.id, r.name, r.language, r.school_id, r.created_at, (r.person_id is not null)::bool as has_account
from join_request r where r.class_id = $1 and r.decided_at is null and r.expires_at > now() order by r.created_at;

-- name: RequestForDecision :one
select id, school_id, person_id, name, language, time_zone, password_hash from join_request
where id = $1 and class_id = $2 and decided_at is null and expires_at > now() for update;

-- name: RequestsForDecision :many
-- Those of these who still wait for this school.
select id, person_id from join_request
where id = any(sqlc.arg(ids)::uuid[]) and class_id = sqlc.arg(class) and school_id = sqlc.arg(school) and decided_at is null and expires_at > now() order by id for update;

-- name: Decide :exec
-- Whose request it was is told by the account alone from now on.
update join_request set decided_at = now(), decided_by = $2, accepted = $3, reason = $4, person_id = sqlc.narg(person_id), password_hash = null, asked_by = null, asked_from = ''
where id = $1;

-- name: RequestByToken :one
select r.class_id, r.decided_at, coalesce(r.accepted, false)::bool as accepted, r.reason, r.name, r.expires_at, coalesce(p.sign_in_name, '')::text as sign_in_name,
       (r.expires_at < now())::bool as over
from join_request r left join person p on p.id = r.person_id and r.accepted
where r.token_hash = $1;

-- name: DropOldRequests :exec
-- What was asked and what came of it is forgotten; the members and the audit log say what is to be said.
delete from join_request where expires_at < now() - interval '30 days' or decided_at is null and expires_at < now();

-- name: DropOldCodes :exec
delete from join_code where (expires_at < now() - interval '30 days' or ended_at < now() - interval '30 days');

-- Students' accounts.

-- name: AddStudent :exec
insert into person (id, role, display_name, sign_in_name, password_hash, language, time_zone, school_id, verified_at)
values ($1, 'student', $2, sqlc.arg(sign_in_name)::text, sqlc.arg(password_hash)::text, $3, $4, sqlc.arg(school_id)::uuid, now());

-- name: TakenSignInNames :many
select sign_in_name::text from person where sign_in_name = any(sqlc.arg(names)::text[]);

-- name: VouchFor :exec
update person set school_id = sqlc.arg(school_id)::uuid, verified_at = coalesce(verified_at, now()) where id = $1;

-- name: SetSignIn :exec
update person set password_hash = sqlc.arg(password_hash)::text, sign_in_name = coalesce(sign_in_name, sqlc.arg(sign_in_name)::text) where id = $1;

-- name: EndLogins :exec
update login set ended_at = now() where person_id = $1 and ended_at is null;

-- name: RevokeTokens :exec
update access_token set revoked_at = now() where person_id = $1 and revoked_at is null;

-- name: ForgetTwoStep :exec
with app as (delete from two_step where person_id = sqlc.arg(person)::uuid),
     codes as (delete from recovery_code where person_id = sqlc.arg(person)::uuid),
     begun as (delete from second_step where person_id = sqlc.arg(person)::uuid)
update person set two_step_at = null where id = sqlc.arg(person)::uuid;

-- Groups.

-- name: Groups :many
select id, name from class_group where class_id = $1 order by position, id;

-- name: GroupMembers :many
select g.group_id, g.person_id from class_group_member g
join class_member m on m.class_id = g.class_id and m.person_id = g.person_id and m.left_at is null
where g.class_id = $1 order by m.joined_at, g.person_id;

-- name: DropGroups :exec
delete from class_group where class_id = $1;

-- name: AddGroup :exec
insert into class_group (id, class_id, name, position) values ($1, $2, $3, $4);

-- name: AddToGroup :exec
insert into class_group_member (class_id, group_id, person_id) select sqlc.arg(class_id), sqlc.arg(group_id), unnest(sqlc.arg(people)::uuid[]);

-- The export.

-- name: ExportThreads :many
select t.id, t.kind, t.title, t.language, t.created_at, (t.hidden_at is not null)::bool as hidden
from thread t join board b on b.id = t.board_id where b.class_id = sqlc.arg(class)::uuid order by t.kind, t.created_at, t.id;

-- name: ExportPosts :many
select p.id, p.thread_id, p.seq, p.parent_id, p.body, p.html, p.language, p.created_at, p.edited_at,
       case when p.deleted_at is not null or a.deleted_at is not null and p.body = '' then 'deleted' when p.hidden_at is not null or t.hidden_at is not null then 'hidden'
            when p.held_at is not null then 'held' when m.withdrawn_at is not null then 'hidden' else 'visible' end::text as state,
       coalesce(nullif(m.nickname, ''), a.display_name)::text as author, coalesce(m.role, '')::text as role, a.school_id
from post p
join thread t on t.id = p.thread_id
join board b on b.id = t.board_id
join person a on a.id = p.author_id
left join class_member m on m.class_id = b.class_id and m.person_id = a.id
where b.class_id = sqlc.arg(class)::uuid
order by t.kind, t.created_at, t.id, p.seq;

-- Guests whose day has passed.

-- name: GuestsOver :many
select class_id, person_id from class_member where role = 'guest' and left_at is null and guest_until <= now() order by guest_until, class_id, person_id limit 500;

-- name: GuestOver :one
-- Under the class's lock: still a guest, and the day has still passed.
select p.display_name, p.language from class_member m join person p on p.id = m.person_id
where m.class_id = $1 and m.person_id = $2 and m.role = 'guest' and m.left_at is null and m.guest_until <= now() for update of m;
