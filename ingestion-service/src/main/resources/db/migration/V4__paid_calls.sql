-- Calls to a provider that cost money. The row is written before the call, and the answer noted after it: a row without
-- an answer is a call of which nobody knows what became of it, and which is not repeated before that is found out.
create table paid_calls (
    id               uuid        primary key,
    account          text        not null,
    provider_id      text        not null,
    authorization_id uuid        not null,
    call             text        not null check (call in ('historical_collection', 'ongoing_monitoring')),
    meters           text[]      not null check (cardinality(meters) > 0),
    requested_at     timestamptz not null,
    answered_at      timestamptz,
    -- accepted; refused; seen: its effect was there although its answer was lost; lost: its effect was not there.
    answer           text        check (answer in ('accepted', 'refused', 'seen', 'lost')),
    -- Which of the meters the answer passed over in silence.
    dropped          text[]      not null default '{}',
    -- Null while nobody knows.
    paid             boolean,
    check ((answered_at is null) = (answer is null))
);
-- The budget: what an account has spent since a moment.
create index paid_calls_account on paid_calls (account, requested_at);
-- What was asked for the meters of an authorization.
create index paid_calls_authorization on paid_calls (authorization_id);

-- From when on patience with others is counted, where that is not the beginning: after a wait of our own making.
alter table import_jobs add column patience_from timestamptz;
