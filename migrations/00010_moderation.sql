-- Keeping the standard: reports, what moderators do about them and why, appeals; who does not want to hear of whom; and
-- the staff's looks into classes, each with its reason.
-- +goose Up

alter table person
  add column replies_from text not null default 'everyone' check (replies_from in ('everyone', 'classes', 'nobody')), -- in public
  add column notices_off  boolean not null default false;        -- only what was decided about them is told at once

-- All reports of one thing, as long as nobody has decided about it.
create table moderation_case (
  id             uuid primary key,
  object         text not null check (object in ('post', 'thread', 'person')),
  object_id      uuid not null,
  class_id       uuid references class,                          -- null: public, for moderators
  person_id      uuid references person,                         -- whom it is about: the author, or the person
  language       text not null default 'und',                    -- of the text
  for_moderators boolean not null default false,                 -- a class's case that its teachers should not decide
  opened_at      timestamptz not null default now(),
  claimed_by     uuid references person,
  claimed_until  timestamptz,
  closed_at      timestamptz,
  closed_by      uuid references person,
  outcome        text check (outcome in ('acted', 'dismissed')),
  answer         text not null default '',                       -- what the reporters are told
  check ((closed_at is null) = (outcome is null))
);
create unique index moderation_case_open on moderation_case (object, object_id) where closed_at is null;
create index moderation_case_waiting on moderation_case (opened_at) where closed_at is null;
create index moderation_case_class on moderation_case (class_id, opened_at desc) where class_id is not null;

create table report (
  id            uuid primary key,
  case_id       uuid not null references moderation_case,
  object        text not null check (object in ('post', 'thread', 'person')),
  object_id     uuid not null,
  class_id      uuid references class,
  reporter_id   uuid not null references person,
  reason        text not null check (reason in ('attack', 'profanity', 'bullying', 'sexual', 'violence', 'private_data', 'contact', 'spam', 'self_harm', 'other')),
  note          text not null default '',
  about_teacher boolean not null default false,
  evidence      jsonb not null,                                  -- the thing and what stands around it, as it was at this moment
  created_at    timestamptz not null default now(),
  unique (case_id, reporter_id)
);
create index report_class on report (class_id, created_at desc) where class_id is not null;
create index report_reporter on report (reporter_id, created_at desc);
create index report_object on report (object, object_id, reporter_id);

-- What a moderator did. A deed is undone, never removed.
create table moderation_action (
  id               uuid primary key,
  case_id          uuid references moderation_case,
  actor_id         uuid not null references person,
  kind             text not null check (kind in ('hold', 'hide', 'warn', 'suspend', 'ban', 'dismiss')),
  object           text not null check (object in ('post', 'thread', 'person')),
  object_id        uuid not null,
  person_id        uuid references person,                       -- whom it was done to
  clause           text not null,                                -- of the standard: standard.clause.<clause>
  note             text not null,
  until            timestamptz,                                  -- of a suspension; 'infinity' for a ban
  earlier_until    timestamptz,                                  -- what stood in suspended_until before
  created_at       timestamptz not null default now(),
  undone_at        timestamptz,
  undone_by        uuid references person,
  undone_why       text not null default ''
);
create index moderation_action_person on moderation_action (person_id, created_at desc);
create index moderation_action_case on moderation_action (case_id) where case_id is not null;
create index moderation_action_object on moderation_action (object, object_id);

create table appeal (
  id         uuid primary key,
  action_id  uuid not null unique references moderation_action,  -- once
  person_id  uuid not null references person,
  body       text not null,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by uuid references person,
  outcome    text check (outcome in ('upheld', 'overturned')),
  answer     text not null default '',
  check ((decided_at is null) = (outcome is null) and (decided_at is null) = (decided_by is null))
);
create index appeal_waiting on appeal (created_at) where decided_at is null;

-- Nobody decides about an appeal against what they did themselves, by whatever way it is written.
-- +goose StatementBegin
create function another_decides() returns trigger language plpgsql as $$
begin
  if new.decided_by = (select a.actor_id from moderation_action a where a.id = new.action_id) or new.decided_by = new.person_id then
    raise exception 'an appeal is decided by another moderator' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger appeal_decided before insert or update on appeal for each row execute function another_decides();

create table person_block (
  blocker_id uuid not null references person,
  blocked_id uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (blocker_id, blocked_id),
  check (blocker_id <> blocked_id)
);

-- Whether a person may answer what somebody said: in a class (of_class) only a block forbids it, and never to those who
-- keep the class; in public also the author's own wish.
-- +goose StatementBegin
create function may_reply(author uuid, writer uuid, of_class uuid) returns boolean language sql stable as $$
  select author = writer
    or exists (select from class_member m where m.class_id = of_class and m.person_id = writer and m.role in ('teacher', 'assistant') and m.left_at is null)
    or (not exists (select from person_block b where b.blocker_id = author and b.blocked_id = writer)
        and (of_class is not null or coalesce((
          select case p.replies_from
            when 'everyone' then true
            when 'nobody' then false
            else exists (select from class_member a join class_member b on b.class_id = a.class_id
                         where a.person_id = author and a.left_at is null and b.person_id = writer and b.left_at is null)
          end from person p where p.id = author), true)))
$$;
-- +goose StatementEnd

-- For an hour a moderator or administrator may read a class, because of a reason that its schools can read.
create table staff_access (
  id         uuid primary key,
  person_id  uuid not null references person,
  class_id   uuid not null references class,
  reason     text not null check (reason <> ''),
  created_at timestamptz not null default now(),
  until      timestamptz not null default now() + interval '1 hour',
  ended_at   timestamptz                                         -- when the person's connections were told
);
create index staff_access_person on staff_access (person_id, class_id, until);
create index staff_access_running on staff_access (until) where ended_at is null;

create index audit_entry_action on audit_entry (action, at desc);

-- +goose Down
drop index audit_entry_action;
drop table staff_access;
drop function may_reply;
drop table person_block;
drop table appeal;
drop function another_decides;
drop table moderation_action, report, moderation_case;
alter table person drop column replies_from, drop column notices_off;
