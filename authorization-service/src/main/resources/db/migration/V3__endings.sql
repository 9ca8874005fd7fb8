-- Who did a step as an administrator is not named to others.
alter table authorization_steps add column by_admin boolean not null default false;

-- Up to which version of a facility it was followed what changes there mean to authorizations.
create table followed_facilities (
    facility_id uuid   primary key,
    version     bigint not null
);

-- Changes of the utility that have been followed, each once.
create table provider_changes (
    id           uuid        primary key,
    facility_id  uuid        not null,
    provider_id  text        not null,
    requested_at timestamptz not null,
    followed_at  timestamptz not null
);

-- What has ended here and is to be ended at the utility, too. The access token is encrypted (associated data: table,
-- column, id) and gone when there is an outcome.
create table revocations (
    -- the authorization, or the session whose consent came too late
    id                uuid        primary key,
    authorization_id  uuid        not null references authorizations,
    provider_id       text        not null,
    method            text        not null,
    auth_id           text,
    authorization_uri text,
    access_token      text,
    access_expires_at timestamptz,
    requested_at      timestamptz not null,
    attempts          integer     not null default 0,
    next_attempt      timestamptz not null,
    lease_id          uuid,
    leased_until      timestamptz,
    outcome           text        check (outcome in ('revoked', 'not_offered', 'used_again', 'gave_up')),
    ended_at          timestamptz,
    check ((outcome is null) = (ended_at is null)),
    check (outcome is null or access_token is null)
);
create index revocations_due on revocations (next_attempt) where outcome is null;
-- Whether a utility gave the same authorization once more.
create index authorizations_of_utility on authorizations (provider_id, auth_id) where auth_id is not null;
