-- Events whose effect is done, per consumer: a repetition of one changes nothing.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);

-- Old entries are forgotten by time.
create index inbox_received on inbox (received_at);
