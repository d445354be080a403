-- Quiet hours are a school's for its own students: in a class, its teachers end them for these alone.
-- +goose Up
alter table class add column quiet_ended uuid[] not null default '{}'; -- the schools for whose students they do not hold in it

-- +goose StatementBegin
create function quiet_holds(kept boolean, ended uuid[], school uuid) returns boolean language sql immutable as $$
  select kept and not coalesce(school = any(ended), false)
$$;
-- +goose StatementEnd

-- +goose StatementBegin
create function keep_quiet(for_class uuid, for_school uuid, kept boolean) returns void language sql as $$
  update class c
  set quiet_hours = c.quiet_hours or kept,
      quiet_ended = case when not kept then array_append(array_remove(c.quiet_ended, for_school), for_school)
                         when c.quiet_hours then array_remove(c.quiet_ended, for_school)
                         else array_remove(array[pr.school_a, pr.school_b], for_school) end -- they held for neither
  from pairing pr
  where c.id = for_class and pr.id = c.pairing_id and for_school in (pr.school_a, pr.school_b)
$$;
-- +goose StatementEnd

create or replace view member_now as
select m.class_id, m.person_id, m.role,
       coalesce(m.muted_until > now(), false) as muted,
       m.withdrawn_at is not null as withdrawn,
       m.role = 'student' and quiet_holds(c.quiet_hours, c.quiet_ended, p.school_id) and coalesce(is_quiet(s.quiet_from, s.quiet_until, ci.time_zone), false) as quiet
from class_member m
join class c on c.id = m.class_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
where m.left_at is null and (m.guest_until is null or m.guest_until > now());

-- +goose Down
create or replace view member_now as
select m.class_id, m.person_id, m.role,
       coalesce(m.muted_until > now(), false) as muted,
       m.withdrawn_at is not null as withdrawn,
       m.role = 'student' and c.quiet_hours and coalesce(is_quiet(s.quiet_from, s.quiet_until, ci.time_zone), false) as quiet
from class_member m
join class c on c.id = m.class_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
left join city ci on ci.id = s.city_id
where m.left_at is null and (m.guest_until is null or m.guest_until > now());
drop function keep_quiet(uuid, uuid, boolean);
drop function quiet_holds(boolean, uuid[], uuid);
alter table class drop column quiet_ended;
