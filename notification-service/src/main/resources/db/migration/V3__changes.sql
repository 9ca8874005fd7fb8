-- What has changed, for those who watch: GET /events/stream reads from here. Rows are forgotten after a day or so.
create table changes (
    id          bigint      primary key generated always as identity,
    -- Where it stands in the stream. Given after its transaction was committed, so that no later place is seen before
    -- an earlier one; null until then.
    place       bigint      unique,
    kind        text        not null check (kind in ('facility', 'authorization', 'notification')),
    type        text        not null,
    -- The facility, authorization or notification that changed.
    subject     uuid        not null,
    -- Its version, where it has one.
    sequence    bigint,
    facility_id uuid,
    -- For this person alone; null: for whoever may see the facility when it is read.
    user_id     text,
    data        text        not null,
    written_at  timestamptz not null default now(),
    check (facility_id is not null or user_id is not null)
);

-- Those that have no place yet.
create index changes_without_place on changes (id) where place is null;
-- Whether a later version was told already.
create index changes_of_subject on changes (subject, sequence);
-- What was last said of a facility, for a person who is new to it.
create index changes_of_facility on changes (facility_id, id);
-- Old ones are forgotten by time.
create index changes_written on changes (written_at);

-- One row: how far the stream goes. Who gives places holds its lock.
create table change_log (
    only_one  boolean primary key default true check (only_one),
    -- Tells a position in this stream from one in another database's.
    log_id    uuid    not null default gen_random_uuid(),
    -- The last place that was given.
    placed    bigint  not null default 0,
    -- The last place that was forgotten.
    forgotten bigint  not null default 0
);
insert into change_log default values;
