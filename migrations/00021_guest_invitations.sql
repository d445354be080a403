-- A guest speaker comes into a class by accepting. Whom a teacher invited is not told before: whether an address has an
-- account is nobody's to find out.
-- +goose Up
create table guest_invitation (
  class_id    uuid not null references class on delete cascade,
  person_id   uuid not null references person on delete cascade,
  until       timestamptz not null,                      -- the last day of the guest
  invited_by  uuid not null references person,
  told_at     timestamptz not null default now(),        -- of the last notice to whoever is invited
  declined_at timestamptz,
  primary key (class_id, person_id)
);
create index guest_invitation_person on guest_invitation (person_id);

-- +goose Down
drop table guest_invitation;
