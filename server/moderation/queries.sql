-- What a report is about, where, and whose it is.
-- name: PostToReport :one
select p.id, p.thread_id, p.author_id, p.language, b.class_id, t.title, (case when b.public then b.slug else '' end)::text as slug, p.seq
from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id where p.id = $1;

-- name: ThreadToReport :one
select t.id, t.author_id, t.language, b.class_id, t.title, (case when b.public then b.slug else '' end)::text as slug
from thread t join board b on b.id = t.board_id where t.id = $1;

-- name: Around :many
(select p.id from post p where p.thread_id = sqlc.arg(thread) and p.seq < sqlc.arg(seq) and p.deleted_at is null order by p.seq desc limit 3)
union all
(select p.id from post p where p.thread_id = sqlc.arg(thread) and p.seq > sqlc.arg(seq) and p.deleted_at is null order by p.seq limit 3);

-- name: FirstPosts :many
select p.id from post p where p.thread_id = $1 order by p.seq limit 4;

-- What somebody said last, where the reporter can have read it.
-- name: LastPostsOf :many
select p.id from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
where p.author_id = sqlc.arg(author) and p.deleted_at is null and p.hidden_at is null and p.held_at is null
  and b.class_id is not distinct from sqlc.narg(class)::uuid and b.pairing_id is null
order by p.created_at desc limit 3;

-- The class that two people share, the newest first.
-- name: SharedClass :one
select a.class_id from member_now a join member_now b on b.class_id = a.class_id join class c on c.id = a.class_id
where a.person_id = sqlc.arg(one) and b.person_id = sqlc.arg(other) order by c.created_at desc limit 1;

-- name: ShownPerson :one
select p.id, p.role, p.school_id,
       (case when sqlc.narg(class)::uuid is null and p.role = 'student' then '' else coalesce(nullif(m.nickname, ''), p.display_name) end)::text as name
from person p left join class_member m on m.person_id = p.id and m.class_id = sqlc.narg(class)::uuid
where p.id = sqlc.arg(person);

-- Those of a class who hear of a report, but not the one it is about.
-- name: TeachersOf :many
select m.person_id from member_now m where m.class_id = $1 and m.role = 'teacher' order by m.person_id;

-- name: SchoolsOfClass :one
select array[pr.school_a, pr.school_b]::uuid[] as schools from class c join pairing pr on pr.id = c.pairing_id where c.id = $1;

-- name: OpenCase :one
insert into moderation_case (id, object, object_id, class_id, person_id, language)
values (sqlc.arg(id), sqlc.arg(object), sqlc.arg(object_id), sqlc.narg(class), sqlc.narg(person), sqlc.arg(language))
on conflict (object, object_id) where closed_at is null do update set language = moderation_case.language
returning id;

-- name: ReportedBefore :one
select r.id, r.case_id from report r join moderation_case mc on mc.id = r.case_id
where r.object = sqlc.arg(object) and r.object_id = sqlc.arg(object_id) and r.reporter_id = sqlc.arg(reporter)
  and (mc.closed_at is null or r.created_at > now() - interval '1 day')
order by r.created_at desc limit 1;

-- name: ReportsSince :one
select count(*) from report where reporter_id = $1 and created_at > now() - interval '1 hour';

-- name: AddReport :exec
insert into report (id, case_id, object, object_id, class_id, reporter_id, reason, note, about_teacher, evidence)
values (sqlc.arg(id), sqlc.arg(case_id), sqlc.arg(object), sqlc.arg(object_id), sqlc.narg(class), sqlc.arg(reporter), sqlc.arg(reason), sqlc.arg(note), sqlc.arg(about_teacher), sqlc.arg(evidence))
on conflict (case_id, reporter_id) do nothing;

-- name: ForModerators :exec
update moderation_case set for_moderators = true where id = $1;

-- name: CaseReports :many
select r.id, r.reporter_id, r.reason, r.note, r.about_teacher, r.evidence, r.created_at, p.role,
       (case when r.class_id is null and p.role = 'student' then '' else coalesce(nullif(m.nickname, ''), p.display_name) end)::text as name
