-- A translation that was made of a text goes when the text goes, by whichever door: a translation_cache knows texts by their
-- hash alone, whole or line by line (package translate).
-- +goose Up
create function forget_translations(texts text[]) returns void language sql as $$
  delete from translation_cache where text_hash in (
    select sha256(convert_to(line, 'UTF8')) from unnest(texts) t, lateral (select t union select regexp_split_to_table(t, E'\n')) lines(line) where line <> '')
$$;

-- +goose StatementBegin
create function forget_translations_of_body() returns trigger language plpgsql as $$
begin
  perform forget_translations(array[old.body]);
  return null;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function forget_translations_of_report() returns trigger language plpgsql as $$
begin
  perform forget_translations(array[old.note] || array(select said #>> '{}' from jsonb_path_query(old.evidence, '$.**.body') said));
  return null;
end $$;
-- +goose StatementEnd

create trigger post_forgets_translations after update of body, deleted_at on post for each row
  when (old.body <> '' and (old.body <> new.body or old.deleted_at is null and new.deleted_at is not null)) execute function forget_translations_of_body();
create trigger revision_forgets_translations after delete on post_revision for each row execute function forget_translations_of_body();
create trigger appeal_forgets_translations after update of body on appeal for each row when (old.body <> new.body) execute function forget_translations_of_body();
create trigger report_forgets_translations after update of note, evidence on report for each row
  when (old.note <> new.note or old.evidence <> new.evidence) execute function forget_translations_of_report();

-- A notice that names somebody says whom, so that their erasure finds it with whoever was told.
create index notice_about on notice ((data ->> 'Person')) where data ? 'Person';

-- +goose Down
drop index notice_about;
drop trigger report_forgets_translations on report;
drop trigger appeal_forgets_translations on appeal;
drop trigger revision_forgets_translations on post_revision;
drop trigger post_forgets_translations on post;
drop function forget_translations_of_report;
drop function forget_translations_of_body;
drop function forget_translations;
