-- Where a class stands: its schools (who may read what is noted of it), its topic and its chat.
-- name: About :one
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, pr.school_a, pr.school_b, top.name as topic, t.id as chat,
       c.locked_at, c.locked_why, coalesce(nullif(lm.nickname, ''), l.display_name, '')::text as locker,
       c.needs_teacher, c.first_posts, c.archived_at
from class c
left join person l on l.id = c.locked_by and l.deleted_at is null
left join class_member lm on lm.class_id = c.id and lm.person_id = l.id
join pairing pr on pr.id = c.pairing_id
join board b on b.class_id = c.id
join thread t on t.board_id = b.id and t.kind = 'chat'
join topic top on top.id = t.topic_id
where c.id = $1;

-- The two schools of a class with today's date there.
-- name: Schools :many
select s.id, s.name_en, s.name_zh_hans, s.name_zh_hant, ci.time_zone, ci.name_en as city_en, ci.name_zh_hans as city_zh_hans, ci.name_zh_hant as city_zh_hant,
       to_char(now() at time zone ci.time_zone, 'YYYY-MM-DD') as today
from class c
join pairing p on p.id = c.pairing_id
join school s on s.id in (p.school_a, p.school_b)
join city ci on ci.id = s.city_id
where c.id = $1
order by ci.name_en;

-- What holds for one member's writing, and when that may change by itself.
-- name: Standing :one
select m.role,
       m.muted_until,
       (m.role = 'student' and quiet_holds(c.quiet_hours, c.quiet_ended, s.id) and coalesce(s.quiet_from <> s.quiet_until, false))::bool as has_quiet,
       coalesce(next_at(s.quiet_from, ci.time_zone), 'epoch')::timestamptz as quiet_begins,
       coalesce(next_at(s.quiet_until, ci.time_zone), 'epoch')::timestamptz as quiet_ends,
       (case when m.role = 'student' then greatest(c.first_posts - m.approved_posts, 0) else 0 end)::int as waits
from class_member m
join class c on c.id = m.class_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
where m.class_id = sqlc.arg(class) and m.person_id = sqlc.arg(person) and m.left_at is null;

-- Everybody who is or was in the class, with what a teacher looks for.
-- name: Members :many
select m.person_id, m.role, p.school_id, p.role as person_role, coalesce(nullif(m.nickname, ''), p.display_name)::text as name,
       m.muted_until,
       m.left_at, m.removed_at, m.removed_reason, m.guest_until, m.withdrawn_at,
       greatest(m.joined_at, pr.opened_at)::timestamptz as since,
       coalesce(said.posts, 0)::int as posts, coalesce(said.last_at, 'epoch')::timestamptz as last_post_at, coalesce(said.held, 0)::int as held,
       coalesce(said.today, false)::bool as spoke_today
from class_member m
join class c on c.id = m.class_id
join pairing pr on pr.id = c.pairing_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
left join lateral (
  select count(*) filter (where q.deleted_at is null) as posts, max(q.created_at) as last_at,
         count(*) filter (where q.held_at is not null and q.hidden_at is null and q.deleted_at is null) as held,
         bool_or((q.created_at at time zone coalesce(ci.time_zone, p.time_zone))::date = (now() at time zone coalesce(ci.time_zone, p.time_zone))::date) as today
  from post q join thread t on t.id = q.thread_id join board b on b.id = t.board_id
  where b.class_id = m.class_id and q.author_id = m.person_id
) said on true
where m.class_id = $1
order by m.role desc, name, m.person_id;

-- What was said in a class, the newest first: of a day, by one person, or what waits.
-- name: Said :many
select q.id, q.created_at
from post q join thread t on t.id = q.thread_id join board b on b.id = t.board_id
where b.class_id = sqlc.arg(class)::uuid
  and (sqlc.narg(person)::uuid is null or q.author_id = sqlc.narg(person)::uuid)
  and (not sqlc.arg(held)::bool or q.held_at is not null and q.hidden_at is null and q.deleted_at is null)
  and (sqlc.narg(day)::text is null or q.created_at >= (sqlc.narg(day)::text::date::timestamp at time zone sqlc.arg(zone)::text)
       and q.created_at < ((sqlc.narg(day)::text::date + 1)::timestamp at time zone sqlc.arg(zone)::text))
  and (sqlc.narg(before)::uuid is null or q.id < sqlc.narg(before)::uuid)
