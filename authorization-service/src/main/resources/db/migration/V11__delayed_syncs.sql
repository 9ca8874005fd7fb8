-- How reading data with it went last, as events tell; both times only ever move forward, so that events may come twice and
-- in any order.
alter table authorizations
    add column sync_succeeded_at timestamptz,
    add column sync_failed_at    timestamptz;
