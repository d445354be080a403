-- Accounts made strong: the second step of signing in, and identities that a district's provider vouches for.
-- +goose Up

alter table person
  add column two_step_at timestamptz;                        -- since when signing in asks for a code; null: it does not

alter table login
  add column two_step boolean not null default false;        -- the second step was passed

create table two_step (
  person_id  uuid primary key references person,
  secret     bytea not null,                                 -- sealed with the installation's key
  last_step  bigint not null default 0,                      -- the last time step whose code was taken: none is taken twice
  created_at timestamptz not null default now()
);

create table recovery_code (
  person_id uuid not null references person,
  code_hash bytea not null,                                  -- HMAC with the installation's key
  used_at   timestamptz,
  primary key (person_id, code_hash)
);

-- A sign-in whose password was right and whose code is awaited: worth nothing but for giving the code.
create table second_step (
  token_hash bytea primary key,                              -- of the browser's cookie
  person_id  uuid not null references person,
  expires_at timestamptz not null
);
create index second_step_person on second_step (person_id);

-- What tells whether a node has the same key as those that sealed what is in this database.
create table secret_key (
  singleton   boolean primary key default true check (singleton),
  fingerprint bytea not null
);

-- Whom a provider knows by (issuer, subject); never by an address.
create table identity (
  issuer     text not null,
  subject    text not null,
  person_id  uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index identity_person on identity (person_id);

-- A visit to the provider that is under way; used once, by the browser that began it.
create table provider_visit (
  state_hash   bytea primary key,
  browser_hash bytea not null,                               -- of the browser's cookie
  nonce        text not null,
  verifier     text not null,                                -- of PKCE
  next         text not null default '',                     -- a path of this site
  person_id    uuid references person,                       -- who connects their account; null: a sign-in
  expires_at   timestamptz not null
);

-- Whoever comes to, or goes from, a role with power over others starts anew: no login and no token of before has it.
-- +goose StatementBegin
create function end_logins_with_role() returns trigger language plpgsql as $$
begin
  update login set ended_at = now() where person_id = new.id and ended_at is null;
  update access_token set revoked_at = now() where person_id = new.id and revoked_at is null;
  delete from second_step where person_id = new.id;
  return null;
end $$;
-- +goose StatementEnd
create trigger role_changed after update of role on person for each row
  when (old.role is distinct from new.role
    and (old.role in ('coordinator', 'moderator', 'administrator') or new.role in ('coordinator', 'moderator', 'administrator')))
  execute function end_logins_with_role();

-- +goose Down
drop trigger role_changed on person;
drop function end_logins_with_role;
drop table provider_visit, identity, secret_key, second_step, recovery_code, two_step;
alter table login drop column two_step;
alter table person drop column two_step_at;
