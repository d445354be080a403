-- What the rules for classes stand on: who is vouched for, what both schools consented to, and how a class is kept.
-- +goose Up

alter table school
  add column verified_at    timestamptz,                          -- an administrator or coordinator knows that it exists
  add column quiet_from     time default '21:00',                 -- by each student's own time zone; null: no quiet hours
  add column quiet_until    time default '07:00',
  add column public_posting boolean not null default false;       -- whether its students may write in the public forum

alter table person
  add column verified_at timestamptz;                             -- their school (or an administrator) vouches for them

alter table pairing
  add column ended_at  timestamptz,
  add column chat_until timestamptz;                              -- kept by a trigger: until when both schools' consent to chat stands

create table consent (
  id           uuid primary key,
  pairing_id   uuid not null references pairing,
  school_id    uuid not null references school,
  purpose      text not null check (purpose in ('chat', 'pictures', 'recording', 'publishing')),
  given_by     uuid not null references person,
  given_at     timestamptz not null default now(),
  expires_at   timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  reason       text not null default ''
);
create index consent_pairing on consent (pairing_id, school_id, purpose) where withdrawn_at is null;

alter table class
  add column staffed       boolean not null default false,        -- kept by a trigger: a verified teacher of each school is in it
  add column locked_at     timestamptz,                           -- only its teachers write
  add column needs_teacher boolean not null default false,        -- the room pauses when no verified teacher is in it
  add column teacher_until timestamptz,                           -- until when a verified teacher is known to be in the room
  add column first_posts   int not null default 3 check (first_posts >= 0), -- how many of a student's first posts wait for a teacher
  add column quiet_hours   boolean not null default true;         -- whether the schools' quiet hours hold in it

alter table class_member
  drop constraint class_member_role_check,
  add constraint class_member_role_check check (role in ('student', 'teacher', 'assistant', 'guest')),
  add column guest_until    timestamptz,
  add column muted_until    timestamptz,
  add column approved_posts int not null default 0,
  add column withdrawn_at   timestamptz,                          -- consent for this student was withdrawn: what they said is hidden
  add constraint guest_has_an_end check (role <> 'guest' or guest_until is not null);

alter table post
  add column held_at  timestamptz,                                -- waits for somebody's approval
  add column held_for text check (held_for in ('first_posts', 'filter', 'report', 'media')),
  add constraint held_has_a_reason check ((held_at is null) = (held_for is null));
create index post_held on post (held_at) where held_at is not null;

-- +goose StatementBegin
create function keep_chat_until() returns trigger language plpgsql as $$
begin
  update pairing set chat_until = (
    select case when count(*) = 2 then min(s.until) end
    from (select max(c.expires_at) as until from consent c
          where c.pairing_id = new.pairing_id and c.purpose = 'chat' and c.withdrawn_at is null
            and c.school_id in (pairing.school_a, pairing.school_b)
          group by c.school_id) s)
  where id = new.pairing_id;
  return null;
end $$;
-- +goose StatementEnd
create trigger consent_changed after insert or update on consent for each row execute function keep_chat_until();

-- +goose StatementBegin
create function is_staffed(of_class uuid) returns boolean language sql stable as $$
  select count(distinct p.school_id) = 2
  from class c
  join pairing pr on pr.id = c.pairing_id
  join class_member m on m.class_id = c.id and m.role = 'teacher' and m.left_at is null
  join person p on p.id = m.person_id and p.verified_at is not null and p.deleted_at is null and p.school_id in (pr.school_a, pr.school_b)
  where c.id = of_class
$$;
-- +goose StatementEnd
-- +goose StatementBegin
create function keep_staffed_by_member() returns trigger language plpgsql as $$
begin
  update class set staffed = is_staffed(id) where id = new.class_id and staffed is distinct from is_staffed(id);
  return null;
