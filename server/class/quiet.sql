-- Quiet hours are kept and ended by each school for its own students.

-- name: QuietFor :one
select quiet_holds(c.quiet_hours, c.quiet_ended, sqlc.narg(school)::uuid)::bool from class c where c.id = sqlc.arg(class)::uuid;

-- name: KeepQuiet :exec
select keep_quiet(sqlc.arg(class)::uuid, sqlc.arg(school)::uuid, sqlc.arg(kept)::bool);

-- name: CopyQuiet :exec
update class n set quiet_ended = o.quiet_ended from class o where n.id = sqlc.arg(next)::uuid and o.id = sqlc.arg(class)::uuid;
