-- Search finds parts of names and addresses. The extension is trusted: the database's owner may create it.
create extension if not exists pg_trgm;

-- A copy of the facility's name, so that search needs no join. Where the facility becomes known in the same instant, the
-- next of its events mends the copy; what is shown is the facility's own name.
alter table authorizations add column if not exists facility_name text;
update authorizations set facility_name = f.name from facilities f where f.facility_id = authorizations.facility_id;

create function authorizations_take_facility_name() returns trigger language plpgsql as $$
begin
    select name into new.facility_name from facilities where facility_id = new.facility_id;
    return new;
end
$$;
create trigger authorizations_take_facility_name before insert on authorizations
    for each row execute function authorizations_take_facility_name();

create function facilities_give_name() returns trigger language plpgsql as $$
begin
    update authorizations set facility_name = new.name
    where facility_id = new.facility_id and facility_name is distinct from new.name;
    return null;
end
$$;
create trigger facilities_give_name after insert or update on facilities
    for each row execute function facilities_give_name();

-- The indexes may have been made beforehand, concurrently (docs/data-model.md).
-- GET /authorizations of an administrator: each order by itself, ...
create index if not exists authorizations_by_last_sync on authorizations (coalesce(last_sync, timestamptz 'epoch'), id);
create index if not exists authorizations_by_user on authorizations (lower(coalesce(user_name, user_id)), id);
create index if not exists authorizations_by_utility on authorizations (provider_name, id);
create index if not exists authorizations_of_status on authorizations (status, id);
create index if not exists authorizations_of_method on authorizations (method, id);
-- ... the newest of a method, of a utility, ...
create index if not exists authorizations_of_method_newest on authorizations (method, created_at, id);
create index if not exists authorizations_of_provider_newest on authorizations (provider_id, created_at, id);
-- ... and the orders that hang together with a filter, so that walking the order alone would pass over most of the table:
-- those that were never synchronised are the pending and failed ones, a utility that is out of order was read long ago.
create index if not exists authorizations_of_status_synced on authorizations (status, coalesce(last_sync, timestamptz 'epoch'), id);
create index if not exists authorizations_of_status_attempted on authorizations (status, last_attempt_at, id);
create index if not exists authorizations_of_provider_synced on authorizations
    (provider_id, coalesce(last_sync, timestamptz 'epoch'), id);
create index if not exists authorizations_of_provider_named on authorizations (provider_id, provider_name, id);
-- q, for three letters and more.
create index if not exists authorizations_search on authorizations using gin (
    lower(coalesce(user_name, '') || ' ' || coalesce(user_email, '') || ' ' || coalesce(facility_name, '')) gin_trgm_ops);

-- GET /authorizations of everybody else: by their facilities; and what they began while the facility was not known here.
create index if not exists authorizations_by_facility on authorizations (facility_id, created_at, id);
create index if not exists authorizations_by_starter on authorizations (user_id, created_at, id);

-- Attempts that an administrator asked for and that no person has begun: good until then, and as long as the record is
-- pending with that attempt.
create table authorization_retries (
    authorization_id uuid        primary key references authorizations,
    facility_id      uuid        not null,
    attempt          integer     not null,
    asked_at         timestamptz not null,
    ends_at          timestamptz not null
);
create index authorization_retries_due on authorization_retries (ends_at);
