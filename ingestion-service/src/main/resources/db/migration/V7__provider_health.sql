-- How each utility answers, as all replicas see it together. While it is down nothing of it is claimed before
-- closed_until, and then one import at a time, to see whether it answers again.
create table provider_health (
    provider_id      text        primary key,
    state            text        not null default 'up' check (state in ('up', 'down')),
    -- Failures in a row, of whichever authorizations, and the first few of those; since when.
    failures         integer     not null default 0,
    failing          uuid[]      not null default '{}',
    failing_since    timestamptz,
    closed_until     timestamptz,
    probes           integer     not null default 0,
    -- When administrators were told that it is away for too long.
    told_at          timestamptz,
    last_answer_at   timestamptz,
    last_answer_for  uuid,
    last_data_at     timestamptz,
    last_failure_at  timestamptz,
    last_failure     text,
    -- The sequence of its events.
    version          bigint      not null default 0
);

-- The imports of one utility that are not ended: what an outage hinders, what is made up for afterwards.
create index import_jobs_provider on import_jobs (provider_id, next_attempt_at)
    where state in ('queued', 'running', 'waiting', 'retrying');
-- GET /imports: what is not ended or was given up, the latest first.
create index import_jobs_open on import_jobs (id) where state in ('queued', 'running', 'waiting', 'retrying', 'failed');
-- Ended imports are forgotten by time.
create index import_jobs_finished on import_jobs (finished_at) where finished_at is not null;
