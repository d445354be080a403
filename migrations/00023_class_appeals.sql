-- What the keepers of a class decide about somebody is a deed with an appeal, as what moderators decide is.
-- +goose Up
alter table moderation_action
  add column class_id uuid references class,                    -- decided by those who keep this class; null: by moderators
  drop constraint moderation_action_kind_check,
  add constraint moderation_action_kind_check check (kind in ('hold', 'hide', 'warn', 'suspend', 'ban', 'dismiss', 'approve', 'mute')),
  add constraint moderation_action_class_check check (class_id is null and kind <> 'mute' or class_id is not null and kind in ('hide', 'mute') and case_id is null);
create index moderation_action_class on moderation_action (class_id, created_at desc) where class_id is not null;

-- +goose Down
drop index moderation_action_class;
delete from appeal using moderation_action d where d.id = appeal.action_id and d.class_id is not null;
delete from moderation_action where class_id is not null;
alter table moderation_action
  drop constraint moderation_action_class_check,
  drop constraint moderation_action_kind_check,
  add constraint moderation_action_kind_check check (kind in ('hold', 'hide', 'warn', 'suspend', 'ban', 'dismiss', 'approve')),
  drop column class_id;
