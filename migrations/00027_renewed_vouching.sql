-- What a district's provider last said of somebody for whom it vouches, so that a change of it is noticed at their next sign-in.
-- +goose Up
alter table identity
  add column vouched_role   text check (vouched_role in ('student', 'teacher', 'none')), -- null: a way in alone; somebody else vouches
  add column vouched_school uuid references school,
  add constraint vouched_of_a_school check (vouched_school is not null or coalesce(vouched_role, 'none') = 'none');

-- Accounts that such a sign-in made have an entry in the log that says so.
update identity i set vouched_role = case p.role when 'student' then 'student' else 'teacher' end, vouched_school = p.school_id
from person p
where p.id = i.person_id and p.role in ('student', 'teacher', 'coordinator') and p.school_id is not null
  and exists (select from audit_entry e where e.person_id = p.id and e.action = 'person.vouch');

-- +goose Down
alter table identity drop constraint vouched_of_a_school, drop column vouched_role, drop column vouched_school;
