-- What must be known to write in a thread: its topic, how the author is shown there, and whether their posts wait for a
-- teacher first.
-- name: Writing :one
select top.name as topic, t.kind, b.class_id, p.role, p.school_id, p.language,
       coalesce(nullif(m.nickname, ''), p.display_name)::text as author_name,
       coalesce(m.role = 'student' and m.approved_posts < c.first_posts, false)::bool as waits,
       (sqlc.narg(parent)::uuid is null or exists (
         select from post q where q.id = sqlc.narg(parent)::uuid and q.thread_id = t.id))::bool as parent_fits
from thread t
join topic top on top.id = t.topic_id
join board b on b.id = t.board_id
join person p on p.id = sqlc.arg(author)::uuid
left join class c on c.id = b.class_id
left join class_member m on m.class_id = b.class_id and m.person_id = p.id
where t.id = sqlc.arg(thread)::uuid;

-- What a new post needs before it is stored; whether it may be is asked then.
-- name: Surroundings :one
select top.name as topic, t.kind, (b.class_id is not null)::bool as of_class
from thread t
join topic top on top.id = t.topic_id
join board b on b.id = t.board_id
where t.id = $1;

-- name: Author :one
select language, role from person where id = $1;

-- name: ByIDs :many
select p.id, p.thread_id, p.seq, p.parent_id, p.author_id, p.client_id, p.body, p.html, p.language, p.revision, p.reply_count,
       p.created_at, p.edited_at, p.hidden_at, p.hidden_for, p.deleted_at, p.held_at, p.held_for, a.role, a.school_id,
       (a.deleted_at is not null)::bool as author_deleted,
       (p.revision > 1 and exists (
         select from post_revision r where r.post_id = p.id and r.revision = p.revision - 1 and r.edited_by <> p.author_id))::bool as corrected,
       (case when b.class_id is null and a.role = 'student' then '' else coalesce(nullif(m.nickname, ''), a.display_name) end)::text as author_name
from post p
join person a on a.id = p.author_id
join thread t on t.id = p.thread_id
join board b on b.id = t.board_id
left join class_member m on m.class_id = b.class_id and m.person_id = a.id
where p.id = any(sqlc.arg(ids)::uuid[])
order by p.thread_id, p.seq;

-- name: PostsBefore :many
select id from post where thread_id = sqlc.arg(thread) and seq < sqlc.arg(before) order by seq desc limit sqlc.arg(most);

-- name: PostsAfter :many
select id from post where thread_id = sqlc.arg(thread) and seq > sqlc.arg(after) order by seq limit sqlc.arg(most);

-- Every post that stands below the given ones, at any depth.
-- name: PostsBelow :many
with recursive below as (
  select p.id, p.seq from post p where p.parent_id = any(sqlc.arg(parents)::uuid[])
  union all
  select p.id, p.seq from post p join below on p.parent_id = below.id
)
select id from below order by seq limit sqlc.arg(most);

-- Posts that answer no other: the roots of the tree.
-- name: Roots :many
select id from post where thread_id = sqlc.arg(thread) and parent_id is null and seq > sqlc.arg(after) order by seq limit sqlc.arg(most);

-- name: Topic :one
select top.name as topic, p.thread_id from post p join thread t on t.id = p.thread_id join topic top on top.id = t.topic_id where p.id = $1;

-- name: ForChange :one
select id, thread_id, seq, parent_id, author_id, body, html, language, language_set, revision, hidden_at, hidden_for, deleted_at, held_at, coalesce(held_for, '')::text as held_for
from post where id = $1 for update;

-- Whether what it says now was written by somebody else than its author.
-- name: Corrected :one
select exists (select from post_revision r join post p on p.id = r.post_id
               where p.id = $1 and r.revision = p.revision - 1 and r.edited_by <> p.author_id);

-- What was said before a correction is not for readers, whoever replaced it.
-- name: HoldRevisions :exec
update post_revision set held = true where post_id = $1;

-- name: KeepRevision :exec
insert into post_revision (post_id, revision, body, html, language, edited_by, edited_at, held)
select p.id, p.revision, p.body, p.html, p.language, sqlc.arg(editor)::uuid, now(), p.held_at is not null from post p where p.id = sqlc.arg(id)::uuid;

-- name: Change :exec
update post set body = sqlc.arg(body), html = sqlc.arg(html), language = sqlc.arg(language), language_set = sqlc.arg(language_set),
       revision = revision + 1, edited_at = now()
where id = sqlc.arg(id);

