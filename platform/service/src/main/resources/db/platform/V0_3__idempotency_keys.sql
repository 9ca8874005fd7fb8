-- Answers of requests that carried an Idempotency-Key, so that a repetition gets the same answer.
create table idempotency_keys (
    caller     text        not null,
    operation  text        not null,
    key        text        not null,
    body_hash  text        not null,
    status     integer,
    headers    text,
    body       text,
    created_at timestamptz not null default now(),
    primary key (caller, operation, key)
);

-- Old keys are forgotten by time.
create index idempotency_keys_created on idempotency_keys (created_at);
