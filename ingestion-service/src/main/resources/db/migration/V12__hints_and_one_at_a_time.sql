-- When the last turn was ordered, or the authorization began; since when a notification of the utility waits for a turn;
-- when the authorization began and brought its first readings: null where it began before this was measured.
alter table sync_plans
    add column turned_at        timestamptz,
    add column hinted_at        timestamptz,
    add column begun_at         timestamptz,
    add column first_reading_at timestamptz;
-- What an outage made wait.
create index sync_plans_hinted on sync_plans (provider_id) where hinted_at is not null;

-- Imports of one authorization may wait beside each other, but only one is under way, whatever two workers see.
update import_jobs job set state = 'queued', leased_by = null, leased_until = null, lease_token = null
 where state = 'running'
   and exists (select 1 from import_jobs other
                where other.authorization_id = job.authorization_id and other.state = 'running' and other.id > job.id);
create unique index import_jobs_one_running on import_jobs (authorization_id) where state = 'running';

-- What reads documents again does so, too, while their utility is left alone.
create index import_jobs_replays on import_jobs (provider_id, next_attempt_at)
    where attempt_key like 'reparse-%' and state in ('queued', 'running', 'waiting', 'retrying');

-- How many answers to a question for just its time had nothing at all in them.
alter table interval_gaps add column denied integer not null default 0;
