-- Invitations of guest speakers.

-- name: AdultByName :one
-- A guest speaker is an adult with an account of their own: who never said so may be a child (safety.md, rule 4).
select id from person
where (email = sqlc.arg(name)::text and email_confirmed_at is not null or sign_in_name = sqlc.arg(name)::text)
  and role <> 'student' and adult_at is not null and deleted_at is null;

-- name: Invite :one
-- Whether the invitation is to be told: not again on the same day, and whoever declined is left in peace for a week (no row).
insert into guest_invitation (class_id, person_id, until, invited_by) values ($1, $2, $3, $4)
on conflict (class_id, person_id) do update set until = excluded.until, invited_by = excluded.invited_by, declined_at = null,
  told_at = case when guest_invitation.told_at < now() - interval '1 day' then now() else guest_invitation.told_at end
where guest_invitation.declined_at is null or guest_invitation.declined_at < now() - interval '7 days'
returning (told_at = now())::bool as tell;

-- name: Invitations :many
select c.id, c.name_en, c.name_zh_hans, c.name_zh_hant, i.until
from guest_invitation i join class c on c.id = i.class_id
where i.person_id = $1 and i.declined_at is null and i.until > now() and c.archived_at is null
order by i.told_at desc, c.id;

-- name: Invitation :one
select i.until, i.invited_by from guest_invitation i join person p on p.id = i.person_id
where i.class_id = $1 and i.person_id = $2 and i.declined_at is null and i.until > now()
  and p.role <> 'student' and p.adult_at is not null and p.deleted_at is null
for update of i;

-- name: Uninvite :exec
delete from guest_invitation where class_id = $1 and person_id = $2;

-- name: DropOldInvitations :exec
delete from guest_invitation where until < now();

-- name: Decline :exec
update guest_invitation set declined_at = now() where class_id = $1 and person_id = $2;
