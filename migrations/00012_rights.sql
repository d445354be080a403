-- What is theirs: who is known to be an adult, guardians' links, requests, and the ledger of what was erased.
-- +goose Up

-- When somebody was known to be an adult; null is unknown, and who is of unknown age is a minor. Every role but student
-- is given to adults alone: citizen to who states it when registering, the others by those who know the person.
alter table person add column adult_at timestamptz;
update person set adult_at = coalesce(email_confirmed_at, created_at) where role <> 'student';
-- +goose StatementBegin
create function keep_adult() returns trigger language plpgsql as $$
begin
  new.adult_at := case when new.role <> 'student' then coalesce(new.adult_at, now()) end;
  return new;
end $$;
-- +goose StatementEnd
create trigger person_adult before insert or update of role on person for each row execute function keep_adult();

-- What a guardian holds in hand: it opens a student's things without an account.
create table guardian_link (
  id         uuid primary key,
  person_id  uuid not null references person,
  token_hash bytea not null unique,
  made_by    uuid not null references person,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  opened_at  timestamptz,                      -- last
  revoked_at timestamptz
);
create index guardian_link_person on guardian_link (person_id, made_at desc);

create table rights_request (
  id         uuid primary key,
  person_id  uuid not null references person,  -- whom it is about
  school_id  uuid references school,           -- whose coordinators decide; null: an administrator
  asked_by   text not null check (asked_by in ('self', 'guardian', 'school')),
  asker_id   uuid references person,           -- null: a guardian, by link_id
  link_id    uuid references guardian_link,
  kind       text not null check (kind in ('correct', 'delete')),
  name       text not null default '',         -- correct: what the name shall be
  posts      text not null default 'keep' check (posts in ('keep', 'delete')),
  body       text not null default '',         -- why, in the asker's words
  created_at timestamptz not null default now(),
  state      text not null default 'open' check (state in ('open', 'granted', 'refused')),
  decided_by uuid references person,
  decided_at timestamptz,
  reason     text not null default '',
  check ((state = 'open') = (decided_at is null)),
  check (state <> 'refused' or reason <> '')   -- a refusal gives its reason in writing
);
create index rights_request_person on rights_request (person_id, created_at desc);
create index rights_request_open on rights_request (school_id, created_at) where state = 'open';

-- What must not come back with a restored backup. The same lines stand in a file outside of the database.
create table erasure (
  id       uuid primary key default gen_random_uuid(),
  kind     text not null check (kind in ('person', 'post', 'withdrawn', 'guardian_link')),
  subject  uuid not null,                      -- no foreign key: the ledger outlives what it speaks of
  class_id uuid,                               -- withdrawn: in which class
  at       timestamptz not null default now(),
  done_at  timestamptz                         -- everything that it asks for was done
);
create index erasure_waiting on erasure (at) where done_at is null;
create index erasure_subject on erasure (subject, kind);

-- +goose StatementBegin
create function note_erasure() returns trigger language plpgsql as $$
begin
  insert into erasure (kind, subject, done_at) values (tg_argv[0], new.id, case when tg_argv[0] <> 'person' then now() end);
  return null;
end $$;
-- +goose StatementEnd
create trigger person_erased after update of deleted_at on person for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function note_erasure('person');
create trigger post_erased after update of deleted_at on post for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function note_erasure('post');
create trigger guardian_link_ended after update of revoked_at on guardian_link for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function note_erasure('guardian_link');
-- +goose StatementBegin
create function note_withdrawal() returns trigger language plpgsql as $$
begin
  insert into erasure (kind, subject, class_id, done_at) values ('withdrawn', new.person_id, new.class_id, now());
  return null;
end $$;
-- +goose StatementEnd
create trigger member_withdrawn after update of withdrawn_at on class_member for each row
  when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function note_withdrawal();

-- A class that ended long ago is told to its teachers before its texts are erased.
alter table class add column erasing_told_at timestamptz, add column erased_at timestamptz;
create index post_deleted on post (deleted_at) where deleted_at is not null and body <> '';

-- +goose Down
drop index post_deleted;
alter table class drop column erasing_told_at, drop column erased_at;
drop trigger member_withdrawn on class_member;
drop trigger guardian_link_ended on guardian_link;
drop trigger post_erased on post;
drop trigger person_erased on person;
drop table erasure, rights_request, guardian_link;
drop function note_withdrawal, note_erasure;
drop trigger person_adult on person;
drop function keep_adult;
alter table person drop column adult_at;