-- name: Delete :exec
update post set deleted_at = now() where id = $1;

-- That a post waits for approval is kept beneath its hiding.
-- name: Hide :exec
update post set hidden_at = coalesce(hidden_at, now()), hidden_for = array_append(array_remove(hidden_for, sqlc.arg(by)::text), sqlc.arg(by)::text)
where id = sqlc.arg(id);

-- A hiding is taken back. While another's stands the post stays hidden; it waits for approval again if it did before.
-- name: Show :exec
update post set hidden_at = case when cardinality(array_remove(hidden_for, sqlc.arg(by)::text)) > 0 then hidden_at end,
       hidden_for = array_remove(hidden_for, sqlc.arg(by)::text)
where id = sqlc.arg(id);

-- What a withdrawn consent hid is the teachers' to show, one by one.
-- name: LeaveToKeepers :exec
update post set hidden_for = array_append(array_remove(array_remove(hidden_for, 'consent'), 'keepers'), 'keepers') where id = $1 and 'consent' = any(hidden_for);

-- name: ConsentWithdrawn :one
select exists (select from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
  join class_member m on m.class_id = b.class_id and m.person_id = p.author_id where p.id = $1 and m.withdrawn_at is not null)::bool;

-- Whether nobody but one could approve what they wrote in public: what those write who keep the standard is for another
-- administrator (access's mayModerate).
-- name: AloneWith :one
select (b.public and not exists (select from person o where o.role = 'administrator' and o.id <> p.author_id and o.deleted_at is null
          and coalesce(o.suspended_until < now(), true)))::bool
from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id where p.id = $1;

-- name: Hold :exec
update post set held_at = now(), held_for = sqlc.arg(held_for)::text where id = sqlc.arg(id);

-- name: Approve :exec
update post set held_at = null, held_for = null, approved_at = coalesce(approved_at, now()) where id = $1;

-- One more of a student's posts was approved in the class, if it is a class's. One that was changed since and is approved
-- again counts no second time.
-- name: CountApproved :exec
update class_member m set approved_posts = m.approved_posts + 1
from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
where p.id = sqlc.arg(id) and p.approved_at is null and m.class_id = b.class_id and m.person_id = p.author_id;

-- One post more or fewer for readers to see. What was approved may be the newest by now.
-- name: CountPost :exec
update thread set post_count = post_count + sqlc.arg(change)::int,
       last_post_at = case when sqlc.arg(change)::int > 0 and sqlc.arg(seq)::bigint > last_post_seq then now() else last_post_at end,
       last_post_seq = case when sqlc.arg(change)::int > 0 then greatest(last_post_seq, sqlc.arg(seq)::bigint) else last_post_seq end
where id = sqlc.arg(thread)::uuid;

-- name: CountReply :exec
update post set reply_count = reply_count + sqlc.arg(change)::int where id = sqlc.arg(parent)::uuid;

-- What somebody said in a class that a withdrawn consent hides, or does not hide yet.
-- name: OfAuthorInClass :many
select p.id from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
where b.class_id = sqlc.arg(class)::uuid and p.author_id = sqlc.arg(author) and p.deleted_at is null
  and ('consent' = any(p.hidden_for)) = sqlc.arg(hidden)::bool
order by p.id;

-- The earlier texts of a post: all of them, or those that were once for readers: that did not wait for approval, and that
-- their author, and nobody else, replaced.
-- name: Revisions :many
select r.revision, r.body, r.html, r.language, r.edited_at
from post_revision r join post p on p.id = r.post_id
where r.post_id = sqlc.arg(post) and (sqlc.arg(whole)::bool or not r.held and r.edited_by = p.author_id)
order by r.revision;

-- name: OfAuthor :many
select id from post where author_id = $1 and deleted_at is null order by id limit sqlc.arg(most);

-- The events of a post repeat its author's name; the numbers and everything else stay as they are.
-- name: ForgetAuthor :exec
update event e set data = jsonb_set(e.data::jsonb, '{author,name}', '""')::json
from post p join thread t on t.id = p.thread_id
where p.author_id = sqlc.arg(person) and e.topic_id = t.topic_id and e.subject = p.id and e.data::jsonb ? 'author';

-- name: ForgetThreadAuthor :exec
update event e set data = jsonb_set(e.data::jsonb, '{author,name}', '""')::json
from thread t join topic top on top.name = 'board:' || t.board_id::text
where t.author_id = sqlc.arg(person)::uuid and e.topic_id = top.id and e.subject = t.id and e.data::jsonb ? 'author';
