-- When the authorization of a facility is synchronised next; ended ones stay, for they may come again.
create table sync_plans (
    authorization_id uuid        primary key,
    facility_id      uuid        not null,
    provider_id      text        not null,
    method           text        not null,
    -- The authorization's, of the event that made the row what it is.
    version          bigint      not null,
    live             boolean     not null,
    next_run_at      timestamptz not null,
    -- Up to when the provider was last asked with success.
    covered_until    timestamptz
);
-- The planner: what is due, and nothing else.
create index sync_plans_due on sync_plans (next_run_at) where live;
-- GET and POST /facilities/{id}/sync
create index sync_plans_facility on sync_plans (facility_id);

-- From when to when a meter has readings; the frontier is the end of the newest one, moved when an import ends.
create table meter_series (
    meter_id         uuid        not null,
    direction        text        not null,
    first_at         timestamptz not null,
    frontier         timestamptz not null,
    interval_seconds integer     not null,
    primary key (meter_id, direction)
);

-- The ledger of what is missing between the first reading and the frontier.
create table interval_gaps (
    id            uuid        primary key,
    meter_id      uuid        not null,
    direction     text        not null,
    start_at      timestamptz not null,
    end_at        timestamptz not null check (end_at > start_at),
    state         text        not null check (state in ('open', 'closed', 'declared_absent')),
    found_at      timestamptz not null,
    -- How many complete answers came without it.
    asked         integer     not null default 0,
    last_asked_at timestamptz,
    next_ask_at   timestamptz not null,
    closed_at     timestamptz,
    check ((closed_at is null) = (state <> 'closed'))
);
-- GET /meters, and what an import has to compare; closed entries are history.
create index interval_gaps_missing on interval_gaps (meter_id, direction, start_at) where state <> 'closed';
-- Retention.
create index interval_gaps_closed on interval_gaps (closed_at) where state = 'closed';

-- What is the matter with a meter since when, and from when on its readings were asked for with success.
alter table meters
    add column condition       text check (condition in ('not_reported')),
    add column condition_since timestamptz,
    add column covered_from    timestamptz,
    -- The rest of its history is not asked for before.
    add column history_not_before timestamptz,
    add check ((condition is null) = (condition_since is null));
create index meters_condition on meters (condition_since) where condition is not null;
update meters set covered_from = created_at - interval '90 days';

-- The beginning and the end of the run that an import is a part of, where they are not its own; whether somebody waits for it; how many imports
-- of the same run came before it.
alter table import_jobs
    add column run_start  timestamptz,
    add column target_end timestamptz,
    add column urgent     boolean not null default true,
    add column follow_ups integer not null default 0;
-- The workers' claim: providers take turns, and within each what somebody waits for comes first.
create index import_jobs_turns on import_jobs (provider_id, urgent, next_attempt_at)
    where state in ('queued', 'running', 'waiting', 'retrying');
create index import_jobs_running on import_jobs (provider_id) where state = 'running';
drop index import_jobs_due;

-- What was imported before.
insert into meter_series (meter_id, direction, first_at, frontier, interval_seconds)
select distinct on (meter_id, direction) meter_id, direction,
       min(start_at) over series, max(end_at) over series, interval_seconds
  from interval_blocks
window series as (partition by meter_id, direction)
 order by meter_id, direction, start_at desc;

insert into interval_gaps (id, meter_id, direction, start_at, end_at, state, found_at, next_ask_at)
select gen_random_uuid(), gap.meter_id, gap.direction, piece.start_at,
       least(piece.start_at + interval '1440 hours', gap.gap_end), 'open',
       coalesce(m.last_sync, m.created_at), coalesce(m.last_sync, m.created_at)
  from (
    with blocks as (
        select meter_id, direction, start_at, end_at, interval_seconds, values,
               lag(end_at) over (partition by meter_id, direction order by start_at) as previous_end
          from interval_blocks),
    inside as (
        select b.meter_id, b.direction, b.start_at, b.interval_seconds, r.place,
               lag(r.place) over (partition by b.meter_id, b.direction, b.start_at order by r.place) as previous
          from blocks b cross join lateral unnest(b.values) with ordinality as r (value, place)
         where array_position(b.values, null) is not null and r.value is not null)
    select meter_id, direction, previous_end as gap_start, start_at as gap_end from blocks where start_at > previous_end
    union
    select meter_id, direction, start_at + previous * make_interval(secs => interval_seconds),
           start_at + (place - 1) * make_interval(secs => interval_seconds)
      from inside where place > previous + 1) gap
  join meters m on m.id = gap.meter_id
 -- At most 60 days are an entry, so that each can be asked for at once.
 cross join lateral generate_series(gap.gap_start, gap.gap_end - interval '1 second', interval '1440 hours') as piece (start_at);

-- Authorizations that stand: due at once, at the planner's pace.
insert into sync_plans (authorization_id, facility_id, provider_id, method, version, live, next_run_at, covered_until)
select distinct on (job.facility_id) job.authorization_id, job.facility_id, job.provider_id, job.method, 0, true,
       timestamptz 'epoch',
       (select max(done.window_end) from import_jobs done
         where done.authorization_id = job.authorization_id and done.state = 'done')
  from import_jobs job
 where job.attempt_key like 'authorized-%'
 order by job.facility_id, job.created_at desc;
update sync_plans plan set live = false
 where exists (select 1 from import_jobs job
                where job.authorization_id = plan.authorization_id and job.state = 'failed'
                  and job.error_code in ('authorization_ended', 'authorization_not_active', 'reauthorization_required',
                      'data_gone')
                  and not exists (select 1 from import_jobs later
                                   where later.authorization_id = job.authorization_id
                                     and later.created_at > job.created_at));
