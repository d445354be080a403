-- What the teachers of a class know and note: who was there, who was taken out and why, and whether the room waits.
-- +goose Up

-- A student was in the room on a day, by the calendar of the student's own school.
create table class_attendance (
  class_id  uuid not null references class,
  person_id uuid not null references person,
  day       date not null,
  first_at  timestamptz not null default now(),
  last_at   timestamptz not null default now(),
  primary key (class_id, day, person_id)
);

-- What a teacher wrote down about a student, or (person_id null) about the class. For the teachers of both schools only.
create table class_note (
  id         uuid primary key,
  class_id   uuid not null references class,
  person_id  uuid references person,
  day        date not null,
  author_id  uuid not null references person,
  body       text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index class_note_day on class_note (class_id, day) where deleted_at is null;

alter table class_member
  add column removed_at     timestamptz,            -- a teacher took them out: left_at is set as well
  add column removed_by     uuid references person,
  add column removed_reason text not null default '';

alter table class add column pause_told boolean not null default false; -- what the class's topic was last told of its pause

-- When somebody's quiet hours begin or end next, by their own clock.
-- +goose StatementBegin
create function next_at(wall time, zone text) returns timestamptz language sql stable as $$
  select min(at) from (
    select ((now() at time zone zone)::date + days + wall) at time zone zone as at from generate_series(0, 2) days
  ) candidates where at > now()
$$;
-- +goose StatementEnd

-- +goose Down
drop function next_at;
alter table class drop column pause_told;
alter table class_member drop column removed_at, drop column removed_by, drop column removed_reason;
drop table class_note, class_attendance;
