-- What an operator looks for in texts besides the program's own lists, and translations that need not be asked for twice.
-- +goose Up

create table filter_word (
  id       uuid primary key,
  pattern  text not null,
  folded   text not null unique,                        -- as it is compared; one of the program's own is replaced by it
  language text not null check (language in ('en', 'zh')),
  tier     text not null check (tier in ('block', 'hold', 'hint')),
  kind     text not null check (kind in ('contact', 'private', 'abuse', 'threat', 'slur', 'profanity', 'sexual', 'distress', 'other')),
  allow    boolean not null default false,              -- what is found within it is let pass
  note     text not null default '',
  added_by uuid references person,
  added_at timestamptz not null default now()
);

-- Every node asks for the number, and reads the list when it has changed.
create table filter_version (
  singleton boolean primary key default true check (singleton),
  number    bigint not null default 0
);
insert into filter_version default values;
-- +goose StatementBegin
create function count_filter_version() returns trigger language plpgsql as $$
begin
  update filter_version set number = number + 1;
  return null;
end $$;
-- +goose StatementEnd
create trigger filter_word_changed after insert or update or delete or truncate on filter_word
  for each statement execute function count_filter_version();

-- What an engine answered, by what it was asked. Rows are forgotten after some days: the texts behind them may be deleted.
create table translation_cache (
  text_hash  bytea not null,                            -- SHA-256
  source     text not null,
  target     text not null,
  engine     text not null,
  translated text not null,
  made_at    timestamptz not null default now(),
  primary key (text_hash, source, target, engine)
);
create index translation_cache_made on translation_cache (made_at);

-- +goose Down
drop table translation_cache, filter_version, filter_word;
drop function count_filter_version;
