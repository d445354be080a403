-- +goose Up

-- The log's epoch: a client that resumes with another one starts over. A restored backup gets a new one.
create table epoch (
  singleton boolean primary key default true check (singleton),
  id        uuid not null default gen_random_uuid(),
  since     timestamptz not null default now()
);
insert into epoch default values;

create table city (
  id           uuid primary key,
  slug         text not null unique,
  country      text not null check (country ~ '^[A-Z]{2}$'),
  time_zone    text not null,
  name_en      text not null,
  name_zh_hans text not null,
  name_zh_hant text not null
);

create table partnership (
  id         uuid primary key,
  city_a     uuid not null references city,
  city_b     uuid not null references city,
  kind       text not null check (kind in ('sister_city', 'friendship_city')),
  check (city_a < city_b),
  unique (city_a, city_b)
);

create table school (
  id           uuid primary key,
  city_id      uuid not null references city,
  slug         text not null unique,
  name_en      text not null,
  name_zh_hans text not null,
  name_zh_hant text not null
);

-- A person of unknown age is a minor: `citizen` is only given to someone who declared to be an adult.
create table person (
  id                 uuid primary key,
  role               text not null check (role in ('citizen', 'student', 'teacher', 'coordinator', 'moderator', 'administrator')),
  display_name       text not null,
  email              text unique check (email = lower(email)),
  email_confirmed_at timestamptz,
  sign_in_name       text unique check (sign_in_name = lower(sign_in_name)), -- of a student, who needs no e-mail
  password_hash      text,
  language           text not null default 'en' check (language in ('en', 'zh-Hans', 'zh-Hant')),
  time_zone          text not null default 'UTC',
  school_id          uuid references school,
  example            boolean not null default false,                         -- made by `tongchuang demo`
  created_at         timestamptz not null default now(),
  suspended_until    timestamptz,
  deleted_at         timestamptz
);
create index person_school on person (school_id) where school_id is not null;

-- scs keeps the cookie's session here, under the hash of its token; `login` is what a person sees of it.
create table session (
  token  text primary key,
  data   bytea not null,
  expiry timestamptz not null
);
create index session_expiry on session (expiry);

create table login (
  id         uuid primary key,
  person_id  uuid not null references person,
  user_agent text not null,
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  ended_at   timestamptz
);
create index login_person on login (person_id) where ended_at is null;

create table access_token (
  id           uuid primary key,
  person_id    uuid not null references person,
  name         text not null,
  token_hash   bytea not null unique,
  scope        text not null check (scope in ('read', 'write')),
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index access_token_person on access_token (person_id);

-- A registration waits here until its address is confirmed; only then is there a person. So nobody can take an
-- address by typing it, nor learn from a registration whether it is taken.
create table registration (
  id            uuid primary key,
  email         text not null check (email = lower(email)),
  display_name  text not null,
  language      text not null check (language in ('en', 'zh-Hans', 'zh-Hant')),
  time_zone     text not null,
  password_hash text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null
);
create index registration_email on registration (email);

-- One-time links: confirm an address, reset a password, make the first administrator. Only the hash is kept.
create table one_time_link (
  token_hash      bytea primary key,
  purpose         text not null check (purpose in ('confirm_email', 'reset_password', 'first_administrator')),
  person_id       uuid references person,
  registration_id uuid references registration on delete cascade,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  used_at         timestamptz,
  check (num_nonnulls(person_id, registration_id) = case purpose when 'first_administrator' then 0 else 1 end)
);
create index one_time_link_person on one_time_link (person_id);
create index one_time_link_registration on one_time_link (registration_id);

-- Mails that no SMTP server takes (SMTP_URL unset); an administrator reads them here.
create table outbox_mail (
  id         uuid primary key,
  recipient  text not null,
  subject    text not null,
  body       text not null,
  created_at timestamptz not null default now()
);
create index outbox_mail_created on outbox_mail (created_at desc);

-- +goose Down
drop table outbox_mail, one_time_link, registration, access_token, login, session, person, school, partnership, city, epoch;
