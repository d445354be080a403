-- A withdrawn consent keeps a student's posts out of sight by itself: a class's teachers cannot show them. And what is
-- hidden goes on waiting for approval, if it did.
-- +goose Up
alter table post
  drop constraint post_hidden_for_check,
  add constraint post_hidden_for_check check (hidden_for <@ array['moderators', 'keepers', 'consent']); -- keepers: the class's teachers

alter table class_member
  add column guardian_withdrew boolean not null default false;  -- at their link: a teacher alone does not give the consent again

update class_member m set guardian_withdrew = true
where m.withdrawn_at is not null and exists (
  select from audit_entry a where a.class_id = m.class_id and a.person_id = m.person_id and a.action = 'person.withdraw' and a.at >= m.withdrawn_at - interval '1 minute');

update post p set hidden_for = array_append(array_remove(p.hidden_for, 'keepers'), 'consent')
from thread t join board b on b.id = t.board_id join class_member m on m.class_id = b.class_id
where t.id = p.thread_id and m.person_id = p.author_id and m.withdrawn_at is not null
  and p.hidden_at >= m.withdrawn_at and 'keepers' = any(p.hidden_for);

update post p set held_at = now(), held_for = 'report'
where p.hidden_at is not null and p.held_at is null and exists (
  select from moderation_action d where d.object = 'post' and d.object_id = p.id and d.kind = 'hold' and d.undone_at is null);

-- What was reported of a teacher of the class is for moderators alone, whether or not its reporter said so.
update report r set about_teacher = true
from moderation_case mc join class_member m on m.class_id = mc.class_id and m.person_id = mc.person_id and m.role = 'teacher'
where mc.id = r.case_id and mc.for_moderators and not r.about_teacher;

-- +goose Down
update post set held_at = null, held_for = null where hidden_at is not null;
update post set hidden_for = array_append(array_remove(array_remove(hidden_for, 'consent'), 'keepers'), 'keepers') where 'consent' = any(hidden_for);
alter table class_member drop column guardian_withdrew;
alter table post
  drop constraint post_hidden_for_check,
  add constraint post_hidden_for_check check (hidden_for <@ array['moderators', 'keepers']);
