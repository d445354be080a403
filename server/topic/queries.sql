-- name: Epoch :one
select id from epoch;

-- name: RenewEpoch :exec
update epoch set id = gen_random_uuid(), since = now();

-- name: Position :one
select id, head from topic where name = $1;

-- The names as one text: thousands are asked about every second, and an array of texts is made a text at a time.
-- Joined, it is taken apart once; as a condition it would be for each row.
-- name: Positions :many
select t.name, t.head from unnest(string_to_array(sqlc.arg(names)::text, ' ')) as n(name) join topic t on t.name = n.name;

-- name: Create :exec
insert into topic (name) select unnest(sqlc.arg(names)::text[]) on conflict (name) do nothing;

-- Lock in the order of ids, always, and before anything else: two transactions can then never wait for each other.
-- name: Lock :many
select id, name, head, now()::timestamptz as at from topic where name = any(sqlc.arg(names)::text[]) order by id for update;

-- name: Insert :exec
insert into event (topic_id, seq, kind, subject, data)
select unnest(sqlc.arg(topic_ids)::bigint[]), unnest(sqlc.arg(seqs)::bigint[]), unnest(sqlc.arg(kinds)::text[]),
       nullif(unnest(sqlc.arg(subjects)::uuid[]), '00000000-0000-0000-0000-000000000000'), unnest(sqlc.arg(data)::json[]);

-- name: Advance :exec
update topic set head = n.head
from (select unnest(sqlc.arg(ids)::bigint[]) as id, unnest(sqlc.arg(heads)::bigint[]) as head) n
where topic.id = n.id;

-- name: Read :many
select e.seq, e.kind, e.subject, e.at, e.data from event e join topic t on t.id = e.topic_id
where t.name = sqlc.arg(name) and e.seq > sqlc.arg(after) and e.seq <= sqlc.arg(upto)
order by e.seq limit sqlc.arg(most);

-- name: Redact :exec
update event e set data = sqlc.arg(data) from topic t
where t.id = e.topic_id and t.name = sqlc.arg(name) and e.subject = sqlc.arg(subject)::uuid;
