-- Facilities as dcarbon.facilities tells of them: only what decides about rights, and the name that lists show.
create table facilities (
    facility_id     uuid    primary key,
    version         bigint  not null,
    name            text    not null,
    owner_role      text    not null check (owner_role in ('owner', 'owner_operator', 'residential')),
    owner_id        text,
    operator_id     text,
    operator_status text    check (operator_status in ('invited', 'unconfirmed', 'accepted', 'undeliverable')),
    discarded       boolean not null
);

-- GET /authorizations of an owner or an operator.
create index facilities_by_owner on facilities (owner_id);
create index facilities_by_operator on facilities (operator_id) where operator_id is not null;

-- One record per facility and utility, until it is revoked.
create table authorizations (
    id                uuid        primary key,
    version           bigint      not null,
    facility_id       uuid        not null,
    provider_id       text        not null,
    provider_name     text        not null,
    method            text        not null check (method in ('green_button', 'utility_api', 'cds')),
    status            text        not null check (status in
        ('pending', 'authorized', 'failed', 'revoked', 'reauthorization_required')),
    auth_id           text,
    user_id           text        not null,
    user_name         text,
    user_email        text,
    attempt           integer     not null check (attempt > 0),
    created_at        timestamptz not null,
    last_attempt_at   timestamptz not null,
    authorized_at     timestamptz,
    last_sync         timestamptz,
    failure_code      text,
    failure_message   text,
    failure_action    text,
    failure_retryable boolean,
    check (status <> 'authorized' or (authorized_at is not null and auth_id is not null)),
    check ((failure_code is not null) = (status in ('failed', 'reauthorization_required')))
);

-- At most one occupies a facility.
create unique index authorizations_live on authorizations (facility_id)
    where status in ('pending', 'authorized', 'reauthorization_required');
-- A retry uses the record again.
create unique index authorizations_of_facility on authorizations (facility_id, provider_id)
    where status <> 'revoked';
-- GET /authorizations, newest first, and with the filters that an administrator uses most.
create index authorizations_newest on authorizations (created_at, id);
create index authorizations_by_last_attempt on authorizations (last_attempt_at, id);
create index authorizations_by_status on authorizations (status, created_at, id);

-- The timeline of an authorization.
create table authorization_steps (
    id               uuid        primary key,
    authorization_id uuid        not null references authorizations,
    attempt          integer     not null,
    step             text        not null,
    occurred_at      timestamptz not null,
    actor_id         text        not null,
    actor_name       text,
    ip_address       text,
    code             text
);

-- GET /authorizations/{id}
create index authorization_steps_of on authorization_steps (authorization_id, occurred_at, id);

-- Tokens of utilities, encrypted; the associated data is table, column and authorization_id.
create table authorization_tokens (
    authorization_id      uuid        primary key references authorizations,
    version               bigint      not null,
    access_token          text        not null,
    refresh_token         text,
    scope                 text        not null,
    resource_uri          text        not null,
    customer_resource_uri text,
    authorization_uri     text,
    issued_at             timestamptz not null,
    expires_at            timestamptz not null,
    -- Who refreshes holds a lease, so that no second refresh runs beside it.
    leased_until          timestamptz,
    -- After a refresh that did not work: not again before.
    refresh_not_before    timestamptz
);

-- One attempt to get consent. State and browser binding are here as SHA-256 only; what they are made of is encrypted
-- (associated data: table, column, id) and gone when the session has ended.
create table sessions (
    id                uuid        primary key,
    authorization_id  uuid        not null references authorizations,
    facility_id       uuid        not null,
    provider_id       text        not null,
    provider_name     text        not null,
    method            text        not null,
    user_id           text        not null,
    user_name         text,
    redirect_uri      text        not null,
    state             text        not null check (state in
        ('pending', 'exchanging', 'authorized', 'failed', 'expired', 'superseded')),
    state_hash        text        not null unique,
    binding_hash      text        not null,
    seed              text,
    created_at        timestamptz not null,
    expires_at        timestamptz not null,
    exchanging_since  timestamptz,
    ended_at          timestamptz,
    failure_code      text,
    failure_message   text,
    failure_action    text,
    failure_retryable boolean,
    check ((state in ('pending', 'exchanging')) = (seed is not null)),
    check ((state = 'exchanging') <= (exchanging_since is not null)),
    check ((failure_code is not null) = (state in ('failed', 'expired', 'superseded')))
);

-- At most one session of a facility is open.
create unique index sessions_open on sessions (facility_id) where state in ('pending', 'exchanging');
-- The job that ends sessions whose time is over.
create index sessions_pending on sessions (expires_at) where state = 'pending';
create index sessions_exchanging on sessions (exchanging_since) where state = 'exchanging';
