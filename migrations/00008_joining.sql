-- How students come into a class: by a code that their teacher shows, or from their school's list.
-- +goose Up

alter table class_member
  add column known_as text not null default ''; -- by which their own school's teachers know a student; shown to those alone

-- At most one code stands for a class and a school. Only its hash is kept: it is shown once, by whoever made it.
create table join_code (
  id         uuid primary key,
  class_id   uuid not null references class,
  school_id  uuid not null references school,
  code_hash  bytea not null unique,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at   timestamptz
);
create unique index join_code_standing on join_code (class_id, school_id) where ended_at is null;

-- Somebody who entered a code and waits for a teacher. Who has no account yet has none before a teacher says yes.
create table join_request (
  id            uuid primary key,
  class_id      uuid not null references class,
  school_id     uuid not null references school,
  person_id     uuid references person,         -- who had an account, or who became of it
  name          text not null,
  language      text not null check (language in ('en', 'zh-Hans', 'zh-Hant')),
  time_zone     text not null,
  password_hash text,                           -- until the account is made
  token_hash    bytea not null unique,          -- by which whoever waits asks how it stands
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  decided_at    timestamptz,
  decided_by    uuid references person,
  accepted      boolean,
  reason        text not null default '',
  check ((decided_at is null) = (accepted is null))
);
create index join_request_waiting on join_request (class_id, created_at) where decided_at is null;
create unique index join_request_person on join_request (class_id, person_id) where decided_at is null and person_id is not null;

-- Mixed groups of both schools, for work in small.
create table class_group (
  id       uuid primary key,
  class_id uuid not null references class,
  name     text not null,
  position int not null,
  unique (class_id, id)
);
create index class_group_class on class_group (class_id, position);

create table class_group_member (
  class_id  uuid not null,
  person_id uuid not null,
  group_id  uuid not null,
  primary key (class_id, person_id),            -- nobody is in two groups of a class
  foreign key (class_id, group_id) references class_group (class_id, id) on delete cascade,
  foreign key (class_id, person_id) references class_member (class_id, person_id) on delete cascade
);

-- +goose Down
drop table class_group_member, class_group, join_request, join_code;
alter table class_member drop column known_as;
