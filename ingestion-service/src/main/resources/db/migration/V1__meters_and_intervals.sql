-- Who owns and who operates a facility: a projection of dcarbon.facilities, to decide who may see its data.
create table facilities (
    facility_id     uuid    primary key,
    version         bigint  not null,
    owner_role      text    not null,
    owner_id        text    not null,
    operator_id     text,
    operator_status text,
    discarded       boolean not null
);

-- Meters: one row per facility, utility and point of delivery, whatever subscription it came by.
create table meters (
    id               uuid        primary key,
    facility_id      uuid        not null,
    authorization_id uuid        not null,
    provider_id      text        not null,
    usage_point_id   text        not null,
    service_point    text,
    utility_meter_id text,
    account_id       text,
    service_address  text,
    meter_type       text,
    tariff           text,
    role             text        not null check (role in ('consumption', 'net', 'generation')),
    commodity        text        not null,
    blocks           text[]      not null,
    time_zone        text        not null,
    source           text        not null,
    last_sync        timestamptz,
    created_at       timestamptz not null
);
-- GET /meters?facility_id=, and the recognition of a meter that comes again.
create unique index meters_point on meters (facility_id, provider_id, usage_point_id);
-- GET /meters?authorization=
create index meters_authorization on meters (authorization_id);

-- What a quality code of ESPI is worth: 0 final, 1 edited, 2 not told or raw, 3 estimated, 4 questionable.
create function quality_doubt(quality smallint) returns integer
    language sql immutable parallel safe
return case
    when quality in (0, 17, 18, 19) then 0
    when quality in (7, 11, 13) then 1
    when quality in (8, 9, 12, 15) then 3
    when quality = 10 then 4
    else 2
end;

-- Readings: one row per meter, direction and local day (or shorter run) of one interval length.
-- Wh = value * 10^power_of_ten; a null value is a missing reading, a null quality one the utility did not tell.
create table interval_blocks (
    meter_id         uuid        not null,
    direction        text        not null,
    start_at         timestamptz not null,
    end_at           timestamptz not null,
    interval_seconds integer     not null check (interval_seconds > 0),
    power_of_ten     smallint    not null,
    values           bigint[]    not null,
    qualities        smallint[]  not null check (cardinality(qualities) = cardinality(values)),
    source           text        not null,
    source_updated   timestamptz,
    job_id           uuid,
    changed_at       timestamptz not null,
    -- Serves every read by meter and time.
    primary key (meter_id, direction, start_at)
) partition by range (start_at);

-- What stood in a block before a correction, and until when.
create table interval_block_revisions (
    id               uuid        not null,
    meter_id         uuid        not null,
    direction        text        not null,
    start_at         timestamptz not null,
    end_at           timestamptz not null,
    interval_seconds integer     not null,
    power_of_ten     smallint    not null,
    values           bigint[]    not null,
    qualities        smallint[]  not null,
    source           text        not null,
    source_updated   timestamptz,
    job_id           uuid,
    valid_from       timestamptz not null,
    valid_until      timestamptz not null,
    replaced_by_job  uuid        not null,
    primary key (id, start_at)
) partition by range (start_at);
create index interval_block_revisions_meter on interval_block_revisions (meter_id, direction, start_at);

do $$
begin
    for year in 2015..2040 loop
        execute format('create table interval_blocks_%s partition of interval_blocks
                        for values from (%L) to (%L)', year, year || '-01-01 00:00+00', year + 1 || '-01-01 00:00+00');
        execute format('create table interval_block_revisions_%s partition of interval_block_revisions
                        for values from (%L) to (%L)', year, year || '-01-01 00:00+00', year + 1 || '-01-01 00:00+00');
    end loop;
end
$$;
create table interval_blocks_other partition of interval_blocks default;
create table interval_block_revisions_other partition of interval_block_revisions default;

-- The readings one by one, for whoever reads by SQL.
create view intervals as
select b.meter_id,
       b.direction,
       b.start_at + (r.place - 1) * make_interval(secs => b.interval_seconds) as start_at,
       b.start_at + r.place * make_interval(secs => b.interval_seconds)       as end_at,
       trim_scale(r.value * 10::numeric ^ b.power_of_ten)                     as wh,
       r.quality
from interval_blocks b
cross join lateral unnest(b.values, b.qualities) with ordinality as r (value, quality, place)
where r.value is not null;

-- Imports: work that survives a crash. A job is claimed by a lease; whoever lost it can write nothing more.
create table import_jobs (
    id               uuid        primary key,
    facility_id      uuid        not null,
    authorization_id uuid        not null,
    provider_id      text        not null,
    method           text        not null,
    kind             text        not null check (kind in ('historical', 'incremental', 'backfill', 'upload')),
    attempt_key      text        not null,
    state            text        not null
        check (state in ('queued', 'running', 'waiting', 'retrying', 'done', 'failed', 'superseded')),
    window_start     timestamptz not null,
    window_end       timestamptz not null,
    attempts         integer     not null default 0,
    waits            integer     not null default 0,
    next_attempt_at  timestamptz not null,
    leased_by        text,
    leased_until     timestamptz,
    lease_token      uuid,
    meters_announced boolean     not null default false,
    readings_total   bigint      not null default 0,
    readings_stored  bigint      not null default 0,
    notes            jsonb,
    error_code       text,
    traceparent      text,
    created_at       timestamptz not null,
    finished_at      timestamptz
);
-- An event that comes twice makes one job.
create unique index import_jobs_attempt on import_jobs (authorization_id, attempt_key);
-- The workers' claim.
create index import_jobs_due on import_jobs (next_attempt_at) where state in ('queued', 'running', 'waiting', 'retrying');
-- GET /facilities/{id}/sync
create index import_jobs_facility on import_jobs (facility_id, created_at desc);

-- How the synchronisation of a facility stands; the version is the sequence of its events.
create table facility_syncs (
    facility_id uuid        primary key,
    version     bigint      not null,
    last_sync   timestamptz
);

-- Who has been recorded as reading a meter's intervals in which quarter hour: one audit record each.
create table interval_accesses (
    user_id      text        not null,
    meter_id     uuid        not null,
    quarter_hour timestamptz not null,
    primary key (user_id, meter_id, quarter_hour)
);
-- Old rows are forgotten by time.
create index interval_accesses_time on interval_accesses (quarter_hour);
