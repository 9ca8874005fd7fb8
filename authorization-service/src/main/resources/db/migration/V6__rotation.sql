-- A sealed text begins with the id of the key that it is sealed with and a dot; older ones do not. A row's key_id is null
-- unless all its secrets are under one key that it names, so that whatever differs from the primary key is to be sealed anew.
alter table authorization_tokens
    add column previous_refresh_token text,
    add column reseal_after           timestamptz,
    -- The provider, beside the record's, so that what is due is found per provider along one index.
    add column provider_id            text,
    -- Since when the refresh token is the same; since when the pair as a whole counts as new; when it is to be rotated.
    add column refresh_issued_at      timestamptz,
    add column rotated_at             timestamptz,
    add column rotate_at              timestamptz,
    -- Attempts of the present rotation that did not work, and when people were last told of it.
    add column rotation_attempts      integer not null default 0,
    add column rotation_told_at       timestamptz,
    -- Which version has been handed out and audited.
    add column given_version          bigint;

update authorization_tokens t set
    provider_id = a.provider_id,
    refresh_issued_at = coalesce(a.authorized_at, t.issued_at),
    rotated_at = coalesce(a.authorized_at, t.issued_at),
    rotate_at = coalesce(a.authorized_at, t.issued_at) + interval '90 days' - random() * interval '7 days'
from authorizations a where a.id = t.authorization_id;

alter table authorization_tokens
    alter column provider_id set not null,
    alter column refresh_issued_at set not null,
    alter column rotated_at set not null,
    alter column rotate_at set not null,
    add column key_id text generated always as (
        case when strpos(access_token, '.') > 0
              and split_part(access_token, '.', 1) = split_part(coalesce(refresh_token, access_token), '.', 1)
              and split_part(access_token, '.', 1) = split_part(coalesce(previous_refresh_token, access_token), '.', 1)
             then split_part(access_token, '.', 1) end) stored;
alter table sessions
    add column reseal_after timestamptz,
    add column key_id text generated always as (
        case when strpos(seed, '.') > 0 then split_part(seed, '.', 1) end) stored;
alter table revocations
    add column reseal_after timestamptz,
    add column key_id text generated always as (
        case when strpos(access_token, '.') > 0 then split_part(access_token, '.', 1) end) stored;

-- What is to be sealed anew.
create index authorization_tokens_key on authorization_tokens (key_id);
create index sessions_key on sessions (key_id) where seed is not null;
create index revocations_key on revocations (key_id) where access_token is not null;
-- What is to be rotated.
create index authorization_tokens_rotation on authorization_tokens (provider_id, rotate_at);
-- Consents that are over.
create index authorizations_expiring on authorizations (expires_at)
    where status = 'authorized' and expires_at is not null;

-- The platform's own tokens at providers that give none per customer: the SHA-256 of each that was seen behind an
-- account's secret reference. One that was never seen before is a new one.
create table platform_tokens (
    account     text        not null,
    fingerprint text        not null,
    first_seen  timestamptz not null,
    primary key (account, fingerprint)
);

-- Authorizations that are to be read with the platform's new token.
create table platform_verifications (
    authorization_id uuid        primary key references authorizations,
    account          text        not null,
    fingerprint      text        not null,
    since            timestamptz not null,
    attempts         integer     not null default 0,
    next_attempt     timestamptz not null,
    told_at          timestamptz,
    lease_id         uuid,
    leased_until     timestamptz
);
create index platform_verifications_due on platform_verifications (account, next_attempt);
