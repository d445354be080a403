-- A locked class says who locked it and why, and of a student's first posts each counts once, however often it is
-- changed and approved again.
-- +goose Up
alter table class
  add column locked_by  uuid references person,
  add column locked_why text not null default ''; -- read by everybody in it while it is locked

alter table post add column approved_at timestamptz; -- when it was first approved, if it ever waited
update post p set approved_at = a.at
from (select object_id, min(at) as at from audit_entry where action = 'post.approve' and object = 'post' group by object_id) a
where p.id = a.object_id;

-- +goose Down
alter table post drop column approved_at;
alter table class drop column locked_by, drop column locked_why;
