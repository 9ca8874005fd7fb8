-- Substring search over what an entry says; a trusted extension, so that the database's owner may create it.
create extension if not exists pg_trgm;

-- What happened, who did it, from where. Only ever grows.
create table audit_entries (
    id               uuid        primary key,
    event_type       text        not null,
    occurred_at      timestamptz not null,
    user_id          text        not null,
    facility_id      uuid,
    authorization_id uuid,
    ip_address       text,
    details          text        not null check (details is json object),
    recorded_at      timestamptz not null default now(),
    words            text        not null generated always as
        (event_type || ' ' || user_id || ' ' || coalesce(ip_address, '') || ' ' || details) stored
);

-- GET /audit-logs, newest first, without and with each filter.
create index audit_entries_newest on audit_entries (occurred_at, id);
create index audit_entries_by_event_type on audit_entries (event_type, occurred_at, id);
create index audit_entries_by_user on audit_entries (user_id, occurred_at, id);
create index audit_entries_by_facility on audit_entries (facility_id, occurred_at, id)
    where facility_id is not null;
create index audit_entries_by_authorization on audit_entries (authorization_id, occurred_at, id)
    where authorization_id is not null;
-- GET /audit-logs?q=
create index audit_entries_by_words on audit_entries using gin (words gin_trgm_ops);

create function refuse_change_of_audit_entries() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are never changed or deleted' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entries_stay before update or delete or truncate on audit_entries
    for each statement execute function refuse_change_of_audit_entries();
