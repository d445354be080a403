-- +goose Up

-- A topic is a durable, gapless, numbered log. `head` is the number of its last event; whoever appends locks the
-- row until commit, which makes the order total.
create table topic (
  id   bigint generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z]+:[0-9a-z-]+$'),
  head bigint not null default 0 check (head >= 0)
);

create table event (
  topic_id bigint not null references topic on delete cascade,
  seq      bigint not null check (seq > 0),
  kind     text not null,
  subject  uuid,                       -- what it speaks of, so that hiding can redact what was said before
  at       timestamptz not null default now(),
  data     json not null,              -- json, not jsonb: the text is sent as it stands
  primary key (topic_id, seq)
);
create index event_subject on event (topic_id, subject) where subject is not null;

-- +goose Down
drop table event, topic;
