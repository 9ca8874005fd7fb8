-- What the rule about time finds; a comment may say now().
create table parcels (
    id        uuid        primary key,
    packed_at timestamptz not null default now(),
    sent_at   timestamptz
);

create function pack() returns trigger language plpgsql as $$
begin
    new.sent_at := clock_timestamp();
    return new;
end $$;
