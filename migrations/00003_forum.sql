-- +goose Up

create table pairing (
  id        uuid primary key,
  school_a  uuid not null references school,
  school_b  uuid not null references school,
  opened_at timestamptz,
  check (school_a < school_b),
  unique (school_a, school_b)
);

create table class (
  id           uuid primary key,
  pairing_id   uuid not null references pairing,
  name_en      text not null,
  name_zh_hans text not null,
  name_zh_hant text not null,
  created_at   timestamptz not null default now(),
  archived_at  timestamptz
);

create table class_member (
  class_id  uuid not null references class,
  person_id uuid not null references person,
  role      text not null check (role in ('student', 'teacher')),
  nickname  text not null default '',
  joined_at timestamptz not null default now(),
  left_at   timestamptz,
  primary key (class_id, person_id)
);
create index class_member_person on class_member (person_id) where left_at is null;

-- A board is a section of the public forum, or a class's own (then class_id is set).
create table board (
  id       uuid primary key,
  slug     text not null unique,       -- its names are in the catalogs: board.name.<slug>
  position int not null default 0,
  class_id uuid unique references class
);

-- A thread holds posts. A class's chat is a thread too (kind 'chat', one per class).
create table thread (
  id           uuid primary key,
  board_id     uuid not null references board,
  kind         text not null default 'discussion' check (kind in ('discussion', 'chat')),
  topic_id     bigint not null unique references topic,
  author_id    uuid references person,
  title        text not null,
  language     text not null,
  post_count    bigint not null default 0,
  last_post_seq bigint not null default 0,
  last_post_at timestamptz not null default now(),
  created_at   timestamptz not null default now(),
  locked_at    timestamptz,
  hidden_at    timestamptz
);
create unique index thread_chat on thread (board_id) where kind = 'chat';
create index thread_board_recent on thread (board_id, last_post_at desc, id desc);

-- Everything said is a post.
create table post (
  id            uuid primary key,
  thread_id     uuid not null references thread,
  seq           bigint not null,       -- the number of its event in the thread's topic: the order of posts
  parent_id     uuid references post,
  author_id     uuid not null references person,
  client_id     uuid not null,         -- the sender's own id of this send, unique for ever with the sender
  request_hash  bytea not null,        -- of what was sent: the same id with another body is a conflict
  body          text not null,         -- Markdown, byte for byte as sent
  html          text not null,         -- rendered once
  language      text not null,         -- en | zh-Hans | zh-Hant | zh | mixed | und
  language_set  boolean not null default false, -- by the author, not detected
  revision      int not null default 1,
  reply_count   int not null default 0,
  created_at    timestamptz not null default now(),
  edited_at     timestamptz,
  hidden_at     timestamptz,
  deleted_at    timestamptz,
  unique (author_id, client_id),
  unique (thread_id, seq)
);
create index post_parent on post (parent_id, seq) where parent_id is not null;

-- Earlier texts of an edited post. The current one is in `post`.
create table post_revision (
  post_id   uuid not null references post,
  revision  int not null,
  body      text not null,
  html      text not null,
  language  text not null,
  edited_by uuid not null references person,
  edited_at timestamptz not null,      -- when this text was replaced
  primary key (post_id, revision)
);

-- How far a person has read a thread: the seq of the last post seen. Only ever grows.
create table read_mark (
  person_id uuid not null references person,
  thread_id uuid not null references thread,
  seq       bigint not null,
  read_at   timestamptz not null default now(),
  primary key (person_id, thread_id)
);

-- +goose Down
drop table read_mark, post_revision, post, thread, board, class_member, class, pairing;