from report r join person p on p.id = r.reporter_id
left join class_member m on m.class_id = r.class_id and m.person_id = p.id
where r.case_id = $1 order by r.created_at, r.id;

-- Those who keep a class know nothing of what was reported of a teacher.
-- name: Cases :many
select mc.id, mc.object, mc.object_id, mc.class_id, mc.person_id, mc.language, mc.opened_at, mc.closed_at, mc.outcome, mc.answer,
       mc.claimed_by, coalesce(mc.claimed_until, mc.opened_at)::timestamptz as claimed_until, coalesce(cl.display_name, '')::text as claimer, coalesce(p.role, '')::text as person_role,
       (case when mc.class_id is null and p.role = 'student' then '' else coalesce(nullif(m.nickname, ''), p.display_name, '') end)::text as person_name,
       (select count(*) from report r where r.case_id = mc.id and not (sqlc.arg(keeper)::bool and r.about_teacher))::int as reports,
       (select coalesce(array_agg(distinct r.reason order by r.reason), '{}') from report r where r.case_id = mc.id and not (sqlc.arg(keeper)::bool and r.about_teacher))::text[] as reasons,
       mc.for_moderators,
       coalesce((select e.evidence ->> 'title' from report e where e.case_id = mc.id order by e.created_at, e.id limit 1), '')::text as title,
       coalesce((select left(e.evidence -> 'post' ->> 'body', 240) from report e where e.case_id = mc.id order by e.created_at, e.id limit 1), '')::text as begins
from moderation_case mc
left join person p on p.id = mc.person_id
left join person cl on cl.id = mc.claimed_by
left join class_member m on m.class_id = mc.class_id and m.person_id = mc.person_id
where (sqlc.narg(id)::uuid is null or mc.id = sqlc.narg(id)::uuid)
  and (sqlc.narg(class)::uuid is null or mc.class_id = sqlc.narg(class)::uuid)
  and (sqlc.arg(any_place)::bool or mc.class_id is null or mc.for_moderators or coalesce(mc.closed_at, now()) > mc.opened_at + interval '24 hours')
  and (sqlc.arg(state)::text = '' or (sqlc.arg(state)::text = 'closed') = (mc.closed_at is not null))
  and (sqlc.arg(language)::text = '' or left(mc.language, 2) = left(sqlc.arg(language)::text, 2) or mc.language in ('mixed', 'und'))
  and mc.person_id is distinct from sqlc.arg(reader)::uuid
  and (not sqlc.arg(keeper)::bool or exists (select from report r where r.case_id = mc.id and not r.about_teacher))
order by case when mc.closed_at is null then 0 else 1 end,
         case when sqlc.arg(state)::text <> 'closed' and left(mc.language, 2) = left(sqlc.arg(own)::text, 2) then 0 else 1 end,
         case when mc.closed_at is null then mc.opened_at end, mc.closed_at desc
limit 200;

-- What waits for a moderator: nobody decides about their own posts, about themselves, or about an appeal against what
-- they did. The posts are those of filter.Held, the cases those of Cases.
-- name: Waiting :one
select (select count(*) from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
        where p.held_at is not null and p.held_for = 'filter' and p.deleted_at is null and p.hidden_at is null and t.hidden_at is null and b.public
          and p.author_id is distinct from sqlc.arg(reader)::uuid)::int as held,
       (select count(*) from moderation_case mc
        where mc.closed_at is null and (mc.class_id is null or mc.for_moderators or now() > mc.opened_at + interval '24 hours')
          and mc.person_id is distinct from sqlc.arg(reader)::uuid)::int as cases,
       (select count(*) from appeal ap join moderation_action d on d.id = ap.action_id
        where ap.decided_at is null and d.undone_at is null and (d.class_id is null or ap.created_at < now() - interval '24 hours')
          and not exists (select from person p where p.id = d.person_id and p.deleted_at is not null) and d.actor_id is distinct from sqlc.arg(reader)::uuid
          and d.person_id is distinct from sqlc.arg(reader)::uuid)::int as appeals;

-- name: CaseForUpdate :one
select * from moderation_case where id = $1 for update;