order by q.id desc limit sqlc.arg(most);

-- name: CountHeld :one
select count(*)::int from post q join thread t on t.id = q.thread_id join board b on b.id = t.board_id
where b.class_id = sqlc.arg(class)::uuid and q.held_at is not null and q.hidden_at is null and q.deleted_at is null;

-- The earlier texts of posts, and who replaced them.
-- name: Revisions :many
select r.post_id, r.revision, r.body, r.html, r.language, r.edited_at, r.edited_by
from post_revision r where r.post_id = any(sqlc.arg(posts)::uuid[]) order by r.post_id, r.revision;

-- Whose posts these are, if they are of this class.
-- name: Authors :many
select q.id, q.author_id, p.language
from post q join thread t on t.id = q.thread_id join board b on b.id = t.board_id join person p on p.id = q.author_id
where b.class_id = sqlc.arg(class)::uuid and q.id = any(sqlc.arg(posts)::uuid[])
order by q.id;

-- name: ClassOfPost :one
select b.class_id, q.author_id, q.thread_id, top.name as topic, coalesce(m.role, '')::text as role,
       (select coalesce(array_agg(s.id), '{}') from pairing pr join school s on s.id in (pr.school_a, pr.school_b) where pr.id = b.pairing_id)::uuid[] as schools -- of a pairing's discussion
from post q join thread t on t.id = q.thread_id join topic top on top.id = t.topic_id join board b on b.id = t.board_id
left join class_member m on m.class_id = b.class_id and m.person_id = q.author_id
where q.id = $1;

-- name: Member :one
select m.role, m.left_at, m.removed_at, p.language, (p.deleted_at is not null)::bool as deleted,
       coalesce(nullif(m.nickname, ''), p.display_name)::text as name
from class_member m join person p on p.id = m.person_id
where m.class_id = sqlc.arg(class) and m.person_id = sqlc.arg(person);

-- Until when somebody is to be silent: for some minutes, or to the end of the day at their school.
-- name: Mute :one
update class_member m
set muted_until = case sqlc.arg(length)::text
      when '10m' then now() + interval '10 minutes'
      when '1h' then now() + interval '1 hour'
      when 'today' then ((now() at time zone coalesce(ci.time_zone, p.time_zone))::date + 1)::timestamp at time zone coalesce(ci.time_zone, p.time_zone)
      when 'until_unmuted' then '9999-12-31'::timestamptz
    end
from person p
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
where p.id = m.person_id and m.class_id = sqlc.arg(class) and m.person_id = sqlc.arg(person)
returning m.muted_until;

-- name: Remove :execrows
-- Who is out already stays so by the word of the new remover, where that is asked for.
update class_member set left_at = coalesce(left_at, now()), removed_at = now(), removed_by = sqlc.arg(by)::uuid, removed_reason = sqlc.arg(reason)
where class_id = sqlc.arg(class) and person_id = sqlc.arg(person) and (left_at is null or sqlc.arg(again)::bool and removed_at is not null);

-- name: Removal :one
-- Of which school somebody is, who took them out, and whether their own school has let them in again within the last day.
select p.school_id, a.school_id as own, (m.left_at is not null and m.removed_at is not null)::bool as out, r.school_id as removed_from,
       exists (select from audit_entry e join person k on k.id = e.actor_id
               where e.class_id = m.class_id and e.person_id = m.person_id and e.action = 'class.take_back' and e.at > now() - interval '1 day'
                 and k.school_id = p.school_id)::bool as put_back
from class_member m join person p on p.id = m.person_id join person a on a.id = sqlc.arg(actor) left join person r on r.id = m.removed_by
where m.class_id = sqlc.arg(class) and m.person_id = sqlc.arg(person);

-- name: SchoolsKeepers :many
-- A school's teachers in a class, and its coordinators: whom it concerns what another school's teachers do to its students.
select p.id, p.language, (m.person_id is not null)::bool as teaches from person p
left join class_member m on m.class_id = sqlc.arg(class) and m.person_id = p.id and m.role = 'teacher' and m.left_at is null
where p.school_id = sqlc.arg(school)::uuid and p.verified_at is not null and p.deleted_at is null and (p.role = 'coordinator' or m.person_id is not null)
order by p.id;

