-- When the browser brought what the provider works on: from then on a row in awaited_consents follows that, whether the
-- session still waits for it or it is to be given back.
alter table sessions add column returned_at timestamptz;
update sessions session set returned_at = coalesce(ended_at, created_at)
where state = 'awaiting' or state in ('authorized', 'failed') and method = 'utility_api' and auth_id is not null
   or exists (select 1 from awaited_consents where session_id = session.id);

-- Whether what an attempt would renew is being ended at its utility.
create index revocations_of_utility on revocations (provider_id, auth_id) where auth_id is not null;

-- Which of an account's tokens serves: the one that took over last. Another one that was seen before takes over once
-- nobody has seen this one for a while.
alter table platform_tokens
    add column last_seen    timestamptz not null default timestamptz 'epoch',
    add column serves_since timestamptz not null default timestamptz 'epoch';
update platform_tokens set last_seen = first_seen, serves_since = first_seen;