-- name: Claim :execrows
update moderation_case set claimed_by = sqlc.arg(person)::uuid, claimed_until = now() + interval '30 minutes'
where id = sqlc.arg(id) and closed_at is null and (claimed_by is null or claimed_by = sqlc.arg(person)::uuid or claimed_until < now());

-- name: Release :exec
update moderation_case set claimed_by = null, claimed_until = null where id = sqlc.arg(id) and claimed_by = sqlc.arg(person)::uuid and closed_at is null;

-- name: CloseCase :exec
update moderation_case set closed_at = now(), closed_by = sqlc.arg(person)::uuid, outcome = sqlc.arg(outcome)::text, answer = sqlc.arg(answer)
where id = sqlc.arg(id);

-- name: ReportedBy :one
select exists (select from report where case_id = sqlc.arg(case_id) and reporter_id = sqlc.arg(person) and reason <> 'seen')::bool;

-- name: ReportersOf :many
select reporter_id from report where case_id = $1 order by reporter_id;

-- name: AddDeed :exec
insert into moderation_action (id, case_id, actor_id, kind, object, object_id, person_id, clause, note, until, earlier_until)
values (sqlc.arg(id), sqlc.narg(case_id), sqlc.arg(actor), sqlc.arg(kind), sqlc.arg(object), sqlc.arg(object_id), sqlc.narg(person), sqlc.arg(clause), sqlc.arg(note), sqlc.narg(until), sqlc.narg(earlier));

-- name: Deeds :many
select d.id, d.case_id, d.actor_id, a.display_name as actor_name, d.kind, d.object, d.object_id, d.person_id, coalesce(p.role, '')::text as person_role,
       (case when p.role = 'student' and d.class_id is null then '' else coalesce(nullif(m.nickname, ''), p.display_name, '') end)::text as person_name,
       coalesce(d.class_id, mc.class_id) as class_id, d.class_id as kept_class, mc.claimed_by,
       d.clause, d.note, d.until, d.created_at, d.undone_at, d.undone_why, coalesce(p.language, 'en')::text as person_language,
       ap.body as appeal_body, ap.created_at as appealed_at, ap.decided_at, ap.outcome, ap.answer
from moderation_action d
join person a on a.id = d.actor_id
left join person p on p.id = d.person_id
left join moderation_case mc on mc.id = d.case_id
left join appeal ap on ap.action_id = d.id
left join class_member m on m.class_id = d.class_id and m.person_id = d.person_id
where (sqlc.narg(id)::uuid is null or d.id = sqlc.narg(id)::uuid)
  and (sqlc.narg(person)::uuid is null or d.person_id = sqlc.narg(person)::uuid and d.class_id is null)
  and (not sqlc.arg(appealed)::bool or ap.id is not null and ap.decided_at is null)
  and (not sqlc.arg(appealed)::bool or d.undone_at is null and p.deleted_at is null) -- what was taken back needs no judge, nor who is gone
  and (not sqlc.arg(appealed)::bool or d.class_id is not distinct from sqlc.narg(class)::uuid
       or sqlc.narg(class)::uuid is null and ap.created_at < now() - interval '24 hours') -- which the class's teachers left waiting
  and (sqlc.arg(every)::bool or d.kind not in ('dismiss', 'approve'))
order by case when sqlc.arg(appealed)::bool then ap.created_at end, d.created_at desc
limit 100;

-- Whether somebody's reading was written down within the hour.
-- name: ReadLately :one
select exists (select from audit_entry where actor_id = sqlc.arg(actor)::uuid and action = sqlc.arg(action) and object_id = sqlc.arg(object)::uuid and at > now() - interval '1 hour');

-- name: DeedForUpdate :one
select d.*, coalesce(p.language, 'en')::text as person_language, coalesce(p.deleted_at is not null, false)::bool as erased from moderation_action d left join person p on p.id = d.person_id where d.id = $1 for update of d;

-- name: UndoDeed :exec
update moderation_action set undone_at = now(), undone_by = sqlc.arg(person)::uuid, undone_why = sqlc.arg(why) where id = sqlc.arg(id);

