-- Quiet hours go by the clock of the school: the zone in a student's settings is for reading, and theirs to change.
-- +goose Up
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

-- +goose Down
create or replace view member_now as
select m.class_id, m.person_id, m.role,
       coalesce(m.muted_until > now(), false) as muted,
       m.withdrawn_at is not null as withdrawn,
       m.role = 'student' and c.quiet_hours and coalesce(is_quiet(s.quiet_from, s.quiet_until, p.time_zone), false) as quiet
from class_member m
join class c on c.id = m.class_id
join person p on p.id = m.person_id
left join school s on s.id = p.school_id
where m.left_at is null and (m.guest_until is null or m.guest_until > now());
