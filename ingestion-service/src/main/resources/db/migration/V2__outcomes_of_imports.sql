-- How often in a row the job's worker died; since the present attempt began, when the provider told that the data are
-- ready; where it said that they would be: when it was asked, by the address that was asked, and unasked.
alter table import_jobs
    add column deaths    integer     not null default 0,
    add column hinted_at timestamptz,
    add column places    jsonb       not null default '{}',
    add column hints     text[]      not null default '{}';
-- A hint names the authorization.
create index import_jobs_active on import_jobs (authorization_id) where state in ('queued', 'running', 'waiting', 'retrying');

-- Providers that want to be left alone: no job of theirs is claimed before.
create table provider_pauses (
    provider_id text        primary key,
    until       timestamptz not null
);
