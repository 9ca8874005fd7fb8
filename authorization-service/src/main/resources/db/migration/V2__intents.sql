-- A refresh is an intent that is committed before the utility is asked: since when, by which lease, until when. Every
-- write of its outcome names the lease, so that a holder whose time is over changes nothing.
alter table authorization_tokens
    add column lease_id         uuid,
    add column refreshing_since timestamptz,
    add column refresh_failures integer not null default 0,
    -- The ids in the three addresses, as notifications of the utility name them.
    add column subscription_no  text,
    add column customer_no      text,
    add column authorization_no text;

update authorization_tokens set
    subscription_no = substring(rtrim(resource_uri, '/') from '([^/?]+)[^/]*$'),
    customer_no = substring(rtrim(customer_resource_uri, '/') from '([^/?]+)[^/]*$'),
    authorization_no = substring(rtrim(authorization_uri, '/') from '([^/?]+)[^/]*$');

-- Refreshes that have no outcome.
create index authorization_tokens_refreshing on authorization_tokens (leased_until) where leased_until is not null;
create index authorization_tokens_subscription on authorization_tokens (subscription_no);
create index authorization_tokens_customer on authorization_tokens (customer_no) where customer_no is not null;
create index authorization_tokens_authorization on authorization_tokens (authorization_no)
    where authorization_no is not null;

-- A revoked authorization may say why it ended.
alter table authorizations drop constraint authorizations_check1;
alter table authorizations add constraint authorizations_failure
    check (status = 'revoked' or (failure_code is not null) = (status in ('failed', 'reauthorization_required')));

-- Records to be read back at the utility, because it says that they changed.
create table authorization_checks (
    authorization_id uuid        primary key references authorizations,
    since            timestamptz not null,
    attempts         integer     not null default 0,
    next_attempt     timestamptz not null,
    lease_id         uuid,
    leased_until     timestamptz
);
create index authorization_checks_due on authorization_checks (next_attempt);

-- What utilities told lately (SHA-256 of authorization and address), so that a repetition is not told again.
create table notified_resources (
    fingerprint text        primary key,
    received_at timestamptz not null
);
create index notified_resources_received on notified_resources (received_at);
