-- name: Cached :one
select translated from translation_cache
where text_hash = sqlc.arg(text_hash) and source = sqlc.arg(source) and target = sqlc.arg(target) and engine = sqlc.arg(engine) and made_at > sqlc.arg(since)::timestamptz;

-- name: Keep :exec
insert into translation_cache (text_hash, source, target, engine, translated) values ($1, $2, $3, $4, $5)
on conflict (text_hash, source, target, engine) do update set translated = excluded.translated, made_at = now();

-- name: ForgetOld :exec
delete from translation_cache where made_at < sqlc.arg(older_than)::timestamptz;
