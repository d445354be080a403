-- What is said about a pairing is said in posts, as everywhere: each pairing has a discussion of its own, a thread on a
-- board that is the pairing's. Both bear the pairing's id. What happened between the schools stays in pairing_step.
-- +goose Up

alter table board
  add column pairing_id uuid unique references pairing,
  add constraint board_of_one check (num_nonnulls(class_id, pairing_id) <= 1),
  add column public boolean not null generated always as (class_id is null and pairing_id is null) stored;

alter table thread
  drop constraint thread_kind_check,
  add constraint thread_kind_check check (kind in ('discussion', 'chat', 'pairing'));

alter table pairing
  add column said_told bigint not null default 0;               -- up to which post of the discussion the other school was told

-- Staff may read a pairing's discussion for an hour as they may a class.
alter table staff_access
  alter column class_id drop not null,
  add column pairing_id uuid references pairing,
  add constraint staff_access_to_one check (num_nonnulls(class_id, pairing_id) = 1);
create index staff_access_pairing on staff_access (person_id, pairing_id, until) where pairing_id is not null;

-- +goose StatementBegin
create function open_discussion() returns trigger language plpgsql as $$
begin
  insert into board (id, slug, pairing_id) values (new.id, 'pairing-' || new.id, new.id);
  insert into topic (name) values ('thread:' || new.id) on conflict (name) do nothing;
  insert into thread (id, board_id, kind, topic_id, title, language)
  select new.id, new.id, 'pairing', t.id, '', 'und' from topic t where t.name = 'thread:' || new.id;
  return null;
end $$;
-- +goose StatementEnd

-- A pairing is made through several doors; none of them can forget its discussion.
create trigger pairing_discussed after insert on pairing for each row execute function open_discussion();

-- Whether somebody discusses a pairing at this moment: those whom one of its schools vouches for speak. Its coordinators
-- keep the discussion as well; where the two schools have fewer than two all do, or nobody could look at what a
-- coordinator wrote. Null for others, and where there is no pairing. (A view in its place would be computed for all staff
-- of all pairings before it is joined.)
-- +goose StatementBegin
create function discusses(of_pairing uuid, who uuid) returns text language sql stable strict as $$
  select case when p.role = 'coordinator' or 2 > (
           select count(*) from person o
           where o.school_id in (pr.school_a, pr.school_b) and o.role = 'coordinator' and o.verified_at is not null and o.deleted_at is null)
         then 'keeps' else 'speaks' end
  from pairing pr join person p on p.id = who and p.school_id in (pr.school_a, pr.school_b)
  where pr.id = of_pairing and p.role in ('teacher', 'coordinator') and p.verified_at is not null and p.deleted_at is null
$$;
-- +goose StatementEnd

insert into board (id, slug, pairing_id) select id, 'pairing-' || id, id from pairing;
insert into topic (name) select 'thread:' || id from pairing;
insert into thread (id, board_id, kind, topic_id, title, language, created_at, last_post_at)
select p.id, p.id, 'pairing', t.id, '', 'und', p.proposed_at, p.proposed_at from pairing p join topic t on t.name = 'thread:' || p.id;