-- name: TakeBack :execrows
update class_member set left_at = null, removed_at = null, removed_by = null, removed_reason = ''
where class_id = sqlc.arg(class) and person_id = sqlc.arg(person) and removed_at is not null and left_at is not null;

-- name: Keep :exec
update class
set locked_at = case when sqlc.narg(locked)::bool is null then locked_at when sqlc.narg(locked)::bool then coalesce(locked_at, now()) end,
    locked_by = case when sqlc.narg(locked)::bool is null then locked_by when sqlc.narg(locked)::bool then sqlc.arg(by)::uuid end,
    locked_why = case when sqlc.narg(locked)::bool is null then locked_why when sqlc.narg(locked)::bool then sqlc.arg(why)::text else '' end,
    needs_teacher = coalesce(sqlc.narg(needs_teacher)::bool, needs_teacher),
    first_posts = coalesce(sqlc.narg(first_posts)::int, first_posts)
where id = sqlc.arg(id)::uuid;

-- name: QuietFor :one
-- Whether the quiet hours of a person's school hold in a class for its students.
select quiet_holds(c.quiet_hours, c.quiet_ended, p.school_id)::bool from class c, person p where c.id = sqlc.arg(class)::uuid and p.id = sqlc.arg(person)::uuid;

-- name: KeepQuiet :exec
select keep_quiet(sqlc.arg(class)::uuid, p.school_id, sqlc.arg(kept)::bool) from person p where p.id = sqlc.arg(person)::uuid;

-- name: Attendance :many
select a.person_id, to_char(a.day, 'YYYY-MM-DD') as day, a.first_at, a.last_at
from class_attendance a
where a.class_id = sqlc.arg(class) and a.day >= sqlc.arg(first)::text::date and a.day <= sqlc.arg(last)::text::date
order by a.day, a.person_id;

-- name: Notes :many
select n.id, n.person_id, to_char(n.day, 'YYYY-MM-DD') as day, n.author_id, p.display_name as author, n.body, n.created_at
from class_note n join person p on p.id = n.author_id
where n.class_id = sqlc.arg(class) and n.deleted_at is null
  and n.day >= sqlc.arg(first)::text::date and n.day <= sqlc.arg(last)::text::date
order by n.day, n.created_at, n.id;

-- name: AddNote :exec
insert into class_note (id, class_id, person_id, day, author_id, body)
values (sqlc.arg(id), sqlc.arg(class), sqlc.narg(person), sqlc.arg(day)::text::date, sqlc.arg(author), sqlc.arg(body));

-- A note is taken back by who wrote it.
-- name: DeleteNote :execrows
update class_note set deleted_at = now()
where id = sqlc.arg(id) and class_id = sqlc.arg(class) and author_id = sqlc.arg(author) and deleted_at is null;

-- Students who came, went or stayed: one row each for a day of their school's calendar.
-- name: Attend :exec
insert into class_attendance (class_id, person_id, day)
select k.class, k.person, (now() at time zone coalesce(ci.time_zone, p.time_zone))::date
from (select unnest(sqlc.arg(classes)::uuid[]) as class, unnest(sqlc.arg(people)::uuid[]) as person) k
join class_member m on m.class_id = k.class and m.person_id = k.person and m.role = 'student'
join person p on p.id = k.person
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
order by 1, 3, 2
on conflict (class_id, day, person_id) do update set last_at = now();

-- The rooms that a verified teacher of either school is in are open until the next time this is said, and a little.
-- name: RenewTeacher :exec
update class c set teacher_until = now() + make_interval(secs => sqlc.arg(seconds)::float8)
from pairing pr
where pr.id = c.pairing_id and c.needs_teacher and c.id = any(sqlc.arg(classes)::uuid[])
  and exists (
    select from (select unnest(sqlc.arg(classes)::uuid[]) as class, unnest(sqlc.arg(people)::uuid[]) as person) k
    join class_member m on m.class_id = k.class and m.person_id = k.person and m.role = 'teacher' and m.left_at is null
    join person p on p.id = k.person and p.verified_at is not null and p.school_id in (pr.school_a, pr.school_b)
    where k.class = c.id);

