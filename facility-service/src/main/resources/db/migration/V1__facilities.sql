-- A facility and the registration through which it came. Columns that begin with auth_ and sync_ are copies of what the
-- authorization service and the ingestion service decide.
create table facilities (
    id                        uuid        primary key,
    name                      text        not null,
    owner_role                text        not null check (owner_role in ('owner', 'owner_operator', 'residential')),
    owner_user_id             text        not null,
    owner_name                text,
    owner_email               text,
    address_line1             text,
    address_line2             text,
    address_city              text,
    address_state             text,
    address_postal_code       text,
    address_country           text,
    finance_type              text        check (finance_type in ('cash', 'loan', 'ppa', 'lease', 'other')),
    finance_company           text,
    installer_name            text,
    system_size_kw_dc         numeric     check (system_size_kw_dc > 0),
    system_size_kw_ac         numeric     check (system_size_kw_ac > 0),
    commercial_operation_date date,
    utility_provider_id       text,
    registration_status       text        not null check (registration_status in ('in_progress', 'complete')),
    registration_step         text        not null
        check (registration_step in ('role', 'finance_installer', 'utility_authorization')),
    registration_updated_at   timestamptz not null,
    authorization_id          uuid,
    auth_status               text
        check (auth_status in ('pending', 'authorized', 'failed', 'revoked', 'reauthorization_required')),
    auth_method               text        check (auth_method in ('green_button', 'utility_api', 'cds')),
    auth_provider             text,
    auth_id                   text,
    auth_version              bigint,
    auth_attempted_at         timestamptz,
    auth_error_code           text,
    auth_error_message        text,
    auth_error_action         text,
    auth_error_retryable      boolean,
    last_sync                 timestamptz,
    sync_delayed              boolean     not null default false,
    sync_known_at             timestamptz,
    created_at                timestamptz not null,
    updated_at                timestamptz not null,
    version                   bigint      not null,
    edit_version              bigint      not null
);

-- GET /facilities: the caller's own.
create index facilities_owner on facilities (owner_user_id);
-- GET /facilities of an administrator: the newest of all.
create index facilities_created on facilities (created_at, id);

-- Who was invited to operate a facility; at most one at a time.
create table operators (
    facility_id uuid        primary key references facilities on delete cascade,
    email       text        not null,
    status      text        not null check (status in ('invited', 'unconfirmed', 'accepted', 'undeliverable')),
    user_id     text,
    name        text,
    updated_at  timestamptz not null default now(),
    check (status <> 'accepted' or user_id is not null)
);

-- GET /facilities: those that the caller operates.
create index operators_user on operators (user_id) where status = 'accepted';