-- What was said until now, proposals included, becomes posts under the steps' own ids. It was plain text: as such it is
-- shown until its author edits it.
-- +goose StatementBegin
create function plain_html(body text) returns text language sql immutable as $$
  select '<p>' || replace(replace(replace(replace(replace(replace(body, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&#34;'), '''', '&#39;'), E'\n', '<br>') || '</p>'
$$;
-- +goose StatementEnd
with said as (
  select s.*, row_number() over (partition by s.pairing_id order by s.at, s.id) as seq
  from pairing_step s where s.kind in ('proposed', 'said') and s.text <> '' and s.person_id is not null)
insert into post (id, thread_id, seq, author_id, client_id, request_hash, body, html, language, created_at)
select s.id, s.pairing_id, s.seq, s.person_id,
       case when s.client_id is null or exists (select from post p where p.author_id = s.person_id and p.client_id = s.client_id) then s.id else s.client_id end,
       '', s.text, plain_html(s.text), s.language, s.at
from said s;
drop function plain_html;

insert into event (topic_id, seq, kind, subject, at, data)
select t.topic_id, p.seq, 'post.created', p.id, p.created_at, json_build_object(
    'id', p.id, 'thread', p.thread_id, 'seq', p.seq,
    'author', json_strip_nulls(json_build_object('id', a.id, 'name', a.display_name, 'role', a.role, 'school', a.school_id)),
    'client_id', p.client_id, 'body', p.body, 'html', p.html, 'language', p.language, 'state', 'visible', 'revision', 1, 'reply_count', 0,
    'created_at', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
from post p join thread t on t.id = p.thread_id and t.kind = 'pairing' join person a on a.id = p.author_id;

update topic set head = n.head
from (select t.topic_id, max(p.seq) as head from post p join thread t on t.id = p.thread_id and t.kind = 'pairing' group by t.topic_id) n
where topic.id = n.topic_id;
update thread set post_count = n.posts, last_post_seq = n.last, last_post_at = n.at
from (select thread_id, count(*) as posts, max(seq) as last, max(created_at) as at from post group by thread_id) n
where thread.id = n.thread_id and thread.kind = 'pairing';
update pairing set said_told = t.last_post_seq from thread t where t.id = pairing.id;

-- The steps keep who, when and for which school; the text is the post's alone, or it would outlive the post.
update pairing_step s set text = '' where text <> '' and exists (select from post p where p.id = s.id);
update event e set data = (e.data::jsonb - 'text')::json
from pairing_step s join topic t on t.name = 'pairing:' || s.pairing_id
where s.kind in ('proposed', 'said') and e.topic_id = t.id and e.subject = s.id;

-- The other school is told of what is said by whoever hears this, or by a job that looks each minute.
-- +goose StatementBegin
create function tell_of_discussion() returns trigger language plpgsql as $$
begin
  perform pg_notify('pairing_said', new.id::text);
  return null;
end $$;
-- +goose StatementEnd
create trigger pairing_said after update of last_post_seq on thread for each row
  when (new.kind = 'pairing' and new.last_post_seq > old.last_post_seq) execute function tell_of_discussion();

-- +goose Down
drop trigger pairing_said on thread;
drop function tell_of_discussion;
-- What was said since goes back into steps: they were all that there was.
alter table pairing_step disable trigger pairing_step_stays;
update pairing_step s set text = p.body from post p where p.id = s.id;
alter table pairing_step enable trigger pairing_step_stays;
insert into pairing_step (id, pairing_id, kind, at, person_id, school_id, text, language, client_id)
select p.id, p.thread_id, 'said', p.created_at, p.author_id, a.school_id, p.body, p.language, p.client_id
from post p join thread t on t.id = p.thread_id and t.kind = 'pairing' join person a on a.id = p.author_id
where not exists (select from pairing_step s where s.id = p.id);
drop function discusses;
drop trigger pairing_discussed on pairing;
drop function open_discussion;
delete from read_mark where thread_id in (select id from thread where kind = 'pairing');
delete from post_revision where post_id in (select p.id from post p join thread t on t.id = p.thread_id where t.kind = 'pairing');
update post set parent_id = null where thread_id in (select id from thread where kind = 'pairing');
delete from post where thread_id in (select id from thread where kind = 'pairing');
create temp table discussed on commit drop as select topic_id from thread where kind = 'pairing';
delete from thread where kind = 'pairing';
delete from topic where id in (select topic_id from discussed);
delete from board where pairing_id is not null;
drop index staff_access_pairing;
delete from staff_access where class_id is null;
alter table staff_access drop constraint staff_access_to_one, drop column pairing_id, alter column class_id set not null;
alter table pairing drop column said_told;
alter table thread drop constraint thread_kind_check, add constraint thread_kind_check check (kind in ('discussion', 'chat'));
alter table board drop column public, drop constraint board_of_one, drop column pairing_id;
