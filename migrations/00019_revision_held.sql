-- An earlier text that waited for approval was never for readers: the history does not show it to them.
-- +goose Up
alter table post_revision
  add column held boolean not null default false; -- it waited when it was replaced

-- What was replaced before this was kept is taken to have waited where its post ever did: the log says so.
update post_revision r set held = true
from post p join thread t on t.id = p.thread_id
where p.id = r.post_id and (p.held_at is not null or exists (
  select from event e where e.topic_id = t.topic_id and e.subject = p.id and e.kind = 'post.held'));

-- +goose Down
alter table post_revision drop column held;
