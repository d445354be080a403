-- name: KeepMail :exec
insert into outbox_mail (id, recipient, subject, body) values ($1, $2, $3, $4);

-- name: OutboxPage :many
-- The newest first; ids are made in the order of time.
select id, recipient, subject, body, created_at from outbox_mail
where sqlc.narg(before)::uuid is null or id < sqlc.narg(before)::uuid
order by id desc
limit sqlc.arg(wanted)::int;

-- name: ForgetOldMail :execrows
delete from outbox_mail where created_at < sqlc.arg(older_than)::timestamptz;
