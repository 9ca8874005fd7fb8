-- Events that wait to be published, and those published in the last days.
create table outbox (
    id              uuid        primary key,
    position        bigint      generated always as identity,
    slot            integer     not null,
    topic           text        not null,
    type            text        not null,
    subject         text        not null,
    sequence        bigint      not null,
    occurred_at     timestamptz not null,
    data            text        not null,
    traceparent     text,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_error      text,
    published_at    timestamptz
);

-- The relay reads the unpublished events of one slot in order.
create index outbox_unpublished on outbox (slot, position) where published_at is null;
-- Published events are forgotten after some days.
create index outbox_published on outbox (published_at) where published_at is not null;

-- A relay works on a slot while it holds the lock of the slot's row.
create table outbox_slots (
    slot integer primary key
);
insert into outbox_slots select generate_series(0, 15);
