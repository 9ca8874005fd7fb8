-- How reading data went, under each authorization that a facility has had: what happened under a former one says nothing
-- about the present one. The times only ever move forward, so that events may come twice and in any order.
create table syncs (
    facility_id      uuid        not null references facilities on delete cascade,
    authorization_id uuid        not null,
    succeeded_at     timestamptz,
    failed_at        timestamptz,
    primary key (facility_id, authorization_id)
);

insert into syncs (facility_id, authorization_id, succeeded_at, failed_at)
select id, authorization_id, case when not sync_delayed then sync_known_at end,
       case when sync_delayed then sync_known_at end
from facilities
where authorization_id is not null and sync_known_at is not null;

alter table facilities drop column sync_delayed, drop column sync_known_at;
