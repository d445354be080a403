-- Who asks for a class is counted by browser and by address, so that the false requests of one do not keep out the rest.
-- Neither is kept itself: fingerprints that nobody makes without the installation's key, gone with the request.
-- +goose Up
alter table join_request
  add column asked_by   bytea,                    -- the browser's mark; null: it had none
  add column asked_from bytea not null default ''; -- the address

-- +goose Down
alter table join_request drop column asked_by, drop column asked_from;
