-- What the provider itself says of a meter, beside what our model makes of it; whether it still delivers; where it was
-- before. forward_is_net: what comes as delivered was found to be a balance. released_at: its authorization has ended,
-- so that another facility may have it.
alter table meters
    add column provider_record    jsonb   not null default '{}',
    add column status             text    not null default 'active' check (status in ('active', 'inactive', 'ended')),
    add column status_since       timestamptz,
    add column former_address     text,
    add column address_changed_at timestamptz,
    add column forward_is_net     boolean not null default false,
    add column released_at        timestamptz;
-- Authorizations that had ended before.
update meters set released_at = ended.at
  from (select job.authorization_id, max(coalesce(job.finished_at, job.created_at)) as at
          from import_jobs job
         where job.state = 'failed' and job.error_code = 'authorization_ended'
           and not exists (select from import_jobs later
                            where later.authorization_id = job.authorization_id and later.created_at > job.created_at)
         group by job.authorization_id) ended
 where meters.authorization_id = ended.authorization_id;
-- Whether another facility has a meter already.
create index meters_number on meters (utility_meter_id) where utility_meter_id is not null;
create index meters_service_point on meters (service_point) where service_point is not null;

-- Green Button files that people have brought: one row per facility and content. The id stands in the place of an
-- authorization in what is imported from it.
create table uploads (
    id          uuid        primary key,
    facility_id uuid        not null,
    sha256      bytea       not null,
    bytes       bigint      not null,
    attempt     integer     not null default 1,
    user_id     text        not null,
    created_at  timestamptz not null
);
-- The same file again is the same upload.
create unique index uploads_content on uploads (facility_id, sha256);

-- The content, in pieces, until the import is over.
create table upload_pieces (
    upload_id uuid    not null references uploads (id) on delete cascade,
    number    integer not null,
    bytes     bytea   not null,
    primary key (upload_id, number)
);
-- It is XML, which the database packs well enough.
alter table upload_pieces alter column bytes set storage extended;