-- What of moderators still covers a post: deeds about it, or about the thread that it is the first of.
-- name: Covering :one
select exists (select from moderation_action d where d.undone_at is null and d.kind = 'hide' and d.class_id is null and (d.object = 'post' and d.object_id = p.id
         or d.object = 'thread' and d.object_id = p.thread_id and p.seq = (select min(q.seq) from post q where q.thread_id = p.thread_id)))::bool as hidden,
       exists (select from moderation_action d where d.undone_at is null and d.kind = 'hold' and d.object = 'post' and d.object_id = p.id)::bool as held
from post p where p.id = $1;

-- name: ThreadCovered :one
select exists (select from moderation_action d where d.undone_at is null and d.kind = 'hide' and d.object = 'thread' and d.object_id = $1)::bool;

-- name: EndHolds :exec
update moderation_action set undone_at = now(), undone_by = sqlc.arg(person)::uuid, undone_why = sqlc.arg(why)
where object = 'post' and object_id = sqlc.arg(post) and kind = 'hold' and undone_at is null;

-- The deeds of moderators that hide a post by itself, and stand.
-- name: HidesOf :many
select id from moderation_action where object = 'post' and object_id = $1 and kind = 'hide' and class_id is null and undone_at is null order by created_at;

-- Who reported what nobody has decided about yet.
-- name: WhoReported :many
select r.reporter_id from report r join moderation_case mc on mc.id = r.case_id
where mc.object = sqlc.arg(object) and mc.object_id = sqlc.arg(object_id) and mc.closed_at is null order by r.reporter_id;

-- How long a person is kept from writing by what stands: what was undone or is over counts no more.
-- name: KeepSuspension :exec
update person set suspended_until = (
  select max(d.until) from moderation_action d where d.person_id = person.id and d.class_id is null and d.undone_at is null and d.until > now())
where person.id = $1;

-- name: Suspend :exec
update person set suspended_until = greatest(suspended_until, sqlc.arg(until)::timestamptz) where id = sqlc.arg(id);

-- name: AddAppeal :execrows
insert into appeal (id, action_id, person_id, body) values (sqlc.arg(id), sqlc.arg(deed), sqlc.arg(person), sqlc.arg(body)) on conflict (action_id) do nothing;

-- name: DecideAppeal :execrows
update appeal set decided_at = now(), decided_by = sqlc.arg(person)::uuid, outcome = sqlc.arg(outcome)::text, answer = sqlc.arg(answer)
where action_id = sqlc.arg(deed) and decided_at is null;

-- name: WaitingAppeals :one
select count(*) from appeal ap join moderation_action d on d.id = ap.action_id
where ap.decided_at is null and d.undone_at is null and (d.class_id is null or ap.created_at < now() - interval '24 hours')
  and not exists (select from person p where p.id = d.person_id and p.deleted_at is not null);

-- name: EndMute :exec
update class_member set muted_until = null where class_id = sqlc.arg(class)::uuid and person_id = sqlc.arg(person)::uuid;

-- A class's name in the language of somebody who reads it.
-- name: ClassNameFor :one
select (case p.language when 'zh-Hans' then c.name_zh_hans when 'zh-Hant' then c.name_zh_hant else c.name_en end)::text as name
from class c, person p where c.id = sqlc.arg(class)::uuid and p.id = sqlc.arg(person)::uuid;

-- The teachers of a class who may decide about an appeal against what one of them did, with its name as they read it.
-- name: JudgesIn :many
select m.person_id, (case p.language when 'zh-Hans' then c.name_zh_hans when 'zh-Hant' then c.name_zh_hant else c.name_en end)::text as class_name
from member_now m join person p on p.id = m.person_id join class c on c.id = m.class_id
where m.class_id = sqlc.arg(class)::uuid and m.role = 'teacher' and m.person_id <> all(sqlc.arg(but)::uuid[]) order by m.person_id;

-- name: Clauses :one
select count(*) filter (where kind = 'warn')::int as warnings, count(*) filter (where kind = 'suspend')::int as suspensions
from moderation_action where person_id = sqlc.arg(person)::uuid and undone_at is null;

-- name: HideThread :exec
update thread set hidden_at = case when sqlc.arg(hidden)::bool then now() end where id = sqlc.arg(id);

