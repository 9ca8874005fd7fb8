-- From where the utility was changed, and whether someone has authorized since.
alter table facilities
    add column change_from_provider_id text,
    add column change_settled          boolean not null default false;

-- Who operates the facility: a copy of its accepted operator's user id, so that an operator's list can follow an index in
-- any order. Kept by the trigger and by nothing else. Nobody is the operator of what is his own.
alter table facilities add column operated_by text;

update facilities f set operated_by = nullif(o.user_id, f.owner_user_id)
from operators o
where o.facility_id = f.id and o.status = 'accepted';

create function facility_operated_by() returns trigger language plpgsql as $$
declare
    facility uuid := coalesce(new.facility_id, old.facility_id);
    accepted text := case when new.status = 'accepted' then new.user_id end;
begin
    update facilities set operated_by = nullif(accepted, owner_user_id)
    where id = facility and operated_by is distinct from nullif(accepted, owner_user_id);
    return null;
end
$$;

create trigger operators_operate after insert or delete or update of status, user_id on operators
    for each row execute function facility_operated_by();

drop index operators_user;

-- GET /facilities: each order for an owner, for an operator and for an administrator (by creation since the beginning).
create index facilities_owner_name on facilities (owner_user_id, lower(name), id);
create index facilities_owner_created on facilities (owner_user_id, created_at, id);
create index facilities_owner_updated on facilities (owner_user_id, updated_at, id);
create index facilities_owner_synced on facilities (owner_user_id, coalesce(last_sync, timestamptz 'epoch'), id);
create index facilities_operator_name on facilities (operated_by, lower(name), id) where operated_by is not null;
create index facilities_operator_created on facilities (operated_by, created_at, id) where operated_by is not null;
create index facilities_operator_updated on facilities (operated_by, updated_at, id) where operated_by is not null;
create index facilities_operator_synced on facilities (operated_by, coalesce(last_sync, timestamptz 'epoch'), id)
    where operated_by is not null;
create index facilities_name on facilities (lower(name), id);
create index facilities_updated on facilities (updated_at, id);
create index facilities_synced on facilities (coalesce(last_sync, timestamptz 'epoch'), id);

-- GET /facilities: counts, and what is seldom among much.
create index facilities_owner_status on facilities (owner_user_id, auth_status, registration_status);
create index facilities_operator_status on facilities (operated_by, auth_status, registration_status)
    where operated_by is not null;
create index facilities_status on facilities (auth_status, registration_status);

drop index facilities_owner;
