-- One way to decide about a post in public, and who keeps it out of sight: a hide that is taken back shows nothing that
-- another hide still covers.
-- +goose Up

alter table post
  add column hidden_for text[] not null default '{}'             -- whose hiding stands; the post is shown when none does
    check (hidden_for <@ array['moderators', 'keepers']);        -- keepers: the class's teachers, or a withdrawn consent

update post p set hidden_for = case when b.class_id is null then array['moderators'] else array['keepers'] end
from thread t join board b on b.id = t.board_id
where t.id = p.thread_id and p.hidden_at is not null;

update post p set hidden_for = array['keepers', 'moderators']
where p.hidden_for = array['keepers'] and exists (
  select from moderation_action d where d.object = 'post' and d.object_id = p.id and d.kind = 'hide' and d.undone_at is null);

alter table moderation_action
  drop constraint moderation_action_kind_check,
  add constraint moderation_action_kind_check check (kind in ('hold', 'hide', 'warn', 'suspend', 'ban', 'dismiss', 'approve'));

-- A moderator who decides about what nobody reported keeps its evidence as a report of their own.
alter table report
  drop constraint report_reason_check,
  add constraint report_reason_check check (reason in ('attack', 'profanity', 'bullying', 'sexual', 'violence', 'private_data', 'contact', 'spam', 'self_harm', 'other', 'seen'));

-- +goose Down
update report set reason = 'other' where reason = 'seen';
alter table report
  drop constraint report_reason_check,
  add constraint report_reason_check check (reason in ('attack', 'profanity', 'bullying', 'sexual', 'violence', 'private_data', 'contact', 'spam', 'self_harm', 'other'));
update moderation_action set kind = 'dismiss' where kind = 'approve';
alter table moderation_action
  drop constraint moderation_action_kind_check,
  add constraint moderation_action_kind_check check (kind in ('hold', 'hide', 'warn', 'suspend', 'ban', 'dismiss'));
alter table post drop column hidden_for;
