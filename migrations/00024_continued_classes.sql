-- A class whose pairing ended goes on in a later one of the same two schools, when both say so.
-- +goose Up

-- That a school wants it, until the other says so too, or one of them that it does not.
create table class_offer (
  class_id   uuid primary key references class,
  pairing_id uuid not null references pairing,                 -- in which it is to go on
  school_id  uuid not null references school,                  -- whose teacher wants it
  offered_by uuid not null references person,
  offered_at timestamptz not null default now()
);
create index class_offer_pairing on class_offer (pairing_id);

-- What a school still says: by somebody whom it still vouches for.
create view standing_offer as
select o.*, p.display_name, p.role from class_offer o
join person p on p.id = o.offered_by and p.school_id = o.school_id and p.verified_at is not null and p.deleted_at is null;

alter table pairing_step
  drop constraint pairing_step_kind_check,
  add constraint pairing_step_kind_check check (kind in ('proposed', 'said', 'accepted', 'opened', 'withdrawn', 'reminded', 'consent_given', 'consent_withdrawn', 'consent_reminded',
    'class_offered', 'class_declined', 'class_continued')),
  add column class_id uuid;                                    -- which class the step is about

-- A class changes its pairing, never its two schools: what families agreed to is between these.
-- +goose StatementBegin
create function keep_schools_of_class() returns trigger language plpgsql as $$
begin
  if (select (school_a, school_b) from pairing where id = new.pairing_id) is distinct from (select (school_a, school_b) from pairing where id = old.pairing_id) then
    raise exception 'a class stays with its two schools' using errcode = 'check_violation', constraint = 'class_schools';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger class_keeps_schools before update of pairing_id on class for each row when (new.pairing_id is distinct from old.pairing_id) execute function keep_schools_of_class();

-- +goose Down
drop trigger class_keeps_schools on class;
drop function keep_schools_of_class;
alter table pairing_step disable trigger pairing_step_stays;
delete from pairing_step where kind in ('class_offered', 'class_declined', 'class_continued');
alter table pairing_step enable trigger pairing_step_stays;
alter table pairing_step
  drop column class_id,
  drop constraint pairing_step_kind_check,
  add constraint pairing_step_kind_check check (kind in ('proposed', 'said', 'accepted', 'opened', 'withdrawn', 'reminded', 'consent_given', 'consent_withdrawn', 'consent_reminded'));
drop view standing_offer;
drop table class_offer;
