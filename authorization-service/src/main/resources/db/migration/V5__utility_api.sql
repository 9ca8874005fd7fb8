-- What a provider made for the attempt beforehand: the address of its page, encrypted (associated data: table, column,
-- id), since whoever holds it can fill the page in; it is gone with the session. And the provider's own id of what came
-- of the attempt, whatever came of it.
alter table sessions
    add column page    text,
    add column auth_id text;
alter table sessions add constraint sessions_page check (page is null or seed is not null);
-- What came of the latest attempts at a facility's utility.
create index sessions_of_facility on sessions (facility_id, provider_id, created_at);
create index sessions_by_auth_id on sessions (provider_id, auth_id) where auth_id is not null;

-- Consents on which a provider works after the customer came back; the pointer to it is encrypted (associated data: table,
-- column, session_id).
create table awaited_consents (
    session_id   uuid        primary key references sessions,
    provider_id  text        not null,
    pointer      text        not null,
    -- where the customer came back from
    ip_address   text,
    since        timestamptz not null,
    attempts     integer     not null default 0,
    next_attempt timestamptz not null,
    lease_id     uuid,
    leased_until timestamptz,
    -- Under which key the pointer is sealed, once sealed texts name theirs, and before when it is not tried anew.
    key_id       text generated always as (
        case when strpos(pointer, '.') > 0 then split_part(pointer, '.', 1) end) stored,
    reseal_after timestamptz
);
create index awaited_consents_key on awaited_consents (key_id);
create index awaited_consents_due on awaited_consents (next_attempt);

-- Events of UtilityAPI that have been followed, each once; and whether UtilityAPI is still to be told that.
create table provider_events (
    account       text        not null,
    uid           text        not null,
    received_at   timestamptz not null,
    mark_due      timestamptz,
    mark_attempts integer     not null default 0,
    primary key (account, uid)
);
create index provider_events_marks on provider_events (mark_due) where mark_due is not null;
create index provider_events_received on provider_events (received_at);

-- What is compared with UtilityAPI now and then, per account.
create table reconciliations (
    account      text        not null,
    job          text        not null check (job in ('events', 'authorizations')),
    next_run     timestamptz not null,
    failures     integer     not null default 0,
    lease_id     uuid,
    leased_until timestamptz,
    primary key (account, job)
);
create index reconciliations_due on reconciliations (next_run);
