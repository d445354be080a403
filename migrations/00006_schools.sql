-- Who asks to be a school's teacher, when a school is open, and which classes look for a partner.
-- +goose Up

alter table school
  add column hours jsonb not null default '[]';                   -- when it teaches: [{"weekday": 1–7 (Monday is 1), "from": "08:00", "until": "15:30"}], local

create table school_term (
  id        uuid primary key,
  school_id uuid not null references school,
  name      text not null default '',
  starts_on date not null,
  ends_on   date not null check (ends_on >= starts_on)            -- the last day belongs to it
);
create index school_term_school on school_term (school_id, starts_on);

create table school_holiday (
  id        uuid primary key,
  school_id uuid not null references school,
  name      text not null default '',
  starts_on date not null,
  ends_on   date not null check (ends_on >= starts_on)
);
create index school_holiday_school on school_holiday (school_id, starts_on);

-- An adult asks to be staff of a school, or of one that is not here yet: then it has a city and names instead.
create table teacher_request (
  id           uuid primary key,
  person_id    uuid not null references person,
  school_id    uuid references school,                            -- of a new school: once it was accepted
  city_id      uuid references city,
  name_en      text not null default '',
  name_zh_hans text not null default '',
  name_zh_hant text not null default '',
  role         text not null check (role in ('teacher', 'coordinator')), -- what was asked for
  why          text not null,
  state        text not null default 'open' check (state in ('open', 'accepted', 'refused', 'taken_back')),
  granted      text check (granted in ('teacher', 'coordinator')),
  reason       text not null default '',                          -- of a refusal
  created_at   timestamptz not null default now(),
  decided_at   timestamptz,
  decided_by   uuid references person,
  check (school_id is not null or city_id is not null),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'accepted') = (granted is not null))
);
create unique index teacher_request_one_open on teacher_request (person_id) where state = 'open';
create index teacher_request_person on teacher_request (person_id, created_at desc);
create index teacher_request_open on teacher_request (school_id, created_at) where state = 'open';

-- A class that looks for a partner. Only staff who are vouched for ever see it.
create table partner_search (
  id            uuid primary key,
  school_id     uuid not null references school,
  author_id     uuid not null references person,
  age_from      int not null check (age_from between 5 and 20),
  age_to        int not null check (age_to between 5 and 20),
  size          int not null check (size between 1 and 200),
  subject       text not null,
  english_level text not null check (english_level in ('none', 'beginner', 'intermediate', 'advanced', 'native')),
  chinese_level text not null check (chinese_level in ('none', 'beginner', 'intermediate', 'advanced', 'native')),
  hours         jsonb not null default '[]',                      -- when the class is free, as school.hours
  wishes        text not null,
  language      text not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  closed_at     timestamptz,
  check (age_from <= age_to)
);
create index partner_search_open on partner_search (updated_at desc) where closed_at is null;
create index partner_search_school on partner_search (school_id);

-- +goose Down
drop table partner_search, teacher_request, school_holiday, school_term;
alter table school drop column hours;
