-- How two schools come together: who proposed, what was said, who accepted, and when each was reminded.
-- +goose Up

-- What ended can be proposed again; the earlier tie keeps its record.
alter table pairing drop constraint pairing_school_a_school_b_key;
create unique index pairing_standing on pairing (school_a, school_b) where ended_at is null;
create index pairing_school_a on pairing (school_a);
create index pairing_school_b on pairing (school_b);
alter table pairing
  add column proposed_by   uuid references person,
  add column proposed_from uuid references school,             -- the school whose teacher or coordinator proposed
  add column proposed_at   timestamptz not null default now(),
  add column search_id     uuid;                               -- the search for a partner that it came of, if any

-- Everything that happened between the two schools. Rows are only ever added.
create table pairing_step (
  id            uuid primary key,
  pairing_id    uuid not null references pairing,
  kind          text not null check (kind in ('proposed', 'said', 'accepted', 'opened', 'withdrawn', 'reminded', 'consent_given', 'consent_withdrawn', 'consent_reminded')),
  at            timestamptz not null default now(),
  person_id     uuid references person,                        -- null: the program itself
  school_id     uuid references school,                        -- for whom, or whom it concerns
  purpose       text check (purpose in ('chat', 'pictures', 'recording', 'publishing')),
  text          text not null default '',                      -- what was said
  language      text not null default 'und',
  reason        text not null default '',
  administrator boolean not null default false,                -- an administrator did it for a school without a coordinator
  until         timestamptz,                                   -- of a consent: when it ends
  client_id     uuid,                                          -- the sender's own id of this message, unique for ever with the sender
  unique (person_id, client_id)
);
create index pairing_step_pairing on pairing_step (pairing_id, at, id);
create unique index pairing_step_accepted_once on pairing_step (pairing_id, school_id) where kind = 'accepted';
-- +goose StatementBegin
create function keep_pairing_steps() returns trigger language plpgsql as $$
begin
  -- A text can be taken out, when its author's data are deleted; it is never replaced, and its trace remains.
  if tg_op = 'UPDATE' then
    if new.text = '' and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' then
      return new;
    end if;
  end if;
  raise exception 'the steps of a pairing are only ever added to' using errcode = 'restrict_violation';
end $$;
-- +goose StatementEnd
create trigger pairing_step_stays before update or delete on pairing_step for each row execute function keep_pairing_steps();
create trigger pairing_steps_stay before truncate on pairing_step for each statement execute function keep_pairing_steps();

-- Which of the letters before a consent's end were sent, in days before it.
alter table consent add column reminded_days int;

alter table class_member add column photo_consent_at timestamptz; -- the school has a consent to pictures of this student

-- What the members of a class were last told: whether it is open. A class that opens or closes by itself (a consent
-- expires, its only verified teacher leaves) is found by the difference.
create table class_told (
  class_id uuid primary key references class on delete cascade,
  open     boolean not null,
  at       timestamptz not null default now()
);
-- +goose StatementBegin
create function tell_of_class() returns trigger language plpgsql as $$
begin
  perform pg_notify('class_standing', new.id::text);
  return null;
end $$;
-- +goose StatementEnd
create trigger class_standing_changed after update of staffed on class for each row when (old.staffed is distinct from new.staffed) execute function tell_of_class();

-- +goose Down
drop trigger class_standing_changed on class;
drop function tell_of_class;
drop table class_told;
alter table class_member drop column photo_consent_at;
alter table consent drop column reminded_days;
drop table pairing_step;
drop function keep_pairing_steps;
drop index pairing_school_a, pairing_school_b, pairing_standing;
alter table pairing drop column proposed_by, drop column proposed_from, drop column proposed_at, drop column search_id,
  add constraint pairing_school_a_school_b_key unique (school_a, school_b);
