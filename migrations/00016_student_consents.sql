-- What was said for one student, beyond the chat that the school's own consent covers until it is withdrawn
-- (class_member.withdrawn_at). The last row of a purpose stands.
-- +goose Up
create table student_consent (
  id           uuid primary key,
  class_id     uuid not null,
  person_id    uuid not null references person,
  purpose      text not null check (purpose in ('pictures', 'recording', 'publishing')),
  said_by      text not null check (said_by in ('guardian', 'student', 'school')), -- whose word it is
  given_by     uuid references person,                                             -- who wrote it down; null: before that was kept
  given_at     timestamptz not null default clock_timestamp(),
  expires_at   timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_as text check (withdrawn_as in ('guardian', 'student', 'school')),     -- whose word that was
  reason       text not null default '',
  foreign key (class_id, person_id) references class_member
);
create index student_consent_of on student_consent (class_id, person_id, purpose, given_at desc);
create unique index student_consent_stands on student_consent (class_id, person_id, purpose) where withdrawn_at is null;

insert into student_consent (id, class_id, person_id, purpose, said_by, given_at, expires_at)
select gen_random_uuid(), class_id, person_id, 'pictures', 'school', photo_consent_at, photo_consent_at + interval '1 year'
from class_member where photo_consent_at is not null;
alter table class_member drop column photo_consent_at;

-- Until when both schools of a class consent to a purpose. No row: they do not.
create view class_purpose as
select k.id as class_id, s.purpose, min(s.until) as until
from class k
join pairing pr on pr.id = k.pairing_id and pr.opened_at is not null and pr.ended_at is null
join lateral (select c.school_id, c.purpose, max(c.expires_at) as until from consent c
              where c.pairing_id = pr.id and c.withdrawn_at is null and c.expires_at > now() and c.school_id in (pr.school_a, pr.school_b)
              group by c.school_id, c.purpose) s on true
group by k.id, s.purpose having count(*) = 2;

-- What may be done with one student at this moment, beyond the chat: their own consent stands, and both schools' does.
create view student_purpose_now as
select s.class_id, s.person_id, s.purpose, least(s.expires_at, p.until) as until
from student_consent s
join class_purpose p on p.class_id = s.class_id and p.purpose = s.purpose
join member_now m on m.class_id = s.class_id and m.person_id = s.person_id and not m.withdrawn
where s.withdrawn_at is null and s.expires_at > now();

-- +goose Down
drop view student_purpose_now, class_purpose;
alter table class_member add column photo_consent_at timestamptz;
update class_member m set photo_consent_at = s.given_at from student_consent s
where s.class_id = m.class_id and s.person_id = m.person_id and s.purpose = 'pictures' and s.withdrawn_at is null;
drop table student_consent;
