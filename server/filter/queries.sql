-- name: Words :many
select w.*, coalesce(p.display_name, '')::text as added_by_name
from filter_word w left join person p on p.id = w.added_by
order by w.allow, w.language, w.kind, w.pattern;

-- name: Version :one
select number from filter_version;

-- name: Add :one
insert into filter_word (id, pattern, folded, language, tier, kind, allow, note, added_by)
values (sqlc.arg(id), sqlc.arg(pattern), sqlc.arg(folded), sqlc.arg(language), sqlc.arg(tier), sqlc.arg(kind), sqlc.arg(allow), sqlc.arg(note), sqlc.arg(added_by))
returning added_at;

-- name: Change :one
update filter_word
set pattern = sqlc.arg(pattern), folded = sqlc.arg(folded), language = sqlc.arg(language), tier = sqlc.arg(tier), kind = sqlc.arg(kind),
    allow = sqlc.arg(allow), note = sqlc.arg(note)
where id = sqlc.arg(id)
returning id;

-- name: Remove :one
delete from filter_word where id = sqlc.arg(id) returning *;

-- What the lists held in the public forum; what is a class's or a pairing's waits for those who keep it.
-- name: Held :many
select p.id, t.title
from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id
where p.held_at is not null and p.held_for = 'filter' and p.deleted_at is null and p.hidden_at is null and t.hidden_at is null and b.public
order by p.held_at, p.id
limit sqlc.arg(most)::int;
