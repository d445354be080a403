-- name: ByClientIDs :many
select p.author_id, p.client_id, p.id, p.thread_id, p.seq, p.request_hash, p.created_at from post p
join (select unnest(sqlc.arg(authors)::uuid[]) as author, unnest(sqlc.arg(clients)::uuid[]) as client) s
  on p.author_id = s.author and p.client_id = s.client;