-- The last teacher has left. Who came elsewhere meanwhile has said so within the last seconds.
-- name: EndTeacher :exec
update class set teacher_until = now()
where needs_teacher and id = any(sqlc.arg(classes)::uuid[])
  and teacher_until > now() and teacher_until < now() + make_interval(secs => sqlc.arg(seconds)::float8);

-- Rooms whose pause is another than was told.
-- name: Untold :many
select c.id, top.name as topic
from class c
join class_now n on n.id = c.id
join board b on b.class_id = c.id
join thread t on t.board_id = b.id and t.kind = 'chat'
join topic top on top.id = t.topic_id
where c.id = any(sqlc.arg(classes)::uuid[]) and c.pause_told <> n.paused;

-- name: Tell :execrows
update class c set pause_told = n.paused from class_now n where n.id = c.id and c.id = $1 and c.pause_told <> n.paused;

-- What is decided about somebody, for whoever decides about the appeal.
-- name: AddDeed :exec
insert into moderation_action (id, class_id, actor_id, kind, object, object_id, person_id, clause, note, until)
values (sqlc.arg(id), sqlc.arg(class)::uuid, sqlc.arg(actor), sqlc.arg(kind), sqlc.arg(object), sqlc.arg(object_id), sqlc.arg(person)::uuid, sqlc.arg(clause), sqlc.arg(note), sqlc.narg(until));

-- An appeal that nobody has decided yet goes on against the deed that takes the place of an earlier one: doing the same
-- again ends none.
-- name: MoveAppeal :exec
update appeal ap set action_id = sqlc.arg(deed) from moderation_action old, moderation_action now
where now.id = sqlc.arg(deed) and old.class_id = now.class_id and old.object_id = now.object_id and old.kind = now.kind and old.person_id = now.person_id
  and ap.action_id = old.id and ap.decided_at is null and ap.created_at > now() - interval '30 days' and old.id <> now.id;

-- Whether a judge gave back what this person hid, and its author has not changed it since.
-- name: GivenBack :one
select exists (select from moderation_action d join appeal ap on ap.action_id = d.id join post q on q.id = d.object_id
  where d.class_id = sqlc.arg(class)::uuid and d.object_id = sqlc.arg(post)::uuid and d.kind = 'hide' and d.actor_id = sqlc.arg(actor)::uuid
    and ap.outcome = 'overturned' and coalesce(q.edited_at, q.created_at) < ap.decided_at)::bool;

-- Whether what hides a post of this person's is another's decision about it.
-- name: StandsAgainst :one
select exists (select from moderation_action d where d.class_id = sqlc.arg(class)::uuid and d.object_id = sqlc.arg(post)::uuid
  and d.person_id = sqlc.arg(person)::uuid and d.kind = 'hide' and d.undone_at is null)::bool;

-- What was decided in a class about a post or a person, and is taken back.
-- name: EndDeeds :exec
update moderation_action set undone_at = now(), undone_by = sqlc.arg(by)::uuid, undone_why = sqlc.arg(why)
where class_id = sqlc.arg(class)::uuid and object_id = sqlc.arg(object_id) and undone_at is null;

-- How many reports of a class, and appeals against what was decided in it, wait for one of its teachers: those that
-- moderation.Cases and moderation.Deeds list for them, and that they may decide about.
-- name: CountAsked :one
select ((select count(*) from moderation_case mc
         where mc.class_id = sqlc.arg(class)::uuid and mc.closed_at is null and not mc.for_moderators and mc.person_id is distinct from sqlc.arg(reader)::uuid
           and exists (select from report r where r.case_id = mc.id and not r.about_teacher))
      + (select count(*) from moderation_action d join appeal ap on ap.action_id = d.id
         where d.class_id = sqlc.arg(class)::uuid and d.undone_at is null and ap.decided_at is null
           and d.actor_id <> sqlc.arg(reader)::uuid and d.person_id is distinct from sqlc.arg(reader)::uuid
           and not exists (select from person p where p.id = d.person_id and p.deleted_at is not null)))::int;
