-- When the customer's consent ends, where the utility tells.
alter table authorizations add column expires_at timestamptz;

-- The scope that the utility named when the customer began there; the provider's own name of the attempt.
alter table sessions
    add column portal_scope text,
    add column reference    text;

-- A provider may work on a consent for hours after the customer came back.
alter table sessions drop constraint sessions_state_check;
alter table sessions add constraint sessions_state_check check (state in
    ('pending', 'exchanging', 'awaiting', 'authorized', 'failed', 'expired', 'superseded'));
alter table sessions drop constraint sessions_check;
alter table sessions add constraint sessions_seed
    check ((state in ('pending', 'exchanging', 'awaiting')) = (seed is not null));
drop index sessions_open;
create unique index sessions_open on sessions (facility_id) where state in ('pending', 'exchanging', 'awaiting');