-- The board's log names the thread by its title, which is taken out while it is hidden.
-- name: TitleInLog :exec
update event e set data = jsonb_set(e.data::jsonb, '{title}', to_jsonb(case when sqlc.arg(hidden)::bool then '' else t.title end))::json
from thread t join topic top on top.name = 'board:' || t.board_id::text
where t.id = sqlc.arg(id) and e.topic_id = top.id and e.subject = t.id;

-- name: ThreadPlace :one
select top.name as topic, ('board:' || t.board_id::text)::text as board_topic, coalesce((select p.id from post p where p.thread_id = t.id order by p.seq limit 1), '00000000-0000-0000-0000-000000000000')::uuid as first_post
from thread t join topic top on top.id = t.topic_id where t.id = $1;

-- name: PersonOf :one
select id, role, display_name, school_id, language, suspended_until, replies_from, notices_off from person where id = $1;

-- name: SetContact :exec
update person set replies_from = sqlc.arg(replies_from), notices_off = sqlc.arg(notices_off) where id = sqlc.arg(id);

-- name: Block :exec
insert into person_block (blocker_id, blocked_id) values (sqlc.arg(blocker), sqlc.arg(blocked)) on conflict do nothing;

-- name: Unblock :exec
delete from person_block where blocker_id = sqlc.arg(blocker) and blocked_id = sqlc.arg(blocked);

-- A student is named as the class that both are in names them.
-- name: Blocked :many
select p.id, p.role, b.created_at,
       (case when p.role = 'student' then coalesce((select coalesce(nullif(m.nickname, ''), p.display_name) from member_now mine join class_member m on m.class_id = mine.class_id and m.person_id = p.id
          where mine.person_id = b.blocker_id limit 1), '') else p.display_name end)::text as name
from person_block b join person p on p.id = b.blocked_id where b.blocker_id = $1 order by b.created_at desc;

-- name: Notices :many
select id, kind, data, link, created_at, read_at from notice
where person_id = sqlc.arg(person) and (sqlc.narg(before)::uuid is null or id < sqlc.narg(before)::uuid)
order by id desc limit sqlc.arg(most);

-- name: Unread :one
select count(*) filter (where not p.notices_off or n.kind like 'moderation.%' or n.kind like 'appeal.%' or n.link like '/notices/%')
from notice n join person p on p.id = n.person_id where n.person_id = $1 and n.read_at is null;

-- name: ReadNotices :exec
update notice set read_at = now() where person_id = sqlc.arg(person) and read_at is null and (sqlc.narg(upto)::uuid is null or id <= sqlc.narg(upto)::uuid);

-- name: ReadNotice :exec
update notice set read_at = now() where person_id = sqlc.arg(person) and read_at is null and id = sqlc.arg(id);

-- Classes are listed without what is in them: neither their names nor their people.
-- name: StaffClasses :many
select c.id, c.created_at, (c.archived_at is not null)::bool as over,
       a.name_en as a_en, a.name_zh_hans as a_zh_hans, a.name_zh_hant as a_zh_hant, b.name_en as b_en, b.name_zh_hans as b_zh_hans, b.name_zh_hant as b_zh_hant,
       t.id as chat, coalesce((select max(sa.until) from staff_access sa where sa.class_id = c.id and sa.person_id = sqlc.arg(person) and sa.until > now()), 'epoch')::timestamptz as until
from class c join pairing pr on pr.id = c.pairing_id join school a on a.id = pr.school_a join school b on b.id = pr.school_b
join board bo on bo.class_id = c.id join thread t on t.board_id = bo.id and t.kind = 'chat'
where sqlc.narg(id)::uuid is null or c.id = sqlc.narg(id)::uuid
order by c.created_at desc limit 500;

-- name: EnterClass :one
insert into staff_access (id, person_id, class_id, reason) values (sqlc.arg(id), sqlc.arg(person), sqlc.arg(class)::uuid, sqlc.arg(reason)) returning until;

-- name: EndedEntries :many
select id, person_id from staff_access where ended_at is null and until <= now() order by person_id limit 500;

-- name: MarkEnded :exec
update staff_access set ended_at = now() where id = any(sqlc.arg(ids)::uuid[]);