end $$;
-- +goose StatementEnd
create trigger member_changed after insert or update of role, left_at on class_member for each row execute function keep_staffed_by_member();
-- +goose StatementBegin
create function keep_staffed_by_person() returns trigger language plpgsql as $$
begin
  update class set staffed = is_staffed(id)
  where id in (select class_id from class_member where person_id = new.id and role = 'teacher' and left_at is null)
    and staffed is distinct from is_staffed(id);
  return null;
end $$;
-- +goose StatementEnd
create trigger person_changed after update of verified_at, deleted_at, school_id on person for each row execute function keep_staffed_by_person();

-- +goose StatementBegin
create function is_quiet(starts time, ends time, zone text) returns boolean language sql stable as $$
  select case
    when starts is null or ends is null or starts = ends then false
    when starts < ends then (now() at time zone zone)::time >= starts and (now() at time zone zone)::time < ends
    else (now() at time zone zone)::time >= starts or (now() at time zone zone)::time < ends
  end
$$;
-- +goose StatementEnd

-- How a class stands at this moment.
create view class_now as
select c.id, c.archived_at is not null as archived, c.locked_at is not null as locked,
       coalesce(c.staffed and pr.opened_at is not null and pr.ended_at is null and pr.chat_until > now(), false) as open,
       c.needs_teacher and coalesce(c.teacher_until < now(), true) as paused
from class c join pairing pr on pr.id = c.pairing_id;

-- Who belongs to a class at this moment, and what holds for them alone.
create view member_now as
select m.class_id, m.person_id, m.role,
       coalesce(m.muted_until > now(), false) as muted,
       m.withdrawn_at is not null as withdrawn,
       m.role = 'student' and c.quiet_hours and coalesce(is_quiet(s.quiet_from, s.quiet_until, p.time_zone), false) as quiet
from class_member m
join class c on c.id = m.class_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
where m.left_at is null and (m.guest_until is null or m.guest_until > now());

-- What was done to people and texts, by whom and why. Rows are only ever added.
create table audit_entry (
  id         uuid primary key,
  at         timestamptz not null default now(),
  actor_id   uuid,                            -- null: the program itself. No foreign keys: the log outlives what it speaks of
  action     text not null,                   -- an action of access, or a name like it
  object     text not null default '',        -- kind of object: class, post, person, school, pairing …
  object_id  uuid,
  school_ids uuid[] not null default '{}',    -- the schools that may read the entry
  class_id   uuid,
  person_id  uuid,                            -- whom it is about
  reason     text not null default '',
  data       jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_schools on audit_entry using gin (school_ids);
create index audit_entry_person on audit_entry (person_id, at desc) where person_id is not null;
-- +goose StatementBegin
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_log_stays before truncate on audit_entry for each statement execute function refuse_change();

-- What one person is told: shown in their language by the catalogs' notice.<kind>.
create table notice (
  id         uuid primary key,
  person_id  uuid not null references person,
  kind       text not null,
  data       jsonb not null default '{}',     -- the sentence's parameters
  link       text not null default '',        -- a path of the client
  created_at timestamptz not null default now(),
  read_at    timestamptz
);
create index notice_person on notice (person_id, created_at desc, id desc);

-- +goose Down
drop table notice, audit_entry;
drop view member_now, class_now;
drop trigger person_changed on person;
drop trigger member_changed on class_member;
drop function refuse_change, is_quiet, keep_staffed_by_person, keep_staffed_by_member, is_staffed;
alter table post drop column held_at, drop column held_for;
delete from class_member where role in ('assistant', 'guest');
alter table class_member drop column guest_until, drop column muted_until, drop column approved_posts, drop column withdrawn_at,
  drop constraint class_member_role_check, add constraint class_member_role_check check (role in ('student', 'teacher'));
alter table class drop column staffed, drop column locked_at, drop column needs_teacher, drop column teacher_until, drop column first_posts, drop column quiet_hours;
drop table consent;
drop function keep_chat_until;
alter table pairing drop column ended_at, drop column chat_until;
alter table person drop column verified_at;
alter table school drop column verified_at, drop column quiet_from, drop column quiet_until, drop column public_posting;
